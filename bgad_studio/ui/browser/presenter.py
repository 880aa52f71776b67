"""Carries out what a person wants done to many parts, and takes it back. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.services import annotate, bulk
from bgad_studio.services.bulk import HeldOut
from bgad_studio.ui.browser.state import Edit, EditKind
from bgad_studio.ui.session import Session


@dataclass(frozen=True, slots=True)
class Done:
    """What was done. ``taught``: parts that were to be held out but have taught a model already."""

    edit: Edit
    taught: int = 0


class EditPresenter(QObject):
    """The last change can be undone.

    Signals:
        done(object): A :class:`Done`.
        undone(): The last change was taken back.
    """

    done = Signal(object)
    undone = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._back: Callable[[], None] | None = None

    def carry_out(self, edit: Edit) -> None:
        """Do it, on the store's lane."""
        project, ids, value = self._session.project, list(edit.ids), edit.value
        if edit.kind is EditKind.REMOVE:
            self._submit(lambda: bulk.remove(project, ids), lambda _: self._take_removed(edit))
        elif edit.kind is EditKind.BRING_BACK:
            self._submit(lambda: bulk.bring_back(project, ids), lambda back: self._take_brought(edit, back))
        elif edit.kind is EditKind.HOLD_OUT:
            holds = bool(value)
            self._submit(lambda: bulk.hold_out(project, ids, holds), lambda held: self._take_held(edit, held))
        elif isinstance(value, int):
            self._change(edit, lambda: bulk.set_defect_type(project, ids, value))
        else:
            verdict = None if value is None else Verdict(str(value))
            self._change(edit, lambda: annotate.set_verdict(project, ids, verdict))

    def undo(self) -> None:
        """Take the last change back."""
        back, self._back = self._back, None
        if back is not None:
            back()

    def _submit(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._session.saving.emit()

        def take(answer: object) -> None:
            done(answer)
            self._session.saved.emit(datetime.now())

        self._session.store.submit(work, take, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        self._session.saveFailed.emit()
        self._session.troubled.emit(trouble)

    def _change(self, edit: Edit, work: Callable[[], list[ImageRecord]]) -> None:
        """Verdicts and types: what they were is what the catalogue holds now."""
        project, catalogue = self._session.project, self._session.catalogue
        before = [record for image_id in edit.ids if (record := catalogue.get(image_id)) is not None]

        def back() -> None:
            self._submit(lambda: bulk.judge_as_before(project, before), self._take_back)

        def take(records: list[ImageRecord]) -> None:
            catalogue.merge(records)
            self._tell(Done(edit), back)

        self._submit(work, take)

    def _take_removed(self, edit: Edit) -> None:
        project, ids = self._session.project, list(edit.ids)
        self._session.catalogue.remove(ids)
        self._tell(Done(edit), lambda: self._submit(lambda: bulk.bring_back(project, ids), self._take_back))

    def _take_brought(self, edit: Edit, records: list[ImageRecord]) -> None:
        project, catalogue, ids = self._session.project, self._session.catalogue, list(edit.ids)
        catalogue.merge(records)

        def take_away(_: object) -> None:
            catalogue.remove(ids)
            self.undone.emit()

        self._tell(Done(edit), lambda: self._submit(lambda: bulk.remove(project, ids), take_away))

    def _take_held(self, edit: Edit, held: HeldOut) -> None:
        project, ids, holds = self._session.project, list(edit.ids), bool(edit.value)
        before = [self._session.catalogue.get(image_id) for image_id in ids]
        changed = [record.id for record in before if record is not None and record.hold_out != holds]
        self._session.catalogue.merge(held.records)

        def back() -> None:
            self._submit(lambda: bulk.hold_out(project, changed, not holds).records, self._take_back)

        self._tell(Done(edit, held.taught), back)

    def _take_back(self, records: list[ImageRecord]) -> None:
        self._session.catalogue.merge(records)
        self.undone.emit()

    def _tell(self, done: Done, back: Callable[[], None]) -> None:
        self._back = back
        self.done.emit(done)
