"""Judging and painting in the window: what a person does is on the disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from parts_folder import EDGE, paint
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import MaskOrigin, Verdict
from bgad_studio.services import annotate
from bgad_studio.services.project import Project
from bgad_studio.ui.canvas.tools import Tool


def _saved(qtbot: QtBot, workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.session.store.busy, timeout=5_000)


def test_a_key_judges_the_part_in_hand(qtbot: QtBot, open_project, labelling, twelve_parts: Path) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.browser.step(11)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_12.png")
    for key, verdict in (
        (Qt.Key.Key_1, Verdict.OK),
        (Qt.Key.Key_2, Verdict.NG),
        (Qt.Key.Key_3, Verdict.UNSURE),
    ):
        qtbot.keyClick(view.canvas, key)
        _saved(qtbot, workspace)
        assert view.presenter.record.verdict is verdict
        assert view.panel.verdicts.verdict() is verdict


def test_all_selected_parts_are_judged_at_once(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.browser.list.setFocus()
    qtbot.keyClick(view.browser.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.browser.list, Qt.Key.Key_2)
    _saved(qtbot, workspace)
    assert workspace.session.catalogue.counts().defective == 12


def test_arrow_keys_step_through_the_parts(qtbot: QtBot, open_project, labelling, twelve_parts: Path) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_02.png")
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_01.png")


def test_a_stroke_is_saved_by_itself_and_there_again_after_a_restart(
    qtbot: QtBot, window, open_project, labelling, painting, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    paint(view.canvas, (30, 30), (60, 50))
    painted = view.canvas.label_map()
    assert painted.any()
    _saved(qtbot, workspace)
    image_id = view.presenter.record.id
    assert view.presenter.record.painted_type_ids == (view.panel.chosen_type(),)
    with qtbot.waitSignal(workspace.session.closed, timeout=10_000):
        workspace.session.close()
    with Project.open(twelve_parts) as project:
        assert np.array_equal(annotate.load_mask(project, image_id), painted)
    view = labelling(open_project(twelve_parts))
    assert np.array_equal(view.canvas.label_map(), painted)


def test_saved_is_said_when_the_newest_stroke_is_on_the_disk(
    qtbot: QtBot, open_project, painting, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    paint(view.canvas, (20, 20), (30, 30))
    _saved(qtbot, workspace)
    told: list[tuple[int, str]] = []
    view.saved.connect(
        lambda _: told.append((len(view.presenter._unsaved), workspace.status._save_text()[:5]))
    )
    paint(view.canvas, (40, 40), (50, 50))
    paint(view.canvas, (40, 60), (50, 60))  # both are on their way
    assert workspace.status._save_text() == "saving…"
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [(1, "savin"), (0, "saved")]


def test_undo_and_redo_are_saved_too(qtbot: QtBot, open_project, painting, twelve_parts: Path) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    paint(view.canvas, (20, 20), (40, 20))
    paint(view.canvas, (20, 60), (40, 60))
    _saved(qtbot, workspace)
    both = view.canvas.label_map()
    view.commands["undo"].trigger()
    _saved(qtbot, workspace)
    stored = annotate.load_mask(workspace.session.project, view.presenter.record.id)
    assert stored[20, 30]
    assert not stored[60, 30]
    view.commands["redo"].trigger()
    _saved(qtbot, workspace)
    assert np.array_equal(annotate.load_mask(workspace.session.project, view.presenter.record.id), both)


def test_paint_that_cannot_be_saved_is_kept_told_and_saved_later(
    qtbot: QtBot, open_project, painting, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    real = annotate.save_mask

    def full(*_: object) -> None:
        raise StudioError(problems.PROJECT_UNWRITABLE, project="Line 3", reason="disk full")

    monkeypatch.setattr(annotate, "save_mask", full)
    paint(view.canvas, (30, 30), (60, 50))
    painted = view.canvas.label_map()
    qtbot.waitUntil(view.notice.isVisible)
    assert "disk full" in view.notice.title()
    view.browser.step(1)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_02.png")
    monkeypatch.setattr(annotate, "save_mask", real)
    view.notice.action.click()
    _saved(qtbot, workspace)
    first = workspace.session.catalogue.get(1)
    assert np.array_equal(annotate.load_mask(workspace.session.project, first.id), painted)
    assert not view.notice.isVisible()


def test_a_stroke_stays_with_its_part_while_the_next_one_is_coming(
    qtbot: QtBot, open_project, painting, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    view.browser.step(1)  # asked for, not there yet
    paint(view.canvas, (30, 30), (60, 50))
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_02.png")
    _saved(qtbot, workspace)
    records = {record.name: record for record in workspace.session.catalogue.records}
    assert records["part_01.png"].painted_type_ids
    assert not records["part_02.png"].painted_type_ids


def test_a_picture_that_was_changed_on_disk_is_told_and_not_painted_on(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, tmp_path: Path
) -> None:
    (tmp_path / "parts" / "part_02.png").write_bytes((tmp_path / "parts" / "part_03.png").read_bytes())
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.browser.step(1)
    qtbot.waitUntil(view.notice.isVisible)
    assert "has changed since it was imported" in view.notice.title()
    assert view.canvas.label_map() is None


def test_pseudo_anomalies_come_from_the_paint_and_a_new_seed_makes_others(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    from bgad_studio.ui.frame.rail import Place

    workspace = open_project(twelve_parts)
    workspace.go(Place.SYNTH)
    page = workspace.place(Place.SYNTH)
    qtbot.waitUntil(page.empty.isVisible, timeout=10_000)
    workspace.go(Place.LABEL)
    view = labelling(workspace)
    view.browser.step(11)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_12.png")
    view.set_tool(Tool.BRUSH)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (EDGE / 2 - 10, EDGE / 2), (EDGE / 2 + 10, EDGE / 2))
    _saved(qtbot, workspace)
    workspace.go(Place.SYNTH)

    def shown() -> list[bytes]:
        previews = [page.gallery.pseudo.preview(row) for row in range(page.gallery.pseudo.rowCount())]
        return [item.image.tobytes() for item in previews if item is not None]

    def complete() -> bool:
        return bool(shown()) and not page.presenter.state.making

    qtbot.waitUntil(complete, timeout=20_000)
    first = shown()
    page.side.recipe.seed.setValue(1)
    qtbot.waitUntil(lambda: complete() and not set(shown()) & set(first), timeout=20_000)
    page.side.recipe.seed.setValue(0)
    qtbot.waitUntil(lambda: complete() and shown() == first, timeout=20_000)


@pytest.mark.parametrize(
    ("tool", "points", "inside", "outside"),
    [
        (Tool.LASSO, [(20, 20), (60, 20), (60, 60), (20, 60)], (40, 40), (70, 40)),
        (Tool.RECTANGLE, [(60, 60), (40, 40), (20, 20)], (22, 22), (70, 40)),
        (Tool.ELLIPSE, [(20, 20), (60, 60)], (40, 40), (22, 22)),
    ],
)
def test_every_tool_paints_and_its_drag_is_one_step(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, tool, points, inside, outside
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.commands[tool.value].trigger()
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, *points)
    _saved(qtbot, workspace)
    label_map = view.canvas.label_map()
    assert label_map[inside[::-1]] == view.panel.chosen_type()
    assert label_map[outside[::-1]] == 0
    view.commands["undo"].trigger()
    assert not view.canvas.label_map().any()


def test_the_wand_marks_the_part_and_not_the_ground(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    view.commands["wand"].trigger()
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (EDGE / 2, EDGE / 2), (EDGE / 2 + 60, EDGE / 2))  # a long drag: much tolerance
    view.commands["fill_holes"].trigger()
    label_map = view.canvas.label_map()
    assert label_map[EDGE // 2, EDGE // 2]
    assert not label_map[:8].any()


def test_growing_and_shrinking_change_one_defect_by_a_pixel(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    view.commands["rectangle"].trigger()
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (20, 20), (40, 40))
    area = int((view.canvas.label_map() > 0).sum())
    view.commands["grow"].trigger()
    assert (view.canvas.label_map() > 0).sum() > area
    view.commands["shrink"].trigger()
    view.commands["shrink"].trigger()
    assert (view.canvas.label_map() > 0).sum() < area


def test_strokes_can_be_undone_after_looking_at_another_part(
    qtbot: QtBot, open_project, painting, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    paint(view.canvas, (20, 20), (40, 20))
    paint(view.canvas, (20, 60), (40, 60))
    for by, name in ((1, "part_02.png"), (-1, "part_01.png")):
        view.browser.step(by)
        qtbot.waitUntil(lambda name=name: view.presenter.record.name == name)
    view.commands["undo"].trigger()
    assert view.canvas.label_map()[20, 30]
    assert not view.canvas.label_map()[60, 30]
    view.commands["redo"].trigger()
    assert view.canvas.label_map()[60, 30]


def _unsavable(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StudioError(problems.PROJECT_UNWRITABLE, project="Line 3", reason="disk full")

    monkeypatch.setattr(annotate, "save_mask", full)


def test_closing_with_paint_that_cannot_be_saved_asks_first(
    qtbot: QtBot, window, open_project, painting, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    real = annotate.save_mask
    _unsavable(monkeypatch)
    paint(view.canvas, (30, 30), (60, 50))
    qtbot.waitUntil(view.notice.isVisible)
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    window.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    assert window.isVisible()
    assert workspace.isEnabled()
    monkeypatch.setattr(annotate, "save_mask", real)
    window.close()  # what can be saved by now is saved, and nobody asks
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert len(asked) == 1
    with Project.open(twelve_parts) as project:
        assert annotate.load_mask(project, 1).any()


def test_a_verdict_does_not_hide_that_paint_is_unsaved(
    qtbot: QtBot, open_project, painting, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    real = annotate.save_mask
    _unsavable(monkeypatch)
    paint(view.canvas, (30, 30), (60, 50))
    qtbot.waitUntil(view.notice.isVisible)
    qtbot.keyClick(view.canvas, Qt.Key.Key_3)
    _saved(qtbot, workspace)
    assert workspace.status._save_text() == "not saved"
    view.notice._close.click()
    view.browser.step(1)
    qtbot.waitUntil(view.notice.isVisible)  # it is said again
    monkeypatch.setattr(annotate, "save_mask", real)


def test_in_the_grid_no_key_changes_the_mask_that_is_not_seen(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.commands["rectangle"].trigger()
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (20, 20), (40, 40))
    _saved(qtbot, workspace)
    before = view.canvas.label_map()
    view.commands["grid"].trigger()
    view.browser.list.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(view.browser.list, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.browser.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(view.canvas.label_map(), before)
    view.commands["grid"].trigger()
    view.commands["undo"].trigger()
    assert not view.canvas.label_map().any()


def test_two_tools_in_a_row_make_one_first_type(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.commands["brush"].trigger()
    view.commands["lasso"].trigger()
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    _saved(qtbot, workspace)
    assert len(workspace.session.catalogue.types) == 1
    assert not view.notice.isVisible()


def test_paint_that_is_saved_at_the_second_try_keeps_where_it_came_from(
    qtbot: QtBot, open_project, painting, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view = painting(workspace)
    real = annotate.save_mask
    _unsavable(monkeypatch)
    view._take_regions(np.ones((EDGE, EDGE), np.bool_))
    qtbot.waitUntil(view.notice.isVisible)
    kept = []
    monkeypatch.setattr(annotate, "save_mask", lambda *args: (kept.append(args[3]), real(*args))[1])
    view.notice.action.click()
    _saved(qtbot, workspace)
    assert kept == [MaskOrigin.ACCEPTED]
