"""Bottom of the window: which part, where the cursor is, what was saved, and long work."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.progress_strip import ProgressStrip


class StatusLine(QFrame):
    """Quiet facts at the left, progress at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setFixedHeight(40)
        self._position = (0, 0)
        self._cursor: tuple[int, int, float | None] | None = None
        self._saved: datetime | None = None
        self._saving = self._failed = False
        self.progress = ProgressStrip(self)
        self._labels = [text_label("secondary", parent=self) for _ in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * TOKENS.spacing, 0, 2 * TOKENS.spacing, 0)
        row.setSpacing(3 * TOKENS.spacing)
        for label in self._labels:
            label.setFont(theme.figure_font(TOKENS.font_small))
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.progress)
        self._show()

    def set_position(self, number: int, total: int) -> None:
        """Which of how many parts; (0, 0) for none."""
        self._position = (number, total)
        self._show()

    def set_cursor(self, x_px: int, y_px: int, score: float | None = None) -> None:
        """Which pixel the cursor is over, and what the model says of it."""
        self._cursor = (x_px, y_px, score)
        self._show()

    def clear_cursor(self) -> None:
        """The cursor is over no part."""
        self._cursor = None
        self._show()

    def set_saving(self) -> None:
        """A change is on its way to the disk."""
        self._saving = True
        self._show()

    def set_saved(self, when: datetime) -> None:
        """Everything up to now is on the disk."""
        self._saved, self._saving, self._failed = when, False, False
        self._show()

    def set_save_failed(self) -> None:
        """The newest change is not on the disk."""
        self._saving, self._failed = False, True
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        number, total = self._position
        self._labels[0].setText(f"{number} / {total}" if total else "")
        where = ""
        if self._cursor is not None:
            x_px, y_px, score = self._cursor
            where = f"x {x_px}  y {y_px}"
            if score is not None:
                where += "   " + QCoreApplication.translate("StatusLine", "score here {0}").format(
                    f"{score:.1f}"
                )
        self._labels[1].setText(where)
        self._labels[2].setText(self._save_text())

    def _save_text(self) -> str:
        if self._failed:
            return QCoreApplication.translate("StatusLine", "not saved")
        if self._saving:
            return QCoreApplication.translate("StatusLine", "saving…")
        if self._saved is None:
            return ""
        return QCoreApplication.translate("StatusLine", "saved {0}").format(f"{self._saved:%H:%M:%S}")
