"""What a person said nobody should learn from reaches no computation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.ignoring import leave_out, with_area

PATHS = [Path(f"{name}.png") for name in "abc"]
DIRT = 99.0


def levels() -> tuple[FeatureLevel, ...]:
    values = torch.arange(3.0)[:, None, None].repeat(1, 16, 2).half()
    values[0, 5] = DIRT  # the cell at row 1, column 1
    return (FeatureLevel("layer1", 4, 4, values),)


def area(rows: slice = slice(16, 32), columns: slice = slice(16, 32)) -> np.ndarray:
    made = np.zeros((64, 64), np.uint8)
    made[rows, columns] = 255
    return made


def test_an_ignored_cell_gets_the_features_of_another_part_and_all_others_stay() -> None:
    before = levels()[0].values.clone()
    (after,) = leave_out(levels(), PATHS, {PATHS[0]: area()})
    assert not (after.values == DIRT).any()
    assert (after.values[0, 5] == 1).all()
    changed = (after.values != before).any(2)
    assert changed.nonzero().tolist() == [[0, 5]]


def test_a_cell_is_ignored_as_soon_as_one_of_its_pixels_is() -> None:
    (after,) = leave_out(levels(), PATHS, {PATHS[0]: area(slice(31, 32), slice(31, 32))})
    assert not (after.values == DIRT).any()


def test_a_part_that_ignores_the_same_cell_lends_nothing() -> None:
    (after,) = leave_out(levels(), PATHS, {PATHS[0]: area(), PATHS[1]: area()})
    assert (after.values[0, 5] == 2).all()
    assert (after.values[1, 5] == 2).all()


def test_a_cell_every_part_ignores_is_taken_from_the_next_cell() -> None:
    made = levels()
    made[0].values[0, 6] = 7
    (after,) = leave_out(made, PATHS, dict.fromkeys(PATHS, area()))
    assert (after.values[0, 5] == 7).all()


def test_a_defect_pasted_onto_dirt_stays_and_the_dirt_is_ignored() -> None:
    pasted = np.zeros((64, 64), np.uint8)
    pasted[20:24, 20:24] = 1
    both = with_area(pasted, area())
    assert (both == 1).sum() == 16
    assert (both == 255).sum() == 256 - 16
    assert with_area(pasted, None) is pasted
