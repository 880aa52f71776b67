"""Ways to set the lines but by hand: by good parts, by defects found, by what mistakes cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.errors import StudioError
from bgad_studio.core.evidence import THOUSAND, Evidence, cut_by_cost, cut_by_recall
from bgad_studio.core.how_set import ByCost, ByRecall, Costs
from bgad_studio.core.thresholds import normals_needed
from bgad_studio.services.cuts import Judging
from bgad_studio.ui.browser.words import score_text
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.results.how_words import found_text, level_text, rests_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label
from bgad_studio.ui.widgets.number_box import keep_off_edge

LEVELS: Final = ((0.1, 0.02), (0.05, 0.01), (0.02, 0.005), (0.01, 0.001))
"""Shares of good parts that reach review, and that reach NG."""
_WIDTH: Final = 520
_NO_EVIDENCE: Final = Evidence(np.zeros(0), {}, {}, np.zeros(0))


class HowToSet(QFrame):
    """Opens below its button; every way says what it rests on, or why it cannot be taken.

    Signals:
        levelsChosen(float, float): Set review and NG so that these shares of good parts reach them.
        recallChosen(float): Set review so that this share of defective parts is found.
        costChosen(object): Set NG by these :class:`Costs`.
        resetWanted(): Back to the model's own thresholds.
    """

    levelsChosen = Signal(float, float)  # noqa: N815 - a signal
    recallChosen = Signal(float)  # noqa: N815
    costChosen = Signal(object)  # noqa: N815
    resetWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popover", True)
        self.setFixedWidth(_WIDTH)
        self._evidence = _NO_EVIDENCE
        self._judging: Judging | None = None
        self._headings = [SectionHeading(self) for _ in range(3)]
        self.notes = [text_label("secondary", wrap=True, parent=self) for _ in range(3)]
        self.buttons = [QPushButton(self) for _ in range(3)]
        self.levels = QComboBox(self)
        for pair in LEVELS:
            self.levels.addItem("", pair)
        self.levels.setCurrentIndex(1)
        self.share = QSpinBox(self)
        self.share.setRange(50, 100)
        self.share.setValue(95)
        self.share.setSuffix(" %")
        self.share.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.escape, self.overkill, self.defective = (QDoubleSpinBox(self) for _ in range(3))
        for box, most, value in ((self.escape, 1e6, 50), (self.overkill, 1e6, 1), (self.defective, 999, 10)):
            box.setDecimals(1 if box is self.defective else 2)
            box.setRange(0.1, most)
            box.setValue(value)
            box.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        keep_off_edge(self.share, self.escape, self.overkill, self.defective)
        self._names = [text_label(parent=self) for _ in range(4)]
        self.own = QPushButton(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def open_below(self, button: QWidget, evidence: Evidence, judging: Judging) -> None:
        """Show with its right edge under a button, with what there is to decide on."""
        self.set_case(evidence, judging)
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(button.width() - self.width(), button.height())))
        self.show()
        self.levels.setFocus()

    def set_case(self, evidence: Evidence, judging: Judging) -> None:
        """What there is to decide on; numbers chosen last are offered again."""
        self._evidence, self._judging = evidence, judging
        how = None if judging.cuts is None else judging.cuts.how
        if isinstance(how, ByCost):
            for box, value in (
                (self.escape, how.costs.escape),
                (self.overkill, how.costs.overkill),
                (self.defective, how.costs.defective),
            ):
                box.setValue(value)
        if isinstance(how, ByRecall):
            self.share.setValue(round(100 * how.share))
        self._weigh()

    def costs(self) -> Costs:
        """As entered."""
        return Costs(self.escape.value(), self.overkill.value(), self.defective.value())

    def event(self, event: QEvent) -> bool:
        """Keys pressed here are of the boxes, not of the place beneath."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * gap, gap, 2 * gap, 2 * gap)
        column.setSpacing(gap // 2)
        recall, cost = QHBoxLayout(), QGridLayout()
        recall.addWidget(self._names[0])
        recall.addWidget(self.share)
        recall.addStretch(1)
        cost.setColumnStretch(1, 1)
        for row, box in enumerate((self.escape, self.overkill, self.defective)):
            cost.addWidget(self._names[1 + row], row, 0)
            cost.addWidget(box, row, 1, Qt.AlignmentFlag.AlignLeft)
        levels = QHBoxLayout()
        levels.addWidget(self.levels, 1)
        ways = zip(self._headings, (levels, recall, cost), self.buttons, self.notes, strict=True)
        for heading, inputs, button, note in ways:
            line = QHBoxLayout()
            line.setSpacing(2 * gap)
            line.addLayout(inputs, 1)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            column.addWidget(heading)
            column.addLayout(line)
            column.addWidget(note)
        column.addSpacing(gap)
        column.addWidget(self.own)

    def _connect(self) -> None:
        self.levels.currentIndexChanged.connect(self._weigh)
        for box in (self.share, self.escape, self.overkill, self.defective):
            box.valueChanged.connect(self._weigh)
        sends = (
            lambda: self.levelsChosen.emit(*self.levels.currentData()),
            lambda: self.recallChosen.emit(self.share.value() / 100),
            lambda: self.costChosen.emit(self.costs()),
            self.resetWanted.emit,
        )
        for button, send in zip((*self.buttons, self.own), sends, strict=True):
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, send=send: send())

    def _weigh(self) -> None:
        """What every way would do, or why it cannot be taken."""
        if self._judging is None:
            return
        self._weigh_levels(self._judging)
        self._try(1, self._recall_note)
        self._try(2, self._cost_note)
        self.adjustSize()

    def _weigh_levels(self, judging: Judging) -> None:
        have = judging.thresholds.normals if judging.thresholds.calibrated else 0
        needed = normals_needed(self.levels.currentData()[1])
        text = QCoreApplication.translate("HowToSet", "On {0} good parts kept aside").format(have)
        if have < needed:
            lack = QCoreApplication.translate("HowToSet", "Needs {0} good parts kept aside, there are {1}")
            text = lack.format(needed, judging.thresholds.normals)
        self.notes[0].setText(text)
        self.buttons[0].setEnabled(have >= needed)

    def _try(self, way: int, note: Callable[[], str]) -> None:
        try:
            self.notes[way].setText(note())
        except StudioError as error:
            self.notes[way].setText(" ".join(trouble_text(error.trouble)))
            self.buttons[way].setEnabled(False)
        else:
            self.buttons[way].setEnabled(True)

    def _recall_note(self) -> str:
        line, how = cut_by_recall(self._evidence, self.share.value() / 100)
        text = QCoreApplication.translate("HowToSet", "Review from {0}: {1}")
        return text.format(score_text(line), found_text(how)) + self._alarms(line)

    def _cost_note(self) -> str:
        line, how = cut_by_cost(self._evidence, self.costs())
        text = QCoreApplication.translate("HowToSet", "NG from {0}, {1}; {2} of {3} defects below it")
        below = int((self._evidence.defective < line).sum())
        return text.format(score_text(line), rests_text(how), below, how.defective) + self._alarms(line)

    def _alarms(self, line: float) -> str:
        """What is stopped of good parts there."""
        good = self._evidence.good
        if not good.size:
            return ""
        text = QCoreApplication.translate("HowToSet", "; {0} of {1} good parts above it")
        return text.format(int((good >= line).sum()), good.size)

    def _retranslate(self) -> None:
        headings = (
            QCoreApplication.translate("HowToSet", "By good parts"),
            QCoreApplication.translate("HowToSet", "By defects found"),
            QCoreApplication.translate("HowToSet", "By what mistakes cost"),
        )
        for heading, word in zip(self._headings, headings, strict=True):
            heading.set_text(word)
        names = (
            QCoreApplication.translate("HowToSet", "Find at least, of known defects"),
            QCoreApplication.translate("HowToSet", "A defective part not called NG"),
            QCoreApplication.translate("HowToSet", "A good part called NG"),
            QCoreApplication.translate("HowToSet", "Defective parts in {0}").format(THOUSAND),
        )
        boxes = (self.share, self.escape, self.overkill, self.defective)
        for label, box, name in zip(self._names, boxes, names, strict=True):
            _say(label, box, name)
        for index, pair in enumerate(LEVELS):
            self.levels.setItemText(index, level_text(*pair))
        self.levels.setAccessibleName(headings[0])
        word = QCoreApplication.translate("HowToSet", "Set")
        for button, way in zip(self.buttons, headings, strict=True):
            button.setText(word)
            button.setAccessibleName(f"{word}: {way}")
        self.own.setText(QCoreApplication.translate("HowToSet", "The model's own"))
        self.own.setToolTip(
            QCoreApplication.translate("HowToSet", "Back to the thresholds set on good parts kept aside")
        )
        self._weigh()


def _say(label: QLabel, box: QWidget, name: str) -> None:
    label.setText(name)
    box.setAccessibleName(name)
