"""The shape of the demo part: a machined flange plate with a turned boss, seen straight from above.

Lengths are pixels of the final picture. Part coordinates have their origin in the middle of the plate, x to
the right and y down; shapes are signed distances (negative inside): every edge is smooth at any pose.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

SIZE_PX = 512
"""Edge of every demo picture."""

HALF_EDGE_PX = 182.0
CORNER_RADIUS_PX = 46.0
EDGE_CHAMFER_PX = 5.0
BORE_RADIUS_PX = 58.0
BOSS_RADIUS_PX = 102.0
BOSS_CHAMFER_PX = 6.0
BOLT_OFFSET_PX = 130.0
BOLT_RADIUS_PX = 17.0
COUNTERSINK_PX = 9.0
DOWEL_XY = (0.0, -142.0)
DOWEL_RADIUS_PX = 8.0
MARK_XY = (0.0, 142.0)
MARK_TEXT = "BG-204 M8"

Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the part lies under the camera: shift from the middle of the picture and turn, clockwise."""

    dx_px: float
    dy_px: float
    turn_deg: float

    def matrix(self) -> NDArray[np.float64]:
        """(2, 3) affine map from a picture drawn at pose zero to this pose."""
        middle = (SIZE_PX - 1) / 2
        matrix = cv2.getRotationMatrix2D((middle, middle), -self.turn_deg, 1.0)
        matrix[:, 2] += (self.dx_px, self.dy_px)
        return np.asarray(matrix, dtype=np.float64)

    def part_grid(self) -> tuple[Field, Field]:
        """Part coordinates ``x, y`` of every pixel, each (512, 512) float32."""
        middle = (SIZE_PX - 1) / 2
        rows, columns = np.mgrid[0:SIZE_PX, 0:SIZE_PX].astype(np.float32)
        x, y = columns - (middle + self.dx_px), rows - (middle + self.dy_px)
        cos, sin = np.cos(np.radians(self.turn_deg)), np.sin(np.radians(self.turn_deg))
        return (x * cos + y * sin).astype(np.float32), (y * cos - x * sin).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Plate:
    """The part at one pose; every field is (512, 512) float32.

    Attributes:
        x: Part coordinate, pixels.
        y: Part coordinate, pixels.
        cover: Share of the pixel the part covers, 0…1; holes are 0.
        height: Surface height in pixels, 0 on the face of the plate.
        boss: Share of the pixel on the turned face of the boss, 0…1.
        mark: Depth of the engraved mark, 0…1.
        wall: Signed distance to the nearest hole's edge, pixels, negative inside the hole.
    """

    x: Field
    y: Field
    cover: Field
    height: Field
    boss: Field
    mark: Field
    wall: Field


def place_plate(pose: Pose) -> Plate:
    """Lay the plate under the camera at ``pose``."""
    x, y = pose.part_grid()
    outline = _rounded_square(x, y)
    bore = np.hypot(x, y) - BORE_RADIUS_PX
    # four bolt holes by symmetry: one distance for all
    bolts = np.hypot(np.abs(x) - BOLT_OFFSET_PX, np.abs(y) - BOLT_OFFSET_PX) - BOLT_RADIUS_PX
    dowel = np.hypot(x - DOWEL_XY[0], y - DOWEL_XY[1]) - DOWEL_RADIUS_PX
    boss = np.hypot(x, y) - BOSS_RADIUS_PX
    wall = np.minimum(np.minimum(bore, bolts), dowel)
    cover = _step(outline) * _step(-wall)
    mark = cv2.warpAffine(_mark(), pose.matrix(), (SIZE_PX, SIZE_PX), flags=cv2.INTER_LINEAR)

    height = -_bevel(-outline, EDGE_CHAMFER_PX) - _bevel(dowel, 3.0)
    height -= 0.8 * _bevel(bolts, COUNTERSINK_PX)
    height += BOSS_CHAMFER_PX - _bevel(-boss, BOSS_CHAMFER_PX)
    height -= _bevel(bore, BOSS_CHAMFER_PX)
    # a turned groove where the boss meets the plate, as a lathe tool leaves it
    height -= 1.2 * np.exp(-np.square((boss - 2.5) / 2.0))
    height -= 1.1 * mark
    return Plate(
        x=x,
        y=y,
        cover=cover,
        height=height.astype(np.float32),
        boss=_step(boss + BOSS_CHAMFER_PX),
        mark=mark,
        wall=wall.astype(np.float32),
    )


def _step(distance: NDArray[np.floating]) -> Field:
    """1 inside, 0 outside, one pixel of transition."""
    return np.asarray(np.clip(0.5 - distance, 0.0, 1.0), dtype=np.float32)


def _bevel(inside: NDArray[np.floating], width: float) -> Field:
    """Depth of a 45° chamfer: ``width`` at an edge, 0 from ``width`` pixels inside on."""
    return np.asarray(np.clip(width - inside, 0.0, width), dtype=np.float32)


def _rounded_square(x: Field, y: Field) -> Field:
    reach = HALF_EDGE_PX - CORNER_RADIUS_PX
    qx, qy = np.abs(x) - reach, np.abs(y) - reach
    outside = np.hypot(np.maximum(qx, 0.0), np.maximum(qy, 0.0))
    return np.asarray(outside + np.minimum(np.maximum(qx, qy), 0.0) - CORNER_RADIUS_PX, dtype=np.float32)


@lru_cache(maxsize=1)
def _mark() -> Field:
    """The engraved part number at pose zero, (512, 512) float32 0…1, drawn large and averaged down."""
    zoom = 8
    face, scale, thickness = cv2.FONT_HERSHEY_SIMPLEX, 0.62 * zoom, 2 * zoom
    (width, tall), _ = cv2.getTextSize(MARK_TEXT, face, scale, thickness)
    drawn = np.zeros((SIZE_PX // 8 * zoom, SIZE_PX * zoom), dtype=np.uint8)
    middle_x = int(((SIZE_PX - 1) / 2 + MARK_XY[0]) * zoom)
    middle_y = drawn.shape[0] // 2
    origin = (middle_x - width // 2, middle_y + tall // 2)
    cv2.putText(drawn, MARK_TEXT, origin, face, scale, 255, thickness, cv2.LINE_AA)
    small = cv2.resize(drawn, (SIZE_PX, SIZE_PX // 8), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small.astype(np.float32) / 255.0, (0, 0), 0.5)
    mark = np.zeros((SIZE_PX, SIZE_PX), dtype=np.float32)
    top = int((SIZE_PX - 1) / 2 + MARK_XY[1]) - small.shape[0] // 2
    mark[top : top + small.shape[0]] = small
    mark.flags.writeable = False
    return mark
