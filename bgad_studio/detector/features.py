"""Frozen features of images: every spatial position of every level is one sample [paper, §3.1]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bgad_studio.detector.backbones import Backbone

BATCH = 16
"""Images per backbone call: larger gains nothing on a CPU."""


@dataclass(frozen=True, slots=True)
class FeatureLevel:
    """Features of one level: ``values`` (N, P, C) float16, positions row-major."""

    name: str
    height: int
    width: int
    values: Tensor

    @property
    def channels(self) -> int:
        """C."""
        return int(self.values.shape[2])


class Extractor:
    """Turns RGB images of network size into features, always rounded to float16.

    The rounding happens for every use (training, scoring), so a stored feature and a fresh one are the same.
    """

    def __init__(self, backbone: Backbone, device: torch.device) -> None:
        self.backbone = backbone.to(device)
        self.device = device

    @torch.inference_mode()
    def __call__(self, images: Sequence[NDArray[np.uint8]]) -> list[Tensor]:
        """Features of one batch.

        Args:
            images: (H_in, W_in, 3) uint8 RGB each, all of one size.

        Returns:
            Per level (B, h, w, C) float16 on the CPU.
        """
        pixels = torch.from_numpy(np.stack(images)).to(self.device)
        maps = self.backbone(pixels)
        return [level.permute(0, 2, 3, 1).to(torch.float16).cpu() for level in maps]

    def batches(self, images: Iterable[NDArray[np.uint8]]) -> Iterator[list[Tensor]]:
        """Features of many images, ``BATCH`` at a time, in order."""
        pending: list[NDArray[np.uint8]] = []
        for image in images:
            pending.append(image)
            if len(pending) == BATCH:
                yield self(pending)
                pending = []
        if pending:
            yield self(pending)


def join_levels(batches: Sequence[list[Tensor]]) -> tuple[FeatureLevel, ...]:
    """Join extractor batches into levels named after their stride."""
    levels: list[FeatureLevel] = []
    for parts in zip(*batches, strict=True):
        values = torch.cat(parts)  # (N, h, w, C)
        count, height, width, channels = values.shape
        flat = values.view(count, -1, channels)
        levels.append(FeatureLevel(f"level{len(levels) + 1}", height, width, flat))
    return tuple(levels)
