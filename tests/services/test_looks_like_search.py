"""What a place is compared with, and how the places found are cut out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.likeness import Alike
from bgad_studio.core.progress import result_of
from bgad_studio.core.records import ImageRecord, ModelRecord, ModelState, Verdict
from bgad_studio.services import looks_like
from bgad_studio.services.looks_like import CROP_PX, NORMALS, PER_TYPE, crop, plan_search

MODEL = ModelRecord(1, 1, 1, 1, datetime.now(UTC), ModelState.ACTIVE, Path("m"), "")


def _image(number: int, **more) -> ImageRecord:
    return ImageRecord(number, f"{number}.png", f"{number}.png", "0" * 64, 40, 30, f"group {number}", **more)


def test_the_newest_marks_of_every_type_are_searched_and_none_of_the_same_part() -> None:
    scratches = [_image(number, mask_id=number, painted_type_ids=(1,)) for number in range(1, 41)]
    pit = _image(50, mask_id=3, painted_type_ids=(2,))
    only_ignored = _image(51, mask_id=60, ignores=True)
    part = scratches[-1]
    same = _image(60, mask_id=70, painted_type_ids=(1,))._replace(group=part.group)
    plan = plan_search(MODEL, part, (), [*scratches, pit, only_ignored, same])
    assert [image.id for image in plan.known] == [*range(39, 39 - PER_TYPE, -1), 50]


def test_good_parts_are_spread_over_all_there_are() -> None:
    good = [_image(number, verdict=Verdict.OK) for number in range(1, 101)]
    plan = plan_search(MODEL, good[0], (), good)
    ids = [image.id for image in plan.normal]
    assert len(ids) == NORMALS
    assert 1 not in ids
    assert ids[-1] > 90
    assert set(np.diff(ids)) <= {4, 5}
    assert plan == plan_search(MODEL, good[0], (), list(good))


def test_of_a_few_good_parts_too_many_to_search_the_newer_half_is_searched_too() -> None:
    good = [_image(number, verdict=Verdict.OK) for number in range(1, 2 * NORMALS)]
    ids = [image.id for image in plan_search(MODEL, good[0], (), good).normal]
    assert len(ids) == NORMALS
    assert ids[-1] > 2 * NORMALS - 4


@pytest.mark.parametrize(
    ("box", "shape", "centre"),
    [
        ((0.0, 0.0, 0.02, 0.02), (48, 48), 12),  # moved into the picture: its first 48 rows, two to a grey
        ((0.4, 0.4, 0.6, 0.6), (176, 176), 100),
        ((0.0, 0.0, 1.0, 1.0), (CROP_PX, CROP_PX), 100),
    ],
)
def test_a_place_is_cut_out_with_its_surroundings(box, shape: tuple[int, int], centre: int) -> None:
    rows, columns = np.mgrid[:400, :400]
    picture = np.stack([rows // 2, columns // 2, rows * 0], axis=2).astype(np.uint8)
    piece = crop(picture, box)
    assert piece.shape == (*shape, 3)
    middle = piece[piece.shape[0] // 2, piece.shape[1] // 2]
    assert abs(int(middle[0]) - centre) < 12


def test_the_edge_of_a_narrow_picture_is_no_trouble() -> None:
    picture = np.zeros((20, 300, 3), np.uint8)
    assert crop(picture, (0.9, 0.1, 1.0, 0.9)).shape[0] == 20


def test_a_picture_is_read_once_for_all_its_places_and_one_that_is_gone_shows_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, gone = _image(1), _image(2)
    read: list[int] = []

    def load(record: ImageRecord) -> np.ndarray:
        read.append(record.id)
        if record is gone:
            raise StudioError(problems.IMAGE_MISSING, file=record.file)
        return np.full((30, 40, 3), record.id, np.uint8)

    monkeypatch.setattr(looks_like, "load_picture", load)
    box = (0.2, 0.2, 0.4, 0.4)
    places = {
        (1, True): (first, Alike(0, box, 4, 0.1)),
        (1, False): (gone, Alike(0, box, 0, 0.2)),
        (2, True): (first, Alike(0, box, 5, 0.3)),
    }
    seen = result_of(looks_like._cut_out(places))
    assert read == [1, 2]
    assert [(seen[key].record.id, seen[key].type_id) for key in places] == [(1, 4), (2, 0), (1, 5)]
    assert seen[1, False].picture is None
    assert seen[2, True].picture is not None
    assert (seen[2, True].picture == 1).all()
