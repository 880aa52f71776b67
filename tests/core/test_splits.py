from __future__ import annotations

from bgad_studio.core.splits import is_calibration, is_validation

GROUPS = [f"part {index}" for index in range(4000)]


def test_shares_are_as_promised_and_independent() -> None:
    calibration = [is_calibration(group) for group in GROUPS]
    validation = [is_validation(group) for group in GROUPS]
    both = sum(a and b for a, b in zip(calibration, validation, strict=True))
    assert 0.18 < sum(calibration) / 4000 < 0.22
    assert 0.08 < sum(validation) / 4000 < 0.12
    assert 0.012 < both / 4000 < 0.028


def test_sides_never_change() -> None:
    assert [group for group in GROUPS[:20] if is_calibration(group)] == [
        group for group in GROUPS[:20] if is_calibration(group)
    ]
    assert not is_calibration("part 0")
    assert is_calibration("part 3")
