"""What a model says of itself, beside its weights: readable without torch."""

from __future__ import annotations

from dataclasses import dataclass

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.maps import Aggregation
from bgad_studio.core.thresholds import Thresholds

FORMAT = 4
"""Raised when old readers would misread a model."""
TORCH = "torch"
"""How the name of a runtime begins that is torch itself."""
WEIGHTS_FILE, MANIFEST_FILE = "weights.safetensors", "manifest.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything between likelihoods and verdicts; made from normals alone.

    Attributes:
        aggregation: Level grids to score map.
        thresholds: Default cut-offs.
        normal_scores: Ascending image scores of the held-out normals.
        boundaries: b_n of every level over training normals, in ``ℓ/α``.
    """

    aggregation: Aggregation
    thresholds: Thresholds
    normal_scores: tuple[float, ...]
    boundaries: dict[str, float]


@dataclass(frozen=True, slots=True)
class LevelShape:
    """Size of one level: grid, feature channels, number of whitening statistics, and of vectors remembered.

    A level that remembers vectors, of all levels' channels, has no flow and is the only one.
    """

    name: str
    height: int
    width: int
    channels: int
    whitening_groups: int
    vectors: int = 0


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the model was computed with: the same again gives the same model on a CPU.

    Attributes:
        device: Where torch computed.
        threads: CPU threads.
        features: Name and version of what computed the features.
        versions: Of packages.
    """

    device: str
    threads: int
    features: str
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a model comes from.

    Attributes:
        snapshot_id: Of the data it was trained on; None outside of a project.
        parent: Name of the model it was started from; None: from nothing.
    """

    snapshot_id: int | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Contents of ``manifest.json``.

    Attributes:
        format: :data:`FORMAT` of whoever wrote it.
        config: All hyper-parameters.
        levels: Shapes.
        calibration: From likelihoods to verdicts.
        runtime: What computed it.
        backbone_sha256: Checksum of the weights of the backbone named in ``config``.
        origin: Where it comes from.
        files: Checksum (SHA-256) of every other file of the model, by name.
    """

    format: int
    config: TrainConfig
    levels: tuple[LevelShape, ...]
    calibration: Calibration
    runtime: Runtime
    backbone_sha256: str
    origin: Origin
    files: dict[str, str]
