"""Looks, when nothing else is to be made, which planned pastes find a place on their part. No widgets."""

from __future__ import annotations

import time
from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.config import Strategy
from bgad_studio.core.errors import StudioError
from bgad_studio.core.synthesis.choices import PseudoRecord
from bgad_studio.services.preview import PreviewMaker
from bgad_studio.services.synthesis import Studio, Usable, count_usable
from bgad_studio.ui.session import Session

MOST: Final = 1000
"""Of a plan of more the first so many are looked at: kinds come in turn, so they speak for the others."""
_SECONDS: Final = 0.15
"""Of work in one go, then whoever waits for a picture has its turn."""
_REMEMBERED: Final = 20_000
_KEY: Final = "synthesis-usable"
_Seen = dict[PseudoRecord, bool]


class UsableCounter(QObject):
    """What is known stays known: a slider that moves back, or another visit, looks at nothing again.

    Args:
        session: Its lane for pictures nobody waits for.
        maker: Makes pastes.

    Signals:
        counted(object): A mapping of kinds of defect to :class:`Usable`; comes again and again.
    """

    counted = Signal(object)

    def __init__(self, session: Session, maker: PreviewMaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._maker = session.ahead, maker
        self._known: dict[Hashable, bool] = {}
        self._lost: set[Hashable] = set()
        self._studio: Studio | None = None

    def count(self, studio: Studio, seen: _Seen) -> dict[int, Usable]:
        """Begin with what the gallery has seen, and go on with the rest of the plan; what is known so far."""
        self._studio = studio
        self._lost.clear()  # a drive may be there again
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._note(studio, seen)
        self._go_on()
        return self._usable(studio)

    def stop(self) -> None:
        """Nobody looks at the numbers any more."""
        self._studio = None
        self._lane.forget(_KEY)

    def _go_on(self) -> None:
        studio = self._studio
        if studio is None:
            return
        bases = {_basis(record, studio): record for record in _pastes(studio)}
        done = self._known.keys() | self._lost
        left = [record for basis, record in bases.items() if basis not in done]
        if left:
            self._lane.submit(
                lambda: self._look(left, studio), lambda found: self._take(studio, *found), key=_KEY
            )

    def _look(self, records: Sequence[PseudoRecord], studio: Studio) -> tuple[_Seen, list[PseudoRecord]]:
        """On the lane: what was seen, and what could not be."""
        until, seen, lost = time.monotonic() + _SECONDS, _Seen(), list[PseudoRecord]()
        for record in records:
            try:
                seen[record] = self._maker.finds_place(record, studio)
            except StudioError:  # a picture that is gone is told where it is shown, and may come back
                lost.append(record)
            if time.monotonic() > until:
                break
        return seen, lost

    def _take(self, studio: Studio, seen: _Seen, lost: Sequence[PseudoRecord]) -> None:
        self._note(studio, seen)
        self._lost.update(_basis(record, studio) for record in lost)
        self.counted.emit(self._usable(studio))
        self._go_on()

    def _note(self, studio: Studio, seen: _Seen) -> None:
        self._known.update((_basis(record, studio), there) for record, there in seen.items())

    def _usable(self, studio: Studio) -> dict[int, Usable]:
        found = ((record, self._known.get(_basis(record, studio))) for record in _pastes(studio))
        return count_usable(studio, {record: there for record, there in found if there is not None})


def _pastes(studio: Studio) -> list[PseudoRecord]:
    return [record for record in studio.planned[:MOST] if record.config.strategy is Strategy.RPAG]


def _basis(record: PseudoRecord, studio: Studio) -> Hashable:
    """All that decides whether it finds a place."""
    corrected = studio.foregrounds.get(record.target_id, studio.foregrounds.get(None))
    return record, corrected, studio.size
