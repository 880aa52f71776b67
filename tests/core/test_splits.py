from __future__ import annotations

from bgad_studio.core.splits import folds_by_group, is_calibration, is_validation

GROUPS = [f"part {index}" for index in range(4000)]


def test_shares_are_as_promised_and_independent() -> None:
    calibration = [is_calibration(group) for group in GROUPS]
    validation = [is_validation(group) for group in GROUPS]
    both = sum(a and b for a, b in zip(calibration, validation, strict=True))
    assert 0.18 < sum(calibration) / 4000 < 0.22
    assert 0.08 < sum(validation) / 4000 < 0.12
    assert 0.012 < both / 4000 < 0.028


def test_sides_never_change() -> None:
    assert not is_calibration("part 0")
    assert is_calibration("part 3")


def test_folds_hold_every_image_once_and_keep_groups_together() -> None:
    groups = ["a", "", "b", "a", "", "c", "b"]
    folds = folds_by_group(groups, 3)
    assert sorted(index for fold in folds for index in fold) == list(range(7))
    assert len(folds) == 3
    place = {index: number for number, fold in enumerate(folds) for index in fold}
    assert place[0] == place[3]
    assert place[2] == place[6]
    assert len(folds_by_group(["", ""], 5)) == 2
    assert folds_by_group([], 5) == []
