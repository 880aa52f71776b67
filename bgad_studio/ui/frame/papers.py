"""What is written for others from the menu: the report, and the labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from bgad_studio.core.progress import Phase
from bgad_studio.services.export_labels import Exported, export_labels
from bgad_studio.services.report import report
from bgad_studio.ui.dialogs.left_out import LeftOut
from bgad_studio.ui.frame.works import Works
from bgad_studio.ui.importing.news import show_them
from bgad_studio.ui.session import Session
from bgad_studio.ui.widgets.notice import Notice, Words
from bgad_studio.workers.job import Job


class Papers(QObject):
    """Asks where a file goes, writes it beside the window, and tells where it is."""

    def __init__(self, session: Session, works: Works, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._works = works
        self._notice = notice
        self._window = parent

    def ask_report(self) -> None:
        """Let the person choose where the report goes, and write it."""
        title = QCoreApplication.translate("Workspace", "Write a report")
        proposed = f"{self._session.name}.html"
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, "HTML (*.html)")
        if name:
            self.write_report(Path(name))

    def write_report(self, file: Path) -> None:
        """Write the report of the model that judges."""
        job = self._start("report", lambda: report(self._session.project, file))
        job.finished.connect(lambda: self._notice.show_text("info", lambda: _written(file)))

    def ask_export(self) -> None:
        """Let the person choose where the labels go, and write them."""
        title = QCoreApplication.translate("Workspace", "Choose a folder for the labels")
        folder = QFileDialog.getExistingDirectory(self._window, title)
        if folder:
            self.export_labels(Path(folder))

    def export_labels(self, folder: Path) -> None:
        """Write masks and outlines of all parts."""
        job = self._start("export", lambda: export_labels(self._session.project, folder))
        job.happened.connect(lambda events: self._tell_export(folder, events[-1]))

    def _start(self, name: str, service: Callable[[], Iterator[object]]) -> Job:
        job = self._session.start(service)
        self._works.begin(name, Phase.SAVING, job.cancel)
        job.progressed.connect(lambda progress: self._works.follow(name, progress))
        job.failed.connect(self._notice.show_trouble)
        job.ended.connect(lambda: self._works.end(name))
        return job

    def _tell_export(self, folder: Path, exported: Exported) -> None:
        if exported.troubles:
            self._notice.show_text(
                "warning",
                lambda: _exported(folder, exported),
                lambda: LeftOut(exported.troubles, self._window).exec(),
            )
        else:
            self._notice.show_text("info", lambda: _exported(folder, exported))


def _written(file: Path) -> Words:
    return Words(QCoreApplication.translate("Workspace", "The report is in {0}").format(file))


def _exported(folder: Path, exported: Exported) -> Words:
    text = QCoreApplication.translate("Workspace", "{0} masks and the list coco.json are in {1}")
    told = text.format(exported.masks, folder)
    if not exported.troubles:
        return Words(told)
    lost = QCoreApplication.translate("Workspace", "{0} masks could not be read.")
    return Words(told, lost.format(len(exported.troubles)), show_them())
