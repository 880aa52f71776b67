"""What a training did and how it goes, in plain words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.progress import Phase, PhaseTime

_SHOWN: Final = 0.05
"""Shorter stretches, seconds, are not worth a line."""


def log_lines(phases: tuple[PhaseTime, ...]) -> list[str]:
    """One line for every stretch that is over, oldest first, translated."""
    return [_line(item) for item in phases if item.seconds >= _SHOWN]


def _line(item: PhaseTime) -> str:
    words = {
        Phase.FEATURES: QCoreApplication.translate("TrainLog", "Looked at {0} pictures"),
        Phase.SYNTHESIS: QCoreApplication.translate(
            "TrainLog", "Made {0} pictures with known and pseudo anomalies"
        ),
        Phase.TRAINING: QCoreApplication.translate("TrainLog", "Trained {0} steps"),
        Phase.SCORING: QCoreApplication.translate("TrainLog", "Scored {0} parts"),
        Phase.CALIBRATING: QCoreApplication.translate("TrainLog", "Set the thresholds"),
        Phase.SAVING: QCoreApplication.translate("TrainLog", "Set the thresholds and saved the model"),
    }
    word = words.get(item.phase, QCoreApplication.translate("TrainLog", "Started"))
    seconds = QCoreApplication.translate("TrainLog", "{0} s").format(f"{item.seconds:.1f}")
    return f"{word.format(item.units)} · {seconds}"


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
