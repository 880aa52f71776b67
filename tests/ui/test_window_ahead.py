"""The parts beside the one on the canvas are ready before they are wanted, and are never old ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from parts_folder import paint
from pytestqt.qtbot import QtBot

from bgad_studio.services import annotate, browse


def _idle(qtbot: QtBot, workspace) -> None:
    session = workspace.session
    qtbot.waitUntil(
        lambda: not (session.pictures.busy or session.ahead.busy or session.store.busy), timeout=10_000
    )


def _open(qtbot: QtBot, view, by: int, name: str) -> None:
    view.browser.step(by)
    qtbot.waitUntil(lambda: view.presenter.record is not None and view.presenter.record.name == name)


def test_a_part_beside_is_shown_without_reading_its_file(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    _open(qtbot, view, 3, "part_04.png")
    _idle(qtbot, workspace)
    read = []
    real = browse.load_picture
    monkeypatch.setattr(browse, "load_picture", lambda record: (read.append(record.name), real(record))[1])
    _open(qtbot, view, 1, "part_05.png")
    _open(qtbot, view, -1, "part_04.png")
    _open(qtbot, view, -1, "part_03.png")
    _idle(qtbot, workspace)
    assert not {"part_03.png", "part_04.png", "part_05.png"} & set(read)
    assert "part_06.png" in read  # beside the fifth


def test_paint_just_saved_is_what_comes_back(
    qtbot: QtBot, open_project, painting, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    for place, x in enumerate((20, 40, 60)):
        paint(view.canvas, (x, 30), (x, 50))
        painted = view.canvas.label_map()
        _open(qtbot, view, 1, "part_02.png")
        if place:
            _idle(qtbot, workspace)
        _open(qtbot, view, -1, "part_01.png")
        assert np.array_equal(view.canvas.label_map(), painted)
    _idle(qtbot, workspace)
    stored = annotate.load_mask(workspace.session.project, view.presenter.record.id)
    assert np.array_equal(stored, painted)


def test_painting_on_a_part_does_not_change_what_is_kept_of_it(
    qtbot: QtBot, open_project, painting, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    paint(view.canvas, (20, 30), (20, 50))
    _idle(qtbot, workspace)
    mask_id = view.presenter.record.mask_id
    kept = view.presenter._masks.get(mask_id).whole()
    paint(view.canvas, (60, 30), (60, 50))
    assert np.array_equal(view.presenter._masks.get(mask_id).whole(), kept)
    _idle(qtbot, workspace)
