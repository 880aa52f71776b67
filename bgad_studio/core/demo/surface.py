"""Surfaces of the demo scene: brushed and turned metal, and the conveyor belt below."""

from __future__ import annotations

import cv2
import numpy as np

from bgad_studio.core.demo.plate import SIZE_PX, Field, Plate, Pose

_MARGIN_PX = 32  # textures are drawn larger than the picture so that a turned one still fills it


def brushed(rng: np.random.Generator, pose: Pose) -> Field:
    """Brush lines along the part's x axis: (512, 512) float32, mean 0, deviation about 1."""
    edge = SIZE_PX + 2 * _MARGIN_PX
    grain = rng.standard_normal((edge, edge), dtype=np.float32)
    # long and short hairs together: one length alone looks like a print
    lines = 0.5 * _unit(cv2.GaussianBlur(grain, (0, 0), 60.0, sigmaY=0.8))
    lines += 0.6 * _unit(cv2.GaussianBlur(grain[::-1], (0, 0), 16.0, sigmaY=0.6))
    lines += 0.45 * _unit(cv2.GaussianBlur(grain[:, ::-1], (0, 0), 4.0, sigmaY=0.5))
    matrix = pose.matrix()
    matrix[:, 2] -= matrix[:, :2] @ np.full(2, float(_MARGIN_PX))
    return np.asarray(cv2.warpAffine(lines, matrix, (SIZE_PX, SIZE_PX), flags=cv2.INTER_LINEAR), np.float32)


def turned(rng: np.random.Generator, plate: Plate) -> Field:
    """Concentric tool marks about the part's middle: (512, 512) float32, mean 0, deviation about 1."""
    radius = np.hypot(plate.x, plate.y)
    steps_per_px = 4
    profile = rng.standard_normal(int(400 * steps_per_px)).astype(np.float32)
    profile = np.convolve(profile, np.hanning(9) / np.hanning(9).sum(), mode="same").astype(np.float32)
    feed = np.sin(np.arange(profile.size, dtype=np.float32) * (2 * np.pi / (3.4 * steps_per_px)))
    profile = _unit(profile) * 0.75 + feed * 0.5
    place = radius * steps_per_px
    below = np.clip(place.astype(np.int32), 0, profile.size - 2)
    part = place - below
    return np.asarray(profile[below] * (1 - part) + profile[below + 1] * part, dtype=np.float32)


def belt(rng: np.random.Generator) -> Field:
    """A worn fabric-faced conveyor belt: (512, 512) float32 reflectance about 0.14."""
    rows, columns = np.mgrid[0:SIZE_PX, 0:SIZE_PX].astype(np.float32)
    slip = rng.uniform(0.0, 2 * np.pi, size=2).astype(np.float32)
    bend = smooth_noise(rng, 40.0) * 0.5
    warp = np.sin(columns * (2 * np.pi / 6.0) + slip[0] + bend)
    weft = np.sin(rows * (2 * np.pi / 6.0) + slip[1] + bend)
    weave = warp * weft
    grain = rng.standard_normal((SIZE_PX, SIZE_PX), dtype=np.float32)
    lint = cv2.GaussianBlur(grain, (0, 0), 1.0, sigmaY=3.0)
    wear = smooth_noise(rng, 60.0)
    value = 0.135 + 0.016 * weave + 0.007 * _unit(lint) + 0.007 * grain + 0.010 * wear
    return np.asarray(np.clip(value, 0.03, 0.3), dtype=np.float32)


def smooth_noise(rng: np.random.Generator, scale_px: float) -> Field:
    """Clouds of about ``scale_px``: (512, 512) float32, mean 0, deviation 1; drawn small and enlarged."""
    cells = max(4, int(np.ceil(SIZE_PX / scale_px)) + 3)
    coarse = rng.standard_normal((cells, cells)).astype(np.float32)
    edge = int(cells * scale_px) + 1
    clouds = cv2.resize(coarse, (edge, edge), interpolation=cv2.INTER_CUBIC)
    return _unit(clouds[:SIZE_PX, :SIZE_PX])


def _unit(field: Field) -> Field:
    return np.asarray((field - field.mean()) / max(float(field.std()), 1e-6), dtype=np.float32)
