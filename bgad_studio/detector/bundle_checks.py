"""What a model file must be before anything in it is used."""

from __future__ import annotations

import json
import math
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import torch
from torch import Tensor

from bgad_studio.core import problems
from bgad_studio.core.config import Method
from bgad_studio.core.errors import StudioError
from bgad_studio.core.manifest import FORMAT, WEIGHTS_FILE, Manifest

LARGEST_FILE = 8 * 2**30
MOST_CELLS, MOST_CHANNELS, MOST_BLOCKS = 2**20, 4096, 64
"""Of a level: more would only exhaust the memory."""
MOST_ENTRIES = 16
"""Files in a model that is one file."""
_PLAIN_NAME = re.compile(r"[a-z]+\.[a-z]+")
_LEVEL_NAME = re.compile(r"level[1-9]")


def read_file(place: Path, name: str) -> bytes:
    """A file that lies in the folder itself, or in the zip file, without unpacking it anywhere.

    Raises:
        ValueError: If it is a link, or no regular file, or absurdly large, or the zip file holds more than
            plain, uncompressed files of one name each.
        OSError: If it cannot be read.
    """
    if place.is_file():
        return _read_packed(place, name)
    file = place / name
    if file.is_symlink():
        raise ValueError(f"{name} is a link to somewhere else")
    if file.exists() and not file.is_file():
        raise ValueError(f"{name} is not a file")
    if file.stat().st_size > LARGEST_FILE:
        raise ValueError(f"{name} is too large")
    return file.read_bytes()


def _read_packed(place: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(place) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(names) > MOST_ENTRIES or len(set(names)) != len(names):
                raise ValueError("the file holds more than one model")
            if any(not _PLAIN_NAME.fullmatch(each) for each in names):
                raise ValueError("the file holds something that lies elsewhere")
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise ValueError("the file is compressed")
            if name not in names:
                raise ValueError(f"{name} is missing")
            if archive.getinfo(name).file_size > min(LARGEST_FILE, place.stat().st_size):
                raise ValueError(f"{name} is too large")
            return archive.read(name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise ValueError(f"the file is no model: {error}") from error


def check_format(text: bytes, folder: Path) -> None:
    """The manifest must be of this version before the rest of it is looked at.

    Raises:
        StudioError: MODEL_NEWER or MODEL_OLDER.
        ValueError: If it is no manifest at all.
    """
    try:
        found = json.loads(text)
    except (UnicodeDecodeError, RecursionError) as error:
        raise ValueError("the manifest is no text") from error
    version = found.get("format") if isinstance(found, dict) else None
    if not isinstance(version, int):
        raise ValueError("the manifest has no format")
    if version != FORMAT:
        problem = problems.MODEL_NEWER if version > FORMAT else problems.MODEL_OLDER
        raise StudioError(problem, file=folder)


def check_manifest(manifest: Manifest) -> None:
    """Names, sizes and numbers must make sense.

    Raises:
        ValueError: If one of them does not.
    """
    if set(manifest.files) != {WEIGHTS_FILE}:
        raise ValueError(f"the manifest names other files than {WEIGHTS_FILE}")
    _check_finite(manifest)
    config, method = manifest.config, manifest.config.method
    names = [shape.name for shape in manifest.levels]
    if not names or len(set(names)) != len(names) or not all(map(_LEVEL_NAME.fullmatch, names)):
        raise ValueError("the manifest names no usable levels")
    for shape in manifest.levels:
        cells = shape.height * shape.width
        if min(shape.height, shape.width) < 1 or cells > MOST_CELLS:
            raise ValueError(f"{shape.name} has an impossible size")
        if not 2 <= shape.channels <= MOST_CHANNELS or shape.whitening_groups not in (1, cells):
            raise ValueError(f"{shape.name} has impossible channels or whitening")
    remembered = [shape.vectors for shape in manifest.levels]
    if method is Method.KNN:
        if len(remembered) != 1 or not 2 <= remembered[0] <= MOST_CELLS:
            raise ValueError("the model remembers an impossible number of vectors")
    elif any(remembered):
        raise ValueError("a model of this method remembers no vectors")
    scales = manifest.calibration.aggregation.scales
    blocks_fit = 0 < config.blocks <= MOST_BLOCKS if method.by_flow else config.blocks == 0
    if not blocks_fit or not 0 < config.position_dim <= MOST_CHANNELS:
        raise ValueError("the flow has an impossible size")
    if not 0 < config.opinion.hidden <= MOST_CHANNELS:
        raise ValueError("the second opinion has an impossible size")
    if not set(names) <= set(scales) or any(
        scale.deviation <= 0 or (scale.knee or 0) < 0 for scale in scales.values()
    ):
        raise ValueError("the scales do not belong to the levels")
    aggregation = manifest.calibration.aggregation
    if min(aggregation.height, aggregation.width) < 1 or aggregation.height * aggregation.width > MOST_CELLS:
        raise ValueError("the score map has an impossible size")


def check_tensors(found: Mapping[str, Tensor], wanted: Mapping[str, Tensor]) -> None:
    """Exactly the tensors of the model, of its shapes and types, and finite.

    Raises:
        ValueError: Naming the first one that is not.
    """
    odd = sorted(set(found) ^ set(wanted))
    if odd:
        raise ValueError(f"{odd[0]} is {'missing' if odd[0] in wanted else 'not part of the model'}")
    for name, tensor in wanted.items():
        given = found[name]
        if given.shape != tensor.shape or given.dtype != tensor.dtype:
            raise ValueError(f"{name} is {given.dtype} {tuple(given.shape)} instead of {tuple(tensor.shape)}")
        if given.is_floating_point() and not bool(torch.isfinite(given).all()):
            raise ValueError(f"{name} has values that are no numbers")


def _check_finite(value: object, name: str = "manifest") -> None:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} is no finite number")
    if is_dataclass(value):
        for field in fields(value):
            _check_finite(getattr(value, field.name), field.name)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_finite(item, str(key))
    elif isinstance(value, tuple | list):
        for item in value:
            _check_finite(item, name)
