"""Several seeds make means, deviations and the list of all; thresholds are tried out on unseen images."""

from __future__ import annotations

from pathlib import Path

from bgad_studio.core.datasets import DatasetImage
from bgad_studio.core.splits import is_calibration
from bgad_studio.services.evaluation.figures import over_seeds, rate_figures
from bgad_studio.services.evaluation.run import Pace, pace_of, training_set
from bgad_studio.services.evaluation.split import Split


def _result(image: float, per_type: dict[str, float | None]) -> dict[str, object]:
    return {"image_auroc": image, "device": "cpu", "pro": None, "per_defect_image_auroc": per_type}


def test_figures_become_means_with_sample_deviations() -> None:
    one, two = _result(80.0, {"dent": 70.0}), _result(90.0, {"dent": 80.0})
    joined = over_seeds([one, two])
    assert joined["image_auroc"] == 85.0
    assert joined["image_auroc_sd"] == 7.07
    assert joined["device"] == "cpu"
    assert joined["pro"] is None
    assert joined["per_defect_image_auroc"] == {"dent": 75.0}
    assert joined["per_seed"] == [one, two]


def test_a_type_without_a_figure_in_some_seed_is_the_mean_of_the_others() -> None:
    joined = over_seeds(
        [_result(80.0, {"dent": None, "pit": None}), _result(90.0, {"dent": 80.0, "pit": None})]
    )
    assert joined["per_defect_image_auroc"] == {"dent": 80.0, "pit": None}


def test_the_start_of_scoring_is_told_apart_from_its_pace() -> None:
    assert pace_of(10.0, (12.0, 8), 14.0, 68) == Pace(2.0, 30.0)
    assert pace_of(10.0, (12.0, 8), 12.0, 8) == Pace(None, 4.0)  # all at once: nobody can tell
    assert pace_of(10.0, None, 12.0, 8) == Pace(None, 4.0)


def _image(number: int, defect: str = "good") -> DatasetImage:
    return DatasetImage(Path(f"{number}.png"), f"{number}.png", "test", defect, None)


def test_realised_rates_are_those_of_the_thresholds_that_are_promised() -> None:
    normal_scores = [number / 100 for number in range(99)]  # 0.00 … 0.98: the level 5 begins above 0.94
    scores = [0.5, 0.945, 0.97, 2.0, 0.92, 3.0]
    images = [_image(number, "good" if number < 4 else "dent") for number in range(6)]
    figures = rate_figures(images, scores, normal_scores)
    assert figures == {
        "n_calibration": 99,
        "false_alarms_at_1": 25.0,
        "found_at_1": 50.0,
        "false_alarms_at_5": 75.0,
        "found_at_5": 50.0,
        "false_alarms_at_10": 75.0,
        "found_at_10": 100.0,
    }
    few = rate_figures(images, scores, normal_scores[:50])
    assert (few["false_alarms_at_1"], few["found_at_1"]) == (None, None)
    assert few["false_alarms_at_5"] is not None


def test_normals_that_calibrate_teach_nothing(tmp_path: Path) -> None:
    images = tuple(_image(number) for number in range(60))
    groups = {image.name: f"part {index // 2}" for index, image in enumerate(images)}
    every = training_set(Split(images, (), ()), groups, tmp_path)
    assert every.calibration == ()
    held = training_set(Split(images, (), ()), groups, tmp_path, calibrate=True)
    assert {path.name for path in held.calibration} == {
        name for name, group in groups.items() if is_calibration(group)
    }
    sides = [set(held.normal), set(held.validation), set(held.calibration)]
    assert sum(map(len, sides)) == len(set.union(*sides)) == len(images)
