"""The network looks as closely as small defects need and time allows, and keeps the shape of long parts."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import numpy as np
import pytest

from bgad_studio.core.config import FAST, PAPER
from bgad_studio.core.network_size import Sight, across, edge_of


def chosen(pictures=((1024, 1024),), defects=(), before=None, config=FAST) -> tuple[int, int]:
    sized = Sight.of(pictures, defects, before).sized(config)
    return sized.height_in, sized.width_in


def test_large_defects_need_no_more_than_the_usual_size() -> None:
    assert chosen() == chosen(defects=[0.3, 0.02, 0.05]) == (256, 256)


def test_thin_defects_are_looked_at_more_closely() -> None:
    assert chosen(defects=[2.5 / 384] * 4) == (384, 384)
    assert chosen(defects=[2.5 / 330] * 4) == (384, 384)


def test_a_few_thin_ones_among_many_do_not_decide() -> None:
    assert chosen(defects=[0.001, *[0.1] * 9]) == (256, 256)


def test_no_closer_than_there_is_time_for_nor_than_the_picture_shows() -> None:
    assert chosen(defects=[0.0001]) == (512, 512)
    assert chosen(defects=[0.0001], config=replace(FAST, largest_edge_in=768)) == (768, 768)
    assert chosen([(400, 400)], [0.0001]) == (384, 384)
    assert chosen([(100, 100)], [0.0001]) == (256, 256)


def test_long_parts_keep_their_shape_at_the_same_cost() -> None:
    assert chosen([(500, 1250)]) == (160, 416)
    assert chosen([(1250, 500)]) == (416, 160)
    assert chosen([(100, 3000)]) == (128, 512)


@pytest.mark.parametrize("ratio", [1.26, 1.34, 1.5, 2.0, 2.5, 3.1])
def test_rounding_keeps_within_the_limit_and_such_a_model_keeps_its_size(ratio: float) -> None:
    picture = [(round(2000 * ratio), 2000)]
    height, width = chosen(picture, [0.0001])
    assert height * width <= 512**2
    assert chosen(picture, [0.3], before=(height, width)) == (height, width)


def test_nearly_square_parts_and_mixed_ones_are_squares() -> None:
    assert chosen([(600, 500)]) == (256, 256)
    assert chosen([(300, 600), (500, 500), (600, 300)]) == (256, 256)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8])
def test_the_middle_of_many_pictures_counts_each_of_them(count: int) -> None:
    sizes = [(300, 400), (500, 400), (900, 400)]
    pictures = [sizes[min(place, 2)] for place in range(count)]
    seen = Sight.of(pictures, [])
    assert seen.ratio == pytest.approx(median(height / width for height, width in pictures))
    assert seen.edge == pytest.approx(median(edge_of(*size) for size in pictures))


def test_the_model_that_judges_keeps_its_size_while_it_is_enough() -> None:
    assert chosen(before=(384, 384)) == (384, 384)
    assert chosen(defects=[2.5 / 512], before=(384, 384)) == (512, 512)
    assert chosen([(500, 1250)], before=(256, 256)) == (160, 416)


def test_a_model_larger_than_there_is_time_for_is_not_kept() -> None:
    assert chosen(before=(768, 768)) == (256, 256)


def test_a_recipe_that_names_its_size_keeps_it() -> None:
    assert chosen([(500, 1250)], [0.0001], config=PAPER) == (256, 256)


@pytest.mark.parametrize(("height", "width"), [(1, 40), (5, 40), (9, 9)])
def test_across_is_the_width_of_a_region_where_it_is_widest(height: int, width: int) -> None:
    mask = np.zeros((64, 64), np.bool_)
    mask[3 : 3 + height, 5 : 5 + width] = True
    assert across(mask) == pytest.approx([height], abs=0.6)


def test_every_region_counts_and_nothing_has_none() -> None:
    mask = np.zeros((64, 64), np.bool_)
    mask[:3, :3] = mask[20:31, 20:31] = True
    assert sorted(across(mask)) == pytest.approx([3, 11], abs=0.6)
    assert across(np.zeros((8, 8), np.bool_)) == []


def test_the_edge_is_of_the_square_of_the_same_area() -> None:
    assert edge_of(400, 900) == 600
