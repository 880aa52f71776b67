"""Long work that goes on or waits its turn, the one strip that tells of it, and the list of all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from bgad_studio.core.progress import Phase, Progress
from bgad_studio.ui.frame.work_list import Entry, WorkList
from bgad_studio.ui.i18n import counted, phase_text
from bgad_studio.ui.widgets.progress_strip import ProgressStrip

ORDER: Final = ("import", "export", "report", "scoring", "training", "inspection")
"""What is told first: training has a place of its own. What follows a hyphen tells two of a kind apart."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One of them.

    Attributes:
        phase: What it does.
        stop: Ends it; None: it cannot be stopped now.
        progress: How far it is.
        waiting: Pictures it has to do when its turn comes; 0: it is not waiting.
    """

    phase: Phase
    stop: Callable[[], None] | None
    progress: Progress | None = None
    waiting: int = 0


class Works(QObject):
    """Shows the most pressing work in the strip; its Stop stops that one and no other. The rest is a list."""

    def __init__(self, strip: ProgressStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._works: dict[str, _Work] = {}
        self._shown: str | None = None
        self.list = WorkList(strip)
        strip.stopRequested.connect(self._stop)
        strip.more.clicked.connect(lambda: self.list.open_above(strip.more))
        strip.installEventFilter(self)

    def begin(self, name: str, phase: Phase, stop: Callable[[], None] | None, *, waiting: int = 0) -> None:
        """Work of :data:`ORDER` goes on, or so many pictures of it wait for other work; and this stops it."""
        before = self._works.get(name)
        self._works[name] = _Work(phase, stop, before.progress if before is not None else None, waiting)
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
        names = sorted(self._works, key=lambda name: (self._works[name].waiting > 0, _place(name)))
        first = names[0] if names else None
        self._strip.set_more(len(names) - 1)
        self.list.show_entries([_entry(name, self._works[name]) for name in names])
        if len(names) < 2:
            self.list.hide()
        if first != self._shown:
            self._strip.finish()
            self._shown = first
        if first is None:
            return
        work = self._works[first]
        fraction = _fraction(work)
        left = None if work.progress is None else work.progress.seconds_left
        self._strip.set_progress(phase_text(work.phase), fraction, left)
        self._strip.set_stoppable(work.stop is not None)

    def _stop(self) -> None:
        work = self._works.get(self._shown or "")
        if work is not None and work.stop is not None:
            work.stop()


def _place(name: str) -> int:
    return ORDER.index(name.partition("-")[0])


def _fraction(work: _Work) -> float | None:
    known = work.progress is not None and work.progress.total > 1
    return work.progress.fraction if work.progress is not None and known else None


def _entry(name: str, work: _Work) -> Entry:
    fraction = _fraction(work)
    detail = "" if fraction is None else f"{100 * fraction:.0f} %"
    if work.waiting:
        detail = counted(
            work.waiting,
            QCoreApplication.translate("WorkList", "1 picture waits its turn"),
            QCoreApplication.translate("WorkList", "{0} pictures wait their turn"),
        )
    return Entry(name, phase_text(work.phase), detail, work.waiting > 0, work.stop)
