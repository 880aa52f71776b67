"""What the place to train shows. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from bgad_studio.core.config import TrainConfig, warm_config
from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import CurvePoint, Phase, PhaseTime, Progress, Remark
from bgad_studio.services.speed import Estimate, Speed, estimate, forecast
from bgad_studio.services.train import Readiness
from bgad_studio.services.unfinished import Unfinished

PLATEAU_POINTS = 8
"""Points of the curve on either side of the comparison that finds a plateau."""
PLATEAU_GAIN = 0.01
"""Share of all that the loss has won so far; less than this from one side to the other is a plateau."""
LATE = 0.85
"""From this share of the training on a hint to stop it is not worth the while."""


class Stage(Enum):
    """STOPPING keeps what was learned, CANCELLING throws it away."""

    IDLE = "idle"
    RUNNING = "running"
    STOPPING = "stopping"
    CANCELLING = "cancelling"


class End(Enum):
    """How the last training ended; NONE before the first."""

    NONE = "none"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TrainState:
    """The place to train.

    Attributes:
        readiness: What a training would learn from; None until it is known.
        stage: Whether one runs.
        busy: The compute process is at work, on a training or on scores.
        progress: How far it is.
        curve: Points of the running training, else of the last one.
        story: What it has done, how long that took, and what it had to say.
        reached: The phase it is in, or ended in.
        end: How the last one ended.
        trouble: Why, if it failed or was interrupted.
        model: Number of the model the last one made.
        seconds: How long the last one took.
        speed: What this computer took before.
        left_out: Pictures that could not be scored.
        backbones: timm names of the networks that can be trained with.
        unfinished: The training that stopped on its way and can go on; it has to be decided about first.
        queued: One begins as soon as what is computed now is done.
        expected: Seconds every phase of the running one will take; empty where nobody knows.
        furthest: The latest phase of the running one so far.
        promoted: The model the last one made judges unasked, as a person has chosen.
    """

    readiness: Readiness | None = None
    stage: Stage = Stage.IDLE
    busy: bool = False
    progress: Progress | None = None
    curve: tuple[CurvePoint, ...] = ()
    story: tuple[PhaseTime | Remark, ...] = ()
    reached: Phase | None = None
    end: End = End.NONE
    trouble: Trouble | None = None
    model: int | None = None
    seconds: float | None = None
    speed: Speed = field(default_factory=Speed)
    left_out: tuple[Trouble, ...] = ()
    backbones: tuple[str, ...] = ()
    unfinished: Unfinished | None = None
    queued: bool = False
    expected: Mapping[Phase, float] = field(default_factory=dict)
    furthest: Phase | None = None
    promoted: bool = False

    @property
    def phases(self) -> tuple[PhaseTime, ...]:
        """What it has done, and how long that took."""
        return tuple(item for item in self.story if isinstance(item, PhaseTime))

    @property
    def plateau(self) -> bool:
        """Whether it hardly gets better any more, long before its end."""
        curve = self.curve
        if not self.running or len(curve) < 3 * PLATEAU_POINTS or curve[-1].step > LATE * curve[-1].steps:
            return False
        losses = [point.loss for point in curve if point.anomaly_mean is not None] or [p.loss for p in curve]
        if len(losses) < 2 * PLATEAU_POINTS:
            return False
        before = sum(losses[-2 * PLATEAU_POINTS : -PLATEAU_POINTS]) / PLATEAU_POINTS
        now = sum(losses[-PLATEAU_POINTS:]) / PLATEAU_POINTS
        return before - now < PLATEAU_GAIN * max(max(losses) - now, 1e-9)

    def estimated(self, config: TrainConfig, warm: bool) -> Estimate | None:
        """How long a training by this recipe will take; None while it is not known what it learns from.

        Args:
            config: The recipe.
            warm: It starts from the model that judges.
        """
        if self.readiness is None or self.readiness.trouble is not None:
            return None
        return estimate(self.readiness.work, self._as_run(config, warm), self.speed)

    def forecast(self, config: TrainConfig, warm: bool) -> Mapping[Phase, float]:
        """The same phase by phase; empty while it is not known what it learns from."""
        if self.readiness is None:
            return {}
        return forecast(self.readiness.work, self._as_run(config, warm), self.speed)

    def _as_run(self, config: TrainConfig, warm: bool) -> TrainConfig:
        sight = None if self.readiness is None else self.readiness.sight
        sized = config if sight is None else sight.sized(config)
        return warm_config(sized) if warm else sized

    @property
    def running(self) -> bool:
        """Whether a training runs."""
        return self.stage is not Stage.IDLE

    @property
    def can_start(self) -> bool:
        """Whether one can be started; while something else is computed it waits for that."""
        return (
            not self.running
            and not self.queued
            and self.readiness is not None
            and self.readiness.trouble is None
            and self.unfinished is None
        )

    @property
    def can_go_on(self) -> bool:
        """Whether the one that stopped can be taken up now."""
        return self.unfinished is not None and not self.running and not self.busy
