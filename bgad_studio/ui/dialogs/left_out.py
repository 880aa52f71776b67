"""Lists the pictures an import left out, each with its reason and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from bgad_studio.core.errors import Trouble
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class LeftOut(QDialog):
    """Every trouble on two lines; the text can be copied."""

    def __init__(self, troubles: Sequence[Trouble], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("LeftOut", "Left out"))
        self.resize(720, 420)
        title = text_label("title", parent=self)
        title.setText(QCoreApplication.translate("LeftOut", "What was left out: {0}").format(len(troubles)))
        self.list = QPlainTextEdit(self)
        self.list.setReadOnly(True)
        self.list.setPlainText("\n\n".join("\n".join(trouble_text(trouble)) for trouble in troubles))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        gap = TOKENS.spacing
        column.setContentsMargins(3 * gap, 3 * gap, 3 * gap, 2 * gap)
        column.setSpacing(2 * gap)
        for widget in (title, self.list, box):
            column.addWidget(widget)
