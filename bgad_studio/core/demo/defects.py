"""Damages a demo part the way production does: scratches, pits, stains and dents.

Each kind is drawn as a ``gain`` of light (multiplied, 1 = unchanged) over a square patch around its place.
Where the change is below what the sensor can tell, the picture stays bit for bit as it was: outside the mask
nothing ever differs.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.demo.plate import Field
from bgad_studio.core.demo.render import LIGHT_XY

_REACH_PX = 88  # half the edge of the patch a defect is drawn in
_EDGE_PX = 2 * _REACH_PX + 1
_LEAST_LEVELS = 4.0  # smaller changes (of 255) drown in sensor noise: they are not made
_LEAST_AREA_PX = 40
_ATTEMPTS = 40


class DefectKind(StrEnum):
    """What can be wrong with a demo part."""

    SCRATCH = "scratch"
    PIT = "pit"
    STAIN = "stain"
    DENT = "dent"


def add_defect(
    rng: np.random.Generator, image: NDArray[np.uint8], foreground: NDArray[np.bool_], kind: DefectKind
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Put one defect somewhere on the part.

    Args:
        rng: Source of every choice.
        image: (H, W, 3) uint8 RGB, a good part; not changed.
        foreground: (H, W) bool, where the part is.
        kind: What to do to it.

    Returns:
        The damaged picture, (H, W, 3) uint8 RGB, and the mask, (H, W) bool: the damage. No pixel
        outside it differs; inside only a rare one, where two effects cancel, does not.

    Raises:
        ValueError: The foreground is too small to hold a defect.
    """
    # the middle of a defect keeps off edges, where it would be lost in a chamfer
    room = cv2.erode(foreground.astype(np.uint8), np.ones((25, 25), np.uint8), borderValue=0)
    places = np.argwhere(room)
    if not len(places):
        raise ValueError("the foreground has no room for a defect")
    # a smooth hollow has a seam where its dark wall turns into its bright one; the others have none
    seam_px = 11 if kind is DefectKind.DENT else 3
    for _ in range(_ATTEMPTS):
        row, column = places[rng.integers(len(places))]
        damaged, mask = _strike(image, foreground, _DRAW[kind](rng), (int(row), int(column)), seam_px)
        if int(mask.sum()) >= _LEAST_AREA_PX:
            return damaged, mask
    raise ValueError("the foreground has no room for a defect")


