"""Finds decisions and reads them page by page. No widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.history import Told, Wanted
from bgad_studio.services.history import PAGE, History
from bgad_studio.ui.history.state import HistoryState
from bgad_studio.ui.session import Session

_KEY = "history"


class HistoryPresenter(QObject):
    """What the view of decisions asks for.

    Signals:
        changed(object): A new :class:`HistoryState`: other decisions are listed.
        read(int, object): The decisions of a page, a tuple of :class:`Told`.
    """

    changed = Signal(object)
    read = Signal(int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: History | None = None
        self.state = HistoryState()

    def look(self, wanted: Wanted) -> None:
        """List these decisions, as they are now."""
        project = self._session.project
        self._session.store.submit(
            lambda: History(project, wanted), lambda found: self._take(wanted, found), key=_KEY
        )

    def refresh(self) -> None:
        """See anew what was decided."""
        self.look(self.state.wanted)

    def read_page(self, number: int) -> None:
        """Read a page of :data:`PAGE` decisions of the list."""
        found = self._found
        if found is None:
            return
        keys = found.keys[number * PAGE : (number + 1) * PAGE]

        def take(told: list[Told]) -> None:
            if self._found is found:
                self.read.emit(number, tuple(told))

        self._session.store.submit(lambda: found.read(keys), take)

    def _take(self, wanted: Wanted, found: History) -> None:
        self._found = found
        self.state = HistoryState(wanted, len(found.keys), tuple(found.people), known=True)
        self.changed.emit(self.state)
