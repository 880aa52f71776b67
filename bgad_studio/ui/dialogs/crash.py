"""Says that something went wrong inside the program, and lets the person copy a report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class CrashReport(QDialog):
    """A bug: the window lives on."""

    def __init__(self, report: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("CrashReport", "Something went wrong"))
        self.resize(720, 420)
        self._report = report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gap = TOKENS.spacing
        title = text_label("title", wrap=True, parent=self)
        title.setText(QCoreApplication.translate("CrashReport", "Something went wrong inside BGAD Studio"))
        text = text_label(wrap=True, parent=self)
        text.setText(
            QCoreApplication.translate(
                "CrashReport",
                "What you labelled is saved and the program goes on. "
                "Copy the report and send it to whoever looks after this computer. Log: {0}",
            ).format(log)
        )
        details = QPlainTextEdit(self)
        details.setReadOnly(True)
        details.setPlainText(report)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = QPushButton(QCoreApplication.translate("CrashReport", "Copy report"), self)
        box.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * gap, 3 * gap, 3 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(title)
        column.addWidget(text)
        column.addWidget(details, 1)
        column.addWidget(box)
