"""A person paints while a training runs: it is on the disk at once, and teaches the next model."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from parts_folder import paint
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tiny import ENDLESS

from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.masks.codec import decode_label_map
from bgad_studio.services import annotate
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.training.state import End

LEFT = Qt.MouseButton.LeftButton
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def training(qtbot: QtBot, open_project, twelve_parts: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator:
    """A project whose first model learns and would not come to an end."""
    monkeypatch.setitem(PRESETS, Preset.FAST, ENDLESS)
    workspace = open_project(twelve_parts)
    qtbot.waitUntil(lambda: workspace.trainer.state.can_start)
    qtbot.mouseClick(workspace.top_bar.train_button, LEFT)
    qtbot.waitUntil(lambda: bool(workspace.trainer.state.curve))
    yield workspace
    workspace.trainer.cancel()


def learned(workspace) -> int:
    """Steps it has told of."""
    curve = workspace.trainer.state.curve
    return curve[-1].step if curve else 0


def on_disk(workspace, image_id: int, folder: Path) -> NDArray[np.uint8] | None:
    """The newest paint of a part as another program would find it, if this one died now.

    The database is locked against others, so that a copy of its files is read.
    """
    folder.mkdir(exist_ok=True)
    with workspace.session.project.transaction():  # nobody writes meanwhile
        for file in workspace.session.path.glob("project.sqlite*"):
            shutil.copy(file, folder)
    query = "SELECT png FROM mask_revision WHERE image_id = ? ORDER BY id DESC LIMIT 1"
    with closing(sqlite3.connect(folder / "project.sqlite")) as copy:
        row = copy.execute(query, (image_id,)).fetchone()
    return None if row is None else decode_label_map(row[0])


def saved_while_learning(qtbot: QtBot, workspace) -> None:
    """What was done is saved, and after that the training has told of further steps."""
    qtbot.waitUntil(lambda: not workspace.session.store.busy)
    before = learned(workspace)
    qtbot.waitUntil(lambda: learned(workspace) > before)
    assert workspace.trainer.state.running


def test_paint_is_saved_while_a_training_runs_and_teaches_only_the_next_one(
    qtbot: QtBot, training, labelling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, session = tmp_path / "copy", training.session
    qtbot.keyClick(training, Qt.Key.Key_1, ALT)
    view = labelling(training)
    qtbot.keyClick(view.canvas, Qt.Key.Key_U)  # the first part without a verdict
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_11.png")
    qtbot.waitUntil(lambda: view.canvas.label_map() is not None)
    part = view.presenter.record.id
    qtbot.keyClick(view.canvas, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    assert on_disk(training, part, copy) is None

    paint(view.canvas, (30, 30), (60, 50))
    first = view.canvas.label_map()
    assert first.any()
    saved_while_learning(qtbot, training)
    assert np.array_equal(on_disk(training, part, copy), first)

    paint(view.canvas, (20, 60), (40, 70))
    assert not np.array_equal(view.canvas.label_map(), first)
    saved_while_learning(qtbot, training)
    assert np.array_equal(on_disk(training, part, copy), view.canvas.label_map())
    qtbot.keyClick(view.canvas, Qt.Key.Key_Z, CTRL)
    assert np.array_equal(view.canvas.label_map(), first)
    saved_while_learning(qtbot, training)
    assert np.array_equal(on_disk(training, part, copy), first)

    qtbot.keyClick(training, Qt.Key.Key_3, ALT)
    qtbot.mouseClick(training.place(Place.TRAIN).plan.keep, LEFT)
    qtbot.waitUntil(lambda: not training.trainer.state.running)
    assert training.trainer.state.end is End.FINISHED
    qtbot.waitUntil(lambda: session.settled and session.catalogue.model is not None)
    taught = session.project.runs.snapshot(session.catalogue.model.snapshot_id)
    assert part not in [item.image_id for item in taught.items]
    assert {item.mask_id for item in taught.items} == {None}
    assert training.top_bar._news.text().startswith("1 new defect since model 1")
    with qtbot.waitSignal(session.closed):
        session.close()
    with Project.open(session.path) as project:
        assert np.array_equal(annotate.load_mask(project, part), first)
        assert [image.id for image in draw_sides(project, project.images.all()).known] == [part]
