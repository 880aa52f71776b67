"""Retraining from a model instead of from nothing: its whitening and its flows are where learning starts.

Old masks are in the training set beside the new ones, so that nothing is forgotten; the second opinion, the
scales and the thresholds are made anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from bgad_studio.core.config import Preset, TrainConfig
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.whitening import Whitener


def can_start_from(parent: Detector | None, config: TrainConfig, normal: Sequence[FeatureLevel]) -> bool:
    """Whether flows of ``parent`` fit features and recipe.

    Args:
        parent: None never fits.
        config: The recipe; the paper's always starts from nothing.
        normal: Features of the training normals.
    """
    if parent is None or config.preset is Preset.PAPER:
        return False
    old = parent.config
    same = ("backbone", "height_in", "width_in", "blocks", "position_dim", "clamp")
    if any(getattr(old, name) != getattr(config, name) for name in same):
        return False
    shapes = [(level.name, level.height, level.width, level.channels) for level in normal]
    return shapes == [
        (name, parent.level(name).height, parent.level(name).width, parent.level(name).whitener.channels)
        for name in parent.levels
    ]


def started_level(parent: LevelModel, config: TrainConfig) -> LevelModel:
    """A level of its own with everything ``parent`` has learned."""
    whitener = Whitener(parent.whitener.groups, parent.whitener.channels)
    level = LevelModel(config, parent.height, parent.width, whitener, seed=0)
    level.load_state_dict(parent.state_dict())
    return level
