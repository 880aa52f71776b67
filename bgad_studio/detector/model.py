"""The trained detector: three levels, and the constants that turn their likelihoods into scores."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.manifest import Calibration
from bgad_studio.core.maps import Levels, as_stored
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.opinion import OPINION, Opinion

GRID_BATCH = 4
"""Images whose likelihoods are computed together: their intermediate values then stay in the CPU's cache."""


class Detector(nn.Module):
    """All levels of one model.

    Args:
        config: What it was trained with.
        levels: By name, in the order of the backbone's maps.
        opinion: The second opinion, if it helps: one more grid, named :data:`OPINION`.
    """

    def __init__(
        self, config: TrainConfig, levels: dict[str, LevelModel], opinion: Opinion | None = None
    ) -> None:
        super().__init__()
        self.config = config
        self.levels = nn.ModuleDict(levels)
        self.opinion = opinion
        self.calibration: Calibration | None = None

    def level(self, name: str) -> LevelModel:
        """One level by name."""
        module = self.levels[name]
        assert isinstance(module, LevelModel)
        return module

    @torch.inference_mode()
    def grids(self, features: Sequence[Tensor]) -> list[Levels]:
        """Level grids of a batch of images, as the database stores them.

        Args:
            features: Per level (B, h, w, C) float16 from the extractor.

        Returns:
            One dictionary of (h, w) float16 log-likelihoods per image (negated log-odds for the opinion).
        """
        self.eval()
        count = len(features[0])
        images: list[Levels] = [{} for _ in range(count)]
        for name, maps in zip(self.levels, features, strict=True):
            level = self.level(name)
            flat = maps.reshape(count, -1, maps.shape[-1])
            for start in range(0, count, GRID_BATCH):
                part = level.grid(flat[start : start + GRID_BATCH].to(level.code.device)).cpu().numpy()
                for offset, likelihood in enumerate(part):
                    grid = as_stored(likelihood.reshape(level.height, level.width))
                    images[start + offset][name] = grid
        if self.opinion is not None:
            device = self.opinion.mean.device
            for start in range(0, count, GRID_BATCH):
                chunk = [maps[start : start + GRID_BATCH].to(device) for maps in features]
                for offset, opinion in enumerate(self.opinion.grid(chunk).cpu().numpy()):
                    images[start + offset][OPINION] = as_stored(opinion)
        return images
