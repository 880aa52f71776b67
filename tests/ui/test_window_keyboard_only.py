"""Everything an inspector does in a day can be done without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyboard import focus, press, reach, stops, when_open, write
from planted import plant
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bgad_studio.core.how_set import ByRecall
from bgad_studio.core.records import Deed, Verdict
from bgad_studio.services.project import Project
from bgad_studio.ui.dialogs.keys import Keys
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.gate.state import Decision
from bgad_studio.ui.history.rows import TOLD
from bgad_studio.ui.workspace import Workspace

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
CHOICES = (QAbstractButton, QAbstractSpinBox, QComboBox)


def _go(qtbot: QtBot, workspace: Workspace, place: Place) -> QWidget:
    """By the key of the rail, until everything is there."""
    press(str(list(Place).index(place) + 1), ALT)
    view = workspace.place(place)
    assert view.isVisible()
    qtbot.waitUntil(lambda: workspace.session.settled and not workspace.session.pictures.busy)
    return view


@pytest.fixture
def judged(open_project, twelve_parts: Path) -> Workspace:
    """Ten parts somebody called good and two nobody has judged; the model says NG of all."""
    plant(twelve_parts)
    return open_project(twelve_parts)


def test_parts_are_judged_painted_and_reviewed_by_keys_alone(qtbot: QtBot, judged: Workspace) -> None:
    catalogue, label = judged.session.catalogue, judged.place(Place.LABEL)
    qtbot.waitUntil(lambda: label.canvas.label_map() is not None)
    press(KEY.Key_U)
    qtbot.waitUntil(lambda: label.presenter.record.name == "part_11.png")
    press("1")
    press(KEY.Key_Right)
    qtbot.waitUntil(lambda: label.presenter.record.name == "part_12.png")
    press("2")
    ids = [record.id for record in catalogue.records]
    qtbot.waitUntil(lambda: catalogue.get(ids[11]).verdict is Verdict.NG)
    assert catalogue.get(ids[10]).verdict is Verdict.OK
    reach(label.panel.new_type)
    write("12 dents")  # digits and letters are those of the name
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: [kind.name for kind in catalogue.types] == ["12 dents"])
    assert catalogue.get(ids[11]).verdict is Verdict.NG

    view = _go(qtbot, judged, Place.REVIEW)
    presenter = view.presenter

    def answered(left: int) -> None:
        qtbot.waitUntil(lambda: len(presenter.state.queue) == left)
        qtbot.waitUntil(lambda: presenter._shown_id == presenter.record.id)

    answered(11)
    first = presenter.record
    press("1")
    answered(10)
    assert catalogue.get(first.id).verdict is Verdict.OK
    second = presenter.record
    press(KEY.Key_Return)
    answered(9)
    assert catalogue.get(second.id).verdict is Verdict.NG
    press(KEY.Key_Z, CTRL)
    answered(10)
    assert catalogue.get(second.id).verdict is Verdict.OK
    press(KEY.Key_Right)
    answered(10)
    assert presenter.record.id != second.id


def test_a_model_is_trained_decided_about_and_its_threshold_set_by_keys_alone(
    qtbot: QtBot, judged: Workspace, quick
) -> None:
    press(KEY.Key_U)
    press(KEY.Key_U)
    press("2")
    catalogue = judged.session.catalogue
    qtbot.waitUntil(lambda: catalogue.counts().defective == 1)
    view = _go(qtbot, judged, Place.TRAIN)
    reach(view.plan.start)
    press(KEY.Key_Space)
    assert judged.trainer.state.running
    qtbot.waitUntil(lambda: judged.gate.state.gate is not None)
    qtbot.waitUntil(lambda: judged.session.settled)
    reach(view.gate.buttons[Decision.PROMOTE])
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: catalogue.model.number == 2)
    qtbot.waitUntil(lambda: judged.session.settled)

    results = _go(qtbot, judged, Place.RESULTS)
    verdicts = [record.verdict for record in catalogue.records]
    reach(results.judging.how)
    press(KEY.Key_Space)
    ways = results.judging.ways
    assert ways.isVisible()
    reach(ways.share)
    write("60")
    reach(ways.buttons[1])
    press(KEY.Key_Space)
    assert not ways.isVisible()
    models, model_id = judged.session.project.models, catalogue.model.id
    qtbot.waitUntil(lambda: judged.session.settled and models.cut_choice(model_id) is not None)
    how = models.cut_choice(model_id).how
    assert isinstance(how, ByRecall)
    assert how.share == 0.6

    reach(results.judging.shift)
    write("123")  # no verdicts, though these are their keys
    press(KEY.Key_Return)
    audit = judged.session.project.audit
    qtbot.waitUntil(lambda: judged.session.settled and bool(audit.newest(Deed.PARTS_PER_SHIFT)))
    assert [entry.text for entry in audit.all() if entry.deed is Deed.PARTS_PER_SHIFT] == ["123"]
    assert [record.verdict for record in catalogue.records] == verdicts
    before = results.browser.current
    press(KEY.Key_Right)  # the keys of the place work again
    assert results.browser.current != before


def test_the_sheet_of_keys_the_menu_and_the_history_are_opened_and_left_by_keys_alone(
    qtbot: QtBot, window, judged: Workspace
) -> None:
    opened: list[object] = []
    label = judged.place(Place.LABEL)
    *_, last = (record.id for record in judged.session.catalogue.records)
    press(KEY.Key_U)
    press(KEY.Key_U)
    press("2")
    press(KEY.Key_A)
    assert label.browser.current != last

    def look_round(sheet: QWidget) -> None:
        opened.append(sheet)
        assert_walk(sheet)
        press(KEY.Key_Escape)

    when_open(look_round)
    press(KEY.Key_F1)
    (sheet,) = opened
    assert isinstance(sheet, Keys)
    assert not sheet.isVisible()
    window.activateWindow()  # a desktop does it
    qtbot.waitUntil(window.isActiveWindow)

    def look_at_first(menu: QWidget) -> None:
        opened.append(menu)
        press(KEY.Key_Down)
        opened.append(menu.activeAction())
        press(KEY.Key_Escape)

    reach(judged.top_bar.menu_button)
    when_open(look_at_first)
    press(KEY.Key_Space)
    assert opened[1:] == [window._menu, window._menu.actions()[0]]
    assert not window._menu.isVisible()

    history = _go(qtbot, judged, Place.HISTORY)
    qtbot.waitUntil(lambda: history.rows.rowCount() > 0)
    press(KEY.Key_Home)
    qtbot.waitUntil(lambda: history.table.currentIndex().data(TOLD) is not None)
    press(KEY.Key_Return)
    assert label.isVisible()
    assert label.browser.current == last


def _choices(view: QWidget) -> Iterator[QWidget]:
    """What can be pressed, turned or chosen; of buttons of which one is chosen, each."""
    for widget in view.findChildren(QWidget):
        inside = widget.parentWidget()  # the arrows and crosses in a box have keys of their own
        if isinstance(inside, QLineEdit | QComboBox | QAbstractSpinBox):
            continue
        if isinstance(widget, CHOICES) and widget.isVisible() and widget.isEnabled():
            yield widget


def _one_of(widget: QWidget) -> set[QWidget]:
    """Itself, and where it is one of several of which one is chosen, the others: arrow keys lead there."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return {widget}
    group = widget.group()
    if group is not None and group.exclusive():
        return set(group.buttons())
    if widget.autoExclusive():
        return {w for w in widget.parentWidget().findChildren(QAbstractButton) if w.autoExclusive()}
    return {widget}


