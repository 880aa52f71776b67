"""Verdicts in words and shapes; a verdict is never told by colour alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.records import Verdict

SHAPES: Final = {Verdict.OK: "ok", Verdict.NG: "ng", Verdict.UNSURE: "unsure"}
"""The icon of each verdict."""
ROLES: Final = {Verdict.OK: "ok", Verdict.NG: "ng", Verdict.UNSURE: "review"}
"""The palette's name for the colour of each verdict."""


def verdict_word(verdict: Verdict) -> str:
    """What a person says of a part, translated."""
    return {
        Verdict.OK: QCoreApplication.translate("Verdict", "OK"),
        Verdict.NG: QCoreApplication.translate("Verdict", "NG"),
        Verdict.UNSURE: QCoreApplication.translate("Verdict", "Unsure"),
    }[verdict]


def model_word(verdict: Verdict) -> str:
    """What the model says of a part, translated: between its thresholds somebody should look."""
    if verdict is Verdict.UNSURE:
        return QCoreApplication.translate("Verdict", "Review")
    return verdict_word(verdict)


def score_text(score: float) -> str:
    """A score as every place writes it."""
    return f"{score:.2f}"
