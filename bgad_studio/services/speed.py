"""How long a training will take on this computer, told from the ones before."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from bgad_studio.core.backbone_store import COST
from bgad_studio.core.config import Method, Preset, TrainConfig
from bgad_studio.core.disk import write_whole
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.progress import TRAINING_PHASES, Phase, PhaseTime, Progress
from bgad_studio.services.preferences import APP

USUAL_PIXELS = 256 * 256
START_SECONDS = 4.0
"""To load everything, where nothing is loaded yet."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds a unit of work takes on this computer.

    Attributes:
        pictures: To look at a picture of 256 × 256, by backbone; one nobody has used yet has none.
        scored: To score one, likewise.
        rounds: A round of training, by preset and backbone, likewise.
        prepared: To prepare a training with known defects, by preset and backbone.
    """

    pictures: dict[str, float] = field(default_factory=dict)
    scored: dict[str, float] = field(default_factory=dict)
    rounds: dict[str, float] = field(default_factory=dict)
    prepared: dict[str, float] = field(default_factory=dict)

    def knows(self, config: TrainConfig) -> bool:
        """Whether trainings by this recipe have been timed."""
        return _recipe(config) in self.rounds

    def learned(self, config: TrainConfig, phases: Sequence[PhaseTime]) -> Speed:
        """With what a run of this recipe took."""
        share = config.height_in * config.width_in / USUAL_PIXELS
        taken = (
            (Phase.FEATURES, self.pictures, config.backbone, share),
            (Phase.SCORING, self.scored, config.backbone, share),
            (Phase.TRAINING, self.rounds, _recipe(config), 1.0),
        )
        learned = []
        for phase, known, name, unit in taken:
            units = sum(item.units for item in phases if item.phase is phase)
            seconds = sum(item.seconds for item in phases if item.phase is phase)
            learned.append({**known, name: seconds / units / unit} if units else known)
        ready = sum(item.seconds for item in phases if item.phase is Phase.PREPARING)
        masked = config.method is Method.BGAD and ready
        prepared = {**self.prepared, _recipe(config): ready} if masked else self.prepared
        pictures, scored, rounds = learned
        return Speed(pictures, scored, rounds, prepared)


@dataclass(frozen=True, slots=True)
class Work:
    """What a training has to do.

    Attributes:
        normals: Good parts the flows learn from.
        pictures: Pictures to look at, pseudo anomalies among them.
        scored: Pictures to score.
        known: There are known defects.
    """

    normals: int
    pictures: int
    scored: int
    known: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds a training will take; ``measured``: this computer has done the like, or a little of it."""

    seconds: float
    measured: bool


_PICTURE, _SCORED = 0.035, 0.045
"""A first guess of :class:`Speed`, on two cores, with the smallest backbone."""
_ROUND = {Preset.QUICK: 0.17, Preset.FAST: 0.17, Preset.PAPER: 4.0}
_PREPARED = {Preset.QUICK: 9.0, Preset.FAST: 9.0, Preset.PAPER: 0.0}
"""Likewise."""


def estimate(work: Work, config: TrainConfig, speed: Speed) -> Estimate:
    """How long a training will take."""
    seconds = sum(forecast(work, config, speed).values())
    return Estimate(seconds, _slowness(config.backbone, speed) is not None)


def forecast(work: Work, config: TrainConfig, speed: Speed) -> dict[Phase, float]:
    """Seconds every phase of a training will take, without those that take none to speak of."""
    share = config.height_in * config.width_in / USUAL_PIXELS
    picture = _looking(speed.pictures, config.backbone, _PICTURE)
    # a computer that has looked at pictures only scores them as much slower or faster than guessed
    alike = {name: seconds * _SCORED / _PICTURE for name, seconds in speed.pictures.items()}
    scored = _looking(alike | speed.scored, config.backbone, _SCORED)
    slowness = _slowness(config.backbone, speed)
    each = speed.rounds.get(_recipe(config), _ROUND[config.preset] * (slowness or 1.0))
    prepared = speed.prepared.get(_recipe(config), _PREPARED[config.preset] * (slowness or 1.0))
    return {
        Phase.STARTING: START_SECONDS,
        Phase.FEATURES: share * work.pictures * picture,
        Phase.PREPARING: prepared if work.known else 0.0,
        Phase.TRAINING: each * _rounds(config, work),
        Phase.SCORING: share * work.scored * scored,
    }


def seconds_left(progress: Progress, expected: Mapping[Phase, float], furthest: Phase) -> float | None:
    """Until the end of the whole training: of the phase in hand as it tells itself, and of those to come.

    Args:
        progress: Of a training.
        expected: From :func:`forecast`; empty: nobody knows, and the phase in hand is all that is told.
        furthest: Phase it has been in already: good parts kept aside are looked at after it has learned.
    """
    if not expected:
        return progress.seconds_left
    own = progress.seconds_left
    if own is None:
        own = expected.get(progress.phase, 0.0) if progress.phase is furthest else 0.0
    done = TRAINING_PHASES.index(furthest)
    return own + sum(seconds for phase, seconds in expected.items() if TRAINING_PHASES.index(phase) > done)


def further(phase: Phase, other: Phase | None) -> Phase:
    """The later of two phases of a training."""
    return phase if other is None or TRAINING_PHASES.index(phase) > TRAINING_PHASES.index(other) else other


def _slowness(backbone: str, speed: Speed) -> float | None:
    """How much longer rounds take here than they were guessed to, whatever the recipe; None: not known."""
    usual = {f"{preset.value} {backbone}": guess for preset, guess in _ROUND.items()}
    ratios = [seconds / usual[name] for name, seconds in speed.rounds.items() if name in usual]
    return max(ratios, default=None)


def _looking(known: Mapping[str, float], backbone: str, guess: float) -> float:
    """Seconds a picture takes; with a backbone nobody has used yet, by its arithmetic against another's."""
    if backbone in known:
        return known[backbone]
    units = (seconds / COST[name] for name, seconds in known.items() if name in COST)
    return max(units, default=guess) * COST[backbone]


def _recipe(config: TrainConfig) -> str:
    """What the length of a round goes by."""
    return f"{config.preset.value} {config.backbone}"


def _rounds(config: TrainConfig, work: Work) -> int:
    if config.preset is not Preset.PAPER:
        return config.steps
    known = config.batch_known if work.known else 0
    return config.epochs * -(-work.normals // (config.batch_images - known))


def speed_file() -> Path:
    """Where it is kept: it belongs to the computer, not to a project."""
    return platformdirs.user_state_path(APP, appauthor=False) / "speed.json"


def load_speed() -> Speed:
    """What is known of this computer."""
    try:
        return from_json(Speed, speed_file().read_bytes())
    except FileNotFoundError:
        return Speed()
    except (OSError, ValueError) as error:
        log.warning("the speed of this computer cannot be read: %s", error)
        return Speed()


def note_run(config: TrainConfig, phases: Sequence[PhaseTime]) -> None:
    """Remember what a finished run took; not to be able to is no trouble for the run."""
    file = speed_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, to_json(load_speed().learned(config, phases)).encode())
    except OSError as error:
        log.warning("the speed of this computer cannot be kept: %s", error)
