"""Questions wait for work, give way to it, and only the newest is answered."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from bgad_studio.compute.client import Cancelled
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.workers.asker import Asker
from bgad_studio.workers.compute import ComputeWorker


class FakeClient:
    """Its only job lasts until it is given up."""

    def run(self, _job: object, given_up: threading.Event) -> Iterator[object]:
        given_up.wait(10)
        raise Cancelled
        yield

    def cancel(self, given_up: threading.Event) -> None:
        given_up.set()

    def close(self) -> None:
        pass


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[ComputeWorker]:
    made = ComputeWorker(FakeClient())  # type: ignore[arg-type]
    yield made
    qtbot.waitUntil(lambda: made._short is None and not made.busy)


def test_nothing_is_started_once_all_was_given_up_at_once(
    qtbot: QtBot, worker: ComputeWorker, asker: Asker, told: list[object]
) -> None:
    asker.ask("a", _until_given_up, told.append, told.append)
    qtbot.waitUntil(lambda: not worker.quiet)
    worker.cancel_at_once()
    qtbot.waitUntil(lambda: worker.quiet)
    worker.busyChanged.emit(False)  # as another job of the window ends
    assert worker.quiet
    assert not worker.idle
    assert told == []


@pytest.fixture
def told() -> list[object]:
    return []


@pytest.fixture
def asker(worker: ComputeWorker, told: list[object]) -> Asker:
    return Asker(worker, told.append, worker)


def _says(answer: object):
    def service(_client) -> Iterator[object]:
        yield Progress(Phase.SCORING, 0, 1)
        yield answer

    return service


def _until_given_up(client) -> Iterator[object]:
    yield Progress(Phase.SCORING, 0, 1)
    yield from client.run(None)


def test_a_question_waits_until_the_work_is_done(
    qtbot: QtBot, worker: ComputeWorker, asker: Asker, told: list[object]
) -> None:
    go_on = threading.Event()

    def work(_client) -> Iterator[object]:
        yield "work"
        go_on.wait(10)

    worker.run(work)
    asker.ask("like", _says("scratch"), told.append, told.append)
    qtbot.wait(20)
    assert told == []
    go_on.set()
    qtbot.waitUntil(lambda: told == ["scratch"])
    assert not worker.busy


def test_work_ends_a_question_at_once_and_it_is_asked_again(
    qtbot: QtBot, worker: ComputeWorker, asker: Asker, told: list[object]
) -> None:
    tries = []

    def service(client) -> Iterator[object]:
        tries.append(client)
        if len(tries) == 1:
            yield from _until_given_up(client)
        yield "scratch"

    asker.ask("like", service, told.append, told.append)
    qtbot.waitUntil(lambda: len(tries) == 1)
    assert not worker.busy  # whoever wants to train may
    worker.run(_says("work")).finished.connect(lambda: told.append("work"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["work", "scratch"]


def test_only_the_newest_question_of_a_kind_is_answered(
    qtbot: QtBot, worker: ComputeWorker, asker: Asker, told: list[object]
) -> None:
    asker.ask("like", _until_given_up, told.append, told.append)
    asker.ask("map", _says("map"), told.append, told.append)
    for answer in ("old", "new"):
        asker.ask("like", _says(answer), told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert sorted(map(str, told)) == ["map", "new"]


def test_a_forgotten_question_is_not_answered_and_the_next_one_is(
    qtbot: QtBot, asker: Asker, told: list[object]
) -> None:
    asker.ask("like", _until_given_up, told.append, told.append)
    asker.forget("like")
    asker.ask("like", _says("scratch"), told.append, told.append)
    qtbot.waitUntil(lambda: told == ["scratch"])


def test_trouble_is_told_once(qtbot: QtBot, asker: Asker, told: list[object]) -> None:
    def service(_client) -> Iterator[object]:
        yield Progress(Phase.SCORING, 0, 1)
        raise StudioError(problems.NO_MODEL)

    asker.ask("like", service, lambda _: None, told.append)
    asker.ask("map", _says("map"), told.append, lambda _: None)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0].problem is problems.NO_MODEL  # type: ignore[attr-defined]
    assert told[1] == "map"


def test_nothing_is_asked_again_once_the_process_was_ended(
    qtbot: QtBot, worker: ComputeWorker, asker: Asker, told: list[object]
) -> None:
    tries = []

    def service(client) -> Iterator[object]:
        tries.append(client)
        yield from _until_given_up(client)

    asker.ask("like", service, told.append, told.append)
    worker.busyChanged.connect(lambda _: worker.close())  # as a project closes when nothing runs any more
    worker.cancel()
    qtbot.waitUntil(lambda: worker._short is None)
    qtbot.wait(20)
    assert len(tries) == 1
    assert told == []


def test_a_question_that_breaks_is_told_as_one_that_failed(
    qtbot: QtBot, asker: Asker, told: list[object]
) -> None:
    def broken(_client) -> Iterator[object]:
        yield Progress(Phase.SCORING, 0, 1)
        raise ZeroDivisionError("a bug")

    failed: list[object] = []
    asker.ask("a", broken, told.append, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    (trouble,) = failed
    assert trouble.problem is problems.COMPUTE_BUG  # type: ignore[attr-defined]
    assert len(told) == 1, "the traceback, once, and no answer"
    assert "a bug" in str(told[0])
