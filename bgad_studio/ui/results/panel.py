"""Beside the judged part: what the model says, what the person says, and how the map is drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord, ModelRecord
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui import theme
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.browser.opinion import Opinion
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.heat_scale import HeatScale
from bgad_studio.ui.widgets.labels import ElidedLabel, SectionHeading, text_label
from bgad_studio.ui.widgets.verdict_buttons import VerdictButtons

FIRST_OPACITY: Final = 70
"""Per cent."""


class ResultsPanel(QFrame):
    """Right side of the place of results.

    Signals:
        verdictChosen(object): A :class:`Verdict`, or None to take it back.
        opacityChosen(float): How strongly the heat covers the picture, 0…1.
        heatShown(bool), contourShown(bool), maskShown(bool): A person switched a layer.
    """

    verdictChosen = Signal(object)  # noqa: N815 - a signal
    opacityChosen = Signal(float)  # noqa: N815
    heatShown = Signal(bool)  # noqa: N815
    contourShown = Signal(bool)  # noqa: N815
    maskShown = Signal(bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self._name = ElidedLabel(parent=self)
        self.opinion = Opinion(self)
        self._headings = [SectionHeading(self) for _ in range(2)]
        self.verdicts = VerdictButtons(self)
        self.heat, self.contour, self.painted = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(FIRST_OPACITY)
        self._percent = text_label("secondary", parent=self)
        self._percent.setFont(theme.figure_font(TOKENS.font_small))
        self._percent.setMinimumWidth(40)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._opacity_label = text_label("secondary", parent=self)
        self._opacity_label.setBuddy(self.opacity)
        self.scale = HeatScale(self)
        for box in (self.heat, self.contour, self.painted):
            box.setChecked(True)
        self.verdicts.verdictChosen.connect(self.verdictChosen)
        self.heat.toggled.connect(self._switch_heat)
        self.contour.toggled.connect(self.contourShown)
        self.painted.toggled.connect(self.maskShown)
        self.opacity.valueChanged.connect(self._tell_opacity)
        self._lay_out()
        self._retranslate()

    def show_record(self, record: ImageRecord | None, model: ModelRecord | None) -> None:
        """Show what model and person say of a part."""
        self._name.set_text("" if record is None else record.name)
        self.opinion.set_score(None if record is None else record.score, model)
        self.verdicts.set_verdict(None if record is None else record.verdict)
        self.verdicts.setEnabled(record is not None)

    def show_map(self, score_map: ScoreMap | None) -> None:
        """Show the range of the colours."""
        self.scale.setVisible(score_map is not None)
        if score_map is not None:
            self.scale.set_range(score_map.low, score_map.high, score_map.threshold)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _switch_heat(self, shown: bool) -> None:
        self.opacity.setEnabled(shown)
        self.heatShown.emit(shown)

    def _tell_opacity(self, value: int) -> None:
        self._percent.setText(f"{value} %")
        self.opacityChosen.emit(value / 100)

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        strength = QHBoxLayout()
        strength.setSpacing(gap)
        strength.addWidget(self._opacity_label)
        strength.addWidget(self.opacity, 1)
        strength.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(self._name)
        column.addWidget(self.opinion)
        column.addWidget(self._headings[0])
        column.addWidget(self.verdicts)
        column.addWidget(self._headings[1])
        column.addWidget(self.heat)
        column.addLayout(strength)
        column.addWidget(self.scale)
        column.addWidget(self.contour)
        column.addWidget(self.painted)
        column.addStretch(1)

    def _retranslate(self) -> None:
        self._headings[0].set_text(QCoreApplication.translate("ResultsPanel", "You say"))
        self._headings[1].set_text(QCoreApplication.translate("ResultsPanel", "On the picture"))
        words = (
            (self.heat, "heat", QCoreApplication.translate("ResultsPanel", "Heat where it is unusual")),
            (self.contour, "contour", QCoreApplication.translate("ResultsPanel", "Contour at the threshold")),
            (self.painted, "mask", QCoreApplication.translate("ResultsPanel", "What you painted")),
        )
        for box, key, word in words:
            box.setText(word)
            box.setToolTip(f"{word} ({key_text(key)})")
        self._opacity_label.setText(QCoreApplication.translate("ResultsPanel", "Strength"))
        self.opacity.setAccessibleName(QCoreApplication.translate("ResultsPanel", "Strength of the heat"))
        self._percent.setText(f"{self.opacity.value()} %")