def assert_walk(window: QWidget) -> None:
    reached = set().union(*(_one_of(widget) for widget in stops()))
    missed = [widget for widget in _choices(window) if widget not in reached]
    assert missed == []


@pytest.mark.parametrize("place", Place)
def test_the_tab_key_comes_to_everything_in_a_place(
    qtbot: QtBot, window, judged: Workspace, place: Place
) -> None:
    _go(qtbot, judged, place)
    assert_walk(window)


@pytest.mark.parametrize("place", Place)
def test_the_tab_key_goes_round_a_place_with_nothing_in_it(
    qtbot: QtBot, window, open_project, tmp_path: Path, place: Place
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    _go(qtbot, open_project(path), place)
    assert_walk(window)


def test_the_tab_key_goes_round_the_grid(qtbot: QtBot, window, judged: Workspace) -> None:
    press(KEY.Key_G)
    label = judged.place(Place.LABEL)
    assert not label.canvas.isVisible()
    assert_walk(window)
    reach(label.browser.list)
    press(KEY.Key_G)
    assert label.canvas.isVisible()
    assert focus() is not None


def test_arrow_keys_lead_on_where_one_of_several_is_chosen(qtbot: QtBot, judged: Workspace) -> None:
    rail = judged.rail
    reach(rail._buttons[Place.LABEL])
    press(KEY.Key_Down)
    assert judged.place(Place.SYNTH).isVisible()
    view = _go(qtbot, judged, Place.TRAIN)
    presets = list(view.plan.presets.values())
    reach(next(button for button in presets if button.focusPolicy() & Qt.FocusPolicy.TabFocus))
    press(KEY.Key_Down)
    assert focus() in presets
