from __future__ import annotations

import threading
from collections.abc import Generator, Iterator

import pytest
import torch

from bgad_studio.core.progress import result_of
from bgad_studio.detector.devices import threads_in_use
from bgad_studio.detector.side_by_side import SideBySide, all_of


@pytest.fixture(autouse=True)
def _four_threads() -> Iterator[None]:
    before = threads_in_use()
    torch.set_num_threads(4)
    yield
    torch.set_num_threads(before)


def test_pieces_share_the_threads_and_results_keep_their_order() -> None:
    meeting = threading.Barrier(2, timeout=30)  # passed only if both are under way at once

    def piece() -> int:
        meeting.wait()
        torch.ones(8).sum()
        return threads_in_use()

    with SideBySide(2) as threads:
        assert threads.run([piece, piece]) == [2, 2]
        assert threads.run([lambda: "first", lambda: "second", lambda: "third"]) == [
            "first",
            "second",
            "third",
        ]
    assert threads_in_use() == 4


def test_a_single_piece_has_all_threads_and_stays_where_it_was_asked_for() -> None:
    with SideBySide(1) as threads:
        assert threads.run([threads_in_use, threading.get_ident]) == [4, threading.get_ident()]


def test_what_goes_wrong_in_a_piece_comes_out_and_gives_the_threads_back() -> None:
    def fails() -> None:
        raise MemoryError("no room")

    with pytest.raises(MemoryError, match="no room"), SideBySide(2) as threads:
        threads.run([fails, lambda: None])
    assert threads_in_use() == 4


def counting(steps: int, seen: list[int]) -> Generator[None, None, None]:
    for _ in range(steps):
        seen.append(threading.get_ident())
        yield


def test_generators_of_unlike_length_come_to_their_ends() -> None:
    short: list[int] = []
    long: list[int] = []
    assert len(list(all_of([counting(2, short), counting(5, long)]))) == 5
    assert (len(short), len(long)) == (2, 5)
    assert threading.get_ident() not in {*short, *long}
    result_of(all_of([counting(0, short)]))


def test_giving_up_half_way_gives_the_threads_back() -> None:
    seen: list[int] = []
    work = all_of([counting(5, seen), counting(5, seen)])
    next(work)
    assert threads_in_use() == 2
    work.close()
    assert threads_in_use() == 4
    assert len(seen) == 2
