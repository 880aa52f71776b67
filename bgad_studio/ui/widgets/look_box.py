"""How the map is drawn on the part: heat, contour, boxes, what was painted; colours and strength."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from bgad_studio.core.map_look import Ramp
from bgad_studio.ui import map_look, theme
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.heat_scale import HeatScale, ramp_gradient
from bgad_studio.ui.widgets.labels import text_label

_SWATCH: Final = QSize(72, 12)


class LookBox(QWidget):
    """Shows and changes :mod:`bgad_studio.ui.map_look`, and whether paint is shown.

    Args:
        bare: Of pictures without paint, or each with a range of its own.

    Signals:
        paintShown(bool): A person switched what was painted.
    """

    paintShown = Signal(bool)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None, *, bare: bool = False) -> None:
        super().__init__(parent)
        self.heat, self.contour, self.boxes = (
            self._button("heat"),
            self._button("contour"),
            self._button("boxes"),
        )
        self.painted = self._button("mask")
        self.painted.setChecked(True)
        self.ramps = QComboBox(self)
        self.ramps.setIconSize(_SWATCH)
        for ramp in Ramp:
            self.ramps.addItem(_swatch(ramp), "", ramp)
        self.strength = QSlider(Qt.Orientation.Horizontal, self)
        self.strength.setRange(0, 100)
        self._percent = text_label("secondary", parent=self)
        self._percent.setFont(theme.figure_font(TOKENS.font_small))
        self._percent.setMinimumWidth(40)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.scale = HeatScale(self)
        self._lay_out()
        for widget in (self.painted, self.scale):
            widget.setVisible(not bare)
        self.heat.clicked.connect(lambda: map_look.switch_heat())
        self.contour.clicked.connect(lambda: map_look.switch_contour())
        self.boxes.clicked.connect(lambda: map_look.switch_boxes())
        self.painted.toggled.connect(self.paintShown)
        self.strength.valueChanged.connect(
            lambda value: map_look.use(replace(map_look.current(), strength=value))
        )
        self.ramps.currentIndexChanged.connect(
            lambda index: map_look.use(replace(map_look.current(), ramp=Ramp(self.ramps.itemData(index))))
        )
        map_look.look_changed.connect(self._show)
        self._show()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, "text2"))
        button.setIconSize(QSize(TOKENS.icon, TOKENS.icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFixedHeight(TOKENS.action_height + TOKENS.spacing)
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        layers, colours = QHBoxLayout(), QHBoxLayout()
        layers.setSpacing(gap // 2)
        for button in (self.heat, self.contour, self.boxes, self.painted):
            layers.addWidget(button, 1)
        colours.setSpacing(gap)
        colours.addWidget(self.ramps)
        colours.addWidget(self.strength, 1)
        colours.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(layers)
        column.addLayout(colours)
        column.addWidget(self.scale)

    def _show(self) -> None:
        look = map_look.current()
        for button, shown in ((self.heat, look.heat), (self.contour, look.contour), (self.boxes, look.boxes)):
            button.setChecked(shown)
        self.strength.setValue(look.strength)
        self.strength.setEnabled(look.heat)
        self._percent.setText(f"{look.strength} %")
        self.ramps.setCurrentIndex(self.ramps.findData(look.ramp))
        self.ramps.setEnabled(look.heat)

    def _retranslate(self) -> None:
        words = (
            (
                self.heat,
                "heat",
                QCoreApplication.translate("LookBox", "Heat"),
                QCoreApplication.translate("LookBox", "Heat where it is unusual"),
            ),
            (
                self.contour,
                "contour",
                QCoreApplication.translate("LookBox", "Contour"),
                QCoreApplication.translate("LookBox", "Contour at the threshold"),
            ),
            (
                self.boxes,
                "boxes",
                QCoreApplication.translate("LookBox", "Boxes"),
                QCoreApplication.translate("LookBox", "A box round every unusual place"),
            ),
            (
                self.painted,
                "mask",
                QCoreApplication.translate("LookBox", "Paint"),
                QCoreApplication.translate("LookBox", "What you painted"),
            ),
        )
        for button, key, word, meaning in words:
            button.setText(word)
            button.setToolTip(f"{meaning} ({key_text(key)})")
        names = {
            Ramp.INFERNO: QCoreApplication.translate("LookBox", "Fire"),
            Ramp.VIRIDIS: QCoreApplication.translate("LookBox", "Violet to yellow"),
            Ramp.CIVIDIS: QCoreApplication.translate("LookBox", "Blue to yellow"),
        }
        for ramp, name in names.items():
            self.ramps.setItemData(self.ramps.findData(ramp), name, Qt.ItemDataRole.ToolTipRole)
            self.ramps.setItemData(self.ramps.findData(ramp), name, Qt.ItemDataRole.AccessibleTextRole)
        self.ramps.setAccessibleName(QCoreApplication.translate("LookBox", "Colours of the heat"))
        self.ramps.setToolTip(self.ramps.accessibleName())
        self.strength.setAccessibleName(QCoreApplication.translate("LookBox", "Strength of the heat"))
        self.strength.setToolTip(self.strength.accessibleName())


def _swatch(ramp: Ramp) -> QIcon:
    pixmap = QPixmap(_SWATCH * 2)
    pixmap.setDevicePixelRatio(2)
    painter = QPainter(pixmap)
    painter.fillRect(0, 0, _SWATCH.width(), _SWATCH.height(), ramp_gradient(ramp, 0, _SWATCH.width()))
    painter.end()
    return QIcon(pixmap)
