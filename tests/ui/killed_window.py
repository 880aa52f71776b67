"""Trains in the real window and tells every phase it enters; run as a program, to be killed in one of them.

``killed_window.py PROJECT``: its first line is JSON, what the place to train says when the project is opened.
Then it presses the button that is offered, one line for every new phase, ``deciding`` at the gate.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))  # as a program it knows its own folder only

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from tiny import TINY

from bgad_studio.app import make_application, make_window
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.services.preferences import Preferences
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.training.state import TrainState
from bgad_studio.ui.training.view import TrainView
from bgad_studio.ui.workspace import Workspace

DECIDING = "deciding"
PATIENCE_SECONDS = 240


def main() -> None:
    """Say what is there, train, and wait to be killed."""
    PRESETS[Preset.FAST] = replace(TINY, steps=40)
    make_application(Preferences(language="en", theme="light"))
    window = make_window()
    window.resize(1366, 768)
    window.show()
    window.open_project(Path(sys.argv[1]))
    wait_until(lambda: window.workspace is not None and window.workspace.session.settled)
    workspace = window.workspace
    assert workspace is not None
    workspace.go(Place.TRAIN)
    view = workspace.place(Place.TRAIN)
    assert isinstance(view, TrainView)
    wait_until(lambda: bool(offered(view)) or deciding(view))
    say(json.dumps(seen(workspace, view)))
    teller = Teller()
    if not deciding(view):
        view.presenter.changed.connect(teller.tell)
        QTest.mouseClick(offered(view)[0], Qt.MouseButton.LeftButton)
    while not deciding(view):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    say(DECIDING)
    QApplication.exec()


class Teller:
    """Says every new phase."""

    def __init__(self) -> None:
        self._told = ""

    def tell(self, state: TrainState) -> None:
        """Say the phase of the training."""
        if state.progress is not None and state.progress.phase.value != self._told:
            self._told = state.progress.phase.value
            say(self._told)


def offered(view: TrainView) -> list[QPushButton]:
    """The button that begins a training, or goes on with one."""
    buttons = (view.plan.stopped.go_on, view.plan.start)
    return [button for button in buttons if button.isVisible() and button.isEnabled()]


def deciding(view: TrainView) -> bool:
    """Whether a new model waits for a person's decision."""
    return view.gate.isVisible() and view.gate.presenter.state.gate is not None


def seen(workspace: Workspace, view: QWidget) -> dict[str, object]:
    """What a person reads, and what a person made."""
    records = workspace.session.catalogue.records
    return {
        "text": "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible()),
        "labels": [[r.id, None if r.verdict is None else r.verdict.value, r.mask_id] for r in records],
    }


def wait_until(met: object) -> None:
    """Let the window work until ``met()``."""
    assert callable(met)
    end = time.monotonic() + PATIENCE_SECONDS
    while not met():
        assert time.monotonic() < end, "it never came"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def say(line: str) -> None:
    """One line for whoever listens."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
