"""Backbone weights from a file: which network they are of, whether they are whole, and how they are kept."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

import timm
import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor

from bgad_studio.core import problems
from bgad_studio.core.backbone_store import ADDABLE, added_file
from bgad_studio.core.disk import write_whole
from bgad_studio.core.errors import StudioError

LARGEST_BYTES = 2**30
COUNTERS = "num_batches_tracked"
"""Tensors that the network does without end so."""
OUT_INDICES = (1, 2, 3)
"""timm feature indices of the maps at strides 4, 8 and 16 [paper]."""


def add_backbone(file: Path) -> tuple[str, str]:
    """Keep the weights of a file in the user's data folder.

    Args:
        file: safetensors, or ``.pth`` of tensors alone, as timm names them.

    Returns:
        timm name of the network, and the SHA-256 of its tensors as kept.

    Raises:
        StudioError: BACKBONE_FILE_UNREADABLE, BACKBONE_FILE_UNFIT or EXPORT_UNWRITABLE.
    """
    tensors = read_tensors(file)
    name = recognised(tensors, file)
    kept = {key: tensors[key].float().contiguous() for key in wanted_shapes(name)}
    digest = _digest(kept)
    place = added_file(name)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, save_tensors(kept, {"sha256": digest}))
    except OSError as error:
        raise StudioError(problems.EXPORT_UNWRITABLE, file=place, reason=error.strerror or error) from error
    return name, digest


def added_tensors(name: str) -> dict[str, Tensor] | None:
    """The weights that were added for a network; None: there are none.

    Raises:
        StudioError: BACKBONE_FILE_UNREADABLE if they are not what was added.
    """
    place = added_file(name)
    if name not in ADDABLE or not place.is_file():
        return None
    try:
        blob = place.read_bytes()
        tensors = dict(load_tensors(blob))
        if _noted_digest(blob) != _digest(tensors):
            raise ValueError("it is not the file that was added")
        return tensors
    except (OSError, ValueError, SafetensorError) as error:
        raise StudioError(problems.BACKBONE_FILE_UNREADABLE, file=place, reason=error) from error


def _digest(tensors: dict[str, Tensor]) -> str:
    """SHA-256 of names, shapes and values."""
    return sha256(save_tensors(tensors)).hexdigest()


def _noted_digest(blob: bytes) -> object:
    """What a safetensors file says of its own tensors: new weights and their digest come in one stroke."""
    start = 8  # length of the header, then the header
    header = json.loads(blob[start : start + int.from_bytes(blob[:start], "little")])
    return header.get("__metadata__", {}).get("sha256")


def read_tensors(file: Path) -> dict[str, Tensor]:
    """Tensors of a file by name; no code in it is run.

    Raises:
        StudioError: BACKBONE_FILE_UNREADABLE.
    """
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise ValueError("it is too large")
        if file.suffix.lower() == ".safetensors":
            return dict(load_tensors(file.read_bytes()))
        found = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise StudioError(problems.BACKBONE_FILE_UNREADABLE, file=file, reason=reason) from error
    if isinstance(found, dict) and isinstance(found.get("state_dict"), dict):
        found = found["state_dict"]
    if not isinstance(found, dict) or not all(isinstance(value, Tensor) for value in found.values()):
        raise StudioError(problems.BACKBONE_FILE_UNREADABLE, file=file, reason="it holds no named tensors")
    return {str(key).removeprefix("module."): value for key, value in found.items()}


def wanted_shapes(name: str) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the tensors that the feature maps of a network depend on."""
    with torch.device("meta"):
        network = timm.create_model(name, pretrained=False, features_only=True, out_indices=OUT_INDICES)
    state = network.state_dict()
    return {key: tuple(value.shape) for key, value in state.items() if not key.endswith(COUNTERS)}


def recognised(tensors: dict[str, Tensor], file: Path) -> str:
    """The network that the tensors are of.

    Raises:
        StudioError: BACKBONE_FILE_UNFIT, naming the network that comes closest and the first tensor that is
            missing, of another shape or no number.
    """
    closest, fewest, first = "", -1, ""
    for name in ADDABLE:
        wanted = wanted_shapes(name)
        odd = [key for key, shape in wanted.items() if not _fits(tensors.get(key), shape)]
        if not odd:
            broken = [key for key in wanted if not bool(torch.isfinite(tensors[key]).all())]
            if not broken:
                return name
            odd = broken
        if fewest < 0 or len(odd) < fewest:
            closest, fewest, first = name, len(odd), odd[0]
    raise StudioError(problems.BACKBONE_FILE_UNFIT, file=file, name=closest, count=fewest, first=first)


def _fits(tensor: Tensor | None, shape: tuple[int, ...]) -> bool:
    return tensor is not None and tensor.is_floating_point() and tuple(tensor.shape) == shape


def main() -> None:
    """Add the file that is named, and say in a line of JSON what became of it."""
    try:
        name, digest = add_backbone(Path(sys.argv[1]))
    except StudioError as error:
        trouble = error.trouble
        said: dict[str, object] = {"problem": trouble.problem.code, "params": dict(trouble.params)}
    else:
        said = {"name": name, "sha256": digest}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
