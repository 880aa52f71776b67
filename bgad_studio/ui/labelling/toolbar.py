"""Under the picture: tools, size of the brush, history, zoom."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.actions import ActionSet, tool_button
from bgad_studio.ui.canvas.view import MAX_RADIUS, MIN_RADIUS
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_STEPS: Final = 100


def zoom_text(zoom: float) -> str:
    """Screen pixels per image pixel, in per cent."""
    return f"{100 * zoom:.0f} %"


class PaintBar(QFrame):
    """Buttons of the actions given, and a slider for the radius of the brush.

    Args:
        actions: With the keys of painting and looking.

    Signals:
        radiusChosen(int): In image pixels.
    """

    radiusChosen = Signal(int)  # noqa: N815 - a signal

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self._actions = actions
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _STEPS)
        self.slider.setFixedWidth(120)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._size = text_label("secondary", parent=self)
        self._size.setFont(theme.figure_font(TOKENS.font_small))
        self._size.setMinimumWidth(44)
        self._zoom = text_label("secondary", parent=self)
        self._zoom.setFont(theme.figure_font(TOKENS.font_small))
        self._zoom.setMinimumWidth(48)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.slider.valueChanged.connect(self._tell_radius)
        self._lay_out()
        self._retranslate()

    def show_radius(self, radius_px: int) -> None:
        """Put the slider where this radius is; emits nothing."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(_STEPS * math.log(radius_px / MIN_RADIUS) / _SPAN))
        self.slider.blockSignals(False)
        self._size.setText(f"{2 * radius_px} px")

    def show_zoom(self, zoom: float) -> None:
        """Tell how large the picture is shown."""
        self._zoom.setText(zoom_text(zoom))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(TOKENS.spacing, TOKENS.spacing // 2, TOKENS.spacing, TOKENS.spacing // 2)
        row.setSpacing(TOKENS.spacing // 2)
        for key in ("pan", "brush", "eraser", "lasso", "rectangle", "ellipse", "wand"):
            row.addWidget(tool_button(self._actions[key], self))
        row.addSpacing(TOKENS.spacing)
        row.addWidget(tool_button(self._actions["smaller"], self))
        row.addWidget(self.slider)
        row.addWidget(tool_button(self._actions["larger"], self))
        row.addWidget(self._size)
        row.addSpacing(TOKENS.spacing)
        for key in ("fill_holes", "grow", "shrink", "undo", "redo"):
            row.addWidget(tool_button(self._actions[key], self))
        row.addStretch(1)
        row.addWidget(tool_button(self._actions["zoom_out"], self))
        row.addWidget(self._zoom)
        for key in ("zoom_in", "fit", "actual"):
            row.addWidget(tool_button(self._actions[key], self))

    def _tell_radius(self, value: int) -> None:
        radius = round(MIN_RADIUS * math.exp(value / _STEPS * _SPAN))
        self._size.setText(f"{2 * radius} px")
        self.radiusChosen.emit(radius)

    def _retranslate(self) -> None:
        text = QCoreApplication.translate("PaintBar", "Size of the brush")
        self.slider.setAccessibleName(text)
        self.slider.setToolTip(f"{text} ([ ])")


_SPAN: Final = math.log(MAX_RADIUS / MIN_RADIUS)
