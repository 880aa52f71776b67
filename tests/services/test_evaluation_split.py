from __future__ import annotations

from pathlib import Path

import pytest

from bgad_studio.core import problems
from bgad_studio.core.datasets import Dataset, DatasetImage
from bgad_studio.core.errors import StudioError
from bgad_studio.services.evaluation.figures import over_seeds
from bgad_studio.services.evaluation.split import Draw, Setting, Split, draw_split

GROUPS = "^(.*?)__"


def tree() -> Dataset:
    """20 normals to train, 10 to test; 12 scratches and 9 dents, three shots of every part."""

    def image(split: str, defect: str, number: int) -> DatasetImage:
        name = f"{split}/{defect}/{split}{defect}{number // 3:02d}__{number % 3}.png"
        return DatasetImage(Path("/data", name), name, split, defect, None)  # type: ignore[arg-type]

    images = [image("train", "good", number) for number in range(20)]
    images += [image("test", "good", number) for number in range(10)]
    images += [image("test", "scratch", number) for number in range(12)]
    images += [image("test", "dent", number) for number in range(9)]
    return Dataset(Path("/data"), tuple(images))


def count(split: Split, defect: str) -> tuple[int, int]:
    """Known and tested images of a type."""
    return sum(i.defect == defect for i in split.known), sum(i.defect == defect for i in split.test)


def test_shots_are_taken_of_every_type_and_leave_the_test_set() -> None:
    split = draw_split(tree(), Draw(shots=4), seed=0)
    assert count(split, "scratch") == (4, 8)
    assert count(split, "dent") == (4, 5)
    assert len(split.normal) == 20
    assert not {image.name for image in split.known} & {image.name for image in split.test}


def test_a_total_is_spread_evenly_and_the_rest_drawn_at_random() -> None:
    split = draw_split(tree(), Draw(shots=None, shots_total=7), seed=0)
    assert len(split.known) == 7
    assert min(count(split, "scratch")[0], count(split, "dent")[0]) >= 3


def test_one_class_leaves_the_test_set_altogether() -> None:
    split = draw_split(tree(), Draw(shots=5, setting=Setting.ONE_CLASS, seen="dent"), seed=0)
    assert count(split, "dent") == (5, 0)
    assert count(split, "scratch") == (0, 12)


def test_of_each_drawn_group_one_image_is_known_and_none_is_tested() -> None:
    split = draw_split(tree(), Draw(shots=2, group_regex=GROUPS), seed=0)
    assert count(split, "scratch") == (2, 6)
    assert count(split, "dent") == (2, 3)
    known = {image.path.name.split("__")[0] for image in split.known}
    assert len(known) == 4
    assert not known & {image.path.name.split("__")[0] for image in split.test}


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    draws = [draw_split(tree(), Draw(shots=4), seed=seed).known for seed in (3, 3, 4)]
    assert draws[0] == draws[1]
    assert draws[0] != draws[2]


@pytest.mark.parametrize(
    ("draw", "problem"),
    [
        (Draw(group_regex="^(zzz)"), problems.GROUP_PATTERN_MATCHES_NOTHING),
        (Draw(group_regex="(("), problems.GROUP_PATTERN_INVALID),
        (Draw(setting=Setting.ONE_CLASS, seen="rust"), problems.UNKNOWN_CLASS),
        (Draw(shots=9), problems.TOO_FEW_KNOWN),
        (Draw(shots=3, group_regex=GROUPS), problems.TOO_FEW_KNOWN),
    ],
)
def test_impossible_draws_are_refused(draw: Draw, problem: object) -> None:
    with pytest.raises(StudioError) as caught:
        draw_split(tree(), draw, seed=0)
    assert caught.value.problem is problem


def test_seeds_are_joined_to_means_and_deviations() -> None:
    joined = over_seeds(
        [
            {"image_auroc": 90.0, "device": "cpu", "per_defect_image_auroc": {"dent": 80.0}},
            {"image_auroc": 94.0, "device": "cpu", "per_defect_image_auroc": {"dent": 90.0}},
        ]
    )
    assert joined["image_auroc"] == 92
    assert joined["image_auroc_sd"] == pytest.approx(2.83)
    assert joined["device"] == "cpu"
    assert joined["per_defect_image_auroc"] == {"dent": 85}
    assert len(joined["per_seed"]) == 2  # type: ignore[arg-type]
