"""What a person is asked to look at, why, and in which order."""

from __future__ import annotations

from itertools import count

import pytest

from bgad_studio.core.records import ImageRecord, ImageScore, Role, Verdict
from bgad_studio.core.review import NEAREST, STRANGEST, Queued, Reason, review_queue

OK, NG, UNSURE = Verdict.OK, Verdict.NG, Verdict.UNSURE
REVIEW_CUT, NG_CUT = 4.0, 6.0
_ids = count(1)


def part(score: float | None, verdict: Verdict | None = None, *, learned: bool = False) -> ImageRecord:
    number = next(_ids)
    name = f"{number}.png"
    said = None
    if score is not None:
        said = ImageScore(1, score, NG if score >= NG_CUT else UNSURE if score >= REVIEW_CUT else OK)
    role = Role.NORMAL_TRAIN if learned else None
    return ImageRecord(number, name, name, "", 9, 9, name, verdict, score=said, role=role)


def queue(*parts: ImageRecord, looked_at: tuple[ImageRecord, ...] = ()) -> tuple[Queued, ...]:
    return review_queue(parts, {item.id for item in looked_at}, REVIEW_CUT, NG_CUT)


@pytest.mark.parametrize(
    ("score", "verdict", "reason"),
    [
        (1.0, NG, Reason.MISSED),
        (9.0, OK, Reason.ALARM),
        (5.0, None, Reason.BETWEEN),
        (5.0, UNSURE, Reason.UNSURE),
        (9.0, UNSURE, Reason.UNSURE),
        (1.0, OK, None),
        (9.0, NG, None),
        (5.0, OK, None),
        (5.0, NG, None),
        (None, None, None),
        (None, UNSURE, None),
    ],
)
def test_a_part_is_asked_about_for_what_person_and_model_say(score, verdict, reason) -> None:
    asked = queue(part(score, verdict, learned=True))
    assert [item.reason for item in asked] == ([] if reason is None else [reason])


def test_of_new_parts_nobody_judged_the_most_unusual_and_the_nearest_to_a_line_are_asked_about() -> None:
    strange = [part(20.0 + rank) for rank in range(STRANGEST)]
    near = [part(NG_CUT + 0.01 * (rank + 1)) for rank in range(NEAREST)]
    others = [part(0.5), part(8.0), part(12.0)]
    asked = queue(*others, *near, *strange)
    found = {reason: {item.image_id for item in asked if item.reason is reason} for reason in Reason}
    assert found[Reason.STRANGE] == {item.id for item in strange}
    assert found[Reason.NEAR] == {item.id for item in near}
    assert len(asked) == STRANGEST + NEAREST


def test_what_the_model_has_learned_from_is_never_strange_or_near() -> None:
    assert queue(part(30.0, learned=True), part(NG_CUT, learned=True)) == ()


def test_a_part_is_asked_about_once() -> None:
    only = part(5.0)
    assert queue(only) == (Queued(only.id, Reason.BETWEEN),)
    strange = part(NG_CUT)
    assert queue(strange) == (Queued(strange.id, Reason.STRANGE),)


def test_what_was_looked_at_leaves_and_nothing_moves_up_for_it() -> None:
    strange = [part(20.0 + rank) for rank in range(STRANGEST)]
    near = [part(NG_CUT + 0.01 * (rank + 1)) for rank in range(NEAREST)]
    rest = [part(10.0), part(11.0)]
    before = queue(*strange, *near, *rest)
    after = queue(*strange, *near, *rest, looked_at=(strange[0], near[0]))
    gone = {strange[0].id, near[0].id}
    assert {item.image_id for item in after} == {item.image_id for item in before} - gone
    assert {rest[0].id, rest[1].id}.isdisjoint(item.image_id for item in after)


def test_reasons_take_turns_and_the_worst_case_of_each_comes_first() -> None:
    passed = [part(3.0, NG), part(0.5, NG)]
    alarms = [part(7.0, OK, learned=True), part(9.0, OK, learned=True)]
    asked = queue(*passed, *alarms)
    assert [item.image_id for item in asked] == [passed[1].id, alarms[1].id, passed[0].id, alarms[0].id]
