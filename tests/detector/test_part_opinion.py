from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from bgad_studio.core.config import FAST, OpinionConfig
from bgad_studio.core.metrics import auroc
from bgad_studio.core.progress import result_of
from bgad_studio.core.training_set import KnownImage
from bgad_studio.detector.anomalous import Anomalous
from bgad_studio.detector.feature_room import FeatureRoom
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion_fit import TOGETHER, maps_of
from bgad_studio.detector.part_opinion import PartOpinion, Verdicts, form_part_opinion, pooled
from bgad_studio.detector.preparation import Collected, new_levels, part_opinion

SIZES, CHANNELS = (8, 4, 2), (3, 4, 5)
RECIPE = OpinionConfig()


def features(images: int, seed: int, shift: float = 0.0) -> tuple[FeatureLevel, ...]:
    """Noise; ``shift`` moves one channel everywhere by less than its spread from cell to cell."""
    generator = torch.Generator().manual_seed(seed)
    made = []
    for index, (size, channels) in enumerate(zip(SIZES, CHANNELS, strict=True)):
        values = torch.randn(images, size * size, channels, generator=generator)
        values[..., 0] += shift
        made.append(FeatureLevel(f"level{index + 1}", size, size, values.half()))
    return tuple(made)


def verdicts(shift: float, groups: tuple[str, ...] = ("",) * 8) -> Verdicts:
    rng = np.random.default_rng(0)
    return Verdicts(
        features(60, 0),
        features(20, 1),
        (features(len(groups), 2, shift),),
        groups,
        rng.normal(size=20),  # scores of a model that cannot tell them apart
        rng.normal(size=len(groups)),
    )


def odds(opinion: PartOpinion, levels: tuple[FeatureLevel, ...]) -> np.ndarray:
    return -opinion.grid(maps_of(levels, range(len(levels[0].values)))).flatten().numpy()


def formed(given: Verdicts, config: OpinionConfig) -> PartOpinion | None:
    return result_of(form_part_opinion(given, config))


def test_parts_called_defective_without_a_mask_teach() -> None:
    opinion = formed(verdicts(0.5), RECIPE)
    assert opinion is not None
    assert float(opinion.weight) > 0
    assert auroc(odds(opinion, features(50, 7)), odds(opinion, features(50, 8, 0.5))) > 0.9


def test_it_counts_no_more_than_it_may() -> None:
    free = formed(verdicts(0.5), RECIPE)
    bound = result_of(form_part_opinion(verdicts(0.5), RECIPE, 0.25))
    assert free is not None
    assert bound is not None
    assert float(free.weight) > float(bound.weight) == 0.25
    assert result_of(form_part_opinion(verdicts(0.5), RECIPE, 0.0)) is None


def test_it_is_left_out_where_scores_already_tell_them_apart() -> None:
    given = verdicts(0.5)
    assert formed(replace(given, scores_defective=np.full(8, 50.0)), RECIPE) is None


def test_images_of_a_single_part_prove_nothing() -> None:
    assert formed(verdicts(0.5, ("same",) * 8), RECIPE) is None
    assert formed(verdicts(0.5, ("",)), RECIPE) is None


def test_its_value_does_not_depend_on_the_other_images() -> None:
    opinion = formed(verdicts(0.5), RECIPE)
    assert opinion is not None
    unseen = features(6, 9)
    alone = -opinion.grid(maps_of(unseen, [4])).flatten().numpy()
    np.testing.assert_allclose(odds(opinion, unseen)[4], alone[0], atol=1e-5)


def test_the_same_verdicts_give_the_same_opinion() -> None:
    first, again = formed(verdicts(0.5), RECIPE), formed(verdicts(0.5), RECIPE)
    assert first is not None
    assert again is not None
    assert all(torch.equal(value, again.state_dict()[name]) for name, value in first.state_dict().items())


def test_pooling_is_mean_and_deviation_of_each_level_then_how_far_it_differs_from_its_mirror() -> None:
    wide, high = torch.tensor([1.0, 3.0]).view(1, 1, 2, 1), torch.zeros(1, 7, 1, 1)
    high[0, :3] = 5.0
    x = pooled([wide, high])[0]
    torch.testing.assert_close(x[:4], torch.tensor([2.0, 2.0**0.5, 15 / 7, float(high.flatten().std())]))
    smooth = torch.tensor([5, 5, 10 / 3, 5 / 3, 0, 0, 0])
    torch.testing.assert_close(
        x[4:], torch.tensor([0.0, 0.0, 0.0, float((smooth - smooth.flip(0)).abs().mean())])
    )


def test_brighter_pictures_do_not_differ_more_from_their_mirror() -> None:
    levels = features(3, 1)
    brighter = tuple(replace(level, values=level.values + 2) for level in levels)
    half = sum(CHANNELS) * 2
    usual, moved = (pooled(maps_of(some, range(3))) for some in (levels, brighter))
    torch.testing.assert_close(usual[:, half:], moved[:, half:], atol=2e-3, rtol=0)
    assert float((moved - usual)[:, 0].min()) > 1.9


def test_it_can_be_stopped_after_a_handful_of_images() -> None:
    steps = sum(1 for _ in form_part_opinion(verdicts(0.5), RECIPE))
    images, folds = 60 + 20 + 8, RECIPE.part_folds
    assert steps >= images / TOGETHER + folds


@pytest.mark.parametrize(("types", "learned"), [((1,), False), ((1, 2), True)])
def test_painted_parts_alone_teach_it_where_several_types_are_known(
    types: tuple[int, ...], learned: bool
) -> None:
    count, config = 8, replace(FAST, height_in=32, width_in=32, largest_edge_in=0, blocks=1)
    painted = [np.full((32, 32), types[index % len(types)], np.uint8) for index in range(count)]
    shown = Anomalous([np.zeros((32, 32, 3), np.uint8)] * count, painted, tuple(range(count)))
    known = [KnownImage(Path(f"{index}.png"), Path("mask.png"), f"{index}") for index in range(count)]
    given = Collected(
        features(60, 0), features(20, 1), features(count, 2, 0.5), shown, known, (), (), FeatureRoom()
    )
    opinion = result_of(part_opinion(given, result_of(new_levels(given, config)), config))
    assert (opinion is not None) == learned
    if opinion is not None:
        assert float(opinion.weight) == config.opinion.part_weight_painted
