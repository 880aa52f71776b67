"""Frozen features of images: every spatial position of every level is one sample [paper, §3.1]."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bgad_studio.core.manifest import TORCH
from bgad_studio.detector import sessions
from bgad_studio.detector.backbones import Backbone
from bgad_studio.detector.devices import threads_in_use

BATCH = 16
"""Images per backbone call of torch."""

Features = list[NDArray[np.float16]]
"""Of one image, per level: (h, w, C) float16."""


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
    On a CPU ONNX Runtime computes image by image: features of an image then depend on nothing else.

    Args:
        backbone: Frozen.
        device: Where torch computes.
        runtime: Name and version, :func:`.sessions.runtime_for` unless another is wanted.

    Attributes:
        parts: Into how many parts whoever uses it cuts what is computed together: more where memory is short.
    """

    def __init__(self, backbone: Backbone, device: torch.device, runtime: str | None = None) -> None:
        self.backbone = backbone.to(device)
        self.device = device
        self.runtime = runtime or sessions.runtime_for(device)
        self.parts = 1
        self._network = _Rounded(self.backbone).eval()
        self._sessions: dict[tuple[int, int, int], sessions.Session] = {}
        self._making = threading.Lock()

    @property
    def by_image(self) -> bool:
        """Whether :meth:`one` may be called from several threads, which is then the fastest way."""
        return not self.runtime.startswith(TORCH)

    def __call__(self, images: Sequence[NDArray[np.uint8]]) -> list[Features]:
        """Features of some images.

        Args:
            images: (H_in, W_in, 3) uint8 RGB each, all of one size.
        """
        if self.by_image:
            return [self.one(image) for image in images]
        with torch.inference_mode():
            maps = self._network(torch.from_numpy(np.stack(images)).to(self.device))
        arrays = [level.cpu().numpy() for level in maps]
        return [[level[index] for level in arrays] for index in range(len(images))]

    def one(self, image: NDArray[np.uint8]) -> Features:
        """Features of one image, (H_in, W_in, 3) uint8 RGB."""
        if not self.by_image:
            return self([image])[0]
        return [level[0] for level in self._session(image.shape[0], image.shape[1])(image[None])]

    def _session(self, height: int, width: int) -> sessions.Session:
        key = (height, width, threads_in_use())
        with self._making:
            if key not in self._sessions:
                example = torch.zeros(1, height, width, 3, dtype=torch.uint8)
                names = [f"features{level + 1}" for level in range(len(self.backbone.channels))]
                model = sessions.trace(self._network, [example], ["pixels"], names)
                self._sessions[key] = sessions.Session(model, key[2])
            return self._sessions[key]


class _Rounded(nn.Module):
    """The backbone, its maps channels last and rounded."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        self.backbone = backbone

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        maps: list[Tensor] = self.backbone(pixels)
        return tuple(level.permute(0, 2, 3, 1).to(torch.float16) for level in maps)
