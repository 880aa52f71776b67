"""Under the picture: tools, size of the brush, history, zoom."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QToolButton, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.actions import ActionSet, key_text, tool_button
from bgad_studio.ui.canvas.view import MAX_RADIUS, MIN_RADIUS
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.tool_group import tool_group

_STEPS: Final = 100
_WIDE_PX: Final = 960
"""From this width on there is room for everything."""
_SLIDER_PX: Final = 880
"""From this width on, with narrow gaps, for the slider."""


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
        self._groups: list[tuple[tuple[str, ...], QToolButton]] = []
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

    def show_tool(self, key: str) -> None:
        """Let the button of the group this tool is in stand for it."""
        for keys, button in self._groups:
            if key in keys:
                button.setDefaultAction(self._actions[key])

    def show_zoom(self, zoom: float) -> None:
        """Tell how large the picture is shown."""
        self._zoom.setText(zoom_text(zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for everything, keys and the cursor on the picture do the same."""
        super().resizeEvent(event)
        width = event.size().width()
        self._actual.setVisible(width >= _WIDE_PX)
        for widget in (self.slider, self._size):
            widget.setVisible(width >= _SLIDER_PX)
        self._row.setSpacing(TOKENS.spacing // (2 if width >= _WIDE_PX else 4))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(TOKENS.spacing, TOKENS.spacing // 2, TOKENS.spacing, TOKENS.spacing // 2)
        row.addWidget(tool_button(self._actions["pan"], self))
        row.addWidget(self._group("brush", "square"))
        row.addWidget(tool_button(self._actions["eraser"], self))
        row.addWidget(self._group("polygon", "polygon_minus", "lasso", "rectangle", "ellipse"))
        row.addWidget(self._group("wand", "edges", "fill"))
        row.addWidget(tool_button(self._actions["erase"], self))
        row.addSpacing(TOKENS.spacing)
        row.addWidget(tool_button(self._actions["smaller"], self))
        row.addWidget(self.slider)
        row.addWidget(tool_button(self._actions["larger"], self))
        row.addWidget(self._size)
        row.addSpacing(TOKENS.spacing)
        row.addWidget(self._group("fill_holes", "grow", "shrink", "accept"))
        for key in ("undo", "redo"):
            row.addWidget(tool_button(self._actions[key], self))
        row.addStretch(1)
        self.tone_button = tool_button(self._actions["tone"], self)
        row.addWidget(self.tone_button)
        row.addWidget(tool_button(self._actions["zoom_out"], self))
        row.addWidget(self._zoom)
        for key in ("zoom_in", "fit"):
            row.addWidget(tool_button(self._actions[key], self))
        self._actual = tool_button(self._actions["actual"], self)
        row.addWidget(self._actual)

    def _group(self, *keys: str) -> QToolButton:
        button = tool_group([self._actions[key] for key in keys], self)
        self._groups.append((keys, button))
        return button

    def _tell_radius(self, value: int) -> None:
        radius = round(MIN_RADIUS * math.exp(value / _STEPS * _SPAN))
        self._size.setText(f"{2 * radius} px")
        self.radiusChosen.emit(radius)

    def _retranslate(self) -> None:
        text = QCoreApplication.translate("PaintBar", "Size of the brush")
        self.slider.setAccessibleName(text)
        drag = QCoreApplication.translate("PaintBar", "or Alt + drag on the picture")
        self.slider.setToolTip(f"{text} ({key_text('smaller')} {key_text('larger')}, {drag})")


_SPAN: Final = math.log(MAX_RADIUS / MIN_RADIUS)