def _strike(
    image: NDArray[np.uint8],
    foreground: NDArray[np.bool_],
    gain: Field,
    place_rc: tuple[int, int],
    seam_px: int,
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Apply ``gain`` (edge, edge, 3) with its middle at ``place_rc``."""
    row, column = place_rc
    height, width = foreground.shape
    top, left = row - _REACH_PX, column - _REACH_PX
    rows = slice(max(top, 0), min(top + _EDGE_PX, height))
    columns = slice(max(left, 0), min(left + _EDGE_PX, width))
    part = gain[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    before = image[rows, columns].astype(np.float32)
    after = np.clip(before * part, 0.0, 255.0)
    struck = (np.abs(after - before).max(axis=2) >= _LEAST_LEVELS) & foreground[rows, columns]
    struck = _whole(struck, seam_px) & foreground[rows, columns]
    damaged, mask = image.copy(), np.zeros(foreground.shape, dtype=bool)
    damaged[rows, columns][struck] = np.rint(after[struck]).astype(np.uint8)
    mask[rows, columns] = struck
    return damaged, mask


def _whole(mask: NDArray[np.bool_], seam_px: int) -> NDArray[np.bool_]:
    """Close gaps up to ``seam_px`` between light and dark walls, and drop lone pixels of a faint fringe."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (seam_px, seam_px))
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, disc)
    around = cv2.boxFilter(closed, cv2.CV_32F, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray((closed > 0) & (around >= 3), dtype=bool)


def _scratch(rng: np.random.Generator) -> Field:
    """A thin bent groove that fades at its ends: one wall bright, the other dark."""
    length = float(rng.uniform(45, 140))
    angle = float(rng.uniform(0, np.pi))
    along = np.linspace(-0.5, 0.5, 160)
    bow = rng.uniform(-0.12, 0.12) * length
    course = np.stack([along * length, bow * (1 - 4 * along**2) + rng.normal(0, 0.4) * np.sin(9 * along)], 1)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    points = course @ turn + _REACH_PX
    press = np.clip(1.15 - np.abs(2 * along) ** 3, 0.15, 1.0) * rng.uniform(0.85, 1.0)
    groove = np.zeros((_EDGE_PX * 4, _EDGE_PX * 4), dtype=np.float32)
    scaled = np.rint((points + 0.5) * 4).astype(np.int32)
    width = int(rng.integers(5, 9))
    for start, stop, depth in zip(scaled[:-1], scaled[1:], press[:-1], strict=True):
        cv2.line(groove, start.tolist(), stop.tolist(), float(depth), width)
    groove = cv2.GaussianBlur(groove, (0, 0), 2.0)
    groove = cv2.resize(groove, (_EDGE_PX, _EDGE_PX), interpolation=cv2.INTER_AREA)
    return _grey(1.0 + 0.45 * _relief(-1.6 * groove) - 0.20 * groove)


def _pit(rng: np.random.Generator) -> Field:
    """A nest of small craters, dark inside, with a lit rim away from the lamp."""
    dark = np.zeros((_EDGE_PX, _EDGE_PX), dtype=np.float32)
    y, x = _axes()
    for _ in range(int(rng.integers(5, 15))):
        off_x, off_y = rng.normal(0.0, 11.0, size=2)
        radius = float(np.clip(rng.gamma(4.0, 0.62), 1.2, 4.4))
        squeeze, angle = float(rng.uniform(0.7, 1.3)), float(rng.uniform(0, np.pi))
        across = (x - off_x) * np.cos(angle) + (y - off_y) * np.sin(angle)
        upright = (y - off_y) * np.cos(angle) - (x - off_x) * np.sin(angle)
        distance = np.hypot(across * squeeze, upright / squeeze)
        dark = np.maximum(dark, np.clip(0.6 * (radius - distance) + 0.5, 0.0, 1.0).astype(np.float32))
    dark = cv2.GaussianBlur(dark, (0, 0), 0.7)
    return _grey(1.0 + 0.40 * _relief(-1.8 * dark) - 0.42 * dark)


def _stain(rng: np.random.Generator) -> Field:
    """A dried drop of coolant: a brownish or bluish film with a darker tide mark at its edge."""
    y, x = _axes()
    outline = float(rng.uniform(15, 30)) * _ragged(rng, np.arctan2(y, x), 0.15)
    squeeze = float(rng.uniform(0.75, 1.25))
    inside = outline - np.hypot(x * squeeze, y / squeeze)
    film = np.clip(inside / 3.5 + 0.5, 0.0, 1.0)
    tide = np.exp(-np.square((inside - 3.0) / 2.6)) * film
    cloud = cv2.GaussianBlur(rng.standard_normal(x.shape).astype(np.float32), (0, 0), 7.0)
    cloud /= max(float(cloud.std()), 1e-6)
    strength = film * (0.62 + 0.16 * cloud) + 0.55 * tide
    tints = np.array([[0.16, 0.25, 0.40], [0.30, 0.25, 0.19], [0.24, 0.26, 0.31]], dtype=np.float32)
    tint = tints[rng.integers(len(tints))] * float(rng.uniform(0.75, 1.0))
    return np.asarray(1.0 - strength[..., None] * tint, dtype=np.float32)


def _dent(rng: np.random.Generator) -> Field:
    """A blow with something blunt: a smooth hollow, dark towards the lamp and bright away from it."""
    y, x = _axes()
    radius = float(rng.uniform(12, 22))
    squeeze, angle = float(rng.uniform(0.55, 0.95)), float(rng.uniform(0, np.pi))
    across = (x * np.cos(angle) + y * np.sin(angle)) / radius
    upright = (y * np.cos(angle) - x * np.sin(angle)) / (radius * squeeze)
    distance = np.hypot(across, upright) / _ragged(rng, np.arctan2(upright, across), 0.055)
    # deepest at one end, as a blow is never quite upright
    hollow = np.exp(-np.power(distance, 2.6)) * (1.0 + float(rng.uniform(-0.35, 0.35)) * across)
    # metal pushed aside stands up as a low rim
    rim = 0.10 * np.exp(-np.square((distance - 1.3) / 0.24))
    depth = float(rng.uniform(0.45, 0.7)) * radius
    relief = _relief(np.asarray((rim - hollow) * depth, dtype=np.float32))
    return _grey(1.0 + 0.34 * relief - 0.08 * hollow)


def _ragged(rng: np.random.Generator, angle: Field, amount: float) -> Field:
    """An uneven outline: relative radius at each ``angle``, about 1."""
    outline = np.ones_like(angle)
    for wave in range(2, 7):
        outline += rng.normal(0, 2 * amount / wave) * np.cos(wave * angle + rng.uniform(0, 2 * np.pi))
    return np.maximum(outline, 0.3)


def _axes() -> tuple[Field, Field]:
    """Offsets ``y, x`` from the middle of the patch, pixels."""
    y, x = np.mgrid[-_REACH_PX : _REACH_PX + 1, -_REACH_PX : _REACH_PX + 1].astype(np.float32)
    return y, x


def _relief(height: Field) -> Field:
    """How much more (or less) a surface faces the lamp than a flat one, -1…1."""
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=1 / 8)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=1 / 8)
    return np.asarray(-np.tanh(slope_x * LIGHT_XY[0] + slope_y * LIGHT_XY[1]), dtype=np.float32)


def _grey(gain: NDArray[np.floating]) -> Field:
    return np.repeat(np.asarray(gain, dtype=np.float32)[..., None], 3, axis=2)


_DRAW: dict[DefectKind, Callable[[np.random.Generator], Field]] = {
    DefectKind.SCRATCH: _scratch,
    DefectKind.PIT: _pit,
    DefectKind.STAIN: _stain,
    DefectKind.DENT: _dent,
}
