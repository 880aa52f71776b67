"""The round brush paints the pixels whose centres it covers, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks.brush import stamp_segment


def blank() -> np.ndarray:
    return np.zeros((30, 40), np.uint8)


@pytest.mark.parametrize(
    ("start", "end"), [((12.3, 9.8), (12.3, 9.8)), ((5, 5), (31, 22)), ((-4, 40), (44, -3))]
)
def test_a_pixel_is_painted_when_its_centre_is_near_the_line(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    label_map = blank()
    stamp_segment(label_map, start, end, 4.2, 3)
    expected = blank()
    (x0, y0), (x1, y1) = start, end
    for row in range(30):
        for column in range(40):
            x, y = column + 0.5, row + 0.5
            length = (x1 - x0) ** 2 + (y1 - y0) ** 2
            along = min(max(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length, 0), 1) if length else 0
            if (x - x0 - along * (x1 - x0)) ** 2 + (y - y0 - along * (y1 - y0)) ** 2 <= 4.2**2:
                expected[row, column] = 3
    assert np.array_equal(label_map, expected)
    assert expected.any()


def test_the_smallest_dot_paints_the_pixel_under_it() -> None:
    label_map = blank()
    stamp_segment(label_map, (7.5, 9.5), (7.5, 9.5), 0.1, 1)
    assert np.argwhere(label_map).tolist() == [[9, 7]]


def test_the_rectangle_holds_every_change() -> None:
    label_map = blank()
    rect = stamp_segment(label_map, (2, 3), (20, 11), 3, 1)
    assert rect is not None
    label_map[rect.rows, rect.columns] = 0
    assert not label_map.any()


def test_a_stroke_beyond_the_edge_is_clipped_and_one_outside_paints_nothing() -> None:
    label_map = blank()
    assert stamp_segment(label_map, (-2, -2), (1, 1), 2, 1) == Rect(0, 0, 3, 3)
    before = label_map.copy()
    assert stamp_segment(label_map, (90, 90), (99, 99), 5, 1) is None
    assert np.array_equal(label_map, before)


def test_zero_erases() -> None:
    label_map = np.full((30, 40), 5, np.uint8)
    stamp_segment(label_map, (20, 15), (20, 15), 60, 0)
    assert not label_map.any()


@pytest.mark.parametrize("to_xy", [(40.5, 12.5), (22.5, 33.5), (10.5, 10.5), (31.25, 40.75)])
def test_a_square_brush_covers_what_it_passes_over(to_xy: tuple[float, float]) -> None:
    label_map = np.zeros((60, 60), np.uint8)
    stamp_segment(label_map, (20.5, 20.5), to_xy, 4, 3, square=True)
    rows, columns = np.mgrid[:60, :60] + 0.5
    covered = np.zeros((60, 60), np.bool_)
    for share in np.linspace(0, 1, 4001):
        x, y = (a + share * (b - a) for a, b in zip((20.5, 20.5), to_xy, strict=True))
        covered |= (np.abs(columns - x) <= 4) & (np.abs(rows - y) <= 4)
    assert (label_map[covered] == 3).all()
    assert ((label_map == 3) & ~covered).sum() <= 2  # corners met between two of the steps
