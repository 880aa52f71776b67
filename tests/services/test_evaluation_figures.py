"""Several seeds make means, deviations and the list of all."""

from __future__ import annotations

from bgad_studio.services.evaluation.figures import over_seeds
from bgad_studio.services.evaluation.run import Pace, pace_of


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
