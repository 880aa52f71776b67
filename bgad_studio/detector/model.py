"""The trained detector: three levels, and the constants that turn their likelihoods into scores."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.manifest import TORCH, Calibration, Manifest
from bgad_studio.core.maps import PART, Levels, as_stored
from bgad_studio.detector import sessions
from bgad_studio.detector.devices import threads_in_use
from bgad_studio.detector.features import Features
from bgad_studio.detector.folded import FoldedGrids
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.neighbours import Neighbours
from bgad_studio.detector.opinion import OPINION, Opinion
from bgad_studio.detector.part_opinion import PartOpinion
from bgad_studio.detector.pictures import read_ahead

GRID_BATCH = 4
"""Images whose likelihoods torch computes together."""


class Detector(nn.Module):
    """All levels of one model.

    Args:
        config: What it was trained with.
        levels: By name, in the order of the backbone's maps; or what remembers features of all of them.
        opinion: The second opinion, if it helps: one more grid, named :data:`OPINION`.
        part: What defective parts taught as a whole, if it helps: a grid of one cell, :data:`PART`.

    Attributes:
        parts: As of an :class:`.Extractor`.
    """

    def __init__(
        self,
        config: TrainConfig,
        levels: Mapping[str, LevelModel | Neighbours],
        opinion: Opinion | None = None,
        part: PartOpinion | None = None,
    ) -> None:
        super().__init__()
        self.config = config
        self.levels = nn.ModuleDict(levels)
        self.opinion = opinion
        self.part = part
        self.calibration: Calibration | None = None
        self.manifest: Manifest | None = None
        self.parts = 1
        self._folded: list[FoldedGrids] = []  # at most one; in a list, it is no part of the state
        self._sessions: dict[int, sessions.Session] = {}  # by their threads
        self._making = threading.Lock()

    def level(self, name: str) -> LevelModel:
        """One level that has a flow, by name."""
        module = self.levels[name]
        assert isinstance(module, LevelModel)
        return module

    def train(self, mode: bool = True) -> Detector:
        """Switch mode; what was folded is forgotten, because weights may change or may have changed."""
        self._folded.clear()
        self._sessions.clear()
        super().train(mode)
        return self

    def settle(self, device: torch.device) -> None:
        """Judge on this device; what was folded for another is forgotten."""
        if next(self.buffers()).device != device or self.training:
            self.to(device).eval()

    @property
    def grid_names(self) -> tuple[str, ...]:
        """Of the grids of an image, in order."""
        judges = ((OPINION, self.opinion), (PART, self.part))
        return (*self.levels, *(name for name, judge in judges if judge is not None))

    def folded(self) -> FoldedGrids:
        """The detector for scoring alone, on the device of its levels."""
        if not self._folded:
            levels = list(self.levels.values())
            self._folded.append(FoldedGrids(levels, self.opinion, self.part).eval())
        return self._folded[0]

    def grids(self, features: Sequence[Tensor]) -> list[Levels]:
        """Level grids of a batch of images, as the database stores them.

        Args:
            features: Per level (B, h, w, C) float16.

        Returns:
            One dictionary of (h, w) float16 log-likelihoods per image (negated log-odds for the opinions).
        """
        count = len(features[0])
        if self._by_image():
            rows = ([maps[index].numpy() for maps in features] for index in range(count))
            return list(read_ahead(self.image_grids, rows, threads_in_use()))
        return self.torch_grids(features)

    def torch_grids(self, features: Sequence[Tensor]) -> list[Levels]:
        """The same as :meth:`grids`, by torch and untraced: for a detector that is still learning."""
        images: list[Levels] = []
        size = max(1, GRID_BATCH // self.parts)
        for start in range(0, len(features[0]), size):
            images += self._batch([maps[start : start + size] for maps in features])
        return images

    def image_grids(self, features: Features) -> Levels:
        """Level grids of one image; on a CPU it may be called from several threads at once.

        Args:
            features: Per level (h, w, C) float16.
        """
        if not self._by_image():
            return self._batch([torch.from_numpy(np.array(maps))[None] for maps in features])[0]
        outputs = self._graph(features)(*(maps[None] for maps in features))
        return self._named([grid[0] for grid in outputs])

    def _by_image(self) -> bool:
        device = next(self.buffers()).device
        return not sessions.runtime_for(device).startswith(TORCH) and sessions.fits(self)

    @torch.inference_mode()
    def _batch(self, features: Sequence[Tensor]) -> list[Levels]:
        device = next(self.buffers()).device
        outputs = [grid.cpu().numpy() for grid in self.folded()(*(maps.to(device) for maps in features))]
        return [self._named([grid[index] for grid in outputs]) for index in range(len(features[0]))]

    def _named(self, grids: Sequence[NDArray[np.float32]]) -> Levels:
        return {name: as_stored(grid) for name, grid in zip(self.grid_names, grids, strict=True)}

    def _graph(self, features: Features) -> sessions.Session:
        threads = threads_in_use()
        with self._making:
            if threads not in self._sessions:
                example = [torch.zeros(1, *maps.shape, dtype=torch.float16) for maps in features]
                names = [f"features{level + 1}" for level in range(len(features))]
                model = sessions.trace(self.folded(), example, names, self.grid_names)
                self._sessions[threads] = sessions.Session(model, threads)
            return self._sessions[threads]
