"""Outlines and likeness select what a person sees selected."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks import regions


def test_a_polygon_covers_its_inside_and_its_outline() -> None:
    mask = regions.polygon([(2.5, 2.5), (7.5, 2.5), (7.5, 5.5), (2.5, 5.5)], 12, 9)
    assert regions.bounds(mask) == Rect(2, 2, 6, 4)
    assert mask[2:6, 2:8].all()


def test_a_polygon_beyond_the_picture_is_cut() -> None:
    mask = regions.polygon([(-5, -5), (20, -5), (20, 20), (-5, 20)], 6, 4)
    assert mask.shape == (4, 6)
    assert mask.all()


@pytest.mark.parametrize("corners", [((2, 1), (5, 4)), ((5, 4), (2, 1)), ((2, 4), (5, 1))])
def test_a_rectangle_may_be_drawn_from_any_corner(corners) -> None:
    mask = regions.rectangle(*corners, 8, 6)
    assert mask.sum() == 9
    assert mask[1:4, 2:5].all()


def test_an_ellipse_fits_between_its_corners() -> None:
    mask = regions.ellipse((2, 2), (42, 22), 50, 30)
    assert regions.bounds(mask) == Rect(2, 2, 40, 20)
    assert mask.sum() == pytest.approx(np.pi * 20 * 10, rel=0.02)


def test_the_wand_takes_connected_pixels_of_like_colour_only() -> None:
    picture = np.full((20, 20, 3), 100, np.uint8)
    picture[:, 10] = 200
    picture[4:8, 2:6] = 110
    assert not regions.similar(picture, (0.5, 0.5), 5)[:, 10:].any()
    assert not regions.similar(picture, (0.5, 0.5), 5)[5, 3]
    assert regions.similar(picture, (0.5, 0.5), 10)[5, 3]
    assert not regions.similar(picture, (30, 3), 10).any()


def test_holes_are_filled_and_bays_are_not() -> None:
    ring = np.zeros((12, 12), np.bool_)
    ring[2:9, 2:9] = True
    ring[4:6, 4:6] = False
    bay = ring.copy()
    bay[4:6, 4:12] = False
    assert regions.fill_holes(ring)[2:9, 2:9].all()
    assert np.array_equal(regions.fill_holes(bay), bay)


def test_growing_and_shrinking_go_by_pixels_also_at_the_edge() -> None:
    mask = np.zeros((20, 20), np.bool_)
    mask[0:6, 0:6] = True
    assert regions.bounds(regions.grow(mask, 2)) == Rect(0, 0, 8, 8)
    assert regions.bounds(regions.grow(mask, -1)) == Rect(1, 1, 4, 4)
    assert regions.bounds(np.zeros((3, 3), np.bool_)) is None
