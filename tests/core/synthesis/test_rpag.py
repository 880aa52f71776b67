from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bgad_studio.core.config import PseudoConfig, SynthesisConfig
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.core.synthesis.recipe import Pictures, Pseudo, make, plan
from bgad_studio.core.synthesis.rpag import Known
from bgad_studio.core.synthesis.transforms import RESIZED, TRANSFORMS, allowed

CONFIG = SynthesisConfig()
EACH = CONFIG.each


def part(seed: int = 0) -> np.ndarray:
    """A bright disc on a dark belt."""
    image = np.random.default_rng(seed).integers(20, 40, (96, 96, 3)).astype(np.uint8)
    return np.asarray(cv2.circle(image, (48, 48), 30, (200, 200, 200), cv2.FILLED))


def known(centre: tuple[int, int] = (48, 48)) -> Known:
    image, label_map = part(), np.zeros((96, 96), np.uint8)
    cv2.circle(image, centre, 5, (250, 20, 20), cv2.FILLED)
    cv2.circle(label_map, centre, 5, (3,), cv2.FILLED)
    return Known(image, label_map)


def found(defect: Known) -> Pictures:
    return Pictures(lambda _: defect, part, lambda index: foreground(part(index)))


def many(defect: Known, count: int = 40, config: PseudoConfig = EACH) -> list[Pseudo]:
    orders = plan(SynthesisConfig(config, per_known=count), 1, 3, seed=1)
    made = [item for item in (make(order, found(defect)) for order in orders) if item is not None]
    assert len(made) > count // 2
    return made


def test_nothing_changes_outside_the_new_mask_but_the_soft_rim() -> None:
    for item in many(known()):
        changed = (item.image != part(item.order.target)).any(2)
        rim = cv2.dilate((item.label_map > 0).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
        assert not (changed & ~rim).any()
        assert changed[item.label_map > 0].any()


def test_pasted_defects_lie_on_the_part() -> None:
    for defect in (known(), known((6, 6))):  # the second was marked on the belt
        for item in many(defect):
            on_part = foreground(part(item.order.target))[item.label_map > 0]
            assert on_part.mean() >= EACH.foreground_share


def test_defect_types_keep_their_values() -> None:
    for item in many(known(), 20):
        assert set(np.unique(item.label_map)) == {0, 3}


def test_the_same_order_gives_the_same_pixels_and_another_seed_others() -> None:
    first, second = plan(CONFIG, 1, 3, seed=4)[:2]
    one, again = (make(first, found(known())) for _ in range(2))
    other = make(second, found(known()))
    assert one is not None
    assert again is not None
    assert other is not None
    np.testing.assert_array_equal(one.image, again.image)
    assert one.transforms == again.transforms
    assert (one.image != other.image).any()


def test_a_longer_plan_begins_with_the_shorter_one() -> None:
    short = plan(replace(CONFIG, max_total=10), 3, 9, seed=2)
    assert plan(replace(CONFIG, max_total=30), 3, 9, seed=2)[:10] == short
    assert len(short) == 10


def test_every_known_defect_is_used_equally() -> None:
    orders = plan(replace(CONFIG, per_known=4, max_total=100), 5, 9, seed=0)
    assert [sum(order.source == source for order in orders) for source in range(5)] == [4] * 5


def test_without_defects_or_parts_there_is_no_plan() -> None:
    assert plan(CONFIG, 0, 9, seed=0) == ()
    assert plan(CONFIG, 3, 0, seed=0) == ()


def test_three_different_transforms_are_drawn() -> None:
    for item in many(known(), 20):
        assert len(set(item.transforms)) == 3
        assert set(item.transforms) <= set(TRANSFORMS)


def area(item: Pseudo) -> int:
    return int((item.label_map > 0).sum())


def test_a_wider_choice_of_sizes_makes_larger_and_smaller_defects() -> None:
    own = [area(item) for item in many(known())]
    made = many(known(), config=replace(EACH, scale_spread=1.0))
    assert all(item.transforms[-1] == RESIZED for item in made)
    varied = [area(item) for item in made]
    assert min(varied) < 0.6 * min(own)
    assert max(varied) > 1.6 * max(own)


def test_a_defect_that_may_not_turn_is_neither_turned_nor_mirrored_at_the_diagonal() -> None:
    assert {"rotation", "transpose"}.isdisjoint(allowed(replace(EACH, rotation_deg=0)))
    assert "transpose" not in allowed(replace(EACH, rotation_deg=20))
    image, label_map = known((70, 48)).image, known((70, 48)).label_map
    turn = allowed(replace(EACH, rotation_deg=10))["rotation"]
    for seed in range(20):
        _, marks = turn(np.random.default_rng(seed), image, label_map)
        rows, columns = np.nonzero(marks)
        angle = np.degrees(np.arctan2(rows.mean() - 47.5, columns.mean() - 47.5))
        assert abs(angle) <= 12


def test_strength_and_edge_say_how_much_the_part_changes() -> None:
    def change(config: PseudoConfig) -> float:
        return float(
            sum(
                np.abs(item.image.astype(float) - part(item.order.target)).sum()
                for item in many(known(), config=config)
            )
        )

    assert change(replace(EACH, strength=0.5)) == pytest.approx(0.5 * change(EACH), rel=0.05)
    hard, soft = (many(known(), config=replace(EACH, feather_px=value)) for value in (0.0, 3.0))
    for item in hard:  # nothing outside the mask
        changed = (item.image != part(item.order.target)).any(2)
        assert not (changed & (item.label_map == 0)).any()
    assert any((item.image != part(item.order.target)).any(2)[item.label_map == 0].any() for item in soft)


def test_the_papers_nine_transforms_are_there() -> None:
    assert sorted(TRANSFORMS) == [
        "blur",
        "brightness",
        "distortion",
        "flip",
        "noise",
        "rotation",
        "sharpness",
        "translation",
        "transpose",
    ]


@pytest.mark.parametrize("name", sorted(TRANSFORMS))
def test_transforms_keep_shapes_and_their_input(name: str) -> None:
    defect = known()
    image, label_map = defect.image.copy(), defect.label_map.copy()
    moved, marks = TRANSFORMS[name](np.random.default_rng(0), image, label_map)
    assert moved.shape == image.shape
    assert marks.shape == label_map.shape
    assert moved.dtype == marks.dtype == np.uint8
    np.testing.assert_array_equal(image, defect.image)
    np.testing.assert_array_equal(label_map, defect.label_map)


def test_pictures_of_different_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        small = np.zeros((10, 10, 3), np.uint8)
        pictures = Pictures(lambda _: known(), lambda _: small, lambda _: small[..., 0] == 0)
        make(plan(CONFIG, 1, 1, 0)[0], pictures)


def test_all_transforms_are_drawn_that_are_left_where_a_defect_may_not_turn() -> None:
    for item in many(known(), 8, replace(EACH, transforms=9, rotation_deg=0, foreground_share=0.0)):
        assert set(item.transforms) == set(TRANSFORMS) - {"rotation", "transpose"}
