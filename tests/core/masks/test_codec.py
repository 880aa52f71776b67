"""Label maps go to bytes and come back exactly, or are refused."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import encode_png
from bgad_studio.core.masks.codec import decode_label_map, encode_label_map, types_in


@pytest.mark.parametrize("shape", [(1, 1), (1, 70), (33, 20)])
def test_every_label_comes_back(shape: tuple[int, int]) -> None:
    label_map = np.arange(shape[0] * shape[1], dtype=np.uint32).astype(np.uint8).reshape(shape)
    decoded = decode_label_map(encode_label_map(label_map))
    assert np.array_equal(decoded, label_map)
    assert decoded.flags.writeable


def test_damaged_bytes_are_refused() -> None:
    blob = encode_label_map(np.eye(40, dtype=np.uint8))
    for bad in (b"", blob[:40], blob[:45] + b"\xff" + blob[46:]):
        with pytest.raises(StudioError) as caught:
            decode_label_map(bad)
        assert caught.value.problem is problems.MASK_BROKEN


def test_a_colour_picture_is_no_label_map() -> None:
    with pytest.raises(StudioError, match="mode RGB instead of L"):
        decode_label_map(encode_png(np.zeros((4, 4, 3), np.uint8)))


def test_neither_none_nor_ignore_is_a_type() -> None:
    assert types_in(np.array([[0, 255], [7, 2]], np.uint8)) == (2, 7)
    assert types_in(np.zeros((2, 2), np.uint8)) == ()
