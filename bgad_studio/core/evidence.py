"""Thresholds by what mistakes cost and by how many defects are to be found, from scores of known parts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.how_set import ByCost, ByRecall, Costs
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.taught import Taught

Floats = NDArray[np.float64]
THOUSAND = 1000
"""Parts that :attr:`Costs.defective` speaks of."""
_SLACK = 1e-9
"""For products like share·n that should be whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Scores of a project's judged parts under one model, apart by whether it has learned from them.

    Attributes:
        good: (n,) ascending, of good parts it has not learned from.
        unseen: By kind of defect (a type's id; None: not typed): (m,) ascending, of defective parts it has
            not learned from; only kinds of which there are some.
        marked: By kind of defect: all parts of it, learned from or not; how often kinds come.
        learned: (k,) ascending, of defective parts it has learned from.
    """

    good: Floats
    unseen: Mapping[int | None, Floats]
    marked: Mapping[int | None, int]
    learned: Floats

    @classmethod
    def of(
        cls,
        records: Iterable[ImageRecord],
        score: Callable[[ImageRecord], float | None],
        taught: Taught,
    ) -> Evidence:
        """Of the parts that have a score and a person's OK or NG.

        Args:
            records: Parts of a project.
            score: By the model; None: it has not judged the part.
            taught: What the model has learned from.
        """
        good: list[float] = []
        learned: list[float] = []
        unseen: dict[int | None, list[float]] = {}
        marked: dict[int | None, int] = {}
        for record in records:
            value, seen = score(record), record in taught
            if value is None:
                continue
            if record.verdict is Verdict.OK and not seen:
                good.append(value)
            elif record.verdict is Verdict.NG:
                kind = _kind(record)
                marked[kind] = marked.get(kind, 0) + 1
                (learned if seen else unseen.setdefault(kind, [])).append(value)
        return cls(
            _ascending(good),
            {kind: _ascending(values) for kind, values in unseen.items()},
            marked,
            _ascending(learned),
        )

    @property
    def defective(self) -> Floats:
        """(m,) ascending, of all defective parts the model has not learned from."""
        return np.sort(np.concatenate([*self.unseen.values(), np.zeros(0)]))

    def alarms(self, cuts: Floats) -> Floats:
        """(c,) shares of the unseen good parts at or above each of (c,) lines."""
        return _share_from(self.good, cuts)

    def misses(self, cuts: Floats) -> Floats:
        """(c,) shares of unseen defective parts below each line; kinds count as often as they were marked."""
        missed = sum(
            self.marked[kind] * (1 - _share_from(scores, cuts)) for kind, scores in self.unseen.items()
        )
        return np.asarray(missed / sum(self.marked[kind] for kind in self.unseen), np.float64)


def cut_by_cost(evidence: Evidence, costs: Costs) -> tuple[float, ByCost]:
    """The NG line with the least expected cost; where a whole gap between scores costs the same, its middle.

    Raises:
        StudioError: NO_UNSEEN_DEFECT, NO_UNSEEN_GOOD.
    """
    defective = evidence.defective
    if not defective.size:
        raise StudioError(problems.NO_UNSEEN_DEFECT)
    if not evidence.good.size:
        raise StudioError(problems.NO_UNSEEN_GOOD)
    scores = np.unique(np.concatenate([evidence.good, defective]))
    # a line at a score is as good as anywhere between it and the score below; the last one stops nothing
    lines = np.append(scores, np.nextafter(scores[-1], np.inf))
    prices = costs.defective * costs.escape * evidence.misses(lines)
    prices += (THOUSAND - costs.defective) * costs.overkill * evidence.alarms(lines)
    # of equal prices the lowest line: it lets the fewest defects of unknown kinds pass
    best = int(np.flatnonzero(prices <= prices.min() * (1 + _SLACK))[0])
    how = ByCost(costs, len(evidence.good), len(defective), len(evidence.marked) - len(evidence.unseen))
    if best in (0, len(scores)):
        return float(lines[best]), how
    middle = float((lines[best - 1] + lines[best]) / 2)
    return (middle if middle > lines[best - 1] else float(lines[best])), how


def cut_by_recall(evidence: Evidence, share: float) -> tuple[float, ByRecall]:
    """The highest line that at least this share of the defective parts reach.

    On parts the model has not learned from; where there are none, on those it has, and the answer says so.

    Raises:
        StudioError: NO_MARKED_DEFECT.
    """
    unseen = evidence.defective
    scores = unseen if unseen.size else evidence.learned
    if not scores.size:
        raise StudioError(problems.NO_MARKED_DEFECT)
    wanted = max(math.ceil(share * len(scores) - _SLACK), 1)
    line = float(scores[len(scores) - wanted])
    found = int((scores >= line).sum())
    return line, ByRecall(share, found, len(scores), bool(unseen.size))


def _kind(record: ImageRecord) -> int | None:
    """The first type painted, else the one that was given."""
    return record.painted_type_ids[0] if record.painted_type_ids else record.defect_type_id


def _ascending(values: list[float]) -> Floats:
    return np.sort(np.asarray(values, np.float64))


def _share_from(ascending: Floats, cuts: Floats) -> Floats:
    """(c,) shares of scores at or above each line."""
    return np.asarray(1 - np.searchsorted(ascending, cuts, "left") / len(ascending), np.float64)
