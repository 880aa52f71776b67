"""Take the labels out of a project: masks as PNG, and COCO's list of outlines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.disk import write_whole
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.mask_files import MASKS
from bgad_studio.core.masks import regions
from bgad_studio.core.masks.codec import decode_label_map
from bgad_studio.core.outlines import outlines_of
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord
from bgad_studio.core.runs import Runs
from bgad_studio.services.project import Project

COCO: Final = "coco.json"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many masks were written, and what could not be read."""

    masks: int
    troubles: tuple[Trouble, ...]


def export_labels(project: Project, folder: Path) -> Iterator[Progress | Exported]:
    """Write ``masks/<defect>/<picture>.png`` (white where the defect is) and ``coco.json``.

    COCO lists every picture with a verdict, under its name in the project; a region with holes is written as
    run lengths, every other one as an outline. Closing the iterator stops; the list is written last, whole or
    not at all.

    Args:
        project: Open.
        folder: Made if it is not there; files of the same names are replaced.

    Raises:
        StudioError: FOLDER_UNWRITABLE.
    """
    judged = [record for record in project.images.all() if record.verdict is not None]
    names = {kind.id: kind.name for kind in project.masks.defect_types()}
    annotations: list[dict[str, object]] = []
    troubles: list[Trouble] = []
    written = 0
    try:
        for number, record in enumerate(judged, start=1):
            try:
                label_map = _label_map(project, record)
            except StudioError as error:
                troubles.append(error.trouble)
                label_map = None
            for type_id in record.painted_type_ids if label_map is not None else ():
                assert label_map is not None
                mask = label_map == type_id
                _save_mask(folder / MASKS / _file_name(names[type_id]) / f"{record.name}.png", mask)
                written += 1
                annotations += _annotations(record, type_id, mask, len(annotations))
            yield Progress(Phase.SAVING, number, len(judged))
        folder.mkdir(parents=True, exist_ok=True)
        content = _coco(judged, names, annotations)
        write_whole(folder / COCO, json.dumps(content, ensure_ascii=False).encode())
    except OSError as error:
        raise StudioError(
            problems.FOLDER_UNWRITABLE, folder=folder, reason=error.strerror or error
        ) from error
    yield Exported(written, tuple(troubles))


def _label_map(project: Project, record: ImageRecord) -> NDArray[np.uint8] | None:
    if record.mask_id is None:
        return None
    try:
        return decode_label_map(project.masks.blob(record.mask_id))
    except StudioError as error:
        reason = dict(error.trouble.params).get("reason", "")
        raise StudioError(problems.MASK_LOST, file=record.name, reason=reason) from error


def _save_mask(file: Path, mask: NDArray[np.bool_]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    save_png(file, mask.astype(np.uint8) * np.uint8(255))


def _file_name(defect: str) -> str:
    """A defect type as the name of a folder on any system."""
    kept = "".join("_" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in defect)
    return kept.strip(". ") or "defect"


def _annotations(
    record: ImageRecord, type_id: int, mask: NDArray[np.bool_], before: int
) -> list[dict[str, object]]:
    """One for every connected region."""
    found: list[dict[str, object]] = []
    count, numbered, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in boxes[number])
        region = numbered[top : top + height, left : left + width] == number
        (points,) = outlines_of(region)
        if regions.fill_holes(region).sum() == area:
            segmentation: object = [[float(value) for value in (points + np.array([left, top])).reshape(-1)]]
        else:
            whole = np.zeros_like(mask)
            whole[top : top + height, left : left + width] = region
            segmentation = Runs.of(whole, "").segmentation()
        found.append(
            {
                "id": before + len(found) + 1,
                "image_id": record.id,
                "category_id": type_id,
                "segmentation": segmentation,
                "bbox": [float(left), float(top), float(width), float(height)],
                "area": float(area),
                "iscrowd": 0,
            }
        )
    return found


def _coco(
    judged: list[ImageRecord], names: dict[int, str], annotations: list[dict[str, object]]
) -> dict[str, object]:
    images = [
        {"id": record.id, "file_name": record.name, "width": record.width_px, "height": record.height_px}
        for record in judged
    ]
    categories = [{"id": type_id, "name": name} for type_id, name in names.items()]
    return {"images": images, "annotations": annotations, "categories": categories}
