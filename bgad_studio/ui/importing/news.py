"""Tells what an import, or a watched folder, brought into the project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from bgad_studio.core.errors import Trouble
from bgad_studio.services.import_plan import few_names
from bgad_studio.ui.dialogs.left_out import LeftOut
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.importing.presenter import ImportPresenter
from bgad_studio.ui.importing.state import Arrived, ImportState
from bgad_studio.ui.importing.watch_presenter import WatchPresenter
from bgad_studio.ui.widgets.notice import Notice, Words


class ImportNews(QObject):
    """Shows it in the notice of the workspace; what was left out can be listed."""

    def __init__(self, importer: ImportPresenter, watcher: WatchPresenter, notice: Notice) -> None:
        super().__init__(notice)
        self._notice = notice
        importer.queued.connect(self._tell_queued)
        importer.ended.connect(self._tell_import)
        watcher.arrived.connect(self._tell_arrived)

    def _tell_queued(self, chosen: tuple[Path, ...]) -> None:
        def say() -> Words:
            text = QCoreApplication.translate("Workspace", "Next, when the import before is done: {0}")
            return Words(text.format(few_names(chosen)))

        self._notice.show_text("info", say)

    def _tell_import(self, state: ImportState) -> None:
        if state.trouble is not None:
            self._notice.show_trouble(state.trouble)
        elif state.left_out:
            self._notice.show_text("warning", lambda: _imported(state), lambda: self._list(state.left_out))
        else:
            self._notice.show_text("info", lambda: _imported(state))

    def _tell_arrived(self, arrived: Arrived) -> None:
        """Quietly: an open warning is not replaced by good news."""
        if arrived.left_out:
            self._notice.show_text("warning", lambda: _came(arrived), lambda: self._list(arrived.left_out))
        else:
            self._notice.show_news(lambda: _came(arrived))

    def _list(self, left_out: tuple[Trouble, ...]) -> None:
        LeftOut(left_out, self._notice).exec()


def show_them() -> str:
    """On the button that lists what was left out."""
    return QCoreApplication.translate("Workspace", "Show them")


def _imported(state: ImportState) -> Words:
    added = counted(
        state.imported,
        QCoreApplication.translate("Workspace", "1 part is in the project now."),
        QCoreApplication.translate("Workspace", "{0} parts are in the project now."),
    )
    if state.stopped:
        added = QCoreApplication.translate("Workspace", "Stopped: {0}").format(added)
    if state.left_out:
        lost = counted(
            len(state.left_out),
            QCoreApplication.translate("Workspace", "1 file was left out, or came without its mask."),
            QCoreApplication.translate("Workspace", "{0} files were left out, or came without their mask."),
        )
        return Words(added, lost, show_them())
    if state.marked:
        return Words(added, _masks(state.marked))
    if not state.alike:
        return Words(added)
    alike = QCoreApplication.translate(
        "Workspace", "{0} of them show the same picture as another one; they count as pictures of one part."
    )
    return Words(added, alike.format(state.alike))


def _masks(parts: int) -> str:
    return QCoreApplication.translate("Workspace", "Masks came for parts that were here before: {0}").format(
        parts
    )


def _came(arrived: Arrived) -> Words:
    name = arrived.folder.name
    told = counted(
        arrived.parts,
        QCoreApplication.translate("Workspace", "1 new part from {1}"),
        QCoreApplication.translate("Workspace", "{0} new parts from {1}"),
        name,
    )
    masks = _masks(arrived.marked) if arrived.marked else ""
    if arrived.left_out:
        lost = counted(
            len(arrived.left_out),
            QCoreApplication.translate("Workspace", "1 file was left out."),
            QCoreApplication.translate("Workspace", "{0} files were left out."),
        )
        return Words(told, lost, show_them())
    if not arrived.parts and masks:
        return Words(masks, name)
    return Words(told, masks)
