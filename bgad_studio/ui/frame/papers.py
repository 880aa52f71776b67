"""What is written for others: reports, and the labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.history import Wanted
from bgad_studio.core.inspection import Inspection
from bgad_studio.core.progress import Phase
from bgad_studio.core.records import ModelRecord
from bgad_studio.services.export_labels import Exported, export_labels
from bgad_studio.services.history import export_history
from bgad_studio.services.report.write import report_inspection, report_model
from bgad_studio.ui import i18n, map_look
from bgad_studio.ui.dialogs.left_out import LeftOut
from bgad_studio.ui.frame.works import Works
from bgad_studio.ui.history.rows import CONTEXT
from bgad_studio.ui.importing.news import show_them
from bgad_studio.ui.paper.kinds import HTML, PDF, writer_of
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

    def ask_report(self, model: ModelRecord | None = None) -> None:
        """Let the person choose where the report on a model goes, and write it; None: the one that judges."""
        judge = model or self._session.catalogue.model
        if judge is None:  # nobody is asked for a file that will not be written
            self._notice.show_trouble(Trouble(problems.NO_MODEL))
            return
        file = self._ask_file(QCoreApplication.translate("Workspace", "model {0}").format(judge.number))
        if file is not None:
            self.write_report(file, model)

    def write_report(self, file: Path, model: ModelRecord | None = None) -> None:
        """Write the report on a model; None: the one that judges."""
        project, say, write = self._session.project, i18n.tongue("Report"), writer_of(file)
        ramp = map_look.current().ramp
        self._write(
            file,
            lambda: report_model(project, file, model=model, say=say, write=write, ramp=ramp),
            _written,
        )

    def ask_inspection(self, inspection: Inspection) -> None:
        """Let the person choose where the report on an inspection goes, and write it."""
        word = QCoreApplication.translate("Workspace", "inspection {0}").format(inspection.id)
        file = self._ask_file(word)
        if file is not None:
            self.write_inspection(file, inspection)

    def write_inspection(self, file: Path, inspection: Inspection) -> None:
        """Write the report on an inspection."""
        project, say, write = self._session.project, i18n.tongue("Report"), writer_of(file)
        ramp = map_look.current().ramp
        self._write(
            file,
            lambda: report_inspection(project, file, inspection, say=say, write=write, ramp=ramp),
            _written,
        )

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

    def ask_history(self, wanted: Wanted) -> None:
        """Let the person choose where decisions go, and write those that are listed."""
        title = QCoreApplication.translate("Workspace", "Write who decided what")
        word = QCoreApplication.translate("Workspace", "decisions")
        proposed = f"{self._session.name} {word}.csv"
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, "CSV (*.csv)")
        if name:
            file = Path(name)
            project, say = self._session.project, i18n.tongue(CONTEXT)
            self._write(file, lambda: export_history(project, wanted, file, say), _listed)

    def _ask_file(self, word: str) -> Path | None:
        title = QCoreApplication.translate("Workspace", "Write a report")
        proposed = f"{self._session.name} {word}{PDF}"
        kinds = f"PDF (*{PDF});;HTML (*{HTML})"
        name, kind = QFileDialog.getSaveFileName(self._window, title, proposed, kinds)
        if not name:
            return None
        file = Path(name)
        if file.suffix.lower() in (PDF, HTML):
            return file
        return file.with_name(file.name + (HTML if HTML in kind else PDF))

    def _write(
        self, file: Path, service: Callable[[], Iterator[object]], told: Callable[[Path], Words]
    ) -> None:
        job = self._start(f"report-{file}", service)
        open_it = QUrl.fromLocalFile(str(file))
        job.finished.connect(
            lambda: self._notice.show_text(
                "info", lambda: told(file), lambda: QDesktopServices.openUrl(open_it)
            )
        )

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
    text = QCoreApplication.translate("Workspace", "The report is in {0}").format(file)
    return Words(text, action=QCoreApplication.translate("Workspace", "Open it"))


def _listed(file: Path) -> Words:
    text = QCoreApplication.translate("Workspace", "The decisions are in {0}").format(file)
    return Words(text, action=QCoreApplication.translate("Workspace", "Open it"))


def _exported(folder: Path, exported: Exported) -> Words:
    text = QCoreApplication.translate("Workspace", "{0} masks and the list coco.json are in {1}")
    told = text.format(exported.masks, folder)
    if not exported.troubles:
        return Words(told)
    lost = QCoreApplication.translate("Workspace", "{0} masks could not be read.")
    return Words(told, lost.format(len(exported.troubles)), show_them())
