from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.jsonform import from_json
from bgad_studio.core.maps import (
    KNEE,
    PART,
    Aggregation,
    LevelScale,
    as_stored,
    decode_levels,
    encode_levels,
    image_score,
    level_scale,
    score_map,
)


def levels() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    return {
        "level1": as_stored(rng.normal(-1.4, 0.2, (16, 24))),
        "level2": as_stored(rng.normal(-1.4, 0.2, (8, 12))),
    }


def test_levels_survive_storage_bit_by_bit() -> None:
    stored = decode_levels(encode_levels(levels()))
    assert list(stored) == ["level1", "level2"]
    for name, grid in levels().items():
        np.testing.assert_array_equal(stored[name], grid)


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\x05\x00\x00\x00hello"])
def test_damaged_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_levels(damage)


def test_a_cut_blob_is_refused() -> None:
    with pytest.raises(ValueError, match="damaged"):
        decode_levels(encode_levels(levels())[:-9])


def test_extreme_likelihoods_are_clipped_not_infinite() -> None:
    stored = as_stored(np.array([-1e9, 1e9]))
    assert np.isfinite(stored).all()


def test_score_map_adds_standardised_levels_and_points_at_the_unlikely() -> None:
    grids = {"level1": np.full((4, 4), -1.0, np.float16), "level2": np.full((2, 2), -2.0, np.float16)}
    grids["level1"][1, 1] = -3.0
    scales = {"level1": LevelScale(1.0, 0.5), "level2": LevelScale(1.0, 1.0)}
    values = score_map(grids, Aggregation(4, 4, scales))
    assert values[3, 3] == pytest.approx(1.0)
    assert values[1, 1] == pytest.approx(5.0)


def test_beyond_its_knee_a_level_counts_by_its_logarithm_and_goes_on_rising() -> None:
    likelihood = -np.arange(-3, 61, dtype=np.float16).reshape(8, 8)
    (plain,), (bent,) = (
        [score_map({"level1": likelihood}, Aggregation(8, 8, {"level1": LevelScale(0.0, 1.0, knee)}))]
        for knee in (None, 4.0)
    )
    usual = plain <= 4
    np.testing.assert_array_equal(bent[usual], plain[usual])
    np.testing.assert_allclose(bent[~usual], 4 + np.log1p(plain[~usual] - 4), rtol=1e-6)
    assert (np.diff(bent.ravel()) > 0).all(), "what is less usual still scores higher"


def test_a_scale_of_an_older_model_has_no_knee() -> None:
    assert from_json(LevelScale, '{"mean": 1.0, "deviation": 2.0}') == LevelScale(1.0, 2.0, None)


def test_an_extreme_level_does_not_drown_where_another_one_sees_the_defect_end() -> None:
    """A coarse level smears a defect that a fine one shows sharply."""
    fine, coarse = np.zeros((8, 8), np.float16), np.zeros((8, 8), np.float16)
    fine[2:4, 2:4], coarse[0:6, 0:6] = -6, -40
    defect = fine < 0

    def contrast(knee: float | None) -> float:
        scales = {name: LevelScale(0.0, 1.0, knee) for name in ("fine", "coarse")}
        values = score_map({"fine": fine, "coarse": coarse}, Aggregation(8, 8, scales))
        return float(values[defect].min() / values[(coarse < 0) & ~defect].max())

    assert contrast(KNEE) > 1.5 > 1.2 > contrast(None)


def test_level_scale_standardises_normals() -> None:
    scale = level_scale(np.array([-1.0, -3.0]))
    assert scale == LevelScale(2.0, 1.0, KNEE)


def test_image_score_is_the_mean_of_the_highest_values() -> None:
    values = np.zeros((128, 128), np.float32)
    values.ravel()[:50] = 2
    assert image_score(values) == pytest.approx(2)
    values.ravel()[:25] = 4
    assert image_score(values) == pytest.approx(3)
    assert image_score(np.full((2, 2), 7, np.float32)) == 7


@pytest.mark.parametrize("odds", [3.0, -3.0])
def test_a_judgement_of_the_whole_part_moves_the_score_by_just_itself(odds: float) -> None:
    plain = Aggregation(32, 48, {name: LevelScale(1.4, 0.2) for name in levels()})
    whole = Aggregation(32, 48, {PART: LevelScale(0.0, 0.5), **plain.scales})
    before = score_map(levels(), plain)
    after = score_map({**levels(), PART: as_stored(np.full((1, 1), -odds))}, whole)
    assert image_score(after) - image_score(before) == pytest.approx(2 * odds, rel=0.01)
    if odds > 0:  # marked where the part is least usual, not all over
        assert (after == before).mean() > 0.9
        assert after.argmax() == before.argmax()
    else:
        np.testing.assert_allclose(after, before + 2 * odds, atol=1e-5)
