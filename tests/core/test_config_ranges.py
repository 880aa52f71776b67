"""Every number of a recipe has a range, and nothing outside it is trained with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from bgad_studio.core import problems
from bgad_studio.core.config import FAST, PAPER, PRESETS, Method
from bgad_studio.core.config_ranges import RANGES, check_ranges, impossible
from bgad_studio.core.errors import StudioError


def _numbers(record: Any, before: str = "") -> Iterator[str]:
    for field in fields(record):
        value, name = getattr(record, field.name), before + field.name
        if is_dataclass(value):
            yield from _numbers(value, f"{name}.")
        elif isinstance(value, int | float | tuple) and not isinstance(value, bool):
            yield name


def test_every_number_of_a_recipe_has_a_range() -> None:
    assert set(_numbers(FAST)) == set(RANGES)


@pytest.mark.parametrize("preset", PRESETS.values())
def test_the_presets_lie_inside(preset) -> None:
    assert impossible(preset) is None


def test_a_method_without_flows_has_no_blocks_and_no_steps() -> None:
    statistics = replace(FAST, blocks=0, steps=0)
    assert impossible(replace(statistics, method=Method.GAUSSIAN)) is None
    assert impossible(statistics) is not None


def test_steps_and_epochs_count_where_they_are_used() -> None:
    assert impossible(replace(PAPER, epochs=0)) is not None
    assert impossible(replace(FAST, epochs=0)) is None


def test_what_cannot_be_trained_with_is_refused_by_name_and_range() -> None:
    with pytest.raises(StudioError, match="alpha = nan") as caught:
        check_ranges(replace(FAST, alpha=float("nan")))
    assert caught.value.problem is problems.RECIPE_IMPOSSIBLE
    assert "0.001…1000000" in str(caught.value)


def test_a_batch_with_known_defects_has_a_good_part_too() -> None:
    for images in range(2, 40):
        for share in (0.0, 1 / 3, 0.75, 0.9):
            config = replace(FAST, batch_images=images, known_share=share)
            assert 0 <= config.batch_known < images
    assert FAST.batch_known == 11
