"""Areas of good parts that a person said nobody should learn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.detector import pictures
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.sampling import IGNORED, cell_labels

Areas = Mapping[Path, NDArray[np.uint8]]
"""Picture → (H_in, W_in) uint8 label map of its ignored pixels, everything else 0."""


class IgnoredAreas(Areas):
    """The ignored areas of a training's good parts, at network size, read when they are wanted."""

    def __init__(self, images: TrainingSet, config: TrainConfig) -> None:
        self._files = {item.path: item.label_map for item in images.ignored}
        self._config = config

    def __getitem__(self, path: Path) -> NDArray[np.uint8]:
        label_map = pictures.network_label_map(self._files[path], self._config)
        return np.where(label_map == IGNORE_VALUE, label_map, np.uint8(NO_DEFECT))

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[Path]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def with_area(label_map: NDArray[np.uint8], area: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """The label map of a defect pasted onto a good part, with what is ignored of that; (H_in, W_in) uint8."""
    return label_map if area is None else np.where(label_map == NO_DEFECT, area, label_map)


def leave_out(
    levels: tuple[FeatureLevel, ...], paths: Sequence[Path], areas: Areas
) -> tuple[FeatureLevel, ...]:
    """Cells with ignored pixels get the features of the same cell of another image, in place.

    So whatever is computed from the features of good parts sees as many cells as before, and nothing of the
    ignored ones. Where every image ignores a cell, it gets those of the next cell of its own image.

    Args:
        levels: Of good parts.
        paths: Their pictures, in the same order.
        areas: Ignored areas of some of them.
    """
    rows = [row for row, path in enumerate(paths) if path in areas]
    if not rows:
        return levels
    for level in levels:
        hidden = {
            row: cell_labels([areas[paths[row]]], level.height, level.width)[0] == IGNORED for row in rows
        }
        for row in rows:
            _borrow(level.values, hidden, row)
    return levels


def _borrow(values: torch.Tensor, hidden: Mapping[int, torch.Tensor], row: int) -> None:
    """Fill the hidden cells of one image of ``values`` (N, P, C); ``hidden``: (P,) bool by image."""
    missing = hidden[row].clone()
    for step in range(1, len(values)):
        if not missing.any():
            return
        donor = (row + step) % len(values)
        here = missing & ~hidden[donor] if donor in hidden else missing
        values[row, here] = values[donor, here]
        missing = missing & ~here
    own = torch.nonzero(~hidden[row])[:, 0]
    if missing.any() and len(own):
        wanted = torch.nonzero(missing)[:, 0]
        values[row, wanted] = values[row, own[torch.searchsorted(own, wanted) % len(own)]]
