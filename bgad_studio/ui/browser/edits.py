"""Connects a list of parts with what is done to many of them, and says what was done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from bgad_studio.core.records import Verdict
from bgad_studio.ui.browser.presenter import Done, EditPresenter
from bgad_studio.ui.browser.removed_parts import RemovedParts
from bgad_studio.ui.browser.state import Edit, EditKind
from bgad_studio.ui.browser.view import Browser
from bgad_studio.ui.browser.words import verdict_word
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.session import Session


class PartEdits(QObject):
    """Lives with the list.

    Args:
        session: The open project.
        browser: The list.
    """

    def __init__(self, session: Session, browser: Browser) -> None:
        super().__init__(browser)
        self._session, self._browser = session, browser
        self._presenter = presenter = EditPresenter(session, self)
        browser.edited.connect(presenter.carry_out)
        browser.done.undoWanted.connect(presenter.undo)
        presenter.done.connect(self._tell)
        presenter.undone.connect(browser.done.closed)

    def show_removed(self, wanted: int | None = None) -> None:
        """Offer to bring removed parts back; ``wanted`` is chosen at first."""
        dialog = RemovedParts(self._session, wanted, self._browser)
        dialog.backWanted.connect(lambda ids: self._presenter.carry_out(Edit(EditKind.BRING_BACK, ids)))
        dialog.open()

    def _tell(self, done: Done) -> None:
        if done.edit.kind is EditKind.BRING_BACK:
            self._browser.show_part(done.edit.ids[0])
        self._browser.show_done(lambda: self._words(done))

    def _words(self, done: Done) -> str:
        count, value = len(done.edit.ids), done.edit.value
        if done.edit.kind is EditKind.REMOVE:
            return counted(
                count,
                QCoreApplication.translate("PartEdits", "1 part removed; the file stays on the disk."),
                QCoreApplication.translate("PartEdits", "{0} parts removed; the files stay on the disk."),
            )
        if done.edit.kind is EditKind.BRING_BACK:
            return counted(
                count,
                QCoreApplication.translate("PartEdits", "1 part is back in the project, as it was."),
                QCoreApplication.translate("PartEdits", "{0} parts are back in the project, as they were."),
            )
        if done.edit.kind is EditKind.HOLD_OUT:
            return self._held_words(count, done.taught, bool(value))
        if done.edit.kind is EditKind.TYPE:
            name = next((kind.name for kind in self._session.catalogue.types if kind.id == value), "")
            return counted(
                count,
                QCoreApplication.translate("PartEdits", "1 part is NG with the defect {1} now."),
                QCoreApplication.translate("PartEdits", "{0} parts are NG with the defect {1} now."),
                name,
            )
        if value is None:
            return counted(
                count,
                QCoreApplication.translate("PartEdits", "1 part has no verdict now."),
                QCoreApplication.translate("PartEdits", "{0} parts have no verdict now."),
            )
        return counted(
            count,
            QCoreApplication.translate("PartEdits", "1 part is {1} now."),
            QCoreApplication.translate("PartEdits", "{0} parts are {1} now."),
            verdict_word(Verdict(str(value))),
        )

    def _held_words(self, count: int, taught: int, holds: bool) -> str:
        if not holds:
            return counted(
                count,
                QCoreApplication.translate("PartEdits", "1 part is no longer held out."),
                QCoreApplication.translate("PartEdits", "{0} parts are no longer held out."),
            )
        told = counted(
            count - taught,
            QCoreApplication.translate("PartEdits", "1 part measures the model from now on."),
            QCoreApplication.translate("PartEdits", "{0} parts measure the model from now on."),
        )
        if taught:
            teaching = counted(
                taught,
                QCoreApplication.translate("PartEdits", "1 has already taught and goes on teaching."),
                QCoreApplication.translate("PartEdits", "{0} have already taught and go on teaching."),
            )
            told = f"{told} {teaching}"
        return told
