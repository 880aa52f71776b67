"""How long a training will take on this computer, told from the ones before."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import platformdirs

from bgad_studio.core.config import Preset, TrainConfig
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.progress import Phase, PhaseTime
from bgad_studio.services.preferences import APP

USUAL_PIXELS = 256 * 256
START_SECONDS = 4.0
"""To load everything, where nothing is loaded yet."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds a unit of work takes; the values here are of a computer with two cores.

    Attributes:
        picture: To look at a picture of 256 × 256.
        scored: To score one.
        rounds: A round of training, by preset; a preset nobody has used yet has none.
    """

    picture: float = 0.035
    scored: float = 0.045
    rounds: dict[str, float] = field(default_factory=dict)

    def learned(self, config: TrainConfig, phases: Sequence[PhaseTime]) -> Speed:
        """With what a run of this recipe took."""
        share = config.height_in * config.width_in / USUAL_PIXELS
        found = {}
        for phase in (Phase.FEATURES, Phase.TRAINING, Phase.SCORING):
            units = sum(item.units for item in phases if item.phase is phase)
            if units:
                found[phase] = sum(item.seconds for item in phases if item.phase is phase) / units
        rounds = dict(self.rounds)
        if Phase.TRAINING in found:
            rounds[config.preset.value] = found[Phase.TRAINING]
        return replace(
            self,
            picture=found.get(Phase.FEATURES, self.picture * share) / share,
            scored=found.get(Phase.SCORING, self.scored * share) / share,
            rounds=rounds,
        )


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
    """Seconds a training will take; ``measured``: this computer has done the like before."""

    seconds: float
    measured: bool


_FIRST_GUESS = {Preset.QUICK: 0.13, Preset.FAST: 0.13, Preset.PAPER: 4.0}


def estimate(work: Work, config: TrainConfig, speed: Speed) -> Estimate:
    """How long a training will take."""
    share = config.height_in * config.width_in / USUAL_PIXELS
    measured = speed.rounds.get(config.preset.value)
    each = _FIRST_GUESS[config.preset] if measured is None else measured
    seconds = START_SECONDS + share * (work.pictures * speed.picture + work.scored * speed.scored)
    return Estimate(seconds + each * _rounds(config, work), measured is not None)


def _rounds(config: TrainConfig, work: Work) -> int:
    if config.preset is not Preset.PAPER:
        return config.steps
    known = round(config.batch_images * config.known_share) if work.known else 0
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
    partial = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(to_json(load_speed().learned(config, phases)), encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        log.warning("the speed of this computer cannot be kept: %s", error)
