"""A trimmed label map is the same label map in less memory."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.masks.trimmed import Trimmed


@pytest.mark.parametrize("painted", [(slice(3, 9), slice(20, 50)), (slice(0, 40), slice(0, 60)), None])
def test_it_comes_back_to_the_pixel_and_is_nobody_elses(painted) -> None:
    label_map = np.zeros((40, 60), np.uint8)
    if painted is not None:
        label_map[painted] = np.arange(label_map[painted].size).reshape(label_map[painted].shape) % 250 + 1
    kept = Trimmed.of(label_map)
    before = label_map.copy()
    label_map[:] = 7
    kept.whole()[:] = 9
    np.testing.assert_array_equal(kept.whole(), before)
    assert kept.nbytes == np.count_nonzero(before)
