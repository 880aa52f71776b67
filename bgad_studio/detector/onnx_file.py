"""The whole scorer as one ONNX file: picture in, anomaly map and image score out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import numpy as np
import onnx
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from numpy.typing import NDArray
from torch import Tensor, nn

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.manifest import Calibration
from bgad_studio.core.maps import LARGEST, TOP_SHARE
from bgad_studio.detector import sessions
from bgad_studio.detector.backbones import Backbone
from bgad_studio.detector.model import Detector

TOLERANCE = 1e-3
"""Largest disagreement with torch, relative to the highest value of a map (at least 1)."""
INPUT, OUTPUTS = "pixels", ("map", "score")


class WholeScorer(nn.Module):
    """Backbone, flows, standardisation and image score in one module, with the rounding of the program.

    Args:
        backbone: Of the detector.
        detector: Calibrated, on the CPU.
    """

    def __init__(self, backbone: Backbone, detector: Detector) -> None:
        super().__init__()
        assert detector.calibration is not None
        self.backbone = backbone
        self.grids = detector.folded()
        self.names = detector.grid_names
        self.aggregation = detector.calibration.aggregation

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """(1, H_in, W_in, 3) uint8 RGB → map (height, width) float32 and score () float32."""
        maps = [level.permute(0, 2, 3, 1).to(torch.float16) for level in self.backbone(pixels)]
        size = (self.aggregation.height, self.aggregation.width)
        total = torch.zeros(1, 1, *size)
        for name, grid in zip(self.names, self.grids(*maps), strict=True):
            scale = self.aggregation.scales[name]
            stored = grid.clamp(-LARGEST, LARGEST).to(torch.float16).float()
            level = (-stored - scale.mean) / scale.deviation
            total = total + F.interpolate(level[:, None], size=size, mode="bilinear", align_corners=False)
        count = max(1, round(TOP_SHARE * size[0] * size[1]))
        return total[0, 0], total.flatten().topk(count).values.mean()


def write_onnx(detector: Detector, backbone: Backbone, file: Path) -> float:
    """Write the scorer, after it has given what torch gives.

    Metadata: ``thresholds`` (review, ng, contour), ``size`` (height and width of the input), as JSON.

    Args:
        detector: Calibrated, on the CPU.
        backbone: Of the detector.
        file: Written whole or not at all.

    Returns:
        The largest disagreement found, see :data:`TOLERANCE`.

    Raises:
        StudioError: EXPORT_DISAGREES, or EXPORT_UNWRITABLE.
    """
    assert detector.calibration is not None
    scorer = WholeScorer(backbone, detector.eval()).eval()
    height, width = detector.config.height_in, detector.config.width_in
    pictures = _pictures(height, width)
    example = torch.from_numpy(pictures[0][None])
    model = onnx.load_from_string(sessions.trace(scorer, [example], [INPUT], OUTPUTS))
    for key, value in _metadata(detector.calibration, height, width).items():
        model.metadata_props.add(key=key, value=json.dumps(value))
    blob = model.SerializeToString()
    worst = disagreement(scorer, blob, pictures)
    if not worst <= TOLERANCE:
        raise StudioError(problems.EXPORT_DISAGREES, file=file, difference=f"{worst:.1e}")
    scratch = file.with_name(f".{uuid4().hex}.tmp")
    try:
        scratch.write_bytes(blob)
        scratch.replace(file)
    except OSError as error:
        raise StudioError(problems.EXPORT_UNWRITABLE, file=file, reason=error.strerror or error) from error
    finally:
        scratch.unlink(missing_ok=True)
    return worst


def disagreement(scorer: WholeScorer, model: bytes, pictures: Sequence[NDArray[np.uint8]]) -> float:
    """Largest difference between an ONNX model and torch, relative to the highest map value (at least 1)."""
    session = sessions.Session(model, 1)
    worst = 0.0
    for picture in pictures:
        with torch.inference_mode():
            expected = [output.numpy() for output in scorer(torch.from_numpy(picture[None]))]
        found = session(picture[None])
        scale = max(1.0, float(np.abs(expected[0]).max()))
        gaps = [float(np.abs(own - theirs).max()) for own, theirs in zip(found, expected, strict=True)]
        worst = max(worst, *(gap / scale for gap in gaps))
    return worst


def _metadata(calibration: Calibration, height: int, width: int) -> dict[str, object]:
    cuts = calibration.thresholds
    return {
        "thresholds": {"review": cuts.review, "ng": cuts.ng, "contour": cuts.contour},
        "size": [height, width],
    }


def _pictures(height: int, width: int) -> list[NDArray[np.uint8]]:
    """Noise, a ramp and plain grey."""
    ramp = np.linspace(0, 255, width)[None, :, None] * np.ones((height, 1, 3))
    noise = np.random.default_rng(0).integers(0, 256, (height, width, 3))
    return [np.asarray(values, np.uint8) for values in (noise, ramp, np.full((height, width, 3), 128))]
