"""The same picture saved anew is known; parts that merely look alike are not taken for one."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from bgad_studio.core.imaging.alike import NEEDED, Likeness, fingerprint


def picture(seed: int, noise: float = 14.0, edge: int = 128) -> np.ndarray:
    """An aligned part: the same disc, its own grain and its own stains."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[:edge, :edge] - edge / 2
    grey = np.where(np.hypot(rows, columns) < edge * 0.4, 150.0, 30.0)
    stains = np.asarray(Image.fromarray(rng.normal(0, noise, (8, 8)).astype(np.float32)).resize((edge, edge)))
    return np.repeat((grey + stains).clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)


def saved_anew(rgb: np.ndarray, quality: int = 60, edge: int | None = None) -> np.ndarray:
    file, image = BytesIO(), Image.fromarray(rgb)
    image = image if edge is None else image.resize((edge, edge), Image.Resampling.BOX)
    image.save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file).convert("RGB"))


def _seen(count: int = 20, noise: float = 14.0) -> Likeness:
    likeness = Likeness([fingerprint(picture(seed, noise)) for seed in range(count // 2)])
    for seed in range(count // 2, count):
        likeness.add(fingerprint(picture(seed, noise)))
    return likeness


@pytest.mark.parametrize("number", [0, 7, 19])
def test_a_picture_saved_anew_is_known(number: int) -> None:
    likeness = _seen()
    assert likeness.same(fingerprint(saved_anew(picture(number)))) == number
    assert likeness.same(fingerprint(saved_anew(picture(number), 80, 64))) == number


def test_another_aligned_part_is_another_part() -> None:
    likeness = _seen()
    assert [likeness.same(fingerprint(picture(seed))) for seed in range(100, 160)] == [None] * 60


def test_plain_parts_that_all_look_alike_are_not_one_part() -> None:
    likeness = _seen(noise=0.8)
    assert [likeness.same(fingerprint(picture(seed, 0.8))) for seed in range(100, 160)] == [None] * 60


def test_before_it_is_known_how_parts_differ_nothing_is_said() -> None:
    few = _seen(NEEDED - 2)
    assert few.same(fingerprint(picture(0))) is None
