"""Corrects where the part is, one picture after the other. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.geometry import Rect
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.records import ImageRecord
from bgad_studio.core.synthesis.foreground import refined
from bgad_studio.services import foregrounds
from bgad_studio.services.foregrounds import Corrected, Foreground, ForegroundOrigin
from bgad_studio.ui.part_loader import PartLoader
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.state import ForegroundState, doubt_of

_KEY: Final = "foreground"
_Part = NDArray[np.bool_]


class ForegroundPresenter(QObject):
    """What the view of foregrounds asks for.

    Signals:
        changed(object): A new :class:`ForegroundState`.
        opened(object, object): Picture (:class:`Pyramid`) and where the part is, (H, W) bool.
        refined(object): The part with its edge on the picture's, (H, W) bool.
    """

    changed = Signal(object)
    opened = Signal(object, object)
    refined = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = ForegroundState()
        self._record: ImageRecord | None = None
        self._picture: Pyramid | None = None
        project = session.project
        self._loader = PartLoader(session, _KEY, lambda record: foregrounds.corrected(project, record), self)
        self._loader.loaded.connect(self._take)
        self._loader.failed.connect(lambda _, trouble: self._set(replace(self._state, trouble=trouble)))

    @property
    def state(self) -> ForegroundState:
        """What is shown."""
        return self._state

    def open(self, ids: Sequence[int], at: int) -> None:
        """Go through these good parts, ``at`` first."""
        self._state = ForegroundState(tuple(ids), ids.index(at))
        self._load()

    def step(self, by: int) -> None:
        """To another part; from the last one to the first."""
        if self._state.ids:
            self._state = replace(self._state, place=(self._state.place + by) % len(self._state.ids))
            self._load()

    def save(self, part: _Part) -> None:
        """Keep what a person painted."""
        record, project = self._record, self._session.project
        if record is not None:
            self._set(replace(self._state, origin=ForegroundOrigin.OWN, doubt=doubt_of(part)))
            self._store(lambda: foregrounds.save_foreground(project, record, part))

    def share(self, part: _Part) -> None:
        """Let the part be there on every picture."""
        project = self._session.project
        self._set(replace(self._state, origin=ForegroundOrigin.SHARED))
        self._store(lambda: foregrounds.share_foreground(project, part))

    def find_again(self) -> None:
        """Forget what was painted, and find the part."""
        record, origin, project = self._record, self._state.origin, self._session.project
        if record is not None and origin is not None:
            self._store(lambda: foregrounds.find_again(project, record, origin))
            self._load()

    def refine(self, part: _Part) -> None:
        """Let the edge follow the picture."""
        picture, record = self._picture, self._record
        if picture is None:
            return
        self._set(replace(self._state, busy=True))

        def take(found: _Part) -> None:
            self._set(replace(self._state, busy=False))
            if record is self._record:
                self.refined.emit(found)

        self._session.pictures.submit(
            lambda: refined(_rgb(picture), part), take, self._fail, key=f"{_KEY}-edge"
        )

    def _load(self) -> None:
        self._record = self._picture = None
        self._session.pictures.forget(f"{_KEY}-part")
        self._set(replace(self._state, name="", origin=None, busy=False, trouble=None))
        self._loader.load(self._state.ids[self._state.place])

    def _take(self, record: ImageRecord, picture: Pyramid, known: Corrected | None) -> None:
        def show(found: Foreground) -> None:
            self._record, self._picture = record, picture
            doubt = doubt_of(found.part)
            self._set(replace(self._state, name=record.name, origin=found.origin, doubt=doubt))
            self.opened.emit(picture, found.part)

        self._session.pictures.submit(
            lambda: foregrounds.place_part(_rgb(picture), known), show, self._fail, key=f"{_KEY}-part"
        )

    def _store(self, work: Callable[[], None]) -> None:
        """Nothing a person painted may be lost without a word."""
        self._session.saving.emit()
        self._session.store.submit(
            work, lambda _: self._session.saved.emit(datetime.now()), self._fail_saving
        )

    def _fail_saving(self, trouble: Trouble) -> None:
        self._session.saveFailed.emit()
        self._session.troubled.emit(trouble)

    def _fail(self, trouble: Trouble) -> None:
        self._set(replace(self._state, busy=False, trouble=trouble))

    def _set(self, state: ForegroundState) -> None:
        self._state = state
        self.changed.emit(state)


def _rgb(picture: Pyramid) -> NDArray[np.uint8]:
    """(H, W, 3) uint8."""
    width, height = picture.size
    return picture.rgb(Rect(0, 0, width, height))
