"""Verdicts in words and shapes; a verdict is never told by colour alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.records import Verdict
from bgad_studio.ui.browser.state import Cell, Said

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


def said_word(said: Said) -> str:
    """What people said of parts, translated."""
    return {
        Said.GOOD: QCoreApplication.translate("Verdict", "Good"),
        Said.DEFECTIVE: QCoreApplication.translate("Verdict", "Defective"),
        Said.OPEN: QCoreApplication.translate("Verdict", "Undecided"),
    }[said]


def cell_text(cell: Cell) -> str:
    """``Good, model says NG``, translated."""
    text = QCoreApplication.translate("Verdict", "{0}, model says {1}")
    return text.format(said_word(cell.said), model_word(cell.verdict))


def score_text(score: float) -> str:
    """A score as every place writes it."""
    return f"{score:.2f}"
