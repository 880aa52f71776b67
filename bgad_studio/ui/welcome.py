"""The window without a project: what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.progress import Progress
from bgad_studio.ui.i18n import phase_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.labels import SectionHeading
from bgad_studio.ui.widgets.notice import Notice
from bgad_studio.ui.widgets.progress_strip import ProgressStrip

_SHOWN = 4


class Welcome(QWidget):
    """Make a project, open one, or try the demo.

    Signals:
        newWanted(), openWanted(), demoWanted(): The person chose that.
        recentChosen(object): Open this project (``Path``).
        stopRequested(): Stop what is being made.
    """

    newWanted = Signal()  # noqa: N815 - a signal
    openWanted = Signal()  # noqa: N815
    demoWanted = Signal()  # noqa: N815
    recentChosen = Signal(object)  # noqa: N815
    stopRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice(self)
        self._empty = EmptyState("image", self)
        self.demo = self._empty.add_button(primary=True)
        self.demo.clicked.connect(self.demoWanted)
        self.new, self.open = self._empty.add_button(), self._empty.add_button()
        self.new.clicked.connect(self.newWanted)
        self.open.clicked.connect(self.openWanted)
        self._heading = SectionHeading(self)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(TOKENS.spacing // 2)
        self._recent_buttons: list[QPushButton] = []
        self.progress = ProgressStrip(self)
        self.progress.stopRequested.connect(self.stopRequested)
        self._lay_out()
        self._retranslate()

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Offer the newest of these projects."""
        for button in self._recent_buttons:
            button.deleteLater()
        self._recent_buttons.clear()
        for path in paths[:_SHOWN]:
            button = QPushButton(icon("folder", "text2"), f"{path.stem}   {path.parent}", self)
            button.setProperty("role", "ghost")
            button.clicked.connect(lambda _checked, path=path: self.recentChosen.emit(path))
            self._recent.addWidget(button)
            self._recent_buttons.append(button)
        self._heading.setVisible(bool(self._recent_buttons))

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far the demo is; None: nothing is being made."""
        for button in (self.demo, self.new, self.open, *self._recent_buttons):
            button.setEnabled(progress is None)
        if progress is None:
            self.progress.finish()
        else:
            known = progress.fraction if progress.total > 1 else None
            self.progress.set_progress(phase_text(progress.phase), known, progress.seconds_left)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        below = QVBoxLayout()
        below.addWidget(self._heading)
        below.addLayout(self._recent)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(below)
        row.addStretch(1)
        working = QHBoxLayout()
        working.addStretch(1)
        working.addWidget(self.progress)
        working.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4 * TOKENS.spacing)
        column.addWidget(self.notice)
        column.addWidget(self._empty, 1)
        column.addLayout(working)
        column.addLayout(row)

    def _retranslate(self) -> None:
        self._empty.set_text(
            QCoreApplication.translate("Welcome", "Teach a machine to find defects"),
            QCoreApplication.translate(
                "Welcome",
                "Bring in pictures of parts, mark a handful of defects, press Train. "
                "The demo has everything to try it at once.",
            ),
        )
        self.demo.setText(QCoreApplication.translate("Welcome", "Open the demo"))
        self.new.setText(QCoreApplication.translate("Welcome", "New project…"))
        self.open.setText(QCoreApplication.translate("Welcome", "Open project…"))
        self._heading.set_text(QCoreApplication.translate("Welcome", "Open again"))
