"""A rough outline finds the defect inside it."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.imaging.pyramid import pyramid
from bgad_studio.core.masks.edges import find_edges, search_inside


def picture(edge: int = 200, grain: float = 6) -> tuple[np.ndarray, np.ndarray]:
    """A grainy surface with a dark blot, and where that is."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[:edge, :edge] / edge - 0.5
    blot = (rows / 0.08) ** 2 + (columns / 0.14) ** 2 < 1
    grey = np.where(blot, 90, 150) + rng.normal(0, grain, blot.shape)
    return np.repeat(grey.clip(0, 255).astype(np.uint8)[..., None], 3, 2), blot


def overlap(region, truth: np.ndarray) -> float:
    found = np.zeros_like(truth)
    found[region.rect.rows, region.rect.columns] = region.inside
    return (found & truth).sum() / (found | truth).sum()


@pytest.mark.parametrize(
    "outline", [[(60, 75), (140, 75), (140, 125), (60, 125)], [(60, 75), (100, 100), (140, 125)]]
)
def test_an_outline_or_a_drag_across_finds_the_blot(outline) -> None:
    rgb, blot = picture()
    search = search_inside(pyramid(rgb), outline)
    assert search is not None
    region = find_edges(search)
    assert region is not None
    assert overlap(region, blot) > 0.9


def test_a_large_outline_is_searched_smaller_and_found_as_well() -> None:
    rgb, blot = picture(1200)
    search = search_inside(pyramid(rgb), [(350, 400), (850, 400), (850, 800), (350, 800)])
    assert search is not None
    region = find_edges(search)
    assert region is not None
    assert overlap(region, blot) > 0.9


def test_the_same_outline_finds_the_same_edge() -> None:
    rgb, _ = picture(grain=25)
    outline = [(55, 70), (145, 72), (140, 130), (58, 128)]
    first, second = (find_edges(search_inside(pyramid(rgb), outline)) for _ in range(2))
    assert np.array_equal(first.inside, second.inside)


def test_nothing_is_found_outside_the_outline() -> None:
    rgb, _ = picture()
    search = search_inside(pyramid(rgb), [(60, 75), (122, 75), (122, 125), (60, 125)])
    region = find_edges(search)
    assert region is not None
    _, columns = np.nonzero(region.inside)
    assert (columns + region.rect.x).max() <= 122


@pytest.mark.parametrize(
    "outline", [[(10, 10)], [(-50, -50), (-20, -50), (-20, -20)], [(-9, -9), (300, 300)]]
)
def test_a_dot_a_place_outside_and_the_whole_picture_cannot_be_searched(outline) -> None:
    assert search_inside(pyramid(picture()[0]), outline) is None
