"""Which part is shown: its name, and which other pictures show the same one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel

MOST_TOLD = 20


class PartName(QWidget):
    """One line, or two where a part has several pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel(parent=self)
        self.same = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.same.setProperty("kind", "secondary")
        self.same.hide()
        self._others: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing // 2)
        column.addWidget(self._name)
        column.addWidget(self.same)

    def show_part(self, record: ImageRecord | None, others: Sequence[str]) -> None:
        """Name a part, and other pictures that count as pictures of it."""
        self._name.set_text("" if record is None else record.name)
        self._others = tuple(others)
        self._tell_others()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell_others()

    def _tell_others(self) -> None:
        self.same.setVisible(bool(self._others))
        names = QCoreApplication.translate("PartName", ", ").join(self._others[:MOST_TOLD])
        more = " …" if len(self._others) > MOST_TOLD else ""
        self.same.set_text(QCoreApplication.translate("PartName", "Same part: {0}").format(names) + more)
