"""Trains in the real window and kills itself at the moment it is told; run as a program.

``killed_window.py PROJECT MOMENT``: MOMENT is a phase, :data:`DECIDING` (a new model waits at the gate) or
:data:`OPENED` (nothing is trained). It opens the project, says as JSON what the place to train shows, presses
the button that is offered, says as JSON which processes it has started, and dies.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))  # as a program it knows its own folder only

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from tiny import TINY

from bgad_studio.app import make_application, make_window
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.services.preferences import Preferences
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.training import presenter
from bgad_studio.ui.training.state import End
from bgad_studio.ui.training.view import TrainView
from bgad_studio.ui.workspace import Workspace

Service = Callable[..., Iterator[object]]
DECIDING, OPENED = "deciding", "opened"
KEPT_STEP = 10
"""The only step of so few after which the state of a training is kept."""
STEPS = 16
PATIENCE_SECONDS = 240


def main() -> None:
    """Say what is there, train, die."""
    path, moment = Path(sys.argv[1]), sys.argv[2]
    PRESETS[Preset.FAST] = replace(TINY, steps=STEPS)
    presenter.train = deadly(presenter.train, moment)
    presenter.go_on = deadly(presenter.go_on, moment)
    make_application(Preferences(language="en", theme="light"))
    window = make_window()
    window.resize(1366, 768)
    window.show()
    window.open_project(path)
    wait_until(lambda: window.workspace is not None and window.workspace.session.settled)
    workspace = window.workspace
    assert workspace is not None
    workspace.go(Place.TRAIN)
    view = workspace.place(Place.TRAIN)
    assert isinstance(view, TrainView)
    wait_until(lambda: bool(offered(view)) or deciding(view))
    say(seen(workspace, view))
    if moment != OPENED:
        QTest.mouseClick(offered(view)[0], Qt.MouseButton.LeftButton)
        wait_until(lambda: deciding(view) or view.presenter.state.end is End.FAILED)
        assert deciding(view), view.presenter.state.trouble
        assert moment == DECIDING, f"it never came to {moment}"
    die()


def deadly(service: Service, moment: str) -> Service:
    """The same service, with which the program dies where it hears of the phase, before the work goes on."""

    def events(*args: object, **rest: object) -> Iterator[object]:
        for event in service(*args, **rest):
            if isinstance(event, Progress) and event.phase.value == moment and whole(event):
                die()
            yield event

    return events


def whole(progress: Progress) -> bool:
    """Whether a training that dies now leaves what this phase shall leave: one that learns, its state."""
    return progress.phase is not Phase.TRAINING or progress.done > KEPT_STEP


def die() -> None:
    """Say which processes are left behind, and be gone."""
    say([child.pid for child in psutil.Process().children(recursive=True)])
    os.kill(os.getpid(), signal.SIGKILL)


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
        QTest.qWait(10)  # sleeps between events: what is waited for needs the processor


def say(what: object) -> None:
    """One line for whoever listens."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
