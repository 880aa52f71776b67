"""Run lengths as COCO's own library packs them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bgad_studio.core.runs import Runs, pack, unpack


@pytest.mark.parametrize(
    ("text", "counts"),
    [  # written by pycocotools
        (";32NO012004", (11, 3, 2, 1, 1, 1, 2, 3, 2, 3, 6)),
        ("0Xi8", (0, 9000)),
        ("bo0`2d00fg3aMao0S3", (1010, 80, 20, 80, 3850, 1, 4859, 100)),
    ],
)
def test_strings_of_the_original_are_read_and_written(text: str, counts: tuple[int, ...]) -> None:
    assert tuple(unpack(text)) == counts
    assert pack(counts) == text


@given(st.lists(st.integers(0, 2**40), max_size=30))
def test_any_counts_come_back(counts: list[int]) -> None:
    assert unpack(pack(counts)) == counts


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_any_mask_comes_back(height: int, width: int, data: st.DataObject) -> None:
    bits = data.draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width))
    mask = np.array(bits).reshape(height, width)
    runs = Runs.of(mask, "dent")
    assert (runs.mask() == mask).all()
    assert Runs.read(runs.segmentation(), "dent") == runs
