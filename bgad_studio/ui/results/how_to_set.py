"""Ways to set both thresholds at once: by wanted false alarms, or so that no marked defect is missed."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from bgad_studio.core.thresholds import Thresholds, normals_needed
from bgad_studio.ui.results.counts import Scores

LEVELS: Final = ((0.1, 0.02), (0.05, 0.01), (0.02, 0.005), (0.01, 0.001))
"""Shares of good parts that reach review, and that reach NG."""


class HowToSet(QMenu):
    """Opens below its button and offers what the good parts kept aside can support.

    Signals:
        levelsChosen(float, float): Set review and NG so that these shares of good parts reach them.
        cutsChosen(float, float): Set review and NG to these scores.
        resetWanted(): Back to the model's own thresholds.
    """

    levelsChosen = Signal(float, float)  # noqa: N815 - a signal
    cutsChosen = Signal(float, float)  # noqa: N815
    resetWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: Scores | None = None
        self._thresholds: Thresholds | None = None
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def set_case(self, scores: Scores, thresholds: Thresholds) -> None:
        """What there is to decide on."""
        self._scores, self._thresholds = scores, thresholds

    def fill(self) -> None:
        """Write the entries anew; one that cannot be promised is greyed and says what it needs."""
        self.clear()
        for review, ng in LEVELS:
            self._add_level(review, ng)
        self.addSeparator()
        self._add_recall()
        self.addSeparator()
        own = self.addAction(QCoreApplication.translate("HowToSet", "The model's own"))
        own.setToolTip(
            QCoreApplication.translate("HowToSet", "Back to the thresholds set on good parts kept aside")
        )
        own.triggered.connect(lambda: self.resetWanted.emit())

    def _add_level(self, review: float, ng: float) -> None:
        text = QCoreApplication.translate("HowToSet", "1 in {0} good parts to review, 1 in {1} NG")
        text = text.format(round(1 / review), round(1 / ng))
        found = self._thresholds
        needed = normals_needed(ng)
        if found is None or not found.calibrated or found.normals < needed:
            have = 0 if found is None else found.normals
            lack = QCoreApplication.translate("HowToSet", "needs {0} good parts kept aside, there are {1}")
            self.addAction(f"{text} · {lack.format(needed, have)}").setEnabled(False)
            return
        self.addAction(text).triggered.connect(lambda: self.levelsChosen.emit(review, ng))

    def _add_recall(self) -> None:
        scores, found = self._scores, self._thresholds
        if scores is None or found is None or not scores.defective.size:
            none = QCoreApplication.translate("HowToSet", "Miss no marked defect · no part is marked NG yet")
            self.addAction(none).setEnabled(False)
            return
        text = QCoreApplication.translate("HowToSet", "Miss none of the {0} parts marked NG")
        lowest = float(np.min(scores.defective))
        action = self.addAction(text.format(scores.defective.size))
        action.setToolTip(
            QCoreApplication.translate(
                "HowToSet",
                "Review begins at the lowest of their scores; some may have taught the model",
            )
        )
        action.triggered.connect(lambda: self.cutsChosen.emit(min(lowest, found.ng), found.ng))
