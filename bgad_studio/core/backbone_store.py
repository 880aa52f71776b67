"""Backbone weights that a person has added: files in their own data folder, readable by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import platformdirs

from bgad_studio.core.config import FAST, Preset, TrainConfig

PAPER_BACKBONE = "tf_efficientnet_b6"
"""The paper's; its weights lie in no package."""


def added_file(name: str) -> Path:
    """Where the weights of the backbone ``name`` lie once they are added."""
    return platformdirs.user_data_path("bgad-studio", appauthor=False) / "backbones" / f"{name}.safetensors"


def with_best_backbone(config: TrainConfig) -> TrainConfig:
    """The paper's recipe with the paper's backbone where its weights were added; any other as it is."""
    standard = config.preset is Preset.PAPER and config.backbone == FAST.backbone
    if standard and added_file(PAPER_BACKBONE).is_file():
        return replace(config, backbone=PAPER_BACKBONE)
    return config
