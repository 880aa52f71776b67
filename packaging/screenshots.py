#!/usr/bin/env python3
"""Photograph every place of the window on the demo project, in the given language and theme.

``screenshots.py FOLDER [--language zh_CN] [--theme dark]`` opens the real window (on Xvfb or ``offscreen`` if
there is no screen), trains the demo's first model if it has none, and writes one PNG a place.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from bgad_studio.app import make_application, make_window
from bgad_studio.services.preferences import Preferences
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.main_window import MainWindow
from bgad_studio.ui.training.state import End

SIZE = (1440, 900)
SHOWN_PART = 3
"""A part with a painted defect."""


def main() -> int:
    """Open, train if needed, photograph, close."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en", choices=("en", "zh_CN"))
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    make_application(Preferences(language=arguments.language, theme=arguments.theme))
    window = make_window()
    window.resize(*SIZE)
    window.show()
    window.open_demo()
    wait_for(lambda: window.workspace is not None and len(window.workspace.session.catalogue) > 0)
    train_once(window)
    for place in Place:
        photograph(window, place, arguments.folder / f"{place.value}.png")
    assert window.workspace is not None
    window.workspace.session.close()
    wait_for(lambda: window.workspace is None)
    return 0


def train_once(window: MainWindow) -> None:
    """Give the demo its first model."""
    workspace = window.workspace
    assert workspace is not None
    wait_for(lambda: workspace.session.settled)
    if workspace.session.catalogue.model is None:
        workspace.train()
        wait_for(lambda: not workspace.trainer.state.running)
        if workspace.trainer.state.end is not End.FINISHED:
            sys.exit("the training failed")
        wait_for(lambda: workspace.session.catalogue.model is not None)


def photograph(window: MainWindow, place: Place, file: Path) -> None:
    """Show a place, let everything arrive, and write the picture."""
    workspace = window.workspace
    assert workspace is not None
    workspace.go(place)
    if place is Place.LABEL:
        workspace.place(place).browser.open(SHOWN_PART)  # type: ignore[attr-defined]
    pause(2.5)
    window.grab().save(str(file))


def wait_for(condition: Callable[[], bool]) -> None:
    """Let the window live until ``condition`` holds."""
    while not condition():
        pause(0.05)


def pause(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
