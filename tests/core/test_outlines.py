"""Outlines of labelme and COCO become masks of the right pixels; broken files are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.outlines import Outline, draw, is_coco, read_coco, read_labelme


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


def test_run_length_masks_are_refused_by_name(tmp_path: Path) -> None:
    coco = {
        "images": [{"id": 1, "file_name": "a.png"}],
        "categories": [{"id": 7, "name": "scratch"}],
        "annotations": [
            {"id": 5, "image_id": 1, "category_id": 7, "segmentation": {"counts": "x", "size": [1, 1]}}
        ],
    }
    with pytest.raises(StudioError, match="annotation 5 is a run-length mask"):
        read_coco(_write(tmp_path / "coco.json", coco))
