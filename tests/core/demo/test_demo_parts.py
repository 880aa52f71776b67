"""The demo lot: repeatable, honest masks, defects on the part, a part that stands out from the belt."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import cv2
import numpy as np
import pytest

from bgad_studio.core.demo import DefectKind, DemoPart, add_defect, demo_parts, render_part
from bgad_studio.core.demo.render import take_shot


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, again = (list(demo_parts(11, good=2, defective_per_kind=1)) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        assert (one.name, one.kind) == (other.name, other.kind)
        assert one.image.tobytes() == other.image.tobytes()
        assert (one.mask is None) == (other.mask is None)
        if one.mask is not None and other.mask is not None:
            assert one.mask.tobytes() == other.mask.tobytes()


def test_another_seed_gives_other_parts() -> None:
    one, other = (next(demo_parts(seed, good=1, defective_per_kind=0)) for seed in (1, 2))
    assert not np.array_equal(one.image, other.image)


def test_parts_of_one_lot_differ() -> None:
    first, second = islice(demo_parts(3, good=2, defective_per_kind=0), 2)
    assert not np.array_equal(first.image, second.image)


def test_the_default_lot_has_enough_parts_of_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    from bgad_studio.core.demo import parts

    # the pictures do not matter here, only the plan of the lot
    monkeypatch.setattr(parts, "_part", lambda rng, number, kind: (number, kind))
    plan = list(demo_parts(7))
    assert len(plan) >= 80
    counts = Counter(kind for _, kind in plan)  # type: ignore[misc]
    assert counts[None] >= 60
    assert all(counts[kind] >= 6 for kind in DefectKind)


def test_names_are_numbered_in_the_order_of_the_lot() -> None:
    names = [part.name for part in demo_parts(5, good=2, defective_per_kind=0)]
    assert names == ["part_001.png", "part_002.png"]


def test_a_part_is_a_picture_in_rgb() -> None:
    image = render_part(np.random.default_rng(0))
    assert image.shape == (512, 512, 3)
    assert image.dtype == np.uint8


@pytest.mark.parametrize("seed", range(3))
def test_otsu_separates_the_part_from_the_belt(seed: int) -> None:
    shot = take_shot(np.random.default_rng(seed))
    grey = cv2.cvtColor(shot.image, cv2.COLOR_RGB2GRAY)
    _, found = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    overlap = np.logical_and(found, shot.foreground).sum() / np.logical_or(found, shot.foreground).sum()
    assert overlap > 0.93


@pytest.mark.parametrize("kind", DefectKind)
@pytest.mark.parametrize("seed", range(6))
def test_the_mask_tells_which_pixels_were_damaged(kind: DefectKind, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shot = take_shot(rng)
    before = shot.image.copy()
    damaged, mask = add_defect(rng, shot.image, shot.foreground, kind)
    changed = (damaged != shot.image).any(axis=2)
    assert np.array_equal(shot.image, before), "the good picture is left alone"
    assert not (changed & ~mask).any(), "nothing differs outside the mask"
    assert changed.sum() >= 0.9 * mask.sum(), "nearly all of the mask differs"
    assert not (mask & ~shot.foreground).any(), "the defect lies on the part"
    assert 40 <= mask.sum() <= 0.05 * mask.size


@pytest.mark.parametrize("kind", DefectKind)
def test_a_defect_can_be_seen(kind: DefectKind) -> None:
    rng = np.random.default_rng(21)
    shot = take_shot(rng)
    damaged, mask = add_defect(rng, shot.image, shot.foreground, kind)
    change = np.abs(damaged.astype(int) - shot.image).max(axis=2)
    assert np.percentile(change[mask], 90) >= 18


def test_a_part_without_room_for_a_defect_is_refused() -> None:
    image = np.full((64, 64, 3), 128, dtype=np.uint8)
    with pytest.raises(ValueError, match="no room"):
        add_defect(np.random.default_rng(0), image, np.zeros((64, 64), dtype=bool), DefectKind.PIT)


def test_good_parts_have_no_mask_and_damaged_ones_do() -> None:
    def agrees(part: DemoPart) -> bool:
        return (part.kind is None) == (part.mask is None)

    lot = list(demo_parts(2, good=1, defective_per_kind=1))
    assert all(agrees(part) for part in lot)
    assert {part.kind for part in lot} == {None, *DefectKind}
