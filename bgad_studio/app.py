"""Puts the window together: the one module that knows every room but the detector."""

from __future__ import annotations

import ctypes
import faulthandler
import logging
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from bgad_studio.compute.client import ComputeClient
from bgad_studio.services.preferences import Preferences, load_preferences, log_folder
from bgad_studio.services.project import Project
from bgad_studio.ui import i18n, keymap, map_look, theme
from bgad_studio.ui.icons import icon
from bgad_studio.ui.main_window import MainWindow
from bgad_studio.ui.palette import PALETTES
from bgad_studio.ui.screen import first_size, fit_screen
from bgad_studio.workers.compute import ComputeWorker

LOG_BYTES, LOG_FILES = 1_000_000, 3
_M_MMAP_THRESHOLD, _LARGE = -3, 1 << 20

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

log = logging.getLogger(__name__)


SWITCH_SECONDS: Final = 0.0005
"""A thread that computes in Python gives way to the window after this time. By default it takes ten times as
long, and a picture painted in a hundred steps waits a hundred times."""


def _give_memory_back() -> None:
    """Let large arrays go back to the system when they are freed.

    glibc raises by itself the size from which it does so, and keeps a hundred megabytes of gaps between the
    pictures that came and went.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL("libc.so.6").mallopt(_M_MMAP_THRESHOLD, _LARGE)


def run(project: Path | None = None, demo: bool = False) -> int:
    """Open the window and stay until it is closed.

    Args:
        project: Project folder to open at once.
        demo: Open the demo project.

    Returns:
        The exit code: 1 when there is no screen to open a window on.
    """
    if not _has_screen():
        sys.stderr.write(
            "There is no screen to open a window on. Without a window: bgad-studio demo --headless\n"
        )
        return 1
    _start_log()
    app = make_application(load_preferences())
    fit_screen()
    window = make_window()
    sys.excepthook = _excepthook(window)
    window.resize(first_size())
    window.show()
    if project is not None:
        QTimer.singleShot(0, lambda: window.open_project(project))
    elif demo:
        QTimer.singleShot(0, window.open_demo)
    return app.exec()


def make_application(preferences: Preferences) -> QApplication:
    """The application in the person's language and theme; the one there is, if there is one."""
    _give_memory_back()
    sys.setswitchinterval(SWITCH_SECONDS)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("bgad-studio")
    app.setApplicationDisplayName("")  # the window's title already names the program
    app.setDesktopFileName("bgad-studio")
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    usual = "dark" if dark else "light"
    theme.apply_theme(app, preferences.theme if preferences.theme in PALETTES else usual)
    language = preferences.language or i18n.default_language()
    i18n.install(app, language if language in i18n.LANGUAGES else "en")
    keymap.use(preferences.keys)
    map_look.use(preferences.look)
    app.setWindowIcon(icon("model", "accent"))
    return app


def make_window() -> MainWindow:
    """The window with everything it needs."""
    return MainWindow(load_preferences(), _make_compute)


def _make_compute(project: Project) -> ComputeWorker:
    return ComputeWorker(ComputeClient(project.cache_dir))


def _has_screen() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or wanted in ("offscreen", "minimal", "vnc"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _start_log() -> None:
    """What happens goes into a file that never grows large; a crash of Python itself too."""
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "bgad-studio.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES)
        crashes = (folder / "crashes.log").open("a", encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"No log can be written: {error}\n")
        return
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=[handler],
    )
    faulthandler.enable(crashes)


def _excepthook(window: MainWindow) -> ExceptHook:
    """A bug is logged and told, and the window lives on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        log.error("a bug", exc_info=(kind, error, trace))
        window.show_crash("".join(traceback.format_exception(kind, error, trace)))

    return hook
