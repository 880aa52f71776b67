"""Frozen ImageNet backbones whose weights are on this computer: nothing here uses a network."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import timm
import torch
from torch import Tensor, nn

from bgad_studio.core import problems
from bgad_studio.core.backbone_store import ADDABLE, WEIGHT_PACKAGES, package_folder
from bgad_studio.core.errors import StudioError
from bgad_studio.detector.backbone_files import COUNTERS, OUT_INDICES, added_tensors


class Backbone(nn.Module):
    """A frozen network from RGB pixels to three feature maps.

    Attributes:
        name: timm name.
        channels: Feature channels of the three levels.
        weights_sha256: Checksum of all of its tensors.
    """

    mean: Tensor
    std: Tensor

    def __init__(self, name: str, network: Any) -> None:
        super().__init__()
        self.name = name
        self.network = network
        self.channels: tuple[int, ...] = tuple(network.feature_info.channels())
        mean = torch.tensor(network.default_cfg["mean"]).view(1, 3, 1, 1)
        std = torch.tensor(network.default_cfg["std"]).view(1, 3, 1, 1)
        self.weights_sha256 = _checksum(network)
        self.register_buffer("mean", mean * 255.0)
        self.register_buffer("std", std * 255.0)

    def forward(self, pixels: Tensor) -> list[Tensor]:
        """Features of a batch.

        Args:
            pixels: (B, H, W, 3) uint8 RGB.

        Returns:
            Three tensors (B, C, H/s, W/s) float32 for s = 4, 8, 16.
        """
        x = pixels.permute(0, 3, 1, 2).to(torch.float32)  # (B, 3, H, W), channels_last in memory
        x = (x - self.mean) / self.std
        maps: list[Tensor] = self.network(x)
        return maps


def load_backbone(name: str) -> Backbone:
    """The frozen backbone ``name`` in evaluation mode on the CPU.

    Raises:
        StudioError: BACKBONE_UNKNOWN; BACKBONE_NO_WEIGHTS or BACKBONE_NOT_ADDED when its weights are not
            installed or added; BACKBONE_FILE_UNREADABLE when what was added is damaged.
    """
    if name not in WEIGHT_PACKAGES and name not in ADDABLE:
        known = ", ".join(dict.fromkeys((*WEIGHT_PACKAGES, *ADDABLE)))
        raise StudioError(problems.BACKBONE_UNKNOWN, name=name, known=known)
    state = _packaged_tensors(name) if name in WEIGHT_PACKAGES else added_tensors(name)
    if state is None:
        raise StudioError(problems.BACKBONE_NOT_ADDED, name=name)
    features = timm.create_model(name, pretrained=False, features_only=True, out_indices=OUT_INDICES)
    absent, _ = features.load_state_dict(state, strict=False)  # the classifier has no place here
    absent = [key for key in absent if not key.endswith(COUNTERS)]
    if absent:
        raise StudioError(problems.MODEL_BROKEN, file=name, reason=f"no weights for {absent[0]}")
    features.eval().requires_grad_(False)
    return Backbone(name, features.to(memory_format=torch.channels_last)).eval()


def _packaged_tensors(name: str) -> dict[str, Tensor]:
    """Weights of a package, under timm's names."""
    model = timm.create_model(name, pretrained=False)
    stored = torch.load(_weights_file(name), map_location="cpu", weights_only=True)
    # Same tensors in the same order under other names; timm counts batches, the package does not.
    wanted = [key for key in model.state_dict() if not key.endswith(COUNTERS)]
    given = [key for key in stored if not key.endswith(COUNTERS)]
    renamed = {new: stored[old] for new, old in zip(wanted, given, strict=True)}
    missing, unexpected = model.load_state_dict(renamed, strict=False)
    if unexpected or any(not key.endswith(COUNTERS) for key in missing):
        raise StudioError(problems.MODEL_BROKEN, file=name, reason="weights do not fit the network")
    state: dict[str, Tensor] = model.state_dict()
    return state


def _checksum(network: nn.Module) -> str:
    """Of names and values of every tensor."""
    digest = hashlib.sha256()
    for name, tensor in sorted(network.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()


def _weights_file(name: str) -> Path:
    folder = package_folder(name)
    files = [] if folder is None else sorted(folder.rglob("*.pth"))
    if not files:
        raise StudioError(problems.BACKBONE_NO_WEIGHTS, name=name, package=WEIGHT_PACKAGES[name])
    return files[0]
