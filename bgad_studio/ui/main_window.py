"""The window: opens and closes projects, and holds what is not of one project."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from bgad_studio.services.preferences import Preferences, demo_folder, existing, log_folder, save_preferences
from bgad_studio.services.project import Project
from bgad_studio.ui import i18n, map_look, theme
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.dialogs.crash import CrashReport
from bgad_studio.ui.dialogs.keys import Keys
from bgad_studio.ui.dialogs.questions import ask_new_project, ask_project, may_give_up, may_lose_paint
from bgad_studio.ui.frame.menu import MainMenu
from bgad_studio.ui.frame.rail import GO_KEYS, Place
from bgad_studio.ui.project_host import ProjectHost
from bgad_studio.ui.screen import LEAST
from bgad_studio.ui.session import Session
from bgad_studio.ui.welcome import Welcome
from bgad_studio.ui.workspace import Workspace
from bgad_studio.workers.compute import ComputeWorker
from bgad_studio.workers.lane import Lane

APP_NAME = "BGAD Studio"

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """One project at a time, or the welcome page.

    Args:
        preferences: As last saved.
        make_compute: Makes the owner of an open project's compute process.

    Signals:
        opened(): A project is open and shown.
    """

    opened = Signal()

    def __init__(self, preferences: Preferences, make_compute: Callable[[Project], ComputeWorker]) -> None:
        super().__init__()
        self._preferences = preferences
        self._quitting = self._leaving = False
        self._next: Callable[[], None] | None = None
        self._files = Lane("files", 1, self)
        self.workspace: Workspace | None = None
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self._actions = self._make_actions()
        self._menu = MainMenu(self._actions, self)
        self._menu.recentChosen.connect(self.open_project)
        self._menu.languageChosen.connect(self._choose_language)
        self._menu.themeChosen.connect(self._choose_theme)
        self.welcome = Welcome(self)
        self.welcome.demoWanted.connect(self.open_demo)
        self.welcome.newWanted.connect(self._ask_new)
        self.welcome.openWanted.connect(self._ask_open)
        self.welcome.recentChosen.connect(self.open_project)
        self._host = ProjectHost(make_compute, self)
        self._host.opened.connect(self._show_project)
        self._host.refused.connect(self.welcome.notice.show_trouble)
        self._host.closed.connect(self._drop_project)
        self._host.drawing.connect(self.welcome.show_progress)
        self._host.settled.connect(self._settle)
        self._host.crashed.connect(self.show_crash)
        self.welcome.stopRequested.connect(self._host.stop_drawing)
        map_look.look_settled.connect(self._remember_look)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.welcome)
        self.setCentralWidget(self._stack)
        self._show_welcome()

    @property
    def project(self) -> Path | None:
        """Folder of the open project."""
        return None if self.workspace is None else self.workspace.session.path

    def open_project(self, path: Path) -> None:
        """Close what is open, then open a project; trouble is told on the welcome page."""
        self._leave(lambda: self._host.open(lambda: Project.open(path)))

    def create_project(self, path: Path) -> None:
        """Close what is open, then make a project and open it."""
        self._leave(lambda: self._host.open(lambda: Project.create(path)))

    def open_demo(self) -> None:
        """Open the demo project; it is drawn the first time."""
        self._leave(lambda: self._host.open_demo(demo_folder()))

    def show_crash(self, report: str) -> None:
        """Tell of a bug, once at a time; the window lives on."""
        if self.findChild(CrashReport) is None:
            CrashReport(report, log_folder(), self).show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files may be dropped on an open project."""
        if self.workspace is not None and _paths_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import all that is dropped at once."""
        paths = _paths_in(event)
        if self.workspace is not None and paths:
            event.acceptProposedAction()
            self.workspace.importer.look(*paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave when everything has ended; ask before a training is given up or paint is lost."""
        if self.workspace is None and not self._host.changing:
            event.accept()
            return
        event.ignore()
        if not self._quitting:
            self._quitting = True
            self._host.stop_drawing()
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._actions.retranslate()
            self._menu.retranslate()

    def _make_actions(self) -> ActionSet:
        def go(place: Place) -> Callable[[], None]:
            return lambda: self.workspace.go(place) if self.workspace else None

        handlers: dict[str, Callable[..., None]] = {
            "import": lambda: self.workspace.ask_folder() if self.workspace else None,
            "train": lambda: self.workspace.train() if self.workspace else None,
            "report": lambda: self.workspace.papers.ask_report() if self.workspace else None,
            "export": lambda: self.workspace.papers.ask_export() if self.workspace else None,
            "removed": lambda: self.workspace.show_removed() if self.workspace else None,
            "new": self._ask_new,
            "open": self._ask_open,
            "demo": self.open_demo,
            "keys": self._show_keys,
            "quit": self._quit,
        }
        handlers.update({key: go(place) for place, key in GO_KEYS.items()})
        return ActionSet(self, handlers, window_wide=True)

    def _show_keys(self) -> None:
        sheet = Keys(self)
        sheet.chosen.connect(lambda keys: self._remember(replace(self._preferences, keys=keys)))
        sheet.exec()

    def _quit(self) -> None:
        self.close()

    def _settle(self) -> None:
        """Go on quitting when nothing is being opened or closed any more."""
        if self._quitting and not self._host.changing:
            # later: a window cannot be closed again while it is being closed
            QTimer.singleShot(0, lambda: self._leave(self._quit))

    def _leave(self, then: Callable[[], None]) -> None:
        """Save what is in hand, close the open project, if any, and go on with ``then`` when it is closed."""
        if self._host.changing or self._leaving:
            return
        if self.workspace is None:
            then()
            return
        self._leaving = True
        self.workspace.setEnabled(False)
        self.workspace.settle(lambda unsaved: self._go_on_leaving(then, unsaved))

    def _go_on_leaving(self, then: Callable[[], None], unsaved: int) -> None:
        self._leaving = False
        assert self.workspace is not None
        stays = self.workspace.session.busy and not may_give_up(self)
        if stays or (unsaved and not may_lose_paint(self, unsaved)):
            self._quitting = False
            self.workspace.setEnabled(True)
            return
        self._next = then
        self._host.close()

    def _show_project(self, session: Session) -> None:
        self.workspace = Workspace(session, self._menu, self)
        self.workspace.crashed.connect(self.show_crash)
        self.workspace.rings = self._preferences.bell
        self.workspace.bellChosen.connect(lambda on: self._remember(replace(self._preferences, bell=on)))
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.setWindowTitle(f"{session.name} — {APP_NAME}")
        self._remember(self._preferences.opened(session.path))
        self.opened.emit()

    def _drop_project(self) -> None:
        workspace, self.workspace = self.workspace, None
        if workspace is not None:
            self._stack.removeWidget(workspace)
            workspace.deleteLater()
        self._show_welcome()
        following, self._next = self._next, None
        if following is not None and not self._quitting:
            QTimer.singleShot(0, following)

    def _show_welcome(self) -> None:
        self.welcome.notice.hide()
        self._look_for_recent()
        self._stack.setCurrentWidget(self.welcome)
        self.setWindowTitle(APP_NAME)

    def _look_for_recent(self) -> None:
        """See which recent projects are there, beside the window: a drive may take its time to answer."""
        paths = [Path(path) for path in self._preferences.recent]
        self._files.submit(lambda: existing(paths), self._show_recent, key="recent")

    def _show_recent(self, found: dict[Path, bool]) -> None:
        self.welcome.set_recent([path for path, there in found.items() if there])
        self._menu.set_recent(found)

    def _ask_new(self) -> None:
        path = ask_new_project(self)
        if path is not None:
            self.create_project(path)

    def _ask_open(self) -> None:
        path = ask_project(self)
        if path is not None:
            self.open_project(path)

    def _choose_language(self, language: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        i18n.install(app, language)
        self._remember(replace(self._preferences, language=language))

    def _choose_theme(self, name: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply_theme(app, name)
        self._remember(replace(self._preferences, theme=name))

    def _remember_look(self) -> None:
        self._remember(replace(self._preferences, look=map_look.current()))

    def _remember(self, preferences: Preferences) -> None:
        self._preferences = preferences
        try:
            save_preferences(preferences)
        except OSError as error:
            log.warning("preferences cannot be saved: %s", error)
        self._look_for_recent()


def _paths_in(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """Folders and files that are dragged; what they hold is seen beside the window."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
