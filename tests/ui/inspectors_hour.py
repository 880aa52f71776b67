"""An inspector's first hour in the real window, by mouse and keys; run as a program.

``inspectors_hour.py work PROJECT FOLDER OUT`` imports FOLDER, labels, undoes, rejects, writes what it saw to
OUT and then stands there until somebody kills it. ``inspectors_hour.py look PROJECT IDS OUT`` opens the
project again, writes what the window shows and closes it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from parts_folder import paint
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bgad_studio.app import make_application, make_window
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.ui.dialogs.import_question import ImportQuestion
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.labelling.view import LabelView
from bgad_studio.ui.main_window import MainWindow
from bgad_studio.ui.synthesis.tile import button_box, picture_box
from bgad_studio.ui.synthesis.view import SynthesisView
from bgad_studio.ui.workspace import Workspace

SCRATCH, PIT = "scratch", "pit"
LEFT, ALT, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def main() -> None:
    """Work until killed, or look."""
    kind, project, given, out = sys.argv[1:]
    make_application(Preferences(language="en", theme="light"))
    window = make_window()
    window.resize(1366, 768)
    window.show()
    if kind == "work":
        Project.create(Path(project)).close()
        seen = work(window, open_in(window, Path(project)), Path(given))
    else:
        seen = look(open_in(window, Path(project)), json.loads(given))
    np.savez(out + ".part.npz", **seen)
    Path(out + ".part.npz").rename(out)
    if kind == "work":
        QApplication.exec()
    window.close()
    wait_until(lambda: window.workspace is None)


def work(window: MainWindow, workspace: Workspace, folder: Path) -> dict[str, np.ndarray]:
    """Fifty parts, five defects of two types by three tools, two strokes taken back, two pastes rejected."""
    drop(window, folder)
    wait_until(lambda: len(workspace.session.catalogue) == 50 and not workspace.session.busy)
    wait_until(lambda: not workspace.session.store.busy)
    view = workspace.place(Place.LABEL)
    assert isinstance(view, LabelView)
    ids: list[int] = []
    shown: list[np.ndarray] = []

    def take(tool: Qt.Key, kind: str, draw: Callable[[], None]) -> None:
        choose(view, kind)
        press(view, tool)
        draw()
        ids.append(part(view))
        shown.append(current(view))

    go_to(view, 41)
    take(Qt.Key.Key_B, SCRATCH, lambda: paint(view.canvas, (30, 30), (50, 44), (66, 45)))
    next_part(view)
    take(Qt.Key.Key_B, SCRATCH, lambda: paint(view.canvas, (60, 30), (60, 60)))
    next_part(view)
    take(Qt.Key.Key_P, PIT, lambda: corners(view, (40, 40), (60, 42), (52, 60)))
    next_part(view)
    take(Qt.Key.Key_R, PIT, lambda: paint(view.canvas, (30, 35), (44, 47)))
    next_part(view)
    take(Qt.Key.Key_P, SCRATCH, lambda: corners(view, (30, 50), (64, 50), (64, 54), (30, 54)))
    press(view, Qt.Key.Key_B)
    paint(view.canvas, (40, 30), (60, 30))
    paint(view.canvas, (40, 36), (60, 36))
    for _ in range(2):
        press(view, Qt.Key.Key_Z, CTRL)
    assert (current(view) == shown[-1]).all(), "what was undone is gone from the canvas"
    return {"ids": np.array(ids), "masks": np.stack(shown), "rejected": reject_two(workspace)}


def reject_two(workspace: Workspace) -> np.ndarray:
    """Click on ✕ of the first and the third pseudo anomaly; their keys."""
    press(workspace, Qt.Key.Key_2, ALT)
    view = workspace.place(Place.SYNTH)
    assert isinstance(view, SynthesisView)
    settle(view)
    keys = [str(view.presenter.state.records[row].key) for row in (0, 2)]
    for row in (0, 2):
        box = picture_box(view.gallery.visualRect(view.gallery.pseudo.index(row)).toRectF())
        QTest.mouseClick(view.gallery.viewport(), LEFT, pos=button_box(box, approve=False).center().toPoint())
    wait_until(lambda: not workspace.session.store.busy)
    return np.array(keys)


def look(workspace: Workspace, ids: Sequence[int]) -> dict[str, np.ndarray]:
    """What the window shows of the same project."""
    view = workspace.place(Place.LABEL)
    assert isinstance(view, LabelView)
    masks = []
    for image_id in ids:
        view.browser.open(image_id)
        wait_until(lambda wanted=image_id: part(view) == wanted and view.canvas.label_map() is not None)
        masks.append(current(view))
    types = [view.panel.types.topLevelItem(row) for row in range(2)]
    told = [f"{item.text(0)} {item.text(1)}" for item in types if item is not None]
    counts = workspace.session.catalogue.counts()
    press(workspace, Qt.Key.Key_2, ALT)
    studio = workspace.place(Place.SYNTH)
    assert isinstance(studio, SynthesisView)
    settle(studio)
    return {
        "masks": np.stack(masks),
        "types": np.array(told),
        "parts": np.array([counts.total, counts.good, counts.defective]),
        "gallery": np.array([str(record.key) for record in studio.presenter.state.records]),
    }


def open_in(window: MainWindow, path: Path) -> Workspace:
    """The project's workspace once its parts are there."""
    window.activateWindow()
    window.open_project(path)
    wait_until(lambda: window.workspace is not None and not window.workspace.session.store.busy)
    assert window.workspace is not None
    return window.workspace


