"""The same picture saved anew is known; parts that merely look alike are not taken for one."""

from __future__ import annotations

import time
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
    assert likeness.add([fingerprint(picture(seed, noise)) for seed in range(count // 2, count)]) == []
    return likeness


@pytest.mark.parametrize("number", [0, 7, 19])
def test_a_picture_saved_anew_is_known(number: int) -> None:
    likeness = _seen()
    again = [fingerprint(saved_anew(picture(number))), fingerprint(saved_anew(picture(number), 80, 64))]
    assert [earlier in (number, later - 1) for later, earlier in likeness.add(again)] == [True, True]


def test_another_aligned_part_is_another_part() -> None:
    likeness = _seen()
    assert likeness.add([fingerprint(picture(seed)) for seed in range(100, 160)]) == []


def test_plain_parts_that_all_look_alike_are_not_one_part() -> None:
    likeness = _seen(noise=0.8)
    assert likeness.add([fingerprint(picture(seed, 0.8)) for seed in range(100, 160)]) == []


def test_what_came_before_it_is_known_how_parts_differ_is_told_then() -> None:
    likeness = Likeness()
    greys = [fingerprint(picture(seed)) for seed in range(NEEDED)]
    assert likeness.add([greys[0], fingerprint(saved_anew(picture(0)))]) == []
    assert likeness.add(greys[1 : NEEDED - 2]) == []
    assert likeness.add(greys[NEEDED - 2 :]) == [(1, 0)]
    assert likeness.add([fingerprint(saved_anew(picture(3)))]) == [(NEEDED + 1, 4)]


def test_first_fingerprints_that_were_too_few_are_compared_later() -> None:
    likeness = Likeness([fingerprint(picture(5)), fingerprint(saved_anew(picture(5)))])
    assert likeness.add([fingerprint(picture(seed)) for seed in range(10, 20)]) == [(1, 0)]


def test_pictures_that_come_together_are_compared_with_each_other_and_with_the_past() -> None:
    likeness = _seen(40)
    new = [picture(100), saved_anew(picture(2)), saved_anew(picture(100)), saved_anew(picture(33))]
    assert likeness.add([fingerprint(rgb) for rgb in new]) == [(41, 2), (42, 40), (43, 33)]


def test_at_the_end_of_a_hundred_thousand_pictures_one_more_takes_a_few_milliseconds() -> None:
    rows = np.random.default_rng(0).integers(0, 255, (100_000, 256), np.uint8)
    likeness = Likeness([row.tobytes() for row in rows])
    started = time.perf_counter()
    assert likeness.add([rows[77_777].tobytes(), *(row.tobytes() for row in rows[:15] ^ 255)]) == [
        (100_000, 77_777)
    ]
    assert time.perf_counter() - started < 16 * 0.1
