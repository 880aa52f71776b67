"""Boxes for numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from bgad_studio.ui.theme import TOKENS


def keep_off_edge(*boxes: QSpinBox | QDoubleSpinBox) -> None:
    """Leave room before a number: the style sheet's padding does not reach it."""
    for box in boxes:
        box.lineEdit().setTextMargins(TOKENS.spacing, 0, 0, 0)
