"""What was used last is kept, within its bound, and made once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bgad_studio.core.keeper import Keeper


def test_what_was_used_longest_ago_goes_first() -> None:
    keeper: Keeper[str] = Keeper(100)
    for name in "abc":
        keeper.keep(name, name.upper(), 40)
    assert (keeper.get("a"), keeper.get("b"), keeper.get("c")) == (None, "B", "C")
    assert keeper.get("b") == "B"
    keeper.keep("d", "D", 60)
    assert (keeper.get("c"), keeper.get("b"), keeper.nbytes) == (None, "B", 100)


def test_a_thing_is_replaced_and_counted_once() -> None:
    keeper: Keeper[str] = Keeper(100)
    keeper.keep("a", "old", 70)
    keeper.keep("a", "new", 60)
    assert (keeper.get("a"), keeper.nbytes) == ("new", 60)


def test_what_is_larger_than_the_bound_is_not_kept() -> None:
    keeper: Keeper[str] = Keeper(100)
    keeper.keep("a", "A", 40)
    keeper.keep("b", "B", 101)
    assert (keeper.get("a"), keeper.get("b")) == ("A", None)


def test_two_that_want_the_same_make_it_once() -> None:
    keeper: Keeper[int] = Keeper(100)
    made = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda _: keeper.made("a", make, lambda _: 1), range(4)))
    assert got == [1, 1, 1, 1]
    assert len(made) == 1


def test_a_failure_is_told_and_the_next_one_tries_again() -> None:
    keeper: Keeper[int] = Keeper(100)

    def fail() -> int:
        raise OSError("gone")

    for _ in range(2):
        with pytest.raises(OSError, match="gone"):
            keeper.made("a", fail, lambda _: 1)
    assert keeper.made("a", lambda: 5, lambda _: 1) == 5
