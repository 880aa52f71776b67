"""A job reports without flooding the window, ends in exactly one way, and stops when asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from pytestqt.qtbot import QtBot

from bgad_studio.compute.client import Cancelled, JobRunner
from bgad_studio.compute.protocol import ScoreJob
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.workers.compute import ComputeWorker
from bgad_studio.workers.job import Job


def _outcomes(job: Job) -> list[object]:
    got: list[object] = []
    job.finished.connect(lambda: got.append("finished"))
    job.cancelled.connect(lambda: got.append("cancelled"))
    job.failed.connect(got.append)
    job.crashed.connect(lambda text: got.append(text.splitlines()[-1]))
    return got


def _run(qtbot: QtBot, job: Job) -> None:
    with qtbot.waitSignal(job.ended):
        job.start()


def test_every_event_arrives_in_order_and_progress_is_thinned_to_the_newest(qtbot: QtBot) -> None:
    def work() -> Iterator[object]:
        for number in range(5000):
            yield Progress(Phase.TRAINING, number, 5000)
            yield number

    job = Job(work)
    batches: list[tuple[object, ...]] = []
    progress: list[Progress] = []
    job.happened.connect(batches.append)
    job.progressed.connect(progress.append)
    outcomes = _outcomes(job)
    _run(qtbot, job)
    assert [event for batch in batches for event in batch] == list(range(5000))
    assert progress[-1].done == 4999
    assert len(progress) < 5000
    assert outcomes == ["finished"]


def test_a_cancelled_job_stops_at_the_next_event_and_cleans_up(qtbot: QtBot) -> None:
    cleaned = threading.Event()
    seen = threading.Event()

    def work() -> Iterator[object]:
        try:
            while True:
                seen.set()
                yield "again"
        finally:
            cleaned.set()

    job = Job(work)
    outcomes = _outcomes(job)
    job.start()
    assert seen.wait(10)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert cleaned.is_set()
    assert outcomes == ["cancelled"]
    assert not job.running


def test_trouble_a_bug_and_a_cancelled_computation_are_told_apart(qtbot: QtBot) -> None:
    def raising(error: Exception) -> Iterator[object]:
        yield "begun"
        raise error

    ends = []
    for error in (StudioError(problems.NO_MODEL), ValueError("odd"), Cancelled()):
        job = Job(lambda error=error: raising(error))
        ends.append(_outcomes(job))
        _run(qtbot, job)
    assert ends == [[Trouble(problems.NO_MODEL)], ["ValueError: odd"], ["cancelled"]]


class _Client:
    """Takes the place of the compute process."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.told = threading.Event()

    def run(self, _job: object, given_up: threading.Event) -> Iterator[object]:
        yield "begun"
        assert self.told.wait(10)
        if given_up.is_set():
            raise Cancelled

    def cancel(self, given_up: threading.Event) -> None:
        self.calls.append("cancel")
        given_up.set()
        self.told.set()

    def stop_keep(self) -> None:
        self.calls.append("stop_keep")
        self.told.set()

    def close(self) -> None:
        self.calls.append("close")


def _until_told(client: JobRunner) -> Iterator[object]:
    return client.run(ScoreJob(Path("model"), (), Path("exchange")))


def test_the_compute_worker_does_one_job_at_a_time_and_passes_stop_on(qtbot: QtBot) -> None:
    client = _Client()
    worker = ComputeWorker(client)  # type: ignore[arg-type]
    job = worker.run(_until_told)
    outcomes = _outcomes(job)
    assert worker.busy
    with qtbot.waitSignal(worker.busyChanged):
        worker.stop_keep()
    assert outcomes == ["finished"]
    assert not worker.busy
    client.told.clear()
    outcomes = _outcomes(worker.run(_until_told))
    with qtbot.waitSignal(worker.busyChanged):
        worker.cancel()
    assert outcomes == ["cancelled"]
    worker.close()
    assert client.calls == ["stop_keep", "cancel", "close"]
