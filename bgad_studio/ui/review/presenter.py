"""Keeps the queue of parts to look at, brings them onto the canvas, and keeps the answers. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.map_regions import MapRegion
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.review import Queued
from bgad_studio.services import review
from bgad_studio.services.annotate import load_mask
from bgad_studio.services.results import ScoreMap, load_map, regions_of
from bgad_studio.services.review import Reviewed
from bgad_studio.ui.part_loader import PartLoader
from bgad_studio.ui.results.likeness_presenter import LikenessPresenter
from bgad_studio.ui.results.state import ResultShown
from bgad_studio.ui.review.state import Done, ReviewState
from bgad_studio.ui.session import Session
from bgad_studio.workers.asker import Asker

_Layers = tuple[ScoreMap | None, NDArray[np.uint8] | None, tuple[MapRegion, ...]]
_KEY: Final = "review-queue"
SETTLED_MS: Final = 1500
"""So long after the last verdict given elsewhere the queue is read anew: among a hundred thousand parts that
takes a fifth of a second."""


class ReviewPresenter(QObject):
    """Lives as long as the project is open: the rail tells how many parts are left.

    Signals:
        changed(object): A new :class:`ReviewState`.
        shown(object): A :class:`ResultShown` comes onto the canvas: the part in hand.
        unreadable(object): The :class:`Trouble` with its picture.
    """

    changed = Signal(object)
    shown = Signal(object)
    unreadable = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = ReviewState()
        self._open = False
        self._shown: ResultShown | None = None
        self._answering = False
        self._loader = PartLoader(session, "review-page", self._read_layers, self)
        self._loader.loaded.connect(self._show)
        self._loader.failed.connect(self._fail)
        self.likeness = LikenessPresenter(session, Asker(session.compute, session.crashed.emit, self), self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settle.timeout.connect(self.refresh)
        catalogue = session.catalogue
        self._counts = catalogue.counts()
        catalogue.replaced.connect(self.refresh)
        catalogue.modelChanged.connect(self._take_model)
        catalogue.merged.connect(self._see_merged)

    @property
    def state(self) -> ReviewState:
        """What is shown."""
        return self._state

    @property
    def record(self) -> ImageRecord | None:
        """The part in hand."""
        current = self._state.current
        return None if current is None else self._session.catalogue.get(current.image_id)

    def refresh(self) -> None:
        """Read the queue anew."""
        project, catalogue = self._session.project, self._session.catalogue
        self._counts = catalogue.counts()
        self._settle.stop()
        records = tuple(catalogue.records)
        self._session.store.submit(lambda: review.read_queue(project, records), self._take_queue, key=_KEY)

    def open(self) -> None:
        """The place is looked at: bring the part in hand onto its canvas."""
        self._open = True
        if self._settle.isActive():
            self.refresh()
        self._load()

    def close(self) -> None:
        """Nobody looks at the place."""
        self._open = False

    def score_at(self, x_px: int, y_px: int) -> float | None:
        """What the model says of one pixel of the part on the canvas."""
        return None if self._shown is None else self._shown.score_at(x_px, y_px)

    def step(self, by: int) -> None:
        """Go on without an answer, or back."""
        self._set(self._state.step(by))

    def accept(self) -> bool:
        """Answer as the model says; False: it says nothing that could be accepted."""
        record = self.record
        if record is None or record.score is None or record.score.verdict is Verdict.UNSURE:
            return False
        self.decide(record.score.verdict)
        return True

    def decide(self, verdict: Verdict) -> None:
        """Answer for the part in hand and go on; one that is not on the canvas yet cannot be judged."""
        asked = self._state.current
        if asked is None or self._answering or self._shown_id != asked.image_id:
            return
        project = self._session.project
        self._change(
            lambda: review.decide(project, asked.image_id, verdict),
            lambda reviewed: self._take_decided(asked, reviewed),
        )

    def undo(self) -> None:
        """Take the newest answer back and go to its part."""
        if not self._state.done or self._answering:
            return
        project, newest = self._session.project, self._state.done[-1].reviewed
        self._change(lambda: review.take_back(project, newest), self._take_back)

    @property
    def _shown_id(self) -> int | None:
        return None if self._shown is None else self._shown.record.id

    def _change(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """One answer after the other: the next one is about a part that comes after this one."""
        self._answering = True
        self._session.saving.emit()

        def take(answer: object) -> None:
            self._answering = False
            done(answer)
            self._session.saved.emit(datetime.now())

        def fail(trouble: Trouble) -> None:
            self._answering = False
            self._session.saveFailed.emit()
            self._session.troubled.emit(trouble)

        self._session.store.submit(work, take, fail)

    def _take_decided(self, asked: Queued, reviewed: Reviewed) -> None:
        self._set(self._state.decided(Done(asked, reviewed)))
        self._merge(reviewed.now)

    def _take_back(self, record: ImageRecord) -> None:
        self._set(self._state.undone())
        self._merge(record)

    def _merge(self, record: ImageRecord) -> None:
        """What was answered here is known here: nothing has to be read anew for it."""
        waits = self._settle.isActive()
        self._session.catalogue.merge([record])
        self._counts = self._session.catalogue.counts()
        if not waits:
            self._settle.stop()

    def _take_model(self) -> None:
        """Other maps lie on the parts, and other questions come up."""
        self._loader.forget()
        self._shown = None
        self.refresh()

    def _take_queue(self, queue: tuple[Queued, ...]) -> None:
        self._set(self._state.read(queue))

    def _see_merged(self) -> None:
        """Paint changes no count; a verdict given elsewhere does, and may answer a question or raise one."""
        now = self._session.catalogue.counts()
        if now != self._counts:
            self._counts = now
            self._settle.start()
        record = self.record
        if record is not None and self._painted_since(record):
            self._loader.load(record.id)
        self.changed.emit(self._state)

    def _painted_since(self, record: ImageRecord) -> bool:
        """Whether this is the part on the canvas, and it was painted on in another place."""
        shown = None if self._shown is None else self._shown.record
        return shown is not None and shown.id == record.id and shown.mask_id != record.mask_id

    def _set(self, state: ReviewState) -> None:
        self._state = state
        self.changed.emit(state)
        self._load()

    def _load(self) -> None:
        current = self._state.current
        if not self._open:
            return
        if current is None:
            self._shown = None
            self._loader.forget()
            self.likeness.show(None)
        elif self._loader.wanted != current.image_id:
            self._loader.load(current.image_id)

    def _read_layers(self, record: ImageRecord) -> _Layers:
        """On the store's lane."""
        project = self._session.project
        found = load_map(project, record)
        return found, load_mask(project, record.id), () if found is None else regions_of(found, record)

    def _show(self, record: ImageRecord, picture: Pyramid, layers: _Layers) -> None:
        model = self._session.catalogue.model
        self._shown = ResultShown(record, picture, *layers, 0 if model is None else model.number)
        self.shown.emit(self._shown)
        self.likeness.show(self._shown)
        following = [self._state.step(by).current for by in (1, 2)]
        self._loader.load_ahead(item.image_id for item in following if item is not None)

    def _fail(self, _record: ImageRecord, trouble: Trouble) -> None:
        self._shown = None
        self.likeness.show(None)
        self.unreadable.emit(trouble)
