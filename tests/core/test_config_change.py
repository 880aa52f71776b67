"""One field of a recipe as text: the right type comes in, everything else is refused by name."""

from __future__ import annotations

import pytest

from bgad_studio.core.config import FAST, Whitening
from bgad_studio.core.config_change import changed


def test_every_kind_of_field_can_be_given() -> None:
    assert changed(FAST, "lam=1").lam == 1.0
    assert isinstance(changed(FAST, "lam=1").lam, float)
    assert changed(FAST, "focal=true").focal is True
    assert changed(FAST, "whitening=global").whitening is Whitening.GLOBAL
    assert changed(FAST, "steps=7").steps == 7
    assert changed(FAST, "opinion.enabled=false").opinion.enabled is False
    assert changed(FAST, "opinion.weights=[0, 2]").opinion.weights == (0.0, 2.0)
    assert changed(FAST, "synthesis.each.feather_px=0").synthesis.each.feather_px == 0.0
    assert changed(FAST, "backbone=tf_efficientnet_b6").backbone == "tf_efficientnet_b6"


@pytest.mark.parametrize(
    ("assignment", "named"),
    [
        ("lam", "field=value"),
        ("lambda=1", "lambda"),
        ("lam=high", "lam"),
        ("lam=-1", "lam"),
        ("lam=NaN", "lam"),
        ("lam=true", "lam"),
        ("steps=2.5", "steps"),
        ("focal=1", "focal"),
        ("whitening=some", "none, global, position, auto"),
        ("opinion=off", "opinion.enabled"),
        ("opinion.on=true", "opinion.on"),
        ("opinion.weights=3", "opinion.weights"),
        ("opinion.weights=[]", "opinion.weights"),
        ("lam.x=3", "lam.x"),
        ("blocks=0", "blocks is in 1…64, not 0"),
        ("beta=0.9", "beta is in 1e-06…0.5"),
        ("steps=0", "steps"),
        ("position_dim=6", "position_dim"),
        ("opinion.part_weights=[0, 1e9]", "opinion.part_weights"),
        ("synthesis.each.strength=2", "synthesis.each.strength"),
        ("seed=3", "seed"),
        ("method=nfad", "method"),
        ("synthesis.each.strategy=none", "synthesis.each.strategy"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(assignment: str, named: str) -> None:
    with pytest.raises(ValueError, match=named.replace(".", r"\.")):
        changed(FAST, assignment)
