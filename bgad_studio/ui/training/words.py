"""What a training did and how it goes, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.config import Preset
from bgad_studio.core.progress import Matter, Phase, PhaseTime, Remark

_SHOWN: Final = 0.05
"""Shorter stretches, seconds, are not worth a line."""


def log_lines(story: Sequence[PhaseTime | Remark]) -> list[str]:
    """One line for every stretch that is over and every remark, oldest first, translated."""
    return [
        remark_text(item) if isinstance(item, Remark) else _line(item)
        for item in story
        if isinstance(item, Remark) or item.seconds >= _SHOWN
    ]


def remark_text(remark: Remark) -> str:
    """What a run had to say beside its progress, translated."""
    words = {
        Matter.ON_CPU: QCoreApplication.translate("TrainLog", "On the processor, threads: {threads}"),
        Matter.ON_GPU: QCoreApplication.translate("TrainLog", "On the graphics card ({reason})"),
        Matter.RESUMED: QCoreApplication.translate("TrainLog", "Went on from step {step} of {steps}"),
        Matter.SMALLER: QCoreApplication.translate(
            "TrainLog", "Not enough memory: going on with 1/{parts} at once, slower"
        ),
        Matter.TO_CPU: QCoreApplication.translate(
            "TrainLog", "Still not enough memory: going on without the graphics card, slower"
        ),
        Matter.UNKEPT: QCoreApplication.translate(
            "TrainLog", "Step {step} could not be kept to go on from ({reason})"
        ),
    }
    return words[remark.matter].format(**asdict(remark))


def _line(item: PhaseTime) -> str:
    words = {
        Phase.FEATURES: QCoreApplication.translate("TrainLog", "Looked at {0} pictures"),
        Phase.SYNTHESIS: QCoreApplication.translate(
            "TrainLog", "Made {0} pictures with known and pseudo anomalies"
        ),
        Phase.PREPARING: QCoreApplication.translate("TrainLog", "Prepared the training"),
        Phase.TRAINING: QCoreApplication.translate("TrainLog", "Trained {0} steps"),
        Phase.SCORING: QCoreApplication.translate("TrainLog", "Scored {0} parts"),
        Phase.CALIBRATING: QCoreApplication.translate("TrainLog", "Set the thresholds"),
        Phase.SAVING: QCoreApplication.translate("TrainLog", "Saved the model"),
    }
    word = words.get(item.phase, QCoreApplication.translate("TrainLog", "Started"))
    seconds = QCoreApplication.translate("TrainLog", "{0} s").format(f"{item.seconds:.1f}")
    return f"{word.format(item.units)} · {seconds}"


def preset_name(preset: Preset) -> str:
    """A recipe as the person chooses it, translated."""
    return {
        Preset.QUICK: QCoreApplication.translate("Plan", "Quick"),
        Preset.FAST: QCoreApplication.translate("Plan", "Standard"),
        Preset.PAPER: QCoreApplication.translate("Plan", "Paper"),
    }[preset]


def backbone_name(name: str) -> str:
    """A network as papers write it: ``EfficientNet-B6``; one of another family by its timm name."""
    kind = name.removeprefix("tf_efficientnet_")
    return name if kind == name else f"EfficientNet-{kind[:1].upper()}{kind[1:]}"


def reached_text(phase: Phase) -> str:
    """Where a training was when it was interrupted, translated."""
    return {
        Phase.STARTING: QCoreApplication.translate("TrainLog", "It was starting."),
        Phase.FEATURES: QCoreApplication.translate("TrainLog", "It was looking at pictures."),
        Phase.SYNTHESIS: QCoreApplication.translate("TrainLog", "It was making pseudo anomalies."),
        Phase.PREPARING: QCoreApplication.translate("TrainLog", "It was preparing the training."),
        Phase.TRAINING: QCoreApplication.translate("TrainLog", "It was training."),
        Phase.CALIBRATING: QCoreApplication.translate("TrainLog", "It was setting thresholds."),
        Phase.SAVING: QCoreApplication.translate("TrainLog", "It was saving the model."),
        Phase.SCORING: QCoreApplication.translate("TrainLog", "It was scoring the parts."),
    }.get(phase, "")


def about_text(seconds: float) -> str:
    """A length of time to plan with, translated: ``about 40 s``, ``about 3 min``, ``about 2 h``."""
    if seconds < 90:
        return QCoreApplication.translate("TrainLog", "about {0} s").format(max(5, round(seconds / 5) * 5))
    if seconds < 5400:
        return QCoreApplication.translate("TrainLog", "about {0} min").format(round(seconds / 60))
    return QCoreApplication.translate("TrainLog", "about {0} h").format(round(seconds / 3600))
