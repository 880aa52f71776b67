"""Makes pseudo anomalies to look at. No widgets."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import Verdict
from bgad_studio.services.preview import PseudoPreview, preview
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.state import GalleryState

COUNT: Final = 24
"""Pseudo anomalies shown at once."""
LARGEST_SEED: Final = 9999
_KEY: Final = "synthesis-page"
_Basis = frozenset[tuple[int, int | None]]


class SynthesisPresenter(QObject):
    """What the view of pseudo anomalies asks for.

    Signals:
        changed(object): A new :class:`GalleryState`.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = GalleryState()
        self._made_from: _Basis | None = None

    @property
    def state(self) -> GalleryState:
        """What is shown."""
        return self._state

    def refresh(self) -> None:
        """Make them anew if parts were judged or painted since; called when the place is entered."""
        if self._basis() != self._made_from:
            self.make(self._state.seed)

    def roll(self) -> None:
        """Make others."""
        self.make(random.randrange(LARGEST_SEED + 1))

    def make(self, seed: int) -> None:
        """Make the ones of this seed."""
        self._made_from = self._basis()
        self._set(replace(self._state, seed=seed, making=True))
        project = self._session.project
        self._session.pictures.submit(
            lambda: tuple(preview(project, seed, COUNT)), self._take, self._fail, key=_KEY
        )

    def _take(self, previews: tuple[PseudoPreview, ...]) -> None:
        self._set(replace(self._state, previews=previews, making=False, trouble=None))

    def _fail(self, trouble: Trouble) -> None:
        self._made_from = None  # looked at again when the place is entered again
        self._set(replace(self._state, previews=(), making=False, trouble=trouble))

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
