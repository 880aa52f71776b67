"""Makes pseudo anomalies to look at, and keeps what a person decides about them. No widgets."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import Verdict
from bgad_studio.core.synthesis.choices import PseudoRecord, Recipe
from bgad_studio.core.synthesis.foreground import LARGEST, doubtful
from bgad_studio.services import synthesis
from bgad_studio.services.preview import PreviewMaker, PseudoPreview
from bgad_studio.services.synthesis import Studio, Usable
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.state import GalleryState, Shown
from bgad_studio.ui.synthesis.usable_counter import UsableCounter

COUNT: Final = 60
"""Pseudo anomalies shown at once."""
TOGETHER: Final = 4
"""Made in one go; the gallery fills as they arrive."""
LARGEST_SEED: Final = 9999
PATIENCE_MS: Final = 150
"""A slider has to rest this long before anything is made anew."""
_KEY: Final = "synthesis-page"
_Basis = frozenset[tuple[int, int | None]]
_Made = tuple[PseudoPreview | None, ...]


class SynthesisPresenter(QObject):
    """What the view of pseudo anomalies asks for.

    Signals:
        changed(object): A new :class:`GalleryState`.
        arrived(int, object): Pictures of the tiles from this one on: a tuple of :class:`PseudoPreview`, None
            where the defect found no place.
        counted(): More is known of which planned pastes are usable.
    """

    changed = Signal(object)
    arrived = Signal(int, object)
    counted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._maker = PreviewMaker(session.project)
        self._counter = UsableCounter(session, self._maker, self)
        self._counter.counted.connect(self._take_usable)
        self._state = GalleryState()
        self._made_from: _Basis | None = None
        self._waiting: Recipe | None = None
        self._previews: dict[int, PseudoPreview | None] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PATIENCE_MS)
        self._pause.timeout.connect(self._use_waiting)

    @property
    def state(self) -> GalleryState:
        """What is shown."""
        return self._state

    @property
    def recipe(self) -> Recipe:
        """As it stands on the sliders."""
        if self._waiting is not None:
            return self._waiting
        return self._state.studio.recipe if self._state.studio is not None else Recipe()

    def refresh(self) -> None:
        """Make them anew if parts were judged or painted since; called when the place is entered."""
        if self._basis() != self._made_from:
            self.load()
        elif not self._state.making and self._state.studio is not None:
            self._take_usable(self._count())

    def rest(self) -> None:
        """The place was left: what nobody looks at is not counted."""
        self._counter.stop()

    def load(self) -> None:
        """Read everything anew and make what is to be shown."""
        self._read(lambda: None)

    def change(self, recipe: Recipe) -> None:
        """Use another recipe, when the person has stopped turning it."""
        self._waiting = recipe
        self._pause.start()

    def use(self, recipe: Recipe) -> None:
        """Use another recipe now; trainings will make the same."""
        self._pause.stop()
        self._waiting = None
        project = self._session.project
        self._read(lambda: synthesis.use_recipe(project, recipe))

    def roll(self) -> None:
        """Make others."""
        self.use(replace(self.recipe, seed=random.randrange(LARGEST_SEED + 1)))

    def reset(self) -> None:
        """Back to the recipe a project begins with."""
        self.use(Recipe(approved_only=self.recipe.approved_only))

    def save_as(self, name: str) -> None:
        """Keep the recipe under a name."""
        project, recipe = self._session.project, replace(self.recipe, approved_only=False)
        self._read(lambda: synthesis.save_recipe(project, name, recipe))

    def remove(self, name: str) -> None:
        """Take a saved recipe away."""
        project = self._session.project
        self._read(lambda: synthesis.save_recipe(project, name, None))

    def choose(self, name: str) -> None:
        """Use a saved recipe."""
        project, only = self._session.project, self.recipe.approved_only

        def use() -> None:
            recipe = project.synthesis.recipe(name)
            if recipe is not None:
                synthesis.use_recipe(project, replace(recipe, approved_only=only))

        self._pause.stop()
        self._waiting = None
        self._read(use)

    def show(self, shown: Shown) -> None:
        """Fill the gallery with something else."""
        if shown is not self._state.shown:
            self._state = replace(self._state, shown=shown)
            self.load()

    def judge(self, record: PseudoRecord, approved: bool | None) -> None:
        """Approve or reject one, or take that back; the tiles stay where they are."""
        project, reckoning = self._session.project, self._session.reckoning
        self._session.store.submit(
            lambda: synthesis.judge(project, record, approved),
            lambda _: reckoning.submit(
                lambda: synthesis.look(project), self._take_choices, key=f"{_KEY}-choices"
            ),
            self._session.troubled.emit,
        )

    def _use_waiting(self) -> None:
        if self._waiting is not None:
            self.use(self._waiting)

    def _read(self, first: Callable[[], None]) -> None:
        """Do ``first`` on the store's lane, then read what is to be shown: a while, of many parts."""
        self._made_from = self._basis()
        project, shown = self._session.project, self._state.shown

        def look() -> tuple[Studio, tuple[PseudoRecord, ...], str]:
            studio = synthesis.look(project)
            if shown is Shown.COMPARED:
                records = synthesis.side_by_side(project, studio.recipe)
            else:
                records = studio.approved if shown is Shown.APPROVED else studio.planned
            plain = replace(studio.recipe, approved_only=False)
            same = (name for name in studio.names if project.synthesis.recipe(name) == plain)
            return studio, records[:COUNT], next(same, "")

        self._set(replace(self._state, making=True))
        reckoning = self._session.reckoning
        self._session.store.submit(
            first, lambda _: reckoning.submit(look, self._take, self._fail, key=_KEY), self._fail
        )

    def _take(self, found: tuple[Studio, tuple[PseudoRecord, ...], str]) -> None:
        studio, records, name = found
        self._previews = {}
        self._counter.stop()  # the gallery comes first
        making = bool(records) and studio.trouble is None
        self._set(
            replace(
                self._state,
                studio=studio,
                records=records,
                name=name,
                making=making,
                homeless=0,
                usable={},
                doubtful=(),
                whole=False,
                trouble=studio.trouble,
            )
        )
        for start in range(0, COUNT, TOGETHER):
            self._make(studio, records, start)
        if not records and studio.trouble is None:
            self._take_usable(self._count())

    def _make(self, studio: Studio, records: tuple[PseudoRecord, ...], start: int) -> None:
        key, wanted = f"{_KEY}-{start}", records[start : start + TOGETHER]
        if not wanted or studio.trouble is not None:
            self._session.pictures.forget(key)
            return
        maker = self._maker

        def work() -> _Made:
            return tuple(maker.make(record, studio) for record in wanted)

        self._session.pictures.submit(work, lambda made: self._take_made(start, made), self._fail, key=key)

    def _take_made(self, start: int, made: _Made) -> None:
        if start >= len(self._state.records):  # another of them failed
            return
        self.arrived.emit(start, made)
        self._previews.update(enumerate(made, start))
        if len(self._previews) < len(self._state.records):
            return
        there = [item for item in self._previews.values() if item is not None]
        parts = {item.target.id: item.part for item in there}
        wrong = doubtful(list(parts.values()))
        found = tuple(image_id for image_id, doubt in zip(parts, wrong, strict=True) if doubt)
        homeless = sum(item is None for item in self._previews.values())
        self._set(
            replace(
                self._state,
                making=False,
                homeless=homeless,
                usable=self._count(),
                doubtful=found,
                whole=bool(parts) and all(part.mean() > LARGEST for part in parts.values()),
            )
        )

    def _count(self) -> dict[int, Usable]:
        """Count the usable pastes of the plan, beginning with those in the gallery."""
        studio, records = self._state.studio, self._state.records
        assert studio is not None
        seen = {records[row]: item is not None for row, item in self._previews.items()}
        return self._counter.count(studio, seen)

    def _take_usable(self, usable: dict[int, Usable]) -> None:
        self._state = replace(self._state, usable=usable)
        self.counted.emit()

    def _take_choices(self, studio: Studio) -> None:
        self._state = replace(self._state, studio=studio)
        if not self._state.making:  # others take the place of those rejected
            self._state = replace(self._state, usable=self._count())
        self._set(self._state)

    def _fail(self, trouble: Trouble) -> None:
        self._session.reckoning.forget(_KEY)  # what was looked up before would wipe out what is told now
        self._made_from = None  # looked at again when the place is entered again
        self._set(replace(self._state, records=(), making=False, trouble=trouble))

    def _set(self, state: GalleryState) -> None:
        self._state = state
        self.changed.emit(state)

    def _basis(self) -> _Basis:
        """What pseudo anomalies are made from: good parts and painted ones."""
        return frozenset(
            (record.id, record.mask_id)
            for record in self._session.catalogue.records
            if record.verdict is Verdict.OK or (record.verdict is Verdict.NG and record.painted_type_ids)
        )
