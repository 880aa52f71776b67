"""Which images and positions a mini-batch looks at, and what a mask means on a feature grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

NORMAL, ANOMALOUS, IGNORED = 0, 1, 2
"""Cell labels."""
COVERAGE = 0.25
"""A cell is anomalous from this share of defect pixels on."""


def cell_labels(masks: Sequence[NDArray[np.bool_]], height: int, width: int) -> Tensor:
    """Labels of feature cells.

    A cell is anomalous from 25 % coverage, or the most covered cell where none reaches it (nearest-neighbour
    sampling would lose small defects); other touched cells are ignored.

    Args:
        masks: (H_in, W_in) bool each.
        height: Rows of the grid.
        width: Columns of the grid.

    Returns:
        (M, height·width) int8.
    """
    labels = np.zeros((len(masks), height, width), np.int8)
    for row, mask in zip(labels, masks, strict=True):
        if not mask.any():
            continue
        cover = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
        row[cover > 0] = IGNORED
        row[cover >= COVERAGE] = ANOMALOUS
        if not (row == ANOMALOUS).any():
            row[np.unravel_index(int(cover.argmax()), cover.shape)] = ANOMALOUS
    return torch.from_numpy(labels.reshape(len(masks), -1))


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
    """Structured mini-batch: the same P positions in every image.

    Attributes:
        normal: (B_n, P, C) float16.
        anomalous: (B_a, P, C) float16.
        labels: (B_a, P) int8.
        positions: (P,) int64.
    """

    normal: Tensor
    anomalous: Tensor
    labels: Tensor
    positions: Tensor


def draw_batch(data: LevelData, images: int, positions: int, known: int, generator: torch.Generator) -> Batch:
    """Draw one structured mini-batch.

    Half of the positions are drawn from the masks of the drawn anomalous images, because defect positions are
    rare (0.14 % of an image for a small blowhole); the other half evenly.

    Args:
        data: The level.
        images: B, images in the batch.
        positions: P.
        known: How many of the images are anomalous.
        generator: Source of randomness.
    """
    total = data.normal.shape[1]
    count = min(positions, total)
    normal_rows = torch.randint(len(data.normal), (images - known,), generator=generator)
    spread = torch.randperm(total, generator=generator)
    if not known:
        where = spread[:count]
        empty = data.normal[:0, :0]
        return Batch(data.normal[normal_rows][:, where], empty, torch.zeros(0, 0, dtype=torch.int8), where)
    rows = torch.randint(len(data.anomalous), (known,), generator=generator)
    labels = data.labels[rows]
    covered = torch.nonzero((labels == ANOMALOUS).any(0))[:, 0]
    covered = covered[torch.randperm(len(covered), generator=generator)[: count // 2]]
    others = spread[~torch.isin(spread, covered)]
    where = torch.cat([covered, others[: count - len(covered)]])
    return Batch(data.normal[normal_rows][:, where], data.anomalous[rows][:, where], labels[:, where], where)
