"""What may be wrong with a mask is said, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.masks.hints import Hint, Remark, remarks
from bgad_studio.core.records import IGNORE_VALUE, Verdict

EVERYWHERE = np.ones((8, 8), np.bool_)
LARGEST_EDGE_IN = 256


def painted(rows: slice, columns: slice, value: int = 1, edge: int = 1024) -> np.ndarray:
    label_map = np.zeros((edge, edge), np.uint8)
    label_map[rows, columns] = value
    return label_map


def look(label_map, verdict=Verdict.NG, part=EVERYWHERE) -> tuple[Remark, ...]:
    return remarks(label_map, verdict, part, LARGEST_EDGE_IN)


def test_a_sound_mask_needs_no_remark() -> None:
    assert look(painted(slice(100, 200), slice(100, 300))) == ()


@pytest.mark.parametrize(("width", "thin"), [(4, True), (7, True), (9, False), (40, False)])
def test_thin_is_less_than_two_pixels_of_the_network(width: int, thin: bool) -> None:
    label_map = painted(slice(100, 800), slice(300, 300 + width))  # four pixels are one of the network
    assert (Remark(Hint.THIN, 1) in look(label_map)) is thin


def test_one_thin_mark_beside_a_wide_one_is_told_with_its_type() -> None:
    label_map = painted(slice(100, 200), slice(100, 300), 2)
    label_map[500, 100:900] = 2
    label_map[700:800, 100:300] = 3
    assert look(label_map) == (Remark(Hint.THIN, 2),)


def test_a_small_picture_is_not_called_thin_for_being_made_larger() -> None:
    assert look(painted(slice(10, 13), slice(10, 40), edge=64)) == ()


def test_more_than_half_of_the_picture_is_a_lot() -> None:
    assert look(painted(slice(0, 600), slice(0, 1024))) == (Remark(Hint.LARGE, 1),)


def test_paint_beside_the_part_is_told() -> None:
    part = np.zeros((8, 8), np.bool_)
    part[2:6, 2:6] = True
    assert look(painted(slice(0, 100), slice(0, 100)), part=part) == (Remark(Hint.OUTSIDE, 1),)
    assert look(painted(slice(400, 500), slice(400, 500)), part=part) == ()


@pytest.mark.parametrize("label_map", [None, np.full((64, 64), IGNORE_VALUE, np.uint8)])
def test_a_bad_part_without_a_defect_painted_is_told(label_map) -> None:
    assert look(label_map) == (Remark(Hint.NOTHING_PAINTED),)
    assert look(label_map, Verdict.OK) == look(label_map, None) == ()


def test_a_defect_on_a_good_part_is_told() -> None:
    label_map = painted(slice(100, 200), slice(100, 300))
    assert look(label_map, Verdict.OK) == (Remark(Hint.PAINTED_GOOD),)
