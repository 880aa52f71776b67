"""Which images and positions a mini-batch looks at, and what a mask means on a feature grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bgad_studio.core.config import Preset, TrainConfig
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT

NORMAL, ANOMALOUS, IGNORED = 0, 1, 2
"""Cell labels."""
COVERAGE = 0.25
"""A cell is anomalous from this share of defect pixels on."""

LARGEST_SHARE, LEAST_POSITIONS = 0.25, 16
"""A structured mini-batch looks at no more than this share of a level's positions, but at least so many."""


def cell_labels(label_maps: Sequence[NDArray[np.uint8]], height: int, width: int) -> Tensor:
    """Labels of feature cells.

    A cell is anomalous from 25 % coverage, or the most covered cell where none reaches it (nearest-neighbour
    sampling would lose small defects); other touched cells, and cells with ignored pixels, are ignored.

    Args:
        label_maps: (H_in, W_in) uint8 each, as painted.
        height: Rows of the grid.
        width: Columns of the grid.

    Returns:
        (M, height·width) int8.
    """
    labels = np.zeros((len(label_maps), height, width), np.int8)
    for row, label_map in zip(labels, label_maps, strict=True):
        touched = _coverage(label_map != NO_DEFECT, height, width)
        cover = _coverage((label_map != NO_DEFECT) & (label_map != IGNORE_VALUE), height, width)
        row[touched > 0] = IGNORED
        row[cover >= COVERAGE] = ANOMALOUS
        if cover.any() and not (row == ANOMALOUS).any():
            row[np.unravel_index(int(cover.argmax()), cover.shape)] = ANOMALOUS
    return torch.from_numpy(labels.reshape(len(label_maps), height * width))


def _coverage(mask: NDArray[np.bool_], height: int, width: int) -> NDArray[np.float32]:
    resized = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(resized, np.float32)


@dataclass(frozen=True, slots=True)
class LevelData:
    """Training features of one level.

    Attributes:
        normal: (N, P, C) float16 of normal images.
        anomalous: (M, P, C) float16 of known and pseudo anomalous images; M may be 0.
        labels: (M, P) int8 cell labels.
    """

    normal: Tensor
    anomalous: Tensor
    labels: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Mini-batch of samples: B rows of the same P positions.

    Attributes:
        samples: (B, P, C) float16.
        labels: (B, P) int8 cell labels.
        from_normal: (B, P) bool, sample of a normal image: only these make the boundary.
        positions: (P,) int64.
    """

    samples: Tensor
    labels: Tensor
    from_normal: Tensor
    positions: Tensor


class Sampler:
    """Endless mini-batches of one level.

    All but PAPER draw structured batches: the same positions in every image. PAPER walks through the
    positions of an image batch in random order, ``batch_positions`` single samples at a time [reference].
    """

    def __init__(self, data: LevelData, config: TrainConfig, generator: torch.Generator) -> None:
        self._data = data
        self._config = config
        self._generator = generator
        self._known = config.batch_known if len(data.anomalous) else 0
        self._walk: Iterator[Batch] = iter(())

    def draw(self, with_known: bool) -> Batch:
        """The next mini-batch; ``with_known`` lets anomalous images in, where there are any."""
        known = self._known if with_known else 0
        if self._config.preset is not Preset.PAPER:
            return self._structured(known)
        batch = next(self._walk, None)
        if batch is None:
            self._walk = self._samples_of_images(known)
            batch = next(self._walk)
        return batch

    def rounds_per_epoch(self) -> int:
        """Image batches in one pass over the normal images (PAPER)."""
        return -(-len(self._data.normal) // (self._config.batch_images - self._known))

    def steps_per_round(self) -> int:
        """Optimiser steps for one image batch."""
        if self._config.preset is not Preset.PAPER:
            return 1
        cells = self._config.batch_images * self._data.normal.shape[1]
        return max(1, cells // self._config.batch_positions)

    def _rows(self, known: int) -> tuple[Tensor, Tensor]:
        normal = torch.randint(
            len(self._data.normal), (self._config.batch_images - known,), generator=self._generator
        )
        anomalous = torch.randint(max(len(self._data.anomalous), 1), (known,), generator=self._generator)
        return normal, anomalous

    def _structured(self, known: int) -> Batch:
        """Half of the positions come from the masks of the drawn anomalous images, because defect positions

        are rare (0.14 % of an image for a small blowhole); the other half evenly.
        """
        total = self._data.normal.shape[1]
        count = min(self._config.batch_positions, max(LEAST_POSITIONS, round(total * LARGEST_SHARE)))
        normal_rows, anomalous_rows = self._rows(known)
        spread = torch.randperm(total, generator=self._generator)
        where = spread[:count]
        if known:
            covered = torch.nonzero((self._data.labels[anomalous_rows] == ANOMALOUS).any(0))[:, 0]
            order = torch.randperm(len(covered), generator=self._generator)
            covered = covered[order[: count // 2]]
            others = spread[~torch.isin(spread, covered)]
            where = torch.cat([covered, others[: count - len(covered)]])
        return self._batch(normal_rows, anomalous_rows, where)

    def _samples_of_images(self, known: int) -> Iterator[Batch]:
        normal_rows, anomalous_rows = self._rows(known)
        total = self._data.normal.shape[1]
        whole = self._batch(normal_rows, anomalous_rows, torch.arange(total))
        samples = whole.samples.reshape(-1, whole.samples.shape[-1])
        labels, from_normal = whole.labels.flatten(), whole.from_normal.flatten()
        positions = whole.positions.repeat(len(whole.samples))
        order = torch.randperm(len(samples), generator=self._generator)
        size = min(self._config.batch_positions, len(order))
        for start in range(0, len(order) - size + 1, size):
            pick = order[start : start + size]
            yield Batch(samples[pick][None], labels[pick][None], from_normal[pick][None], positions[pick])

    def _batch(self, normal_rows: Tensor, anomalous_rows: Tensor, where: Tensor) -> Batch:
        data = self._data
        normal = data.normal[normal_rows[:, None], where]
        labels = torch.zeros(normal.shape[:2], dtype=torch.int8)
        from_normal = torch.ones(normal.shape[:2], dtype=torch.bool)
        if not len(anomalous_rows):
            return Batch(normal, labels, from_normal, where)
        anomalous = data.anomalous[anomalous_rows[:, None], where]
        marked = data.labels[anomalous_rows][:, where]
        return Batch(
            torch.cat([normal, anomalous]),
            torch.cat([labels, marked]),
            torch.cat([from_normal, torch.zeros_like(marked, dtype=torch.bool)]),
            where,
        )
