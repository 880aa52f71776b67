"""How long work reports: it yields these, and every yield is a place where it may be stopped."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

Result = TypeVar("Result")
Told = TypeVar("Told")
Retold = TypeVar("Retold")


def result_of(work: Generator[object, None, Result]) -> Result:
    """Carry work out to its end, whatever it tells meanwhile."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result


def retold(
    work: Generator[Told, None, Result], tell: Callable[[Told], Retold]
) -> Generator[Retold, None, Result]:
    """The same work, telling what ``tell`` makes of what it tells."""
    while True:
        try:
            told = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield tell(told)


class Phase(StrEnum):
    """What long work is doing; the window translates it (context ``Phase``)."""

    STARTING = "starting"
    IMPORTING = "importing"
    GENERATING = "generating"
    SYNTHESIS = "synthesis"
    FEATURES = "features"
    CALIBRATING = "calibrating"
    PREPARING = "preparing"
    TRAINING = "training"
    SCORING = "scoring"
    INSPECTING = "inspecting"
    SAVING = "saving"


TRAINING_PHASES: Final = (
    Phase.STARTING,
    Phase.FEATURES,
    Phase.SYNTHESIS,
    Phase.PREPARING,
    Phase.TRAINING,
    Phase.CALIBRATING,
    Phase.SAVING,
    Phase.SCORING,
)
"""Of a training until every image is scored, in the order in which they are first told of."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Work done so far: ``done`` of ``total`` units; ``seconds_left`` None while unknown."""

    phase: Phase
    done: int
    total: int
    seconds_left: float | None = None

    @property
    def fraction(self) -> float:
        """Between 0 and 1."""
        return self.done / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """A stretch of a run that is over: what it did, how many units of it, and how long that took."""

    phase: Phase
    units: int
    seconds: float


class Matter(StrEnum):
    """What a run has to say beside its progress; the window words it (context ``TrainLog``).

    ON_CPU, ON_GPU: what computes it. RESUMED: it went on from a kept state. SMALLER: memory was short, so
    less is computed at once. TO_CPU: it still was, so the processor goes on instead of the graphics card.
    UNKEPT: its state could not be written.
    """

    ON_CPU = "on_cpu"
    ON_GPU = "on_gpu"
    RESUMED = "resumed"
    SMALLER = "smaller"
    TO_CPU = "to_cpu"
    UNKEPT = "unkept"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth a line in a run's log.

    Attributes:
        matter: What it is about.
        step: Of training, where it went on; else 0.
        steps: In all; else 0.
        parts: Into how many parts work is cut where memory is short.
        threads: That compute, of ON_CPU; else 0.
        reason: Why, as the system says; the card, of ON_GPU.
    """

    matter: Matter
    step: int = 0
    steps: int = 0
    parts: int = 1
    threads: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many places of one mini-batch look how usual; the boundaries of all levels are laid on their mean.

    Attributes:
        low: Lower edge of the first bin, in ``ℓ/α``; everything below is counted in it.
        high: Upper edge of the last bin; everything above is counted in it.
        margin: τ; anomalies are pushed below ``b_n - τ``.
        normal: Places of normal images by bin.
        anomalous: Places of known and pseudo anomalies by bin; empty before they join.
    """

    low: float
    high: float
    margin: float
    normal: tuple[int, ...]
    anomalous: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """State of training after ``step`` of ``steps``.

    Attributes:
        step: Steps done.
        steps: Steps in all.
        loss: Sum of the levels' losses.
        boundary: b_n, mean of the levels, in ``ℓ/α``.
        normal_mean: Mean ``ℓ/α`` of normal samples.
        anomaly_mean: Mean ``ℓ/α`` of anomalous samples; None before they join.
        spread: Histogram of both; None where a run of an older version kept none.
        auroc: How well defective parts kept aside are told from good ones, 0…1; None where nobody looked.
    """

    step: int
    steps: int
    loss: float
    boundary: float
    normal_mean: float
    anomaly_mean: float | None
    spread: Spread | None = None
    auroc: float | None = None


def continued(curve: tuple[CurvePoint, ...], points: Iterable[CurvePoint]) -> tuple[CurvePoint, ...]:
    """A curve with more points: where a training went back to a kept state, what came after that goes."""
    joined = list(curve)
    for point in points:
        while joined and joined[-1].step >= point.step:
            joined.pop()
        joined.append(point)
    return tuple(joined)
