"""What a training gets and what it reports, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bgad_studio.core.synthesis.recipe import Order


@dataclass(frozen=True, slots=True)
class KnownImage:
    """A known anomaly: picture and painted label map (8-bit grey PNG of the picture's size).

    Images of one part share their capture ``group``; an empty one is the image's own.
    """

    path: Path
    label_map: Path
    group: str = ""


@dataclass(frozen=True, slots=True)
class UnmaskedImage:
    """A defective part on which nothing is painted; ``group`` as of :class:`KnownImage`."""

    path: Path
    group: str = ""


@dataclass(frozen=True, slots=True)
class IgnoredArea:
    """A good part with an area nobody should learn from; ``label_map`` as of :class:`KnownImage`."""

    path: Path
    label_map: Path


@dataclass(frozen=True, slots=True)
class PartMask:
    """Where the part is on a good part's picture, as a person said: 8-bit grey PNG, 0 = beside the part."""

    path: Path
    mask: Path


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Files to learn from.

    Attributes:
        normal: Good parts the flows learn from; at least one.
        validation: Good parts that choose the whitening and scale the levels; may be empty.
        calibration: Good parts nothing has seen; may be empty: thresholds are then provisional.
        known: Labelled defects; may be empty.
        ignored: Those of the good parts of which something is left out.
        orders: Pseudo anomalies to make, by index into ``known`` and ``normal``; None: as the recipe plans.
        parts: Corrected foregrounds of some normals; the others' are found.
        unmasked: Defective parts without a label map; may be empty.
        watched: Defective parts kept aside: judged now and then meanwhile, and never learned from.
    """

    normal: tuple[Path, ...]
    validation: tuple[Path, ...]
    calibration: tuple[Path, ...]
    known: tuple[KnownImage, ...]
    ignored: tuple[IgnoredArea, ...] = ()
    orders: tuple[Order, ...] | None = None
    parts: tuple[PartMask, ...] = ()
    unmasked: tuple[UnmaskedImage, ...] = ()
    watched: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds spent, by kind of work, and the number of pseudo anomalies made."""

    extract: float
    synthesis: float
    train: float
    pseudo: int
