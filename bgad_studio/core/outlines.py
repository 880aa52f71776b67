"""Outlines of defects as other programs write them: labelme's file beside a picture, COCO's for a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.masks import regions
from bgad_studio.core.runs import Runs

Points = tuple[tuple[float, float], ...]
_LARGEST: Final = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed outline of one defect. ``points_xy``: its corners, image pixels."""

    defect: str
    points_xy: Points


Drawn = Outline | Runs
"""What another program has drawn on a picture."""


def labelme_file(picture: Path) -> Path:
    """Where labelme keeps what was drawn on a picture."""
    return picture.with_suffix(".json")


def read_labelme(file: Path) -> tuple[Outline, ...]:
    """Polygons, rectangles and circles of a labelme file; points and lines have no area and are left out.

    Raises:
        StudioError: OUTLINES_BROKEN.
    """
    found = _load(file)
    try:
        shapes = [_labelme_shape(shape) for shape in found["shapes"]]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _broken(file, f"not as labelme writes it: {error}") from error
    return tuple(shape for shape in shapes if shape is not None)


def is_coco(file: Path) -> bool:
    """Whether a JSON file's content is laid out as COCO's.

    Raises:
        StudioError: OUTLINES_BROKEN.
    """
    found = _load(file)
    return isinstance(found, dict) and {"images", "annotations", "categories"} <= found.keys()


def read_coco(file: Path) -> dict[str, tuple[Drawn, ...]]:
    """Polygons and run-length masks of a COCO file by ``file_name`` of their picture; else their box.

    Pictures without any annotation are there with no outline.

    Raises:
        StudioError: OUTLINES_BROKEN.
    """
    found = _load(file)
    try:
        kinds = {item["id"]: str(item["name"]) for item in found["categories"]}
        names = {item["id"]: str(item["file_name"]).replace("\\", "/") for item in found["images"]}
        outlines: dict[str, list[Drawn]] = {name: [] for name in names.values()}
        for item in found["annotations"]:
            outlines[names[item["image_id"]]] += _coco_shapes(item, kinds[item["category_id"]])
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise _broken(file, f"not as COCO writes it: {error}") from error
    return {name: tuple(shapes) for name, shapes in outlines.items()}


def fits(drawn: Drawn, width: int, height: int) -> bool:
    """Whether it can be drawn on a picture of this size: an outline on any, a mask on its own."""
    return isinstance(drawn, Outline) or drawn.size == (height, width)


def draw(outlines: Sequence[Drawn], width: int, height: int) -> dict[str, NDArray[np.bool_]]:
    """Masks of what is drawn on a picture by defect, each (height, width) bool; what lies outside is lost.

    Raises:
        ValueError: One of them does not fit.
    """
    masks: dict[str, NDArray[np.bool_]] = {}
    for outline in outlines:
        mask = masks.setdefault(outline.defect, np.zeros((height, width), np.bool_))
        if isinstance(outline, Runs):
            mask |= outline.mask()
            continue
        region = regions.polygon(outline.points_xy, width, height)
        if region is not None:
            mask[region.rect.rows, region.rect.columns] |= region.inside
    return masks


def outlines_of(mask: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """The outer outline of every connected region, along the edges of its pixels.

    Args:
        mask: (H, W) bool.

    Returns:
        For each, (n, 2) corners xy in image pixels; :func:`draw` gives the same pixels again, holes filled.
    """
    # twice as large, an outline through centres of pixels runs a quarter pixel inside the true edge
    fine = cv2.resize(mask.astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    found, _ = cv2.findContours(fine, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [(np.asarray(points, np.float64).reshape(-1, 2) + 0.5) / 2 for points in found]


def _labelme_shape(shape: Any) -> Outline | None:
    points = _points(shape["points"])
    match shape.get("shape_type", "polygon"):
        case "polygon" | "linestrip" if len(points) >= 3:
            return Outline(str(shape["label"]), points)
        case "rectangle":
            (left, top), (right, bottom) = points[0], points[-1] if len(points) == 2 else points[2]
            return Outline(str(shape["label"]), _box(left, top, right, bottom))
        case "circle":
            (x, y), (rim_x, rim_y) = points
            radius = float(np.hypot(rim_x - x, rim_y - y))
            turns = np.linspace(0, 2 * np.pi, 64, endpoint=False)
            round_ = tuple((x + radius * float(np.cos(t)), y + radius * float(np.sin(t))) for t in turns)
            return Outline(str(shape["label"]), round_)
    return None


def _coco_shapes(item: Any, defect: str) -> list[Drawn]:
    segmentation = item.get("segmentation")
    if isinstance(segmentation, dict):
        return [Runs.read(segmentation, defect)]
    if not segmentation:
        left, top, width, height = (float(value) for value in item["bbox"])
        return [Outline(defect, _box(left, top, left + width, top + height))]
    return [Outline(defect, _points(list(zip(flat[::2], flat[1::2], strict=True)))) for flat in segmentation]


def _points(pairs: Sequence[Sequence[float]]) -> Points:
    points = tuple((float(x), float(y)) for x, y in pairs)
    if not points or not np.isfinite(points).all():
        raise ValueError("an outline without corners")
    return points


def _box(left: float, top: float, right: float, bottom: float) -> Points:
    return _points(((left, top), (right, top), (right, bottom), (left, bottom)))


def _load(file: Path) -> Any:
    try:
        if file.stat().st_size > _LARGEST:
            raise _broken(file, "larger than 200 MB")
        return json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise _broken(file, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _broken(file, f"no JSON: {error}") from error


def _broken(file: Path, reason: str) -> StudioError:
    return StudioError(problems.OUTLINES_BROKEN, file=file, reason=reason)
