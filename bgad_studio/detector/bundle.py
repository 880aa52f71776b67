"""A trained detector as a folder, or as one file: ``weights.safetensors`` and ``manifest.json``.

Loading runs no code, and believes nothing: see :mod:`.bundle_checks`.
"""

from __future__ import annotations

import importlib.metadata
import logging
import shutil
import zipfile
from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import nn

from bgad_studio.core import problems
from bgad_studio.core.config import TrainConfig
from bgad_studio.core.disk import settle, write_whole
from bgad_studio.core.errors import StudioError
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.manifest import (
    FORMAT,
    MANIFEST_FILE,
    WEIGHTS_FILE,
    LevelShape,
    Manifest,
    Origin,
    Runtime,
)
from bgad_studio.core.maps import PART
from bgad_studio.detector.bundle_checks import (
    check_format,
    check_manifest,
    check_tensors,
    read_file,
)
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.neighbours import Neighbours
from bgad_studio.detector.opinion import OPINION, Opinion
from bgad_studio.detector.part_opinion import PartOpinion
from bgad_studio.detector.whitening import Whitener

PACKAGES = ("bgad-studio", "torch", "timm", "FrEIA", "numpy", "opencv-python-headless")
"""Versions stored with a model."""

NOWHERE = Origin()
"""Of a model that was made outside of a project, from nothing."""

log = logging.getLogger(__name__)


def describe(detector: Detector, extractor: Extractor, origin: Origin, files: dict[str, str]) -> Manifest:
    """The manifest of a trained and calibrated detector."""
    assert detector.calibration is not None
    shapes = shapes_of(detector)
    versions = {package: importlib.metadata.version(package) for package in PACKAGES}
    runtime = Runtime(str(extractor.device), torch.get_num_threads(), extractor.runtime, versions)
    weights = extractor.backbone.weights_sha256
    return Manifest(FORMAT, detector.config, shapes, detector.calibration, runtime, weights, origin, files)


def save(detector: Detector, folder: Path, extractor: Extractor, origin: Origin = NOWHERE) -> Manifest:
    """Write a detector; the folder appears complete or not at all.

    Args:
        detector: Trained and calibrated.
        folder: Must not exist.
        extractor: What its features came from.
        origin: Where it comes from.

    Raises:
        OSError: If it cannot be written; nothing is left of it.
    """
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in detector.state_dict().items()}
    blob = save_tensors(tensors)
    manifest = describe(detector, extractor, origin, {WEIGHTS_FILE: sha256(blob).hexdigest()})
    scratch = folder.with_name(folder.name + ".part")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(parents=True)
        write_whole(scratch / WEIGHTS_FILE, blob)
        write_whole(scratch / MANIFEST_FILE, to_json(manifest).encode())
        scratch.replace(folder)
        settle(folder.parent)
    except OSError:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    detector.manifest = manifest
    return manifest


def pack(folder: Path, file: Path) -> None:
    """Write a stored detector as one file, whole or not at all.

    Raises:
        StudioError: EXPORT_UNWRITABLE.
    """
    scratch = file.with_name(file.name + ".part")
    try:
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_STORED) as archive:
            for name in (MANIFEST_FILE, WEIGHTS_FILE):
                archive.write(folder / name, name)
        scratch.replace(file)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise StudioError(problems.EXPORT_UNWRITABLE, file=file, reason=error.strerror or error) from error


def load(folder: Path) -> Detector:
    """Read a detector, on the CPU, ready to score.

    Args:
        folder: Or the one file of :func:`pack`, or of an export from the window.

    Raises:
        StudioError: MODEL_BROKEN if anything is missing, damaged or not what it should be; MODEL_NEWER or
            MODEL_OLDER if another version wrote it.
    """
    try:
        text = read_file(folder, MANIFEST_FILE)
        check_format(text, folder)
        manifest = from_json(Manifest, text)
        check_manifest(manifest)
        blob = read_file(folder, WEIGHTS_FILE)
        if sha256(blob).hexdigest() != manifest.files[WEIGHTS_FILE]:
            raise ValueError(f"{WEIGHTS_FILE} is not the file that was saved")
        detector = empty(manifest.config, manifest.levels, manifest.calibration.aggregation.scales)
        if set(detector.grid_names) != set(manifest.calibration.aggregation.scales):
            raise ValueError("the scales do not belong to the model's grids")
        tensors = load_tensors(blob)
        check_tensors(tensors, detector.state_dict())
        detector.load_state_dict(tensors)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise StudioError(problems.MODEL_BROKEN, file=folder, reason=error) from error
    detector.calibration, detector.manifest = manifest.calibration, manifest
    return detector.eval()


def check_backbone(detector: Detector, folder: Path, extractor: Extractor) -> None:
    """A model judges features of the weights it was trained on.

    Another runtime gives the same features to 1e-4: that is noted in the log.

    Raises:
        StudioError: MODEL_OTHER_BACKBONE.
    """
    manifest = detector.manifest
    assert manifest is not None
    if manifest.backbone_sha256 != extractor.backbone.weights_sha256:
        raise StudioError(problems.MODEL_OTHER_BACKBONE, file=folder, name=manifest.config.backbone)
    if manifest.runtime.features != extractor.runtime:
        log.warning(
            "%s was trained on features of %s and is used on those of %s",
            folder,
            manifest.runtime.features,
            extractor.runtime,
        )


def empty(config: TrainConfig, levels: Sequence[LevelShape], grids: Collection[str]) -> Detector:
    """A detector of these shapes, to be filled with tensors.

    Args:
        config: Sizes of the flows and the opinion.
        levels: Shapes.
        grids: Names of all of its grids, the opinions' among them.
    """
    channels = sum(shape.channels for shape in levels)
    return Detector(
        config,
        {shape.name: _empty_level(config, shape) for shape in levels},
        Opinion(channels, config.opinion.hidden) if OPINION in grids else None,
        PartOpinion(channels) if PART in grids else None,
    )


def shapes_of(detector: Detector) -> tuple[LevelShape, ...]:
    """What :func:`empty` makes such levels from."""
    return tuple(_shape(name, level) for name, level in detector.levels.items())


def _shape(name: str, level: nn.Module) -> LevelShape:
    if isinstance(level, Neighbours):
        vectors, channels = level.memory.shape
        return LevelShape(name, level.height, level.width, channels, 1, vectors)
    assert isinstance(level, LevelModel)
    return LevelShape(name, level.height, level.width, level.whitener.channels, level.whitener.groups)


def _empty_level(config: TrainConfig, shape: LevelShape) -> LevelModel | Neighbours:
    if shape.vectors:
        return Neighbours(shape.height, shape.width, torch.zeros(shape.vectors, shape.channels))
    whitener = Whitener(shape.whitening_groups, shape.channels)
    return LevelModel(config, shape.height, shape.width, whitener, seed=0)
