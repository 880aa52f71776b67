"""A computer that slept is not a process that hung; a process that hangs is ended all the same."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bgad_studio.compute.client import (
    CANCEL_SECONDS,
    LISTEN_SECONDS,
    SILENCE_SECONDS,
    Cancelled,
    ComputeClient,
    Errand,
    _Ended,
)
from bgad_studio.compute.protocol import Cancel, Heartbeat, JobCancelled, JobDone, ScoreJob
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

NIGHT = 8 * 3600.0
SCORING = ScoreJob(Path("model"), (), Path("exchange"))
SILENCE = object()
"""Nothing is heard until the next look."""


class Messages:
    """What is heard, then silence for ever; every look takes its time on a faked clock."""

    def __init__(self, *heard: Any, sleeps: tuple[int, ...] = ()) -> None:
        self._heard = iter(heard)
        self._sleeps = sleeps
        self.looks = 0
        self.now = 1000.0

    def clock(self) -> float:
        return self.now

    def get(self, timeout: float) -> Any:
        self.looks += 1
        message = next(self._heard, SILENCE)
        self.now += NIGHT if self.looks in self._sleeps else timeout
        if message is SILENCE:
            raise queue.Empty
        return message


def listening(messages: Messages, folder: Path) -> tuple[ComputeClient, Iterator[Any]]:
    client = ComputeClient(folder, messages.clock)
    client._messages = messages  # type: ignore[assignment]
    return client, client._until_done()


def test_a_night_asleep_is_no_silence(tmp_path: Path) -> None:
    for sleeps in ((1,), (2,), (3,), (1, 2, 3)):
        heard = (Heartbeat(), SILENCE, SILENCE, Heartbeat(), JobDone())
        messages = Messages(*heard, sleeps=sleeps)
        assert list(listening(messages, tmp_path)[1]) == []
        assert messages.looks == len(heard)


def test_a_night_asleep_does_not_make_a_cancelled_job_late(tmp_path: Path) -> None:
    messages = Messages(SILENCE, SILENCE, JobDone(), sleeps=(2,))
    client, events = listening(messages, tmp_path)
    client.cancel()
    assert list(events) == []


def test_silence_is_ended_after_its_time(tmp_path: Path) -> None:
    messages = Messages(Heartbeat())
    with pytest.raises(StudioError) as caught:
        list(listening(messages, tmp_path)[1])
    assert caught.value.problem is problems.COMPUTE_SILENT
    assert messages.looks == 1 + SILENCE_SECONDS / LISTEN_SECONDS + 1


def test_a_cancelled_job_that_goes_on_is_ended_after_its_time_though_it_is_heard(tmp_path: Path) -> None:
    messages = Messages(*[Heartbeat()] * 1000)
    client, events = listening(messages, tmp_path)
    client.cancel()
    with pytest.raises(Cancelled):
        list(events)
    assert messages.looks == CANCEL_SECONDS / LISTEN_SECONDS + 1


def test_a_job_given_up_before_it_began_is_never_done(tmp_path: Path) -> None:
    client = ComputeClient(tmp_path)
    errand = Errand(client)
    errand.cancel()
    with pytest.raises(Cancelled):
        list(errand.run(SCORING))
    assert client.pid is None


def test_what_is_given_up_while_the_process_starts_is_told_after_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = ComputeClient(tmp_path)
    errand, sent = Errand(client), []
    client._messages = Messages(JobCancelled())  # type: ignore[assignment]
    monkeypatch.setattr(client, "start", errand.cancel)
    monkeypatch.setattr(client, "_send", sent.append)
    with pytest.raises(Cancelled):
        list(errand.run(SCORING))
    assert sent == [Cancel(), SCORING, Cancel()]


def test_a_process_that_still_loads_is_not_waited_for(tmp_path: Path) -> None:
    client, ends = ComputeClient(tmp_path), []
    errand = Errand(client)

    def work() -> None:
        try:
            list(errand.run(SCORING))
        except Cancelled:
            ends.append("cancelled")

    thread = threading.Thread(target=work)
    thread.start()
    while client.pid is None:
        time.sleep(0.005)
    errand.cancel()
    client.close()
    thread.join(60)
    assert ends == ["cancelled"]
    assert client.threads == 0, "it was not ready"


def test_a_process_closed_while_it_is_started_is_listened_to_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, thread = ComputeClient(tmp_path), threading.Thread

    def closing(*args: Any, **named: Any) -> threading.Thread:
        client._bury()
        return thread(*args, **named)

    monkeypatch.setattr(threading, "Thread", closing)
    client.start()
    messages = client._messages
    while not isinstance(messages.get(timeout=60), _Ended):
        pass


def test_giving_up_one_errand_leaves_the_other_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client, sent = ComputeClient(tmp_path), []
    client._messages = Messages(Heartbeat(), JobDone())  # type: ignore[assignment]
    monkeypatch.setattr(client, "start", Errand(client).cancel)
    monkeypatch.setattr(client, "_send", sent.append)
    assert list(Errand(client).run(SCORING)) == []
    assert sent == [SCORING]
