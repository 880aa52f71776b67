"""Where the part is: found, doubted, refined."""

from __future__ import annotations

import cv2
import numpy as np

from bgad_studio.core.synthesis.foreground import doubtful, foreground, refined


def part(seed: int = 0) -> np.ndarray:
    """A bright disc on a dark belt."""
    image = np.random.default_rng(seed).integers(20, 40, (96, 96, 3)).astype(np.uint8)
    return np.asarray(cv2.circle(image, (48, 48), 30, (200, 200, 200), cv2.FILLED))


def disc(centre: tuple[int, int] = (48, 48), radius: int = 30) -> np.ndarray:
    drawn = np.zeros((96, 96), np.uint8)
    return cv2.circle(drawn, centre, radius, (1,), cv2.FILLED) > 0


def test_the_part_is_found_bright_on_dark_and_dark_on_bright() -> None:
    for image in (part(), 255 - part()):
        found = foreground(image)
        assert (found == disc()).mean() > 0.97


def test_a_plain_surface_is_all_part() -> None:
    surface = np.random.default_rng(0).normal(120, 10, (96, 96, 1)).clip(0, 255).astype(np.uint8)
    assert foreground(np.repeat(surface, 3, 2)).all()


def test_a_part_of_another_colour_but_the_same_grey_is_found() -> None:
    image = np.random.default_rng(1).integers(118, 122, (96, 96, 3)).astype(np.uint8)
    red = np.array([220, 78, 78], np.uint8)  # as grey as the belt
    image[disc()] = red
    assert (foreground(image) == disc()).mean() > 0.97


def test_a_foreground_unlike_its_neighbours_is_doubted() -> None:
    alike = [disc((48 + shift, 48)) for shift in range(4)]
    everything, nothing = np.ones((96, 96), np.bool_), np.zeros((96, 96), np.bool_)
    assert doubtful([*alike, everything, nothing, disc(radius=20)]) == [False] * 4 + [True] * 3
    assert doubtful([*alike, disc((20, 60))]) == [False] * 4 + [True], "the others lie alike"


def test_parts_that_lie_anywhere_and_surfaces_are_not_doubted() -> None:
    scattered = [disc(centre, 18) for centre in ((20, 20), (70, 25), (25, 70), (72, 72), (48, 48))]
    assert not any(doubtful(scattered))
    assert not any(doubtful([np.ones((96, 96), np.bool_)] * 5))
    assert doubtful([]) == []


def test_a_rough_foreground_follows_the_edge_of_the_part() -> None:
    rough = disc((49, 47), 28)
    found = refined(part(), rough)
    assert (found == disc()).mean() > 0.995 > (rough == disc()).mean()
    np.testing.assert_array_equal(found, refined(part(), rough))


def test_a_foreground_without_an_edge_stays() -> None:
    for plain in (np.ones((96, 96), np.bool_), np.zeros((96, 96), np.bool_)):
        np.testing.assert_array_equal(refined(part(), plain), plain)
