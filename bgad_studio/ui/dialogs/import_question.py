"""Asks once what the parts of a plain folder are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.records import Verdict
from bgad_studio.services.importing import ImportPlan
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class ImportQuestion(QDialog):
    """All good, all defective, or mixed; large buttons, one press. :attr:`verdict` holds the answer."""

    def __init__(self, plan: ImportPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict: Verdict | None = None
        self.setWindowTitle(QCoreApplication.translate("ImportQuestion", "Import pictures"))
        self.setMinimumWidth(460)
        gap = TOKENS.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * gap, 3 * gap, 3 * gap, 2 * gap)
        column.setSpacing(gap)
        title = text_label("title", wrap=True, parent=self)
        title.setText(
            QCoreApplication.translate("ImportQuestion", "What are these {0} pictures?").format(plan.count)
        )
        folder = text_label("secondary", wrap=True, parent=self)
        folder.setText(str(plan.root))
        column.addWidget(title)
        column.addWidget(folder)
        column.addSpacing(gap)
        answers: tuple[tuple[Verdict | None, str, str, str], ...] = (
            (
                Verdict.OK,
                "ok",
                "ok",
                QCoreApplication.translate("ImportQuestion", "All of them are good parts"),
            ),
            (
                Verdict.NG,
                "ng",
                "ng",
                QCoreApplication.translate("ImportQuestion", "All of them have a defect"),
            ),
            (
                None,
                "unsure",
                "text2",
                QCoreApplication.translate("ImportQuestion", "Mixed, or I do not know: no verdict yet"),
            ),
        )
        self.buttons: dict[Verdict | None, QPushButton] = {}
        for verdict, name, role, word in answers:
            button = QPushButton(icon(name, role), word, self)
            button.setProperty("tall", True)
            button.clicked.connect(lambda _checked, verdict=verdict: self._answer(verdict))
            self.buttons[verdict] = button
            column.addWidget(button)
        hint = text_label("secondary", wrap=True, parent=self)
        hint.setText(
            QCoreApplication.translate(
                "ImportQuestion",
                "Only parts marked good teach the machine what is usual. "
                "Verdicts can be changed at any time.",
            )
        )
        column.addSpacing(gap)
        column.addWidget(hint)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, self)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _answer(self, verdict: Verdict | None) -> None:
        self.verdict = verdict
        self.accept()
