"""Every filter and every order, on parts that differ in all they filter by."""

from __future__ import annotations

import pytest
from browser_parts import NG, OK, UNSURE, part

from bgad_studio.core.records import IGNORE_VALUE, ImageScore, MaskOrigin, Role
from bgad_studio.ui.browser.catalogue import Catalogue, Contents
from bgad_studio.ui.browser.state import BrowserState, Filter, Sort, matches, needs_check, ordered

PARTS = (
    part(1, OK, 0.2)._replace(role=Role.NORMAL_TRAIN),
    part(2, OK, 0.9)._replace(role=Role.NORMAL_HOLDOUT, hold_out=True),
    part(3, NG, 0.8)._replace(mask_id=1, painted_type_ids=(4,), origin=MaskOrigin.DRAWN),
    part(4, NG, 0.1)._replace(mask_id=2, painted_type_ids=(5,), origin=MaskOrigin.IMPORTED),
    part(5, NG)._replace(defect_type_id=4, role=Role.ANOMALY_TRAIN),
    part(6)._replace(score=ImageScore(1, 0.5, UNSURE)),
    part(7, UNSURE, 0.3),
)


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        (Filter.DRAWN, [3]),
        (Filter.IMPORTED, [4]),
        (Filter.UNPAINTED, [5]),
        (Filter.MODEL_OK, [1, 4, 7]),
        (Filter.MODEL_NG, [2, 3]),
        (Filter.MODEL_REVIEW, [6]),
        (Filter.DISAGREE, [2, 4]),
        (Filter.LEARNED, [1, 5]),
        (Filter.MEASURED, [2]),
        (Filter.UNUSED, [3, 4, 6, 7]),
        (Filter.HELD_OUT, [2]),
    ],
)
def test_each_filter_shows_its_parts(which: Filter, shown: list[int]) -> None:
    state = BrowserState(filter=which)
    assert [record.id for record in PARTS if matches(record, state)] == shown


def test_a_defect_type_is_what_is_painted_or_else_what_was_said() -> None:
    state = BrowserState(filter=Filter.TYPE, type_id=4)
    assert [record.id for record in PARTS if matches(record, state)] == [3, 5]


@pytest.mark.parametrize(("search", "shown"), [("PART_3", [3]), ("png 5", [5]), ("part_ 9", []), ("", 7)])
def test_every_word_of_a_search_is_in_the_name(search: str, shown: list[int] | int) -> None:
    found = [record.id for record in PARTS if matches(record, BrowserState(search=search))]
    assert found == shown or len(found) == shown


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.NAME, [1, 2, 3, 4, 5, 6, 7]),
        (Sort.TIME, [7, 6, 5, 4, 3, 2, 1]),
        (Sort.SCORE, [2, 3, 6, 7, 1, 4, 5]),
        (Sort.DISAGREEMENT, [4, 2, 3, 1, 5, 6, 7]),
    ],
)
def test_each_order_shows_all_parts(sort: Sort, order: list[int]) -> None:
    assert ordered(PARTS, BrowserState(sort=sort)) == order


def test_parts_to_check_are_the_unsure_and_the_disputed() -> None:
    assert [record.id for record in PARTS if needs_check(record)] == [2, 4, 6, 7]


def test_counts_follow_parts_that_come_change_and_go(catalogue: Catalogue) -> None:
    painted = part(5, NG)._replace(painted_type_ids=(1, 2), ignores=True)
    catalogue.merge([painted, part(8, OK, 0.9), part(30, UNSURE)])
    assert catalogue.painted_counts() == {1: 1, 2: 1, IGNORE_VALUE: 1}
    catalogue.merge([part(5, OK)])
    catalogue.remove([30, 1, 1, 99])
    again = Catalogue()
    again.fill(Contents(tuple(catalogue.records), (), None))
    assert catalogue.counts() == again.counts()
    assert (catalogue.counts().good, catalogue.counts().total) == (5, 11)
    assert catalogue.painted_counts() == {}
