"""What the unusual places of a part look like, with pictures of the nearest defect and good patch."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import Likenesses, LikenessJob
from bgad_studio.core.errors import StudioError
from bgad_studio.core.likeness import Alike
from bgad_studio.core.map_regions import MapRegion, region_at
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord, ModelRecord, Verdict
from bgad_studio.core.splits import evenly
from bgad_studio.core.training_set import KnownImage
from bgad_studio.services.browse import load_picture
from bgad_studio.services.project import Project
from bgad_studio.services.results import unusual_regions

REGIONS: Final = 8
"""The strongest regions of a part are compared."""
PER_TYPE: Final = 16
"""Parts with marks of one defect type that are searched, the newest ones."""
NORMALS: Final = 24
"""Good parts that are searched, spread over all there are."""
CROP_PX: Final = 240
"""Longest side of a picture of a place."""
_AROUND: Final = 0.6
"""Of the place's size, to be seen on each side of it."""
_LEAST_PX: Final = 48


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A place of another part.

    Attributes:
        record: That part.
        type_id: Defect type; 0: the part is good.
        picture: The place with its surroundings, (h, w, 3) uint8 RGB; None: it cannot be read.
    """

    record: ImageRecord
    type_id: int
    picture: NDArray[np.uint8] | None


@dataclass(frozen=True, slots=True, eq=False)
class LooksLike:
    """What one region looks like; None where there is nothing to compare with."""

    defect: Seen | None
    normal: Seen | None


@dataclass(frozen=True, slots=True)
class Search:
    """What is compared with what; equal searches have equal answers.

    Attributes:
        model: Whose network size and backbone is used.
        record: The part.
        regions: Its regions.
        known: Parts with marked defects, none of the same part.
        normal: Good parts, none of the same part.
    """

    model: ModelRecord
    record: ImageRecord
    regions: tuple[MapRegion, ...]
    known: tuple[ImageRecord, ...]
    normal: tuple[ImageRecord, ...]


def plan_search(
    model: ModelRecord,
    record: ImageRecord,
    regions: Sequence[MapRegion],
    images: Sequence[ImageRecord],
) -> Search:
    """Choose what to search: marks of every defect type, the newest first, and good parts spread over all."""
    others = [image for image in images if image.group != record.group]
    counts: dict[int, int] = {}
    known = []
    marked = [image for image in others if image.mask_id is not None and image.painted_type_ids]
    for image in sorted(marked, key=lambda image: -(image.mask_id or 0)):
        if any(counts.get(kind, 0) < PER_TYPE for kind in image.painted_type_ids):
            known.append(image)
            for kind in image.painted_type_ids:
                counts[kind] = counts.get(kind, 0) + 1
    good = [image for image in others if image.verdict is Verdict.OK]
    normal = tuple(good[place] for place in evenly(len(good), NORMALS))
    return Search(model, record, tuple(regions[:REGIONS]), tuple(known), normal)


def search(project: Project, client: JobRunner, plan: Search) -> Iterator[Progress | tuple[LooksLike, ...]]:
    """Carry a search out; the last event is what every region looks like, in order.

    Raises:
        StudioError: The part cannot be read, or the computation's trouble.
    """
    folder = client.exchange / f"likeness-{uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        job = LikenessJob(
            plan.model.folder,
            plan.record.path,
            _write_regions(project, plan, folder),
            tuple(
                KnownImage(image.path, _write(folder / f"{image.id}.png", project.masks.blob(image.mask_id)))
                for image in plan.known
                if image.mask_id is not None
            ),
            tuple(image.path for image in plan.normal),
            client.features,
        )
        found: Likenesses | None = None
        for message in client.run(job):
            if isinstance(message, Likenesses):
                found = message
            elif isinstance(message, Progress):
                yield message
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    by_region = {} if found is None else {item.region: item for item in found.items}
    wanted: dict[tuple[int, bool], tuple[ImageRecord, Alike]] = {}
    for number, item in by_region.items():
        if item.defect is not None:
            wanted[number, True] = plan.known[item.defect.index], item.defect
        if item.normal is not None:
            wanted[number, False] = plan.normal[item.normal.index], item.normal
    seen = yield from _cut_out(wanted)
    yield tuple(
        LooksLike(seen.get((number, True)), seen.get((number, False)))
        for number in range(1, len(plan.regions) + 1)
    )


def _cut_out(
    wanted: dict[tuple[int, bool], tuple[ImageRecord, Alike]],
) -> Generator[Progress, None, dict[tuple[int, bool], Seen]]:
    """Places of other parts, each of which is read once, however many places of it are wanted."""
    seen = {}
    records = {record.id: record for record, _ in wanted.values()}
    for done, record in enumerate(records.values(), start=1):
        try:
            picture = load_picture(record)
        except StudioError:
            picture = None
        for key, (of, alike) in wanted.items():
            if of.id == record.id:
                cut = None if picture is None else crop(picture, alike.box)
                seen[key] = Seen(record, alike.label, cut)
        yield Progress(Phase.SCORING, done, len(records))
    return seen


def _write_regions(project: Project, plan: Search, folder: Path) -> Path:
    """The regions as a label map, 1…n."""
    unusual = unusual_regions(project, plan.record)
    label_map = np.zeros((plan.record.height_px, plan.record.width_px), np.uint8)
    if unusual is not None:
        for number, region in enumerate(plan.regions, start=1):
            label_map[region_at(unusual, region.peak_xy)] = number
    return _write(folder / "regions.png", encode_label_map(label_map))


def _write(file: Path, blob: bytes) -> Path:
    file.write_bytes(blob)
    return file


def crop(picture: NDArray[np.uint8], box: tuple[float, float, float, float]) -> NDArray[np.uint8]:
    """A place of a picture with its surroundings, square where the picture allows, at most :data:`CROP_PX`.

    Args:
        picture: (H, W, 3) uint8 RGB.
        box: Left, top, right, bottom as shares of width and height.
    """
    height, width = picture.shape[:2]
    x, y = (box[0] + box[2]) / 2 * width, (box[1] + box[3]) / 2 * height
    edge = max((box[2] - box[0]) * width, (box[3] - box[1]) * height) * (1 + 2 * _AROUND)
    half = max(edge, _LEAST_PX) / 2
    left, top = max(int(min(x - half, width - 2 * half)), 0), max(int(min(y - half, height - 2 * half)), 0)
    piece = picture[top : top + round(2 * half), left : left + round(2 * half)]
    scale = CROP_PX / max(piece.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(piece)
    size = (max(1, round(piece.shape[1] * scale)), max(1, round(piece.shape[0] * scale)))
    return np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_AREA), np.uint8)
