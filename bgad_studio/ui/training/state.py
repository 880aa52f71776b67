"""What the place to train shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import CurvePoint, Phase, PhaseTime, Progress
from bgad_studio.services.train import Readiness


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
        phases: What it has done, and how long that took.
        reached: The phase it is in, or ended in.
        end: How the last one ended.
        trouble: Why, if it failed or was interrupted.
        model: Number of the model the last one made.
        seconds: How long the last one took.
        left_out: Pictures that could not be scored.
    """

    readiness: Readiness | None = None
    stage: Stage = Stage.IDLE
    busy: bool = False
    progress: Progress | None = None
    curve: tuple[CurvePoint, ...] = ()
    phases: tuple[PhaseTime, ...] = ()
    reached: Phase | None = None
    end: End = End.NONE
    trouble: Trouble | None = None
    model: int | None = None
    seconds: float | None = None
    left_out: tuple[Trouble, ...] = ()

    @property
    def running(self) -> bool:
        """Whether a training runs."""
        return self.stage is not Stage.IDLE

    @property
    def can_start(self) -> bool:
        """Whether one can be started now."""
        return (
            not self.running
            and not self.busy
            and self.readiness is not None
            and self.readiness.trouble is None
        )
