"""Pseudo anomalies in the real window: looked at, judged, turned, saved, compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.config import Strategy
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import Verdict
from bgad_studio.core.synthesis.choices import PseudoRecord, Recipe
from bgad_studio.services import synthesis
from bgad_studio.services.annotate import add_defect_type, save_mask, set_verdict
from bgad_studio.services.preview import PreviewMaker
from bgad_studio.services.project import Project
from bgad_studio.services.synthesis import Studio
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.main_window import MainWindow
from bgad_studio.ui.synthesis.state import Shown
from bgad_studio.ui.synthesis.tile import button_box, picture_box
from bgad_studio.ui.synthesis.view import SynthesisView
from bgad_studio.ui.workspace import Workspace

Open = Callable[[Path], Workspace]
SECONDS = 15_000


@pytest.fixture
def painted(twelve_parts: Path) -> Path:
    """Ten good parts and two painted ones."""
    with Project.open(twelve_parts) as project:
        scratch = add_defect_type(project, "scratch")
        for record in [record for record in project.images.all() if record.verdict is None]:
            mask = np.zeros((record.height_px, record.width_px), np.uint8)
            mask[record.height_px // 2 :][:6, record.width_px // 2 :][:, :12] = scratch.id
            save_mask(project, record.id, mask)
    return twelve_parts


@pytest.fixture
def studio(quick: None, painted: Path, open_project: Open, qtbot: QtBot) -> SynthesisView:
    workspace = open_project(painted)
    QTest.keyClick(workspace, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    view = workspace.place(Place.SYNTH)
    assert isinstance(view, SynthesisView)
    settled(view, qtbot)
    return view


def settled(view: SynthesisView, qtbot: QtBot) -> None:
    """Everything asked for is read and made."""

    def done() -> bool:
        state = view.presenter.state
        return (
            state.studio is not None
            and not state.making
            and view.presenter.recipe == state.studio.recipe
            and view._session.settled
        )

    qtbot.waitUntil(done, timeout=SECONDS)


def stored(view: SynthesisView) -> Recipe:
    return synthesis.recipe_in_use(view._session.project)


def choices(view: SynthesisView) -> list[bool]:
    return [approved for _, approved in view._session.project.synthesis.choices().values()]


def press(view: SynthesisView, row: int, approve: bool) -> None:
    """Click on ✓ or ✕ of a tile."""
    tile = view.gallery.visualRect(view.gallery.pseudo.index(row))
    at = button_box(picture_box(tile.toRectF()), approve).center().toPoint()
    QTest.mouseClick(view.gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_gallery_shows_what_a_training_makes(studio: SynthesisView) -> None:
    assert studio.gallery.pseudo.rowCount() == len(studio.presenter.state.records) == 24
    assert studio.gallery.currentIndex().row() == 0
    rows = [row for row in range(24) if studio.gallery.pseudo.preview(row) is not None]
    assert len(rows) + studio.presenter.state.homeless == 24
    text = studio.gallery.pseudo.index(rows[0]).data(Qt.ItemDataRole.ToolTipRole)
    seed = studio.presenter.state.records[rows[0]].seed
    assert str(seed) in text
    assert "→" in text
    name, usable, need = studio.side.supply.texts()
    assert (name, usable) == ("scratch", f"{len(rows)} of 24 usable")
    assert need == "Only 2 painted parts: add 3 more"


def test_usable_pastes_are_counted_of_all_that_are_planned_and_beside_the_window(
    studio: SynthesisView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter, told = studio.presenter, studio.side.supply.texts
    expected = told()[1]
    threads: set[str] = set()
    finds_place = PreviewMaker.finds_place

    def noted(maker: PreviewMaker, record: PseudoRecord, seen: Studio) -> bool:
        threads.add(current_thread().name)
        return finds_place(maker, record, seen)

    monkeypatch.setattr(PreviewMaker, "finds_place", noted)
    monkeypatch.setattr("bgad_studio.ui.synthesis.presenter.COUNT", 6)
    monkeypatch.setattr("bgad_studio.ui.synthesis.usable_counter._SECONDS", 0.0)
    presenter._counter._known.clear()
    seen: list[str] = []
    presenter.counted.connect(lambda: seen.append(" ".join(told()[1:])))
    presenter.load()
    qtbot.waitUntil(lambda: told()[1] == expected and studio.gallery.pseudo.rowCount() == 6, timeout=SECONDS)
    assert threads == {"ahead"}
    assert len(seen) == 18, "those in the gallery are known"
    assert seen[0].startswith("24 planned Only 2 painted parts: add 3 more · of 7 looked at ")
    before = len(seen)
    press(studio, 0, approve=False)
    qtbot.waitUntil(lambda: choices(studio) == [False] and "of 24 usable" in told()[1], timeout=SECONDS)
    qtbot.waitUntil(lambda: len(seen) > before, timeout=SECONDS)


def test_nothing_is_counted_while_the_place_is_left_and_it_goes_on_afterwards(
    studio: SynthesisView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = studio.side.supply.texts
    expected = told()[1]
    monkeypatch.setattr("bgad_studio.ui.synthesis.presenter.COUNT", 6)
    monkeypatch.setattr("bgad_studio.ui.synthesis.usable_counter._SECONDS", 0.0)
    studio.presenter._counter._known.clear()
    studio.presenter.load()
    with qtbot.waitSignal(studio.presenter.counted, timeout=SECONDS):
        pass
    studio.hide()
    qtbot.waitUntil(lambda: not studio._session.ahead.busy, timeout=SECONDS)
    assert told()[1] == "24 planned"
    studio.show()
    qtbot.waitUntil(lambda: told()[1] == expected, timeout=SECONDS)


def test_tiles_are_approved_and_rejected_by_keys_and_the_choice_is_kept(
    studio: SynthesisView, qtbot: QtBot
) -> None:
    gallery = studio.gallery
    gallery.setFocus()
    first = studio.presenter.state.records[0]
    QTest.keyClick(gallery, Qt.Key.Key_Y)
    QTest.keyClick(gallery, Qt.Key.Key_Backspace)
    assert gallery.currentIndex().row() == 2, "the next one is at hand"
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    assert gallery.currentIndex().row() == 3
    settled(studio, qtbot)
    assert choices(studio) == [True, False]
    assert gallery.pseudo.choice(0) is True
    assert gallery.pseudo.choice(1) is False
    QTest.keyClick(gallery, Qt.Key.Key_Left)
    QTest.keyClick(gallery, Qt.Key.Key_Left)
    QTest.keyClick(gallery, Qt.Key.Key_Backspace)  # once more: taken back
    settled(studio, qtbot)
    assert choices(studio) == [True]
    assert [r.key for r in studio.presenter.state.studio.approved] == [first.key]  # type: ignore[union-attr]


def test_a_rejected_tile_is_gone_when_others_are_made(studio: SynthesisView, qtbot: QtBot) -> None:
    gone = [record.key for record in studio.presenter.state.records[:2]]
    press(studio, 0, approve=False)
    press(studio, 1, approve=False)
    settled(studio, qtbot)
    assert choices(studio) == [False, False]
    studio.presenter.load()
    settled(studio, qtbot)
    keys = [record.key for record in studio.presenter.state.records]
    assert len(keys) == 24
    assert not set(gone) & set(keys)


def test_exactly_the_approved_ones_are_trained_with(studio: SynthesisView, qtbot: QtBot) -> None:
    assert not studio.side.exactly.isEnabled()
    assert "First approve" in studio.side._why.text()
    press(studio, 0, approve=True)
    press(studio, 2, approve=True)
    settled(studio, qtbot)
    wanted = [studio.presenter.state.records[row].key for row in (0, 2)]
    assert studio.side.exactly.isEnabled()
    QTest.mouseClick(studio.side.exactly, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    settled(studio, qtbot)
    assert stored(studio).approved_only
    assert [record.key for record in studio.presenter.state.records] == wanted
    assert studio.gallery.pseudo.rowCount() == 2
    assert not studio.side.dice.isEnabled()
    assert "no others" in studio.side._why.text()


def test_a_slider_makes_others_and_is_remembered(studio: SynthesisView, qtbot: QtBot) -> None:
    before = next(item for row in range(24) if (item := studio.gallery.pseudo.preview(row)) is not None)
    slider = studio.side.recipe.strength.slider
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_PageDown)
    assert slider.value() == 76
    settled(studio, qtbot)
    assert stored(studio).config.each.strength == 0.76
    rows = range(studio.gallery.pseudo.rowCount())
    after = [studio.gallery.pseudo.preview(row) for row in rows]
    same = next(item for item in after if item is not None and item.record.seed == before.record.seed)
    assert (same.image != before.image).any()
    np.testing.assert_array_equal(same.mask, before.mask)
    studio.side.reset.trigger()
    settled(studio, qtbot)
    assert stored(studio) == Recipe()
    assert slider.value() == 100


def test_the_number_for_every_part_changes_what_training_makes(studio: SynthesisView, qtbot: QtBot) -> None:
    slider = studio.side.recipe.count.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    settled(studio, qtbot)
    assert studio.gallery.pseudo.rowCount() == 2
    assert studio.side.supply.texts()[1].endswith("of 2 usable")


def test_what_few_people_need_unfolds_and_reaches_the_recipe(studio: SynthesisView, qtbot: QtBot) -> None:
    panel = studio.side.recipe
    assert not panel.changes.isVisible()
    panel.unfold.click()
    for slider, key in ((panel.changes, Qt.Key.Key_End), (panel.most, Qt.Key.Key_Home)):
        assert slider.isVisible()
        slider.slider.setFocus()
        QTest.keyClick(slider.slider, key)
        settled(studio, qtbot)
    config = stored(studio).config
    assert (config.each.transforms, config.max_total) == (9, 20)
    assert config.each.foreground_share == Recipe().config.each.foreground_share, (
        "shown rounded, kept as it was"
    )
    assert studio.gallery.pseudo.rowCount() == 20


def test_a_recipe_is_saved_chosen_and_removed(
    studio: SynthesisView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bgad_studio.ui.synthesis.side.QInputDialog.getText", lambda *_: ("faint", True))
    studio.side.recipe.strength.slider.setValue(40)
    settled(studio, qtbot)
    studio.side.save.trigger()
    settled(studio, qtbot)
    assert studio.side.names.currentText() == "faint"
    studio.side.reset.trigger()
    settled(studio, qtbot)
    assert studio.side.names.currentIndex() == 0
    assert not studio.side.remove.isEnabled()
    names = studio.side.names
    names.setFocus()
    QTest.keyClick(names, Qt.Key.Key_Down)
    settled(studio, qtbot)
    assert stored(studio).config.each.strength == 0.4
    assert studio.side.recipe.strength.slider.value() == 40
    studio.side.remove.trigger()
    settled(studio, qtbot)
    assert names.count() == 1


def test_the_strategies_stand_side_by_side_on_the_same_parts(studio: SynthesisView, qtbot: QtBot) -> None:
    QTest.mouseClick(studio.heading.buttons[Shown.COMPARED], Qt.MouseButton.LeftButton)
    settled(studio, qtbot)
    records = studio.presenter.state.records
    assert len(records) == 60
    for row in range(0, 60, 3):
        three = records[row : row + 3]
        assert len({record.target_id for record in three}) == 1
        assert [record.config.strategy for record in three] == list(studio.heading.columns)
    tops = {studio.gallery.visualRect(studio.gallery.pseudo.index(row)).top() for row in range(3)}
    assert len(tops) == 1
    assert studio.gallery.visualRect(studio.gallery.pseudo.index(3)).top() not in tops
    QTest.mouseClick(studio.heading.columns[Strategy.PERLIN], Qt.MouseButton.LeftButton)
    settled(studio, qtbot)
    assert stored(studio).config.each.strategy is Strategy.PERLIN


def test_no_pseudo_anomalies_is_a_choice_and_says_what_it_means(studio: SynthesisView, qtbot: QtBot) -> None:
    box = studio.side.recipe.strategy
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    settled(studio, qtbot)
    assert stored(studio).config.each.strategy is Strategy.NONE
    assert studio.nothing.isVisible()
    assert not studio.side.recipe.extent.isEnabled()


def test_without_painted_defects_the_place_says_what_to_do(
    quick: None, twelve_parts: Path, open_project: Open, window: MainWindow, qtbot: QtBot
) -> None:
    workspace = open_project(twelve_parts)
    workspace.go(Place.SYNTH)
    view = workspace.place(Place.SYNTH)
    assert isinstance(view, SynthesisView)
    settled(view, qtbot)
    assert view.empty.isVisible()
    QTest.mouseClick(view._go, Qt.MouseButton.LeftButton)
    assert workspace.place(Place.LABEL).isVisible()


def test_parts_judged_meanwhile_are_taken_up_on_return(studio: SynthesisView, qtbot: QtBot) -> None:
    session = studio._session
    used = studio.presenter.state.records[0].target_id
    session.store.submit(lambda: set_verdict(session.project, [used], Verdict.NG), session.catalogue.merge)
    qtbot.waitUntil(lambda: session.settled, timeout=SECONDS)
    studio.hide()
    studio.show()
    settled(studio, qtbot)
    assert used not in {record.target_id for record in studio.presenter.state.records}


def test_what_was_looked_up_before_does_not_hide_that_a_recipe_was_not_kept(
    studio: SynthesisView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, held, look = Event(), Event(), synthesis.look

    def slow(project: Project) -> synthesis.Studio:
        begun.set()
        assert held.wait(10)
        return look(project)

    def full(*_: object) -> None:
        raise StudioError(problems.PROJECT_UNWRITABLE, project="here", reason="no space left")

    monkeypatch.setattr(synthesis, "look", slow)
    presenter = studio.presenter
    presenter.roll()
    qtbot.waitUntil(begun.is_set)
    monkeypatch.setattr(synthesis, "save_recipe", full)
    presenter.save_as("mine")
    qtbot.waitUntil(lambda: presenter.state.trouble is not None)
    held.set()
    qtbot.waitUntil(lambda: studio._session.settled)
    assert presenter.state.trouble is not None
    assert presenter.state.trouble.problem is problems.PROJECT_UNWRITABLE
