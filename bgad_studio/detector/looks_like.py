"""Finds what an unusual place looks like, among marked defects and among good parts, by backbone features.

A cell is described by the features of all levels at the middle one's grid, in deviations from good parts.
Defects are compared by the direction in which their mean deviates (the kind of a defect, not its strength),
good parts by the distance of a patch of 3 × 3 cells from the least ordinary one of the region.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.likeness import Alike, Likeness
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT
from bgad_studio.core.training_set import KnownImage
from bgad_studio.detector.extraction import Extraction
from bgad_studio.detector.features import Features
from bgad_studio.detector.pictures import network_label_map
from bgad_studio.detector.sampling import ANOMALOUS, cell_labels

NORMALS_BYTES: Final = 96 * 2**20
"""Of the descriptions of good parts that are compared with."""
_PATCH: Final = 3
_FLOOR: Final = 1e-4


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a label map: its label, its box in shares of the picture, its cells (h, w) bool."""

    label: int
    box: tuple[float, float, float, float]
    cells: Tensor


def looks_like(
    image: Path,
    regions: Path,
    known: Sequence[KnownImage],
    normal: Sequence[Path],
    extraction: Extraction,
    config: TrainConfig,
) -> Iterator[Progress | tuple[Likeness, ...]]:
    """Search for every region of a picture.

    Args:
        image: The picture.
        regions: Label map of its size, regions 1…n.
        known: Marked defects of other parts; unreadable ones are passed over.
        normal: Good parts to search; as many of them as memory allows.
        extraction: Of the model's backbone and network size.
        config: Of the model.

    Yields:
        Progress; at last the likeness of every region, in order.

    Raises:
        StudioError: If the picture itself cannot be read.
    """
    total = 1 + len(known) + len(normal)
    (own,) = extraction.each([image], _joined)
    if isinstance(own, Trouble):
        raise StudioError(own.problem, **dict(own.params))
    yield Progress(Phase.SCORING, 1, total)
    room = max(2, NORMALS_BYTES // (own.numel() * own.element_size()))
    good: list[tuple[int, Tensor]] = []
    for index, found in enumerate(extraction.each(normal[:room], _joined)):
        if not isinstance(found, Trouble):
            good.append((index, found))
        yield Progress(Phase.SCORING, 2 + index, total)
    scale = _Scale.of([cells for _, cells in good] or [own])
    defects: list[tuple[int, _Piece, Tensor]] = []
    for index, found in enumerate(extraction.each([item.path for item in known], _joined)):
        if not isinstance(found, Trouble):
            described = scale.apply(found)
            for piece in _pieces(network_label_map(known[index].label_map, config), described):
                defects.append((index, piece, _mean(described, piece.cells)))
        yield Progress(Phase.SCORING, 2 + len(normal) + index, total)
    described = scale.apply(own)
    found_pieces = {
        piece.label: piece for piece in _pieces(network_label_map(regions, config), described, whole=True)
    }
    yield tuple(
        Likeness(
            label, _nearest_defect(piece, described, defects), _nearest_patch(piece, described, good, scale)
        )
        for label, piece in sorted(found_pieces.items())
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Mean and deviation of every channel over cells of good parts, (C, 1, 1) each."""

    mean: Tensor
    deviation: Tensor

    @staticmethod
    def of(good: Sequence[Tensor]) -> _Scale:
        channels = good[0].shape[0]
        total, squares, count = torch.zeros(channels), torch.zeros(channels), 0
        for cells in good:
            values = cells.float().flatten(1)
            total += values.sum(1)
            squares += values.square().sum(1)
            count += values.shape[1]
        mean = total / count
        deviation = (squares / count - mean.square()).clamp_min(_FLOOR).sqrt()
        return _Scale(mean[:, None, None], deviation[:, None, None])

    def apply(self, cells: Tensor) -> Tensor:
        """(C, h, w) float32 in deviations."""
        return (cells.float() - self.mean) / self.deviation


def _joined(features: Features) -> Tensor:
    """All levels at the grid of the middle one, (C, h, w) float16."""
    height, width = features[len(features) // 2].shape[:2]
    parts = []
    for level in features:
        maps = torch.from_numpy(np.array(level, np.float32)).permute(2, 0, 1)[None]
        if level.shape[0] > height:
            maps = functional.adaptive_avg_pool2d(maps, (height, width))
        elif level.shape[0] < height:
            maps = functional.interpolate(maps, (height, width), mode="bilinear", align_corners=False)
        parts.append(maps[0])
    return torch.cat(parts).half()


def _pieces(label_map: NDArray[np.uint8], cells: Tensor, *, whole: bool = False) -> Iterator[_Piece]:
    """The connected pieces of a label map, or with ``whole`` all of every label as one."""
    height, width = cells.shape[1:]
    rows, columns = label_map.shape
    for label in np.unique(label_map).tolist():
        if label in (NO_DEFECT, IGNORE_VALUE):
            continue
        mask = np.asarray(label_map == label, np.uint8)
        count, numbers = (2, mask) if whole else cv2.connectedComponents(mask, connectivity=8)
        for number in range(1, count):
            piece = np.asarray(numbers == number, np.uint8)
            inside = cell_labels([piece], height, width)[0].reshape(height, width) == ANOMALOUS
            left, top, wide, high = cv2.boundingRect(piece)
            box = (left / columns, top / rows, (left + wide) / columns, (top + high) / rows)
            yield _Piece(label, box, inside)


def _mean(described: Tensor, cells: Tensor) -> Tensor:
    """(C,) mean over the chosen cells of (C, h, w)."""
    return described[:, cells].mean(1)


def _nearest_defect(
    piece: _Piece, described: Tensor, defects: Sequence[tuple[int, _Piece, Tensor]]
) -> Alike | None:
    if not defects:
        return None
    wanted = _mean(described, piece.cells)[None]
    alike = functional.cosine_similarity(wanted, torch.stack([mean for _, _, mean in defects]))
    best = int(alike.argmax())
    index, other, _ = defects[best]
    return Alike(index, other.box, other.label, 1 - float(alike[best]))


def _nearest_patch(
    piece: _Piece, described: Tensor, good: Sequence[tuple[int, Tensor]], scale: _Scale
) -> Alike | None:
    if not good:
        return None
    size = described.shape[1:]
    own = _patches(described)
    oddness = described.square().mean(0).where(piece.cells, torch.tensor(-1.0))
    wanted = own.flatten(1)[:, int(oddness.argmax())][:, None, None]
    nearest = (float("inf"), 0, 0)
    for index, cells in good:
        apart = (_patches(scale.apply(cells)) - wanted).square().mean(0).flatten()
        place = int(apart.argmin())
        nearest = min(nearest, (float(apart[place]), index, place))
    distance, index, place = nearest
    row, column = divmod(place, size[1])
    wide, high = (max(piece.box[2 + side] - piece.box[side], _PATCH / size[1 - side]) for side in (0, 1))
    x, y = (column + 0.5) / size[1], (row + 0.5) / size[0]
    box = (max(x - wide / 2, 0.0), max(y - high / 2, 0.0), min(x + wide / 2, 1.0), min(y + high / 2, 1.0))
    return Alike(index, box, NO_DEFECT, float(np.sqrt(distance)))


def _patches(described: Tensor) -> Tensor:
    """Mean of every cell and its neighbours, (C, h, w)."""
    return functional.avg_pool2d(described[None], _PATCH, 1, _PATCH // 2, count_include_pad=False)[0]
