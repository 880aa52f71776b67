"""Work on a lane is done in order, answered here, and dropped when nobody waits for it any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.workers.lane import Lane


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    made = Lane("test")
    yield made
    made.close()


def test_work_is_done_elsewhere_in_order_and_answered_here(qtbot: QtBot, lane: Lane) -> None:
    here = threading.get_ident()
    worked: list[tuple[int, int]] = []
    answered: list[tuple[int, int]] = []
    for number in range(20):
        lane.submit(
            lambda number=number: worked.append((number, threading.get_ident())) or number,
            lambda value: answered.append((value, threading.get_ident())),
        )
    qtbot.waitUntil(lambda: len(answered) == 20)
    assert [number for number, _ in worked] == list(range(20))
    assert len({thread for _, thread in worked}) == 1
    assert here not in {thread for _, thread in worked}
    assert answered == [(number, here) for number in range(20)]


def test_of_one_key_only_the_newest_is_answered_and_the_unbegun_are_skipped(qtbot: QtBot, lane: Lane) -> None:
    gate = threading.Event()
    begun: list[str] = []
    answered: list[str] = []

    def work(name: str) -> str:
        begun.append(name)
        gate.wait(10)
        return name

    lane.submit(lambda: work("first"), answered.append, key="picture")
    qtbot.waitUntil(lambda: begun == ["first"])
    lane.submit(lambda: work("second"), answered.append, key="picture")
    lane.submit(lambda: work("third"), answered.append, key="picture")
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert begun == ["first", "third"]
    assert answered == ["third"]


def test_work_without_a_key_is_always_done_and_answered(qtbot: QtBot, lane: Lane) -> None:
    answered: list[int] = []
    for number in range(3):
        lane.submit(lambda number=number: number, answered.append)
    qtbot.waitUntil(lambda: not lane.busy)
    assert answered == [0, 1, 2]


def test_a_forgotten_key_gets_no_answer(qtbot: QtBot, lane: Lane) -> None:
    answered: list[int] = []
    lane.submit(lambda: 1, answered.append, key="picture")
    lane.forget("picture")
    qtbot.waitUntil(lambda: not lane.busy)
    assert answered == []


def _fail() -> None:
    raise StudioError(problems.NO_MODEL)


def test_trouble_goes_to_who_asked(qtbot: QtBot, lane: Lane) -> None:
    got: list[Trouble] = []
    lane.submit(_fail, failed=got.append)
    qtbot.waitUntil(lambda: not lane.busy)
    assert got == [Trouble(problems.NO_MODEL)]


def test_trouble_nobody_takes_is_told_to_the_window(qtbot: QtBot, lane: Lane) -> None:
    with qtbot.waitSignal(lane.troubled) as told:
        lane.submit(_fail)
    assert told.args == [Trouble(problems.NO_MODEL)]


def test_a_bug_is_told_with_its_traceback_and_the_lane_lives_on(qtbot: QtBot, lane: Lane) -> None:
    answered: list[int] = []
    with qtbot.waitSignal(lane.crashed) as told:
        lane.submit(lambda: 1 // 0)
        lane.submit(lambda: 2, answered.append)
    assert "ZeroDivisionError" in told.args[0]
    qtbot.waitUntil(lambda: answered == [2])


def test_closing_finishes_what_was_submitted(qtbot: QtBot) -> None:
    lane = Lane("closing")
    worked: list[int] = []
    for number in range(5):
        lane.submit(lambda number=number: worked.append(number))
    lane.close()
    assert worked == list(range(5))
    lane.submit(lambda: worked.append(99))
    lane.close()
    assert worked == list(range(5))


def test_closing_leaves_work_that_hangs_to_itself(qtbot: QtBot) -> None:
    lane = Lane("hanging", 2)
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    answered: list[object] = []

    def hang() -> None:
        begun.set()
        go_on.wait(20)
        ended.set()

    lane.submit(hang, answered.append)
    assert begun.wait(5)
    lane.close(drop=True, patience_s=0.01)
    assert not ended.is_set()
    go_on.set()
    assert ended.wait(5)
    qtbot.wait(20)
    assert answered == []


def test_dropped_work_is_not_done(qtbot: QtBot) -> None:
    lane = Lane("dropping")
    begun, go_on = threading.Event(), threading.Event()
    worked: list[int] = []
    lane.submit(lambda: (begun.set(), go_on.wait(20)))
    lane.submit(lambda: worked.append(1))
    assert begun.wait(5)
    lane._threads.clear()
    go_on.set()
    lane.close()
    assert worked == []
