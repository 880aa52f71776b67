"""Long work that goes on at the same time, and the one strip that tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QObject

from bgad_studio.core.progress import Phase, Progress
from bgad_studio.ui.i18n import phase_text
from bgad_studio.ui.widgets.progress_strip import ProgressStrip

ORDER: Final = ("import", "export", "report", "scoring", "training", "inspection")
"""What is told first: training has a place of its own."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One of them; ``stop`` ends it, None: it cannot be stopped now."""

    phase: Phase
    stop: Callable[[], None] | None
    progress: Progress | None = None


class Works(QObject):
    """Shows the most pressing work in the strip; its Stop stops that one and no other."""

    def __init__(self, strip: ProgressStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._works: dict[str, _Work] = {}
        self._shown: str | None = None
        strip.stopRequested.connect(self._stop)
        strip.installEventFilter(self)

    def begin(self, name: str, phase: Phase, stop: Callable[[], None] | None) -> None:
        """Work of :data:`ORDER` goes on, and this stops it."""
        before = self._works.get(name)
        self._works[name] = _Work(phase, stop, before.progress if before is not None else None)
        self._show()

    def follow(self, name: str, progress: Progress | None) -> None:
        """How far it is."""
        if progress is not None and name in self._works:
            self._works[name] = replace(self._works[name], phase=progress.phase, progress=progress)
            self._show()

    def end(self, name: str) -> None:
        """It is over."""
        if self._works.pop(name, None) is not None:
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        first = next((name for name in ORDER if name in self._works), None)
        if first != self._shown:
            self._strip.finish()
            self._shown = first
        if first is None:
            return
        work = self._works[first]
        known = work.progress is not None and work.progress.total > 1
        fraction = work.progress.fraction if work.progress is not None and known else None
        left = None if work.progress is None else work.progress.seconds_left
        self._strip.set_progress(phase_text(work.phase), fraction, left)
        self._strip.set_stoppable(work.stop is not None)

    def _stop(self) -> None:
        work = self._works.get(self._shown or "")
        if work is not None and work.stop is not None:
            work.stop()
