"""A list of parts filters, sorts, and keeps hold of the part a person works on."""

from __future__ import annotations

import numpy as np
import pytest
from browser_parts import NG, OK, part
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import ImageRecord
from bgad_studio.ui.browser.catalogue import Catalogue, Contents
from bgad_studio.ui.browser.model import ImageListModel
from bgad_studio.ui.browser.state import BrowserState, Filter, Sort, natural
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.ui.browser.view import Browser, Shape
from bgad_studio.workers.lane import Lane


def _ids(model: ImageListModel) -> list[int]:
    records = [model.record(row) for row in range(model.rowCount())]
    return [record.id for record in records if record is not None]


@pytest.fixture
def browser(qtbot: QtBot, catalogue: Catalogue, thumbnails: Thumbnails) -> Browser:
    made = Browser(catalogue, thumbnails, Shape.STRIP)
    qtbot.addWidget(made)
    made.resize(900, 170)
    made.show()
    qtbot.waitExposed(made)
    return made


def _choose(box, data) -> None:
    """As a person does with the keyboard."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_names_sort_as_people_count() -> None:
    names = ["part_10.png", "Part_9.png", "part_1.png", "2.png", "part_x.png"]
    assert sorted(names, key=natural) == ["2.png", "part_1.png", "Part_9.png", "part_10.png", "part_x.png"]


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        (Filter.ALL, list(range(1, 13))),
        (Filter.OK, [1, 2, 3, 4]),
        (Filter.NG, [5, 6]),
        (Filter.UNSURE, [7]),
        (Filter.UNLABELLED, [8, 9, 10, 11, 12]),
    ],
)
def test_the_filter_shows_the_parts_of_one_verdict(browser: Browser, which: Filter, shown: list[int]) -> None:
    _choose(browser.filters.filter_box, which)
    assert _ids(browser.model) == shown
    assert browser.current in shown


def test_sorted_by_score_the_most_anomalous_comes_first_and_the_unscored_last(browser: Browser) -> None:
    _choose(browser.filters.sort_box, Sort.SCORE)
    assert _ids(browser.model) == [12, 10, 8, 6, 4, 2, 1, 3, 5, 7, 9, 11]


def test_scored_only_leaves_out_what_the_model_has_not_judged(
    catalogue: Catalogue, thumbnails: Thumbnails
) -> None:
    model = ImageListModel(catalogue, thumbnails, BrowserState(scored_only=True))
    assert _ids(model) == [2, 4, 6, 8, 10, 12]


def test_arrow_keys_step_and_stay_at_the_ends(browser: Browser, qtbot: QtBot) -> None:
    opened: list[int] = []
    browser.opened.connect(opened.append)
    browser.list.setFocus()
    qtbot.keyClick(browser.list, Qt.Key.Key_Right)
    browser.step(1)
    browser.step(-5)
    browser.step(100)
    browser.step(1)
    assert opened == [2, 3, 1, 12]
    assert browser.position() == (12, 12)


def test_a_part_judged_under_a_filter_stays_until_the_person_moves_on(
    browser: Browser, catalogue: Catalogue
) -> None:
    _choose(browser.filters.filter_box, Filter.UNLABELLED)
    browser.open(9)
    catalogue.merge([part(9)._replace(verdict=OK)])
    assert _ids(browser.model) == [8, 9, 10, 11, 12]
    assert browser.current == 9
    browser.step(1)
    assert browser.current == 10
    assert _ids(browser.model) == [8, 10, 11, 12]


def test_new_parts_come_in_their_place_and_the_current_one_stays(
    browser: Browser, catalogue: Catalogue
) -> None:
    browser.open(3)
    catalogue.add_new([part(20), part(3)._replace(verdict=NG), part(0)])
    assert _ids(browser.model) == [0, *range(1, 13), 20]
    assert browser.current == 3
    assert browser.list.currentIndex().row() == 3
    assert catalogue.get(3).verdict is OK


def test_select_all_selects_what_is_shown(browser: Browser, qtbot: QtBot) -> None:
    _choose(browser.filters.filter_box, Filter.NG)
    browser.list.setFocus()
    qtbot.keyClick(browser.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert browser.selection() == (5, 6)


def test_without_parts_the_list_says_so(browser: Browser, catalogue: Catalogue, qtbot: QtBot) -> None:
    with qtbot.waitSignal(browser.emptied):
        catalogue.fill(Contents((), (), None))
    assert browser.current is None
    assert browser.position() == (0, 0)


def test_thumbnails_are_read_for_what_is_looked_at_and_shown_when_there(
    browser: Browser, qtbot: QtBot
) -> None:
    index = browser.model.index(0)
    qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.DecorationRole) is not None)
    assert index.data(Qt.ItemDataRole.DecorationRole).width() == 8


def test_the_newest_wish_is_read_first_and_old_ones_are_given_up(catalogue: Catalogue, qtbot: QtBot) -> None:
    read: list[int] = []

    class Slow:
        """Reads one at a time, by hand."""

        def __init__(self) -> None:
            self.waiting = []

        def submit(self, work, done, failed) -> None:
            self.waiting.append((work, done))

        def go(self) -> None:
            work, done = self.waiting.pop(0)
            done(work())

    def load(record):
        read.append(record.id)
        return np.zeros((2, 2, 3), np.uint8)

    lane = Slow()
    thumbnails = Thumbnails(lane, load)
    for number in range(1000):
        thumbnails.get(part(number))
    for _ in range(302):
        lane.go()
    assert read[:4] == [0, 1, 999, 998]
    assert len(read) == 302
    assert lane.waiting == []


def test_a_selected_part_stays_selected_when_rows_come_and_go(
    browser: Browser, catalogue: Catalogue, qtbot: QtBot
) -> None:
    browser.open(11)
    catalogue.remove([1, 2, 3, 12])
    assert (browser.selection(), browser.model.rowCount()) == ((11,), 8)
    catalogue.merge([part(1, OK), part(2, OK), part(3, OK), part(20, NG)])
    assert (browser.selection(), browser.model.rowCount()) == ((11,), 12)
    assert _ids(browser.model)[:3] == [1, 2, 3]
    assert not browser.model.flags(browser.model.index(0)) & Qt.ItemFlag.ItemIsEditable


def test_what_could_not_be_read_is_tried_again_after_a_while(
    qtbot: QtBot, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged_in: list[bool] = []

    def load(_record: ImageRecord) -> np.ndarray:
        if not plugged_in:
            raise StudioError(problems.IMAGE_MISSING, file="1.png")
        return np.zeros((6, 8, 3), np.uint8)

    lane = Lane("pictures", 1)
    thumbnails = Thumbnails(lane, load)
    record = next(iter(catalogue.records))
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.get(record) is None
    plugged_in.append(True)
    assert thumbnails.get(record).isNull(), "not read at every look"
    monkeypatch.setattr("bgad_studio.ui.browser.thumbnails._AGAIN_S", 0.0)
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.get(record).isNull()
    assert not thumbnails.get(record).isNull()
    lane.close()