def drop(window: MainWindow, folder: Path) -> None:
    """Drop a folder on the window and press the one button of the question that comes."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    QTimer.singleShot(0, answer)
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(100, 100), copy, data, LEFT, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(100, 100), copy, data, LEFT, none))


def answer() -> None:
    """Press Import as soon as the question is there."""
    question = QApplication.activeModalWidget()
    if isinstance(question, ImportQuestion):
        QTest.mouseClick(question.go, LEFT)
    else:
        QTimer.singleShot(20, answer)


def choose(view: LabelView, name: str) -> None:
    """A row of the list of defect types; it is named first where it is missing."""
    found = view.panel.types.findItems(name, Qt.MatchFlag.MatchExactly)
    if not found:
        view.panel.new_type.setFocus()
        QTest.keyClicks(view.panel.new_type, name)
        QTest.keyClick(view.panel.new_type, Qt.Key.Key_Return)
        wait_until(lambda: bool(view.panel.types.findItems(name, Qt.MatchFlag.MatchExactly)))
        found = view.panel.types.findItems(name, Qt.MatchFlag.MatchExactly)
    box = view.panel.types.visualItemRect(found[0])
    QTest.mouseClick(view.panel.types.viewport(), LEFT, pos=box.center())
    kind = found[0].data(0, Qt.ItemDataRole.UserRole)
    wait_until(lambda: view.panel.chosen_type() == kind)


def corners(view: LabelView, *points: tuple[float, float]) -> None:
    """A polygon, closed with Enter."""
    for point in points:
        at = view.canvas.viewportTransform().map(QPointF(*point)).toPoint()
        QTest.mouseClick(view.canvas.viewport(), LEFT, pos=QPoint(at.x(), at.y()))
        QTest.qWait(1)
    press(view, Qt.Key.Key_Return)


def go_to(view: LabelView, number: int) -> None:
    """Click the part of this number in the strip."""
    wait_until(lambda: view.canvas.label_map() is not None)
    index = view.browser.list.model().index(number, 0)
    view.browser.list.scrollTo(index)
    QTest.mouseClick(view.browser.list.viewport(), LEFT, pos=view.browser.list.visualRect(index).center())
    wait_until(lambda: view.canvas.label_map() is not None and part(view) == view.browser.current)


def next_part(view: LabelView) -> None:
    """By key."""
    before = part(view)
    press(view, Qt.Key.Key_D)
    wait_until(lambda: part(view) != before and view.canvas.label_map() is not None)


def part(view: LabelView) -> int:
    """Id of the part on the canvas; 0 for none."""
    record = view.presenter.record
    return 0 if record is None else record.id


def current(view: LabelView) -> np.ndarray:
    """The label map on the canvas."""
    found = view.canvas.label_map()
    assert found is not None
    return found


def press(
    widget: LabelView | Workspace, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key on the canvas, or on the window."""
    target = widget.canvas if isinstance(widget, LabelView) else widget
    target.activateWindow()
    target.setFocus()
    wait_until(target.isActiveWindow)
    QTest.keyClick(target, key, held)


def settle(view: SynthesisView) -> None:
    """Everything asked for is read and made."""
    presenter = view.presenter
    wait_until(lambda: presenter.state.studio is not None and not presenter.state.making)
    wait_until(lambda: bool(presenter.state.records))


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    until = time.monotonic() + 60
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError
        QTest.qWait(10)


if __name__ == "__main__":
    main()
