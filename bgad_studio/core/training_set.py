"""What a training gets and what it reports, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownImage:
    """A known anomaly: picture and painted label map (8-bit grey PNG of the picture's size)."""

    path: Path
    label_map: Path


@dataclass(frozen=True, slots=True)
class IgnoredArea:
    """A good part with an area nobody should learn from; ``label_map`` as of :class:`KnownImage`."""

    path: Path
    label_map: Path


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Files to learn from.

    Attributes:
        normal: Good parts the flows learn from; at least one.
        validation: Good parts that choose the whitening and scale the levels; may be empty.
        calibration: Good parts nothing has seen; may be empty: thresholds are then provisional.
        known: Labelled defects; may be empty.
        ignored: Those of the good parts of which something is left out.
    """

    normal: tuple[Path, ...]
    validation: tuple[Path, ...]
    calibration: tuple[Path, ...]
    known: tuple[KnownImage, ...]
    ignored: tuple[IgnoredArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds spent, by kind of work, and the number of pseudo anomalies made."""

    extract: float
    synthesis: float
    train: float
    pseudo: int
