"""Perlin and Poisson: on the part, of no known type, the same pixels again."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bgad_studio.core.config import PseudoConfig, Strategy, SynthesisConfig
from bgad_studio.core.records import ANY_DEFECT
from bgad_studio.core.synthesis.perlin import perlin_noise
from bgad_studio.core.synthesis.recipe import NO_SOURCE, Pictures, Pseudo, make, plan
from bgad_studio.core.synthesis.rpag import Known

BESIDE_KNOWN = (Strategy.PERLIN, Strategy.POISSON)


def normal(index: int) -> np.ndarray:
    """A mottled disc on a dark belt, another one for every index."""
    rng = np.random.default_rng(index)
    image = rng.integers(20, 40, (96, 128, 3)).astype(np.uint8)
    mottled = cv2.resize(rng.integers(90, 250, (8, 8, 3)).astype(np.uint8), (128, 96))
    return np.where(on_part(index)[..., None], mottled, image)


def on_part(index: int) -> np.ndarray:
    disc = np.zeros((96, 128), np.uint8)
    cv2.circle(disc, (64, 48), 30 + index, (1,), cv2.FILLED)
    return disc > 0


def known(_: int) -> Known:
    marks = np.zeros((96, 128), np.uint8)
    marks[40:50, 60:70] = 3
    return Known(normal(9), marks)


PICTURES = Pictures(known, normal, on_part)


def many(strategy: Strategy, seed: int = 0, **changes: float) -> list[Pseudo]:
    config = SynthesisConfig(replace(PseudoConfig(strategy), **changes), per_known=40)
    orders = plan(config, 1, 4, seed)
    made = [item for order in orders if (item := make(order, PICTURES)) is not None]
    assert len(made) > 30
    return made


@pytest.mark.parametrize("strategy", BESIDE_KNOWN)
def test_what_resembles_no_known_defect_is_marked_as_such_and_lies_on_the_part(strategy: Strategy) -> None:
    for item in many(strategy):
        assert set(np.unique(item.label_map)) == {0, ANY_DEFECT}
        assert not (item.label_map[~on_part(item.order.target)] > 0).any()
        changed = (item.image != normal(item.order.target)).any(2)
        assert not changed[~on_part(item.order.target)].any()
        assert changed[item.label_map > 0].mean() > 0.5


@pytest.mark.parametrize("strategy", [Strategy.RPAG, *BESIDE_KNOWN])
def test_the_same_recipe_and_seed_give_the_same_pixels(strategy: Strategy) -> None:
    one, again, others = many(strategy), many(strategy), many(strategy, seed=1)
    for first, second in zip(one, again, strict=True):
        np.testing.assert_array_equal(first.image, second.image)
        np.testing.assert_array_equal(first.label_map, second.label_map)
    assert any((a.image != b.image).any() for a, b in zip(one, others, strict=False))


@pytest.mark.parametrize("strategy", BESIDE_KNOWN)
def test_half_the_strength_changes_the_part_less(strategy: Strategy) -> None:
    def change(strength: float) -> float:
        made = many(strategy, strength=strength)
        return float(np.mean([np.abs(i.image.astype(float) - normal(i.order.target)).sum() for i in made]))

    assert change(0.4) < 0.7 * change(1.0)


def test_a_patch_never_comes_from_its_own_target_and_a_texture_from_nothing() -> None:
    poisson = plan(SynthesisConfig(PseudoConfig(Strategy.POISSON)), 5, 7, seed=0)
    assert len(poisson) == 60
    assert all(order.source != order.target and 0 <= order.source < 7 for order in poisson)
    assert len({order.source for order in poisson}) == 7
    assert {order.source for order in plan(SynthesisConfig(PseudoConfig(Strategy.PERLIN)), 5, 7, seed=0)} == {
        NO_SOURCE
    }


def test_none_makes_none_and_a_single_normal_has_no_other_to_borrow_from() -> None:
    assert plan(SynthesisConfig(PseudoConfig(Strategy.NONE)), 5, 7, seed=0) == ()
    assert plan(SynthesisConfig(PseudoConfig(Strategy.POISSON)), 5, 1, seed=0) == ()


def test_a_part_that_is_nowhere_gets_no_defect() -> None:
    nowhere = Pictures(known, normal, lambda _: np.zeros((96, 128), np.bool_))
    for strategy in (Strategy.RPAG, *BESIDE_KNOWN):
        orders = plan(SynthesisConfig(PseudoConfig(strategy), per_known=3), 1, 4, seed=0)
        assert [make(order, nowhere) for order in orders] == [None] * 3


def test_noise_is_smooth_within_its_cells_and_repeats_nothing() -> None:
    noise = perlin_noise(np.random.default_rng(0), 64, 96, 4, 6)
    assert noise.shape == (64, 96)
    assert abs(float(noise.mean())) < 0.2
    assert 0.5 < np.abs(noise).max() <= 1.5
    assert np.abs(np.diff(noise, axis=0)).max() < 0.35
    np.testing.assert_allclose(noise[::16, ::16], 0, atol=1e-6)  # gradient noise vanishes on its lattice
