"""Which runs a comparison is made of."""

from __future__ import annotations

from bgad_studio.core.config import FAST, Method, Strategy
from bgad_studio.services.evaluation.series import variants


def test_strategies_multiply_only_the_method_that_uses_them() -> None:
    made = variants(FAST, [Method.BGAD, Method.NFAD, Method.KNN], [Strategy.RPAG, Strategy.NONE], ["lam=1"])
    assert [variant.name for variant in made] == ["bgad rpag", "bgad none", "nfad", "knn", "bgad rpag lam=1"]
    assert [variant.config.method for variant in made][2:4] == [Method.NFAD, Method.KNN]
    assert [variant.config.synthesis.each.strategy for variant in made[:2]] == [Strategy.RPAG, Strategy.NONE]
    assert (made[-1].config.lam, made[0].config.lam) == (1.0, FAST.lam)


def test_the_same_run_is_made_once() -> None:
    assert len(variants(FAST, [Method.NFAD, Method.NFAD], [Strategy.RPAG], [])) == 1
