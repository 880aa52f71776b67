"""Outlines and likeness select what a person sees selected."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks import regions


def whole(region: regions.Region | None, width: int, height: int) -> np.ndarray:
    """(height, width) bool."""
    mask = np.zeros((height, width), np.bool_)
    if region is not None:
        mask[region.rect.rows, region.rect.columns] = region.inside
    return mask


def test_a_polygon_covers_its_inside_and_its_outline() -> None:
    mask = whole(regions.polygon([(2.5, 2.5), (7.5, 2.5), (7.5, 5.5), (2.5, 5.5)], 12, 9), 12, 9)
    assert regions.bounds(mask) == Rect(2, 2, 6, 4)
    assert mask[2:6, 2:8].all()


def test_a_polygon_beyond_the_picture_is_cut() -> None:
    mask = whole(regions.polygon([(-5, -5), (20, -5), (20, 20), (-5, 20)], 6, 4), 6, 4)
    assert mask.shape == (4, 6)
    assert mask.all()


@pytest.mark.parametrize("corners", [((2, 1), (5, 4)), ((5, 4), (2, 1)), ((2, 4), (5, 1))])
def test_a_rectangle_may_be_drawn_from_any_corner(corners) -> None:
    mask = whole(regions.rectangle(*corners, 8, 6), 8, 6)
    assert mask.sum() == 9
    assert mask[1:4, 2:5].all()


def test_an_ellipse_fits_between_its_corners() -> None:
    mask = whole(regions.ellipse((2, 2), (42, 22), 50, 30), 50, 30)
    assert regions.bounds(mask) == Rect(2, 2, 40, 20)
    assert mask.sum() == pytest.approx(np.pi * 20 * 10, rel=0.02)


def test_the_wand_takes_connected_pixels_of_like_colour_only() -> None:
    picture = np.full((20, 20, 3), 100, np.uint8)
    picture[:, 10] = 200
    picture[4:8, 2:6] = 110
    narrow = whole(regions.similar(picture, (0.5, 0.5), 5), 20, 20)
    assert narrow[0, 0]
    assert not narrow[:, 10:].any()
    assert not narrow[5, 3]
    assert whole(regions.similar(picture, (0.5, 0.5), 10), 20, 20)[5, 3]
    assert regions.similar(picture, (30, 3), 10) is None


def test_the_wand_finds_a_large_region_in_a_coarse_copy_with_exact_edges() -> None:
    picture = np.full((1700, 1700, 4), 30, np.uint8)
    rows, columns = np.mgrid[:1700, :1700]
    disc = np.hypot(rows - 800, columns - 850) < 700
    picture[disc] = 150
    picture[20:60, 20:60] = 150  # as bright, but apart
    picture[700:760, 700:760] = 90
    disc[700:760, 700:760] = False
    assert np.array_equal(whole(regions.similar(picture, (850.5, 900.5), 20), 1700, 1700), disc)


def test_the_wand_looks_no_farther_than_what_it_finds() -> None:
    picture = np.zeros((900, 900, 3), np.uint8)
    picture[440:460, 100:800] = 200
    found = regions.similar(picture, (450.5, 450.5), 5)
    assert found is not None
    assert found.rect == Rect(100, 440, 700, 20)


def test_filling_takes_what_has_the_same_label_and_hangs_together() -> None:
    labels = np.zeros((20, 20), np.uint8)
    labels[4:12, 4:12] = 2
    labels[6:10, 6:10] = 0
    inner = regions.same(labels, (7.5, 7.5))
    assert inner is not None
    assert (inner.rect, int(inner.inside.sum())) == (Rect(6, 6, 4, 4), 16)
    ring = regions.same(labels, (4.5, 4.5))
    assert ring is not None
    assert int(ring.inside.sum()) == 48
    assert regions.same(labels, (-1, 3)) is None


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


def test_shapes_that_lie_outside_select_nothing() -> None:
    assert regions.polygon([(-9, -9), (-5, -9), (-5, -5)], 8, 8) is None
    assert regions.rectangle((20, 20), (30, 30), 8, 8) is None
    assert regions.ellipse((-9, 2), (-3, 5), 8, 8) is None
