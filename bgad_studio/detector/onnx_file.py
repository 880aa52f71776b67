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
from bgad_studio.core.maps import FOOT_SHARE, LARGEST, PART, TOP_SHARE, as_stored, image_score, score_map
from bgad_studio.core.thresholds import Thresholds
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
        # The backbone pads by the size of what it gets, so the trace holds no sizes behind it.
        maps = [level.reshape([int(edge) for edge in level.shape]) for level in maps]
        size = (self.aggregation.height, self.aggregation.width)
        total = torch.zeros(1, 1, *size)
        for name, grid in zip(self.names, self.grids(*maps), strict=True):
            scale = self.aggregation.scales[name]
            stored = grid.clamp(-LARGEST, LARGEST).to(torch.float16).float()
            level = (-stored - scale.mean) / scale.deviation
            if scale.knee is not None:  # core.maps.bent, as a trace can hold it
                beyond = scale.knee + torch.log1p((level - scale.knee).clamp_min(0))
                level = torch.where(level > scale.knee, beyond, level)
            if name == PART:  # the last of the grids, as in core.maps.score_map
                whole = level.reshape(())
                total = total + torch.where(whole > 0, whole * _most_anomalous(total, size), whole)
            else:
                total = total + F.interpolate(level[:, None], size=size, mode="bilinear", align_corners=False)
        count = max(1, round(TOP_SHARE * size[0] * size[1]))
        return total[0, 0], total.flatten().topk(count).values.mean()


def _most_anomalous(total: Tensor, size: tuple[int, int]) -> Tensor:
    """As ``core.maps`` spreads what raises the part as a whole; ``size``, since a trace holds none."""
    cells = size[0] * size[1]
    top, foot = (max(least, round(share * cells)) for share, least in ((TOP_SHARE, 1), (FOOT_SHARE, 2)))
    highest = total.flatten().topk(foot).values
    return ((total - highest[-1]) / (highest[top - 1] - highest[-1]).clamp_min(1e-6)).clamp(0, 1)


def write_onnx(
    detector: Detector, backbone: Backbone, file: Path, thresholds: Thresholds | None = None
) -> float:
    """Write the scorer, after it has given what torch gives.

    Metadata: ``thresholds`` (review, ng, contour), ``size`` (height and width of the input), as JSON.

    Args:
        detector: Calibrated, on the CPU.
        backbone: Of the detector.
        file: Written whole or not at all.
        thresholds: For the metadata; None: the model's own.

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
    cuts = thresholds or detector.calibration.thresholds
    for key, value in _metadata(cuts, height, width).items():
        model.metadata_props.add(key=key, value=json.dumps(value))
    blob = model.SerializeToString()
    worst = disagreement(detector, backbone, blob, pictures)
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


def disagreement(
    detector: Detector, backbone: Backbone, model: bytes, pictures: Sequence[NDArray[np.uint8]]
) -> float:
    """Largest difference between an ONNX model and the program, which computes with torch here.

    Relative to the highest value of a map (at least 1).
    """
    assert detector.calibration is not None
    session = sessions.Session(model, 1)
    worst = 0.0
    for picture in pictures:
        with torch.inference_mode():
            levels = backbone(torch.from_numpy(picture[None]))
            maps = [level.permute(0, 2, 3, 1).to(torch.float16) for level in levels]
            grids = [grid[0].numpy() for grid in detector.folded()(*maps)]
        stored = {name: as_stored(grid) for name, grid in zip(detector.grid_names, grids, strict=True)}
        expected = score_map(stored, detector.calibration.aggregation)
        values, score = session(picture[None])
        scale = max(1.0, float(np.abs(expected).max()))
        gap = max(float(np.abs(values - expected).max()), abs(float(score) - image_score(expected)))
        worst = max(worst, gap / scale)
    return worst


def _metadata(cuts: Thresholds, height: int, width: int) -> dict[str, object]:
    return {
        "thresholds": {"review": cuts.review, "ng": cuts.ng, "contour": cuts.contour},
        "size": [height, width],
    }


def _pictures(height: int, width: int) -> list[NDArray[np.uint8]]:
    """Noise, a ramp and plain grey."""
    ramp = np.linspace(0, 255, width)[None, :, None] * np.ones((height, 1, 3))
    noise = np.random.default_rng(0).integers(0, 256, (height, width, 3))
    return [np.asarray(values, np.uint8) for values in (noise, ramp, np.full((height, width, 3), 128))]
