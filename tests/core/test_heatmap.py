from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core import heatmap
from bgad_studio.core.map_look import Ramp


def disc(size: int, centre: tuple[float, float], radius: float) -> np.ndarray:
    """Distance inside a circle: 0 on its rim, positive inside; sampled at pixel centres."""
    x, y = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5)
    return (radius - np.hypot(x - centre[0], y - centre[1])).astype(np.float32)


def area(outline: np.ndarray) -> float:
    """Signed, by the shoelace formula."""
    x, y = outline.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def test_low_values_are_clear_and_high_ones_cover() -> None:
    alpha = heatmap.colourise(np.array([[-5, 0, 5, 10, 99]], np.float32), 0, 10)[0] >> 24
    assert alpha[0] == alpha[1] == 0
    assert 0 < alpha[2] < alpha[3]
    assert alpha[3] == alpha[4] > 200


def test_opacity_never_falls_as_values_rise() -> None:
    assert (np.diff(heatmap.colours()[1]) >= 0).all()


@pytest.mark.parametrize("ramp", Ramp)
def test_higher_values_are_lighter_in_every_choice_of_colours(ramp: Ramp) -> None:
    rgb = heatmap.colours(ramp)[0]
    lightness = np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92) @ [
        0.2126,
        0.7152,
        0.0722,
    ]
    assert (np.diff(lightness) > -0.001).all()
    assert lightness[-1] - lightness[0] > 0.7


@pytest.mark.parametrize("ramp", Ramp)
def test_colours_are_premultiplied(ramp: Ramp) -> None:
    table = heatmap.lookup_table(ramp)
    for shift in (0, 8, 16):
        assert ((table >> shift & 255) <= table >> 24).all()


def test_an_empty_range_is_drawn_without_complaint() -> None:
    pixels = heatmap.colourise(np.array([[1, 2]], np.float32), 1, 1)
    assert pixels[0, 0] >> 24 == 0
    assert pixels[0, 1] >> 24 > 200


def test_refining_keeps_cells_in_their_place() -> None:
    values = np.zeros((4, 4), np.float32)
    values[1, 2] = 1
    fine = heatmap.refine(values)
    assert fine.shape == (32, 32)
    mass_y, mass_x = (np.indices(fine.shape) * fine).sum(axis=(1, 2)) / fine.sum()
    assert mass_x == pytest.approx(2.5 * 8 - 0.5)
    assert mass_y == pytest.approx(1.5 * 8 - 0.5)


def test_values_that_are_not_numbers_count_as_the_lowest() -> None:
    values = np.array([[1, np.nan], [np.inf, 3]], np.float32)
    fine = heatmap.refine(values)
    assert np.isfinite(fine).all()
    assert fine.min() == 1
    assert fine.max() == 3


def test_the_contour_follows_the_threshold_between_samples() -> None:
    (outline,) = heatmap.contours(disc(40, (18.3, 21.7), 9.4), 0.0)
    distance = np.hypot(outline[:, 0] - 18.3, outline[:, 1] - 21.7)
    assert np.abs(distance - 9.4).max() < 0.05


def test_a_hole_is_outlined_the_other_way_round() -> None:
    ring = np.minimum(disc(60, (30, 30), 20), -disc(60, (30, 30), 8))
    areas = sorted(area(outline) for outline in heatmap.contours(ring, 0.0))
    assert len(areas) == 2
    assert areas[0] * areas[1] < 0
    assert abs(sum(areas)) == pytest.approx(np.pi * (400 - 64), rel=0.02)


def test_a_region_at_the_border_is_closed_along_it() -> None:
    values = np.zeros((10, 10), np.float32)
    values[:, :4] = 1
    (outline,) = heatmap.contours(values, 0.5)
    assert outline.min() == 0.5
    assert outline[:, 0].max() == pytest.approx(4)
    assert outline[:, 1].max() == 9.5


def test_touching_corners_are_two_regions() -> None:
    values = np.zeros((6, 6), np.float32)
    values[1:3, 1:3] = values[3:5, 3:5] = 1
    assert len(heatmap.contours(values, 0.5)) == 2


@pytest.mark.parametrize("level", [-1.0, 2.0])
def test_nothing_below_the_threshold_and_everything_above_it(level: float) -> None:
    outlines = heatmap.contours(np.ones((5, 7), np.float32), level)
    if level > 1:
        assert outlines == []
    else:
        assert abs(area(outlines[0])) == pytest.approx(4 * 6)


def test_random_values_give_closed_outlines_around_every_region() -> None:
    values = np.random.default_rng(3).normal(size=(30, 40)).astype(np.float32)
    outlines = heatmap.contours(values, 0.3)
    assert outlines
    for outline in outlines:
        steps = np.linalg.norm(np.roll(outline, -1, axis=0) - outline, axis=1)
        assert steps.max() <= np.sqrt(2) + 1e-9


def test_blend_colours_only_what_is_unusual() -> None:
    picture = np.full((64, 64, 3), 90, np.uint8)
    values = np.zeros((16, 16), np.float32)
    values[4:8, 4:8] = 10
    mixed = heatmap.blend(picture, values, low=0, high=10)
    assert (mixed[40:, 40:] == 90).all()
    assert (mixed[20:28, 20:28] != 90).all()
    outlined = heatmap.blend(picture, values, low=0, high=10, outline=5)
    assert (outlined > 180).all(2).any()
    assert (outlined[40:, 40:] == 90).all()
