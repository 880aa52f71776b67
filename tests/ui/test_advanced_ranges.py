"""What can be chosen under Advanced can be trained with."""

from __future__ import annotations

from bgad_studio.core.config_ranges import RANGES
from bgad_studio.ui.training.fields import FIELDS, Kind


def test_every_editor_stays_within_what_can_be_trained_with() -> None:
    numbers = [field for field in FIELDS if field.kind in (Kind.NUMBER, Kind.NUMBERS)]
    assert numbers
    for field in numbers:
        low, high = RANGES[field.path]
        assert low <= field.low < field.high <= high, field.path
