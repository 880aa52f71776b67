"""Names of strategies and of what is done to defects, in a factory's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.config import Strategy
from bgad_studio.core.synthesis.transforms import RESIZED
from bgad_studio.services.preview import PseudoPreview


def strategy_text(strategy: Strategy) -> str:
    """Where pseudo anomalies come from."""
    return {
        Strategy.RPAG: QCoreApplication.translate("Strategy", "Painted defects"),
        Strategy.PERLIN: QCoreApplication.translate("Strategy", "Textures"),
        Strategy.POISSON: QCoreApplication.translate("Strategy", "Patches of good parts"),
        Strategy.NONE: QCoreApplication.translate("Strategy", "None"),
    }[strategy]


def strategy_hint(strategy: Strategy) -> str:
    """What it does, in a sentence."""
    return {
        Strategy.RPAG: QCoreApplication.translate(
            "Strategy",
            "Cuts out the defects you painted, changes them and pastes them onto good parts. "
            "If these look possible, the machine learns the right thing.",
        ),
        Strategy.PERLIN: QCoreApplication.translate(
            "Strategy", "Lays textures over good parts: for defects that look like nothing you have yet."
        ),
        Strategy.POISSON: QCoreApplication.translate(
            "Strategy", "Blends patches of other good parts in: for things in the wrong place."
        ),
        Strategy.NONE: QCoreApplication.translate(
            "Strategy", "Training uses the painted defects as they are, and no others."
        ),
    }[strategy]


def changes_text(item: PseudoPreview) -> str:
    """What was done to make it."""
    if not item.transforms:
        return strategy_text(item.record.config.strategy)
    return ", ".join(transform_text(name) for name in item.transforms)


def transform_text(name: str) -> str:
    """What was done to a defect."""
    words = {
        "flip": QCoreApplication.translate("Transform", "mirroring"),
        "rotation": QCoreApplication.translate("Transform", "turning"),
        "transpose": QCoreApplication.translate("Transform", "swapping the axes"),
        "noise": QCoreApplication.translate("Transform", "grain"),
        "distortion": QCoreApplication.translate("Transform", "bending"),
        "brightness": QCoreApplication.translate("Transform", "brightness"),
        "sharpness": QCoreApplication.translate("Transform", "sharpening"),
        "translation": QCoreApplication.translate("Transform", "moving"),
        RESIZED: QCoreApplication.translate("Transform", "another size"),
        "blur": QCoreApplication.translate("Transform", "blurring"),
    }
    return words[name]
