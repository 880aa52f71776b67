from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core import heatmap
from bgad_studio.core.geometry import Rect
from bgad_studio.core.map_regions import map_regions, region_at


def test_regions_say_where_how_large_and_how_strong_the_strongest_first() -> None:
    fine = np.zeros((40, 80), np.float32)
    fine[4:10, 8:20] = 5
    fine[30:32, 60:64] = 6
    fine[31, 62] = 9
    weak, strong = sorted(map_regions(fine, 4, 160, 120), key=lambda region: region.peak)
    assert map_regions(fine, 4, 160, 120) == (strong, weak)
    assert strong.box == Rect(120, 90, 8, 6)
    assert strong.area_px == 48
    assert strong.share == pytest.approx(8 / 3200)
    assert strong.peak == 9
    assert strong.peak_xy == (125, 94)
    assert weak.box == Rect(16, 12, 24, 18)


def test_every_region_has_an_outline() -> None:
    values = np.random.default_rng(0).normal(size=(16, 16)).astype(np.float32)
    fine = heatmap.refine(values)
    assert len(map_regions(fine, 1.5, 300, 200)) == len(heatmap.contours(fine, 1.5)) > 2


def test_a_map_below_the_threshold_has_no_regions() -> None:
    assert map_regions(np.zeros((8, 8), np.float32), 1, 100, 100) == ()


def test_a_pixel_picks_its_piece_or_the_nearest_one() -> None:
    mask = np.zeros((10, 20), np.bool_)
    mask[1:3, 1:4] = mask[6:9, 10:15] = True
    assert region_at(mask, (2, 2)).sum() == 6
    assert (region_at(mask, (16, 8)) == (mask & (np.arange(20) > 9))).all()
    assert not region_at(np.zeros((4, 4), np.bool_), (1, 1)).any()
