"""A trained detector as a folder: ``weights.safetensors`` and ``manifest.json``."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.manifest import (
    FORMAT,
    MANIFEST_FILE,
    WEIGHTS_FILE,
    LevelShape,
    Manifest,
    Runtime,
)
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import OPINION, Opinion
from bgad_studio.detector.whitening import Whitener

PACKAGES = ("bgad-studio", "torch", "timm", "FrEIA", "numpy", "opencv-python-headless")
"""Versions stored with a model."""


def describe(detector: Detector, extractor: Extractor) -> Manifest:
    """The manifest of a trained and calibrated detector."""
    assert detector.calibration is not None
    shapes = tuple(
        LevelShape(name, level.height, level.width, level.whitener.channels, level.whitener.groups)
        for name, level in ((name, detector.level(name)) for name in detector.levels)
    )
    versions = {package: importlib.metadata.version(package) for package in PACKAGES}
    runtime = Runtime(str(extractor.device), torch.get_num_threads(), extractor.runtime, versions)
    return Manifest(FORMAT, detector.config, shapes, detector.calibration, runtime)


def save(detector: Detector, folder: Path, extractor: Extractor) -> Manifest:
    """Write a detector; the folder appears complete or not at all.

    Args:
        detector: Trained and calibrated.
        folder: Must not exist.
        extractor: What its features came from.
    """
    manifest = describe(detector, extractor)
    scratch = folder.with_name(folder.name + ".part")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in detector.state_dict().items()}
    save_file(tensors, scratch / WEIGHTS_FILE)
    (scratch / MANIFEST_FILE).write_text(to_json(manifest), encoding="utf-8")
    scratch.replace(folder)
    return manifest


def load(folder: Path) -> Detector:
    """Read a detector, on the CPU, ready to score.

    Raises:
        StudioError: MODEL_BROKEN if anything is missing, damaged or of a newer format.
    """
    try:
        manifest = from_json(Manifest, (folder / MANIFEST_FILE).read_bytes())
        if manifest.format != FORMAT:
            raise ValueError(f"format {manifest.format} instead of {FORMAT}")
        levels = {shape.name: _empty_level(manifest, shape) for shape in manifest.levels}
        detector = Detector(manifest.config, levels, _empty_opinion(manifest))
        detector.load_state_dict(load_file(folder / WEIGHTS_FILE))
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise StudioError(problems.MODEL_BROKEN, file=folder, reason=error) from error
    detector.calibration = manifest.calibration
    return detector.eval()


def _empty_opinion(manifest: Manifest) -> Opinion | None:
    if OPINION not in manifest.calibration.aggregation.scales:
        return None
    return Opinion(sum(shape.channels for shape in manifest.levels), manifest.config.opinion.hidden)


def _empty_level(manifest: Manifest, shape: LevelShape) -> LevelModel:
    whitener = Whitener(shape.whitening_groups, shape.channels)
    return LevelModel(manifest.config, shape.height, shape.width, whitener, seed=0)
