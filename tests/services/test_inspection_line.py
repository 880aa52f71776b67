"""No picture is lost when judging fails: what was in hand comes first again, in smaller lots."""

from __future__ import annotations

from pathlib import Path

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.services.inspection.judge import TOGETHER
from bgad_studio.services.inspection.line import AGAIN_SECONDS, Line

DIED = Trouble(problems.COMPUTE_DIED, (("reason", "killed"),))
BROKEN = Trouble(problems.MODEL_BROKEN)
PATHS = [Path(f"{number:03d}.png") for number in range(2 * TOGETHER)]


def test_pictures_are_judged_in_the_order_they_came_by_lots() -> None:
    line = Line()
    line.add(PATHS)
    assert line.take() == PATHS[:TOGETHER]
    line.judged(PATHS[:TOGETHER])
    assert line.take() == PATHS[TOGETHER:]
    assert len(line) == 0


def test_what_was_not_judged_when_it_failed_comes_first_again_in_smaller_lots() -> None:
    line = Line()
    line.add(PATHS)
    line.take()
    line.judged(PATHS[:10])
    assert line.give_back(DIED) == AGAIN_SECONDS[0]
    assert len(line) == len(PATHS) - 10
    again = line.take()
    assert again == PATHS[10 : 10 + len(again)]
    assert 0 < len(again) < TOGETHER


def test_it_is_tried_again_by_itself_a_few_times_and_then_a_person_is_asked() -> None:
    line = Line()
    line.add(PATHS)
    waits = []
    for _ in range(len(AGAIN_SECONDS) + 1):
        line.take()
        waits.append(line.give_back(DIED))
    assert waits == [*AGAIN_SECONDS, None]
    line.try_again()
    line.take()
    assert line.give_back(DIED) == AGAIN_SECONDS[0]


def test_a_part_that_was_judged_forgives_earlier_failures() -> None:
    line = Line()
    line.add(PATHS)
    line.take()
    line.give_back(DIED)
    line.judged(line.take())
    assert line.take() == PATHS[8 : 8 + TOGETHER]


def test_what_will_not_mend_itself_is_told_at_once() -> None:
    line = Line()
    line.add(PATHS)
    line.take()
    assert line.give_back(BROKEN) is None
    assert line.take()[0] == PATHS[0]
