"""What the model says of one part: shape, word and colour, the score, and how rare it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bgad_studio.core.records import ImageScore, ModelRecord
from bgad_studio.core.thresholds import false_alarm_level
from bgad_studio.services.results import calibration_of
from bgad_studio.ui import theme
from bgad_studio.ui.browser.words import ROLES, SHAPES, model_word, score_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import IconView, SectionHeading, text_label


class Opinion(QWidget):
    """Verdict and score of the active model, or why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score: ImageScore | None = None
        self._model: ModelRecord | None = None
        self._heading = SectionHeading(self)
        self._icon = IconView("unsure", "text2", TOKENS.font_verdict, self)
        self._word = text_label("verdict", parent=self)
        self._number = text_label("number", parent=self)
        self._level = text_label("secondary", wrap=True, parent=self)
        self._none = text_label("secondary", wrap=True, parent=self)
        row = QHBoxLayout()
        row.setSpacing(TOKENS.spacing)
        row.addWidget(self._icon)
        row.addWidget(self._word)
        row.addStretch(1)
        row.addWidget(self._number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addLayout(row)
        column.addWidget(self._level)
        column.addWidget(self._none)
        self._show()

    def set_score(self, score: ImageScore | None, model: ModelRecord | None) -> None:
        """Show what this model says; None is nothing yet, or no model."""
        self._score = score
        self._model = model
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        model = "" if self._model is None else QCoreApplication.translate("Opinion", "model {0}")
        number = "" if self._model is None else str(self._model.number)
        self._heading.set_text(QCoreApplication.translate("Opinion", "Model says"), model.format(number))
        known = self._score is not None
        for widget in (self._icon, self._word, self._number, self._level):
            widget.setVisible(known)
        self._none.setVisible(not known)
        if self._score is None:
            self._none.setText(
                QCoreApplication.translate("Opinion", "No model yet. Train one to see what it says.")
                if self._model is None
                else QCoreApplication.translate("Opinion", "The model has not seen this part.")
            )
            return
        verdict = self._score.verdict
        self._icon.set_icon(SHAPES[verdict], ROLES[verdict])
        self._word.setText(model_word(verdict))
        theme.mark(self._word, verdict=str(verdict))
        self._number.setText(score_text(self._score.score))
        self._number.setToolTip(
            QCoreApplication.translate("Opinion", "Score: the higher, the more unusual the part")
        )
        self._show_level(self._score.score)

    def _show_level(self, score: float) -> None:
        """How many good parts score as high; never rarer than the number kept aside can tell."""
        if self._model is None:
            return
        calibration = calibration_of(self._model.manifest)
        if not calibration.thresholds.calibrated:
            self._level.setText(
                QCoreApplication.translate(
                    "Opinion", "Too few good parts were kept aside to say how rare this score is."
                )
            )
            return
        level = false_alarm_level(calibration.normal_scores, score)
        self._level.setText(
            QCoreApplication.translate("Opinion", "1 in {0} good parts scores this high").format(
                round(1 / level)
            )
            if level < 0.5
            else QCoreApplication.translate("Opinion", "Most good parts score like this")
        )
        self._level.setToolTip(
            QCoreApplication.translate(
                "Opinion", "On average, as long as good parts look like the {0} that were kept aside"
            ).format(calibration.thresholds.normals)
        )
