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


def test_results_come_in_order_and_each_of_many_threads_computes_alone() -> None:
    meeting = threading.Barrier(2, timeout=10)

    def work(item: int) -> tuple[int, int]:
        if item < 2:
            meeting.wait()
        return item, threads_in_use()

    assert list(read_ahead(work, range(50), 4)) == [(item, 1) for item in range(50)]


@pytest.mark.parametrize(("workers", "each"), [(1, 4), (2, 2), (3, 1), (8, 1)])
def test_no_core_is_left_idle_by_fewer_workers(workers: int, each: int) -> None:
    assert set(read_ahead(lambda _: threads_in_use(), range(20), workers)) == {each}


def test_threads_that_start_later_compute_as_before() -> None:
    list(read_ahead(str, range(8), 3))
    seen: list[int] = []
    later = threading.Thread(target=lambda: seen.append(threads_in_use()))
    later.start()
    later.join()
    assert seen == [4]
