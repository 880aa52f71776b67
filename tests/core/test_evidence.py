"""Lines by cost and by recall: what they rest on, where they lie, and when there is none."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import Problem, StudioError
from bgad_studio.core.evidence import Evidence, cut_by_cost, cut_by_recall
from bgad_studio.core.how_set import (
    ByCost,
    ByHand,
    ByLevels,
    ByRecall,
    Costs,
    HowSet,
    Own,
    how_of,
    stored_how,
)
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.taught import Taught


def _record(number: int, verdict: Verdict | None, kind: int | None = None, group: str = "") -> ImageRecord:
    return ImageRecord(number, "", str(number), "", 1, 1, group or str(number), verdict, kind)


def _evidence(
    good: list[float], kinds: dict[int, list[float]], marked: dict[int, int] | None = None
) -> Evidence:
    unseen = {kind: np.array(scores) for kind, scores in kinds.items()}
    counts = marked or {kind: len(scores) for kind, scores in kinds.items()}
    return Evidence(np.array(good), unseen, counts, np.zeros(0))


def _refused(problem: Problem, evidence: Evidence) -> None:
    with pytest.raises(StudioError) as caught:
        cut_by_cost(evidence, Costs(50, 1, 10))
    assert caught.value.problem is problem


def test_parts_of_a_group_that_has_taught_are_no_evidence_and_unjudged_ones_neither() -> None:
    ok, ng = Verdict.OK, Verdict.NG
    records = [
        _record(1, ok, group="a"),
        _record(2, ok, group="a"),
        _record(3, ok, group="b"),
        _record(4, ng, 7),
        _record(5, ng, 7),
        _record(6, ng, 8),
        _record(7, None),
        _record(8, Verdict.UNSURE),
        _record(9, ok),
    ]
    found = Evidence.of(
        records,
        lambda record: None if record.id == 9 else float(record.id),
        Taught(frozenset({"a", "4", "6"})),
    )
    assert found.good.tolist() == [3]
    assert {kind: scores.tolist() for kind, scores in found.unseen.items()} == {7: [5]}
    assert found.marked == {7: 2, 8: 1}
    assert found.learned.tolist() == [4, 6]


def test_parts_that_are_told_apart_have_the_line_in_the_middle_of_the_gap() -> None:
    line, how = cut_by_cost(_evidence([1.0, 2.0], {1: [4.0, 9.0]}), Costs(50, 1, 10))
    assert line == 3.0
    assert how == ByCost(Costs(50, 1, 10), 2, 2, 0)


def test_no_other_line_costs_less() -> None:
    rng = np.random.default_rng(0)
    good, defective = np.sort(rng.normal(0, 1, 200)), np.sort(rng.normal(2, 1, 40))
    evidence = _evidence(list(good), {1: list(defective)})
    for costs in (Costs(50, 1, 10), Costs(5, 1, 100), Costs(1, 20, 300)):
        line, _ = cut_by_cost(evidence, costs)

        def price(cut: float, costs: Costs = costs) -> float:
            escapes, overkills = (defective < cut).mean(), (good >= cut).mean()
            return (
                costs.defective * costs.escape * escapes
                + (1000 - costs.defective) * costs.overkill * overkills
            )

        assert price(line) <= min(price(cut) for cut in np.linspace(-5, 6, 3000)) + 1e-9


def test_the_dearer_an_escape_the_lower_the_line() -> None:
    rng = np.random.default_rng(1)
    evidence = _evidence(list(np.sort(rng.normal(0, 1, 200))), {1: list(np.sort(rng.normal(2, 1, 60)))})
    lines = [cut_by_cost(evidence, Costs(escape, 1, 20))[0] for escape in (1, 10, 100, 1000)]
    assert lines == sorted(lines, reverse=True)
    assert lines[0] > lines[-1]


def test_a_kind_counts_as_often_as_it_was_marked_not_as_often_as_it_was_kept_apart() -> None:
    good = [float(value) for value in range(100)]
    kinds = {1: [50.0], 2: [200.0] * 9}
    rare, usual = _evidence(good, kinds, {1: 1, 2: 9}), _evidence(good, kinds, {1: 90, 2: 10})
    costs = Costs(25, 1, 100)
    assert cut_by_cost(rare, costs)[0] > 99
    assert cut_by_cost(usual, costs)[0] < 50


def test_without_an_unseen_part_of_either_sort_there_is_no_line_by_cost() -> None:
    _refused(problems.NO_UNSEEN_DEFECT, _evidence([1.0], {}))
    _refused(problems.NO_UNSEEN_GOOD, _evidence([], {1: [1.0]}))


def test_kinds_without_an_unseen_part_are_counted_as_missing() -> None:
    _, how = cut_by_cost(_evidence([1.0], {1: [3.0]}, {1: 6, 2: 4, 3: 1}), Costs(50, 1, 10))
    assert how.kinds_missing == 2


def test_the_highest_line_that_finds_so_many_is_taken() -> None:
    evidence = _evidence([], {1: [1.0, 5.0], 2: [2.0, 3.0, 4.0]})
    for share, line, found in ((1.0, 1.0, 5), (0.8, 2.0, 4), (0.81, 1.0, 5), (0.6, 3.0, 3), (0.01, 5.0, 1)):
        assert cut_by_recall(evidence, share) == (line, ByRecall(share, found, 5, unseen=True))


def test_recall_on_learned_parts_is_marked_as_such() -> None:
    nothing: dict[int | None, np.ndarray] = {}
    learned = Evidence(np.zeros(0), nothing, {1: 2}, np.array([3.0, 6.0]))
    assert cut_by_recall(learned, 0.5) == (6.0, ByRecall(0.5, 1, 2, unseen=False))
    with pytest.raises(StudioError) as caught:
        cut_by_recall(Evidence(np.zeros(0), nothing, {}, np.zeros(0)), 0.5)
    assert caught.value.problem is problems.NO_MARKED_DEFECT


@pytest.mark.parametrize(
    "how",
    [Own(), ByHand(), ByLevels(0.05, 0.01), ByCost(Costs(50, 1, 10), 24, 6, 1), ByRecall(0.95, 6, 6, True)],
)
def test_how_it_was_set_comes_back_as_it_was(how: HowSet) -> None:
    assert how_of(*stored_how(how)) == how


def test_what_no_version_wrote_is_refused_and_nothing_noted_is_none() -> None:
    assert how_of(None, None) is None
    with pytest.raises(ValueError, match="no way"):
        how_of("magic", "{}")
