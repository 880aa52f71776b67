"""Reading ahead: threads that have items of their own do not share what they call upon."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from bgad_studio.detector.devices import threads_in_use, use_threads
from bgad_studio.detector.pictures import read_ahead


@pytest.fixture(autouse=True)
def _four_threads() -> Iterator[None]:
    before = threads_in_use()
    use_threads(4)
    yield
    use_threads(before)


def test_results_come_in_order_and_every_thread_computes_alone() -> None:
    meeting = threading.Barrier(2, timeout=10)

    def work(item: int) -> tuple[int, int]:
        if item < 2:
            meeting.wait()
        return item, threads_in_use()

    assert list(read_ahead(work, range(50), 2)) == [(item, 1) for item in range(50)]
    assert threads_in_use() == 4


def test_threads_that_start_later_compute_as_before() -> None:
    list(read_ahead(str, range(8), 3))
    seen: list[int] = []
    later = threading.Thread(target=lambda: seen.append(threads_in_use()))
    later.start()
    later.join()
    assert seen == [4]
