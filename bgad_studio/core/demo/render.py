"""Photographs the demo part: light, metal, shadow, lens and sensor."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.demo.plate import SIZE_PX, Field, Plate, Pose, place_plate
from bgad_studio.core.demo.surface import belt, brushed, smooth_noise, turned

LIGHT_XY = (-0.62, -0.78)
"""Where the lamp stands as seen in the picture: up and to the left (unit vector, y down)."""

_STEEL_RGB = np.array([0.965, 0.99, 1.0], dtype=np.float32)
_BELT_RGB = np.array([0.93, 1.0, 1.03], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph of a good part.

    Attributes:
        image: (512, 512, 3) uint8 RGB.
        foreground: (512, 512) bool, True where only part is seen (not belt, not holes, not their edges).
    """

    image: NDArray[np.uint8]
    foreground: NDArray[np.bool_]


def take_shot(rng: np.random.Generator) -> Shot:
    """Photograph a good part at a slightly different pose, under slightly different light."""
    pose = Pose(
        dx_px=float(rng.uniform(-4, 4)),
        dy_px=float(rng.uniform(-4, 4)),
        turn_deg=float(rng.uniform(-1.5, 1.5)),
    )
    plate = place_plate(pose)
    metal = _metal(rng, plate, pose)
    ground = _ground(rng, plate)
    cover = plate.cover[..., None]
    linear = metal[..., None] * _STEEL_RGB * cover + ground[..., None] * _BELT_RGB * (1 - cover)
    linear = linear * _lamp(rng)[..., None]
    return Shot(image=_expose(rng, linear), foreground=plate.cover > 0.99)


def _metal(rng: np.random.Generator, plate: Plate, pose: Pose) -> Field:
    """Light coming back from the metal, (512, 512) float32, about 0.2…1."""
    slope_x = cv2.Sobel(plate.height, cv2.CV_32F, 1, 0, scale=1 / 8)
    slope_y = cv2.Sobel(plate.height, cv2.CV_32F, 0, 1, scale=1 / 8)
    # lathe and brush marks tilt the surface; the lamp shows the tilt along its own direction
    lines, rings = brushed(rng, pose), turned(rng, plate)
    away = slope_x * LIGHT_XY[0] + slope_y * LIGHT_XY[1]  # uphill towards the lamp = turned away from it
    steep = slope_x**2 + slope_y**2
    sheen = _sheen(rng, plate)
    face = 0.58 + 0.030 * lines + sheen
    angle = np.arctan2(plate.y, plate.x)
    # grooves on a circle mirror the lamp twice: the bow tie seen on every turned face
    bow_tie = np.cos(angle - np.arctan2(LIGHT_XY[1], LIGHT_XY[0])) ** 2
    boss = 0.43 + 0.36 * bow_tie**3 + 0.030 * rings * (0.5 + bow_tie) + 0.6 * sheen
    flat = face * (1 - plate.boss) + boss * plate.boss
    chamfer = 0.54 - 0.42 * np.tanh(1.3 * away) + 0.02 * lines
    share = np.clip(steep * 2.5, 0.0, 1.0)
    light = flat * (1 - share) + chamfer * share
    light *= 1.0 - 0.45 * plate.mark
    return np.asarray(np.clip(light, 0.03, 1.2), dtype=np.float32)


def _sheen(rng: np.random.Generator, plate: Plate) -> Field:
    """The blurred mirror image of the lamp: a soft band across the brush lines."""
    across = (plate.x * 0.94 + plate.y * 0.34 + 40.0 + float(rng.normal(0.0, 10.0))) / 120.0
    band = 0.20 * np.exp(-np.square(across)) - 0.06
    return np.asarray(band + 0.008 * smooth_noise(rng, 90.0), dtype=np.float32)


def _ground(rng: np.random.Generator, plate: Plate) -> Field:
    """The belt, darkened where the part keeps the light away, and the walls of the holes."""
    cast = cv2.warpAffine(plate.cover, np.array([[1.0, 0.0, 7.0], [0.0, 1.0, 9.0]]), (SIZE_PX, SIZE_PX))
    shadow = 0.6 * cv2.GaussianBlur(cast, (0, 0), 7.0) + 0.4 * cv2.GaussianBlur(plate.cover, (0, 0), 18.0)
    value = belt(rng) * (1.0 - 0.72 * np.clip(shadow, 0.0, 1.0))
    # the lower right wall of a hole catches light just below the edge
    away = np.clip(cv2.GaussianBlur(plate.cover, (0, 0), 2.0) - cast, 0.0, 1.0)
    return np.asarray(value + 0.10 * away * (plate.wall < 0), dtype=np.float32)


def _lamp(rng: np.random.Generator) -> Field:
    """Uneven light: brighter towards the lamp, falling off to the corners."""
    rows, columns = np.mgrid[0:SIZE_PX, 0:SIZE_PX].astype(np.float32)
    x, y = columns / SIZE_PX * 2 - 1, rows / SIZE_PX * 2 - 1
    gain = float(rng.normal(1.0, 0.015))
    tilt = 0.12 + float(rng.normal(0.0, 0.012))
    slope = 1.0 + tilt * (x * LIGHT_XY[0] + y * LIGHT_XY[1])
    return np.asarray(gain * slope * (1.0 - 0.15 * (x * x + y * y)), dtype=np.float32)


def _expose(rng: np.random.Generator, linear: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Lens blur, sensor noise, tone curve, 8 bits."""
    blurred = cv2.GaussianBlur(linear, (0, 0), 0.75)
    shot = rng.standard_normal((SIZE_PX, SIZE_PX), dtype=np.float32)[..., None]
    read = rng.standard_normal(linear.shape, dtype=np.float32)
    noisy = blurred + 0.009 * np.sqrt(np.maximum(blurred, 0.0)) * shot + 0.004 * read
    balance = 1.0 + rng.normal(0.0, 0.004, size=3).astype(np.float32)
    toned = np.power(np.clip(noisy * balance, 0.0, 1.0), 1 / 1.45)
    return np.asarray(np.rint(toned * 255.0), dtype=np.uint8)
