from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest
import torch

from bgad_studio.core.config import FAST, PAPER, OpinionConfig, TrainConfig
from bgad_studio.core.metrics import auroc
from bgad_studio.core.progress import result_of
from bgad_studio.core.splits import evenly
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion import Opinion, joined
from bgad_studio.detector.opinion_fit import (
    Lesson,
    Material,
    _kept_units,
    gather,
    maps_of,
    new_opinion,
    teach,
)
from bgad_studio.detector.opinion_weight import first_good_enough, form_opinion, separation
from bgad_studio.detector.sampling import ANOMALOUS
from bgad_studio.detector.whitening import Moments, fit_global

SIZES, CHANNELS = (8, 4, 2), (3, 4, 5)
SMALL = OpinionConfig(hidden=32, steps=150, batch_cells=256, learning_rate=1e-2, dropout=0.0)
CONFIG = replace(FAST, opinion=SMALL)
Result = TypeVar("Result")


def features(
    images: int, seed: int, defects: Sequence[int] = (), strength: float = 0.0
) -> list[torch.Tensor]:
    """Features whose first channel is ±1 on good cells; a defective cell has ``strength`` there."""
    generator = torch.Generator().manual_seed(seed)
    maps = []
    for size, channels in zip(SIZES, CHANNELS, strict=True):
        values = torch.randn(images, size, size, channels, generator=generator)
        values[..., 0] = values[..., 0].sign()
        maps.append(values)
    for image, cell in enumerate(defects):
        maps[1][image, cell // 4, cell % 4, 0] = strength
    return [values.half() for values in maps]


def levels(maps: Sequence[torch.Tensor]) -> tuple[FeatureLevel, ...]:
    return tuple(
        FeatureLevel(f"level{index + 1}", size, size, values.reshape(len(values), size * size, -1))
        for index, (size, values) in enumerate(zip(SIZES, maps, strict=True))
    )


def material(strength: float, types: int = 2, known: int = 16) -> Material:
    cells = [(5 * index) % 16 for index in range(known)]
    labels = torch.zeros(known, 16, dtype=torch.int8)
    labels[torch.arange(known), cells] = ANOMALOUS
    return Material(
        levels(features(48, 0)),
        levels(features(12, 1)),
        levels(features(known, 2, cells, strength)),
        labels,
        tuple(range(known)),
        types,
        ("",) * known,
    )


def form(given: Material, config: TrainConfig = CONFIG) -> Opinion | None:
    return result_of(
        form_opinion(given, [fit_global(Moments.of(level.values)) for level in given.normal], config)
    )


def drawn(opinion: Opinion, given: Material) -> Lesson:
    return result_of(gather(opinion, given, SMALL, torch.Generator().manual_seed(0)))


def test_features_are_standardised_image_by_image_as_all_at_once() -> None:
    normal = material(0.0).normal
    opinion = new_opinion(normal, SMALL)
    x = joined(maps_of(normal, range(48)))
    torch.testing.assert_close(opinion.mean, x.mean((0, 2, 3)))
    torch.testing.assert_close(opinion.deviation, x.std((0, 2, 3)))


def test_of_many_normals_some_evenly_spread_ones_give_the_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    assert evenly(5, 9) == [0, 1, 2, 3, 4]
    assert evenly(9, 3) == [0, 3, 6]
    given = material(0.0)
    monkeypatch.setattr("bgad_studio.detector.opinion_fit.NORMALS", 12)
    lesson = drawn(new_opinion(given.normal, SMALL), given)
    assert int((lesson.sources == -1).sum()) == 12 * 16
    assert float(lesson.weights[lesson.sources == -1].sum()) == pytest.approx(0.5)


def test_levels_are_joined_on_the_middle_grid() -> None:
    maps = [
        torch.arange(64.0).view(1, 8, 8, 1),
        torch.ones(1, 4, 4, 2),
        torch.full((1, 2, 2, 1), 7.0),
    ]
    x = joined(maps)
    assert x.shape == (1, 4, 4, 4)
    assert x[0, 0, 0, 0] == (0 + 1 + 8 + 9) / 4
    assert (x[0, 3] == 7).all()


@pytest.fixture(scope="module")
def taught() -> Opinion:
    opinion = form(material(strength=0.0))  # 0 lies between the two usual values: likelier than any good cell
    assert opinion is not None
    return opinion


def test_a_defect_that_the_gaussian_misses_is_found_on_unseen_images(taught: Opinion) -> None:
    cells = [(3 * image) % 16 for image in range(32)]
    odds = -taught.grid(features(32, 7, cells)).flatten(1).numpy()
    defective = np.eye(16, dtype=bool)[cells]
    assert auroc(odds[~defective], odds[defective]) > 0.75  # the Gaussian alone is below one half


def test_a_map_tells_what_the_network_says_of_every_cell(taught: Opinion) -> None:
    maps = maps_of(material(0.0).validation, range(3))
    expected = -taught(taught.cells(maps)).view(3, *maps[1].shape[1:3])
    torch.testing.assert_close(taught.grid(maps), expected, atol=1e-5, rtol=1e-5)


def test_an_opinion_that_adds_nothing_is_left_out() -> None:
    assert form(material(strength=400.0)) is None  # the Gaussian already separates them perfectly


def test_one_known_type_keeps_the_weight_low(taught: Opinion) -> None:
    single = form(material(0.0, types=1))
    assert single is not None
    assert float(single.weight) == SMALL.weight_one_type
    assert float(taught.weight) > SMALL.weight_one_type


def test_no_opinion_without_unseen_normals_a_second_known_image_or_when_switched_off() -> None:
    given = material(0.0)
    assert form(replace(given, validation=())) is None
    assert form(material(0.0, known=1)) is None
    assert form(replace(given, groups=("one part",) * given.known)) is None
    assert form(given, replace(CONFIG, opinion=replace(SMALL, enabled=False))) is None
    assert not PAPER.opinion.enabled


def test_held_out_anomalies_leave_with_the_pastes_cut_from_them() -> None:
    given = replace(material(0.0, known=4), sources=(0, 1, 0, 1), groups=("", ""))
    lesson = result_of(
        gather(new_opinion(given.normal, SMALL), given, SMALL, torch.Generator().manual_seed(0))
    )
    assert set(lesson.sources.tolist()) == {-1, 0, 1}
    rest = lesson.without([0])
    drawn_again = torch.multinomial(rest.weights, 10_000, replacement=True)
    assert set(rest.sources[drawn_again].tolist()) == {-1, 1}
    assert torch.equal(rest.weights[rest.sources != 0], lesson.weights[rest.sources != 0])
    assert lesson.defective[lesson.sources == -1].sum() == 0


def test_a_map_does_not_depend_on_the_other_images(taught: Opinion) -> None:
    validation = material(0.0).validation
    together = taught.grid(maps_of(validation, range(12)))
    alone = taught.grid(maps_of(validation, [7]))
    torch.testing.assert_close(together[7], alone[0], atol=1e-5, rtol=1e-5)


def test_same_seed_gives_the_same_opinion_and_leaves_the_global_stream_alone() -> None:
    given = material(0.0)
    opinion = new_opinion(given.normal, SMALL)
    lesson = drawn(opinion, given)
    before = torch.get_rng_state()
    result_of(teach(opinion, lesson, SMALL, 1, SMALL.steps))
    assert torch.equal(torch.get_rng_state(), before)
    first = {name: value.clone() for name, value in opinion.state_dict().items()}
    result_of(teach(opinion, lesson, SMALL, 1, SMALL.steps))
    assert all(torch.equal(first[name], value) for name, value in opinion.state_dict().items())
    result_of(teach(opinion, lesson, SMALL, 2, SMALL.steps))
    assert not torch.equal(first["first.weight"], opinion.first.weight)


def test_what_is_not_clearly_worse_than_the_best_is_good_enough() -> None:
    steady = np.array([[0.8, 0.90, 0.91, 0.92], [0.7, 0.80, 0.81, 0.82], [0.9, 0.95, 0.96, 0.97]])
    assert first_good_enough(steady, [3, 3, 3]) == 3  # the best leads in every fold by the same
    noisy = np.array([[0.8, 0.90, 0.95, 0.90], [0.7, 0.80, 0.79, 0.83], [0.9, 0.95, 0.94, 0.96]])
    assert first_good_enough(noisy, [3, 3, 3]) == 2  # the second is worse by more than its error
    assert first_good_enough(np.full((2, 4), 0.5), [1, 5]) == 0  # nothing is won: it is left out
    unsure = np.array([[0.5, 0.9, 0.95], [0.5, 0.45, 0.44]])
    assert first_good_enough(unsure, [3, 3]) == 1  # something is, though nobody knows how much
    unlike = np.array([[0.0, 1.0], [1.0, 0.5]])
    assert first_good_enough(unlike, [30, 1]) == 1
    assert first_good_enough(unlike, [1, 30]) == 0


def test_dropout_leaves_out_the_wanted_share_and_keeps_the_mean() -> None:
    recipe = replace(SMALL, dropout=0.25, batch_cells=500, hidden=200)
    kept = _kept_units(recipe, np.random.default_rng(0))
    assert kept is not None
    assert kept.shape == (500, 200)
    assert float((kept == 0).float().mean()) == pytest.approx(0.25, abs=0.01)
    assert float(kept.mean()) == pytest.approx(1, abs=0.01)
    assert _kept_units(SMALL, np.random.default_rng(0)) is None


def test_separation_is_one_half_for_equal_maps_and_one_for_perfect_ones() -> None:
    rng = np.random.default_rng(0)
    normal = rng.normal(size=(6, 16)).astype(np.float32)
    labels = np.zeros((6, 16), np.int8)
    labels[:, 3] = ANOMALOUS
    marked = normal.copy()
    marked[:, 3] = 50
    assert separation(normal, marked, labels) == 1
    assert 0.3 < separation(normal, normal.copy(), labels) < 0.7
