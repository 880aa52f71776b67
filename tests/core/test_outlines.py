"""Outlines of labelme and COCO become masks of the right pixels; broken files are named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.outlines import Outline, draw, fits, is_coco, read_coco, read_labelme


def _write(file: Path, content: object) -> Path:
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


def _labelme(*shapes: dict) -> dict:
    return {"version": "5.0", "shapes": list(shapes), "imagePath": "1.png"}


def _shape(label: str, points: list, kind: str = "polygon") -> dict:
    return {"label": label, "points": points, "shape_type": kind}


SQUARE = [[2, 2], [6, 2], [6, 6], [2, 6]]


def test_labelme_shapes_cover_their_pixels(tmp_path: Path) -> None:
    shapes = (
        _shape("dent", SQUARE),
        _shape("dent", [[10, 10], [14, 12]], "rectangle"),
        _shape("pit", [[20, 20], [23, 20]], "circle"),
        _shape("pit", [[1, 1]], "point"),
    )
    masks = draw(read_labelme(_write(tmp_path / "1.json", _labelme(*shapes))), 32, 32)
    assert set(masks) == {"dent", "pit"}
    assert masks["dent"][3:6, 3:6].all()
    assert masks["dent"][11, 12]
    assert not masks["dent"][8, 8]
    assert masks["pit"][20, 22]
    assert 20 <= masks["pit"].sum() <= 45
    assert not masks["pit"][1, 1]


def test_coco_polygons_go_to_their_pictures(tmp_path: Path) -> None:
    coco = {
        "images": [{"id": 1, "file_name": "a.png"}, {"id": 2, "file_name": "sub\\b.png"}],
        "categories": [{"id": 7, "name": "scratch"}],
        "annotations": [
            {"id": 1, "image_id": 2, "category_id": 7, "segmentation": [[2, 2, 6, 2, 6, 6, 2, 6]]},
            {"id": 2, "image_id": 2, "category_id": 7, "segmentation": [], "bbox": [10, 10, 4, 2]},
        ],
    }
    file = _write(tmp_path / "coco.json", coco)
    assert is_coco(file)
    found = read_coco(file)
    assert found["a.png"] == ()
    masks = draw(found["sub/b.png"], 16, 16)
    assert masks["scratch"][3:6, 3:6].all()
    assert masks["scratch"][11, 12]
    assert not masks["scratch"][8, 8]


def test_what_lies_outside_the_picture_is_left_out() -> None:
    masks = draw([Outline("dent", ((90.0, 90.0), (99.0, 90.0), (99.0, 99.0)))], 16, 8)
    assert masks["dent"].shape == (8, 16)
    assert not masks["dent"].any()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[" * 100_000,
        {"shapes": [{"label": "x"}]},
        {"shapes": [_shape("x", [["a", 1]])]},
        {"shapes": [_shape("x", [[float("nan"), 1], [2, 2], [3, 3]])]},
        [1, 2],
    ],
)
def test_a_broken_labelme_file_is_named(tmp_path: Path, content: object) -> None:
    with pytest.raises(StudioError, match=r"1\.json") as caught:
        read_labelme(_write(tmp_path / "1.json", content))
    assert caught.value.problem is problems.OUTLINES_BROKEN


def _with_runs(segmentation: object) -> dict[str, object]:
    return {
        "images": [{"id": 1, "file_name": "a.png"}],
        "categories": [{"id": 7, "name": "scratch"}],
        "annotations": [{"id": 5, "image_id": 1, "category_id": 7, "segmentation": segmentation}],
    }


@pytest.mark.parametrize("counts", [";32NO012004", [11, 3, 2, 1, 1, 1, 2, 3, 2, 3, 6]])
def test_run_length_masks_are_drawn_packed_or_not(tmp_path: Path, counts: object) -> None:
    found = read_coco(_write(tmp_path / "coco.json", _with_runs({"size": [5, 7], "counts": counts})))
    mask = np.zeros((5, 7), np.bool_)
    mask[1:4, 2:6] = True
    mask[2, 3] = False
    assert (draw(found["a.png"], 7, 5)["scratch"] == mask).all()
    assert fits(found["a.png"][0], 7, 5)
    assert not fits(found["a.png"][0], 5, 7)


@pytest.mark.parametrize(
    "segmentation",
    [
        {"size": [5, 7], "counts": "x"},
        {"size": [5, 7], "counts": ";32NO01200"},
        {"size": [5, 7], "counts": [11, -3, 27]},
        {"size": [5, 7], "counts": "\x00\x7f"},
        {"size": [0, 7], "counts": []},
        {"size": [10**6, 10**6], "counts": [10**12]},
        {"counts": [1]},
    ],
)
def test_run_lengths_that_are_none_are_refused_by_name(tmp_path: Path, segmentation: object) -> None:
    with pytest.raises(StudioError, match=r"coco\.json") as caught:
        read_coco(_write(tmp_path / "coco.json", _with_runs(segmentation)))
    assert caught.value.problem is problems.OUTLINES_BROKEN
