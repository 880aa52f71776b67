"""Bring a folder of pictures, or a public data set with its masks, into a project."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, count
from pathlib import Path

import numpy as np

from bgad_studio.core import problems
from bgad_studio.core.datasets import GOOD, is_mvtec_tree, list_pictures, read_mvtec_tree
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import ImageHeader, load_mask_file, read_header
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord, MaskOrigin, Verdict
from bgad_studio.services.annotate import IMPORT, keep_mask, person
from bgad_studio.services.project import Project
from bgad_studio.store.images import NewImage

BATCH = 16
"""Images that are committed, and appear, together."""
READERS = 4


class ImportKind(StrEnum):
    """What a folder is."""

    PLAIN = "plain"
    MVTEC = "mvtec"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to import, with what the folder says about it.

    Attributes:
        path: Picture file.
        name: Path below the root, with forward slashes.
        verdict: What its place in a data set says, or None.
        defect: Name of its defect type, or None.
        mask: Its mask file, or None.
    """

    path: Path
    name: str
    verdict: Verdict | None = None
    defect: str | None = None
    mask: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would bring in."""

    root: Path
    kind: ImportKind
    candidates: tuple[Candidate, ...]

    @property
    def count(self) -> int:
        """Pictures found."""
        return len(self.candidates)


@dataclass(frozen=True, slots=True)
class Imported:
    """These images are in the project now."""

    records: tuple[ImageRecord, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A picture or a mask was left out; the rest goes on."""

    trouble: Trouble


ImportEvent = Progress | Imported | Skipped


def plan_import(folder: Path) -> ImportPlan:
    """See what a folder holds.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE or FOLDER_EMPTY.
    """
    folder = folder.absolute()
    if not is_mvtec_tree(folder):
        pictures = list_pictures(folder)
        candidates = tuple(Candidate(path, path.relative_to(folder).as_posix()) for path in pictures)
        return ImportPlan(folder, ImportKind.PLAIN, candidates)
    candidates = tuple(
        Candidate(image.path, image.name, Verdict.OK)
        if image.defect == GOOD
        else Candidate(image.path, image.name, Verdict.NG, image.defect, image.mask)
        for image in read_mvtec_tree(folder).images
    )
    return ImportPlan(folder, ImportKind.MVTEC, candidates)


def import_folder(project: Project, plan: ImportPlan, verdict: Verdict | None) -> Iterator[ImportEvent]:
    """Import what a plan found. Closing the iterator stops; what is in the project by then stays.

    Args:
        project: Open.
        plan: From :func:`plan_import`.
        verdict: A person's verdict on all pictures of a plain folder; None: mixed.

    Raises:
        StudioError: If the project cannot be written.
    """
    started = time.monotonic()
    known = _Known.of(project)
    total = plan.count
    with ThreadPoolExecutor(READERS, "import") as readers:
        for start in range(0, total, BATCH):
            batch = plan.candidates[start : start + BATCH]
            headers = list(readers.map(_header, batch))
            records, skipped = _keep(project, plan.root, batch, headers, verdict, known)
            yield from skipped
            if records:
                yield Imported(tuple(records))
            done = start + len(batch)
            left = (time.monotonic() - started) / done * (total - done)
            yield Progress(Phase.IMPORTING, done, total, left)


@dataclass(slots=True)
class _Known:
    """What the project already holds."""

    names: set[str] = field(default_factory=set)
    by_sha256: dict[str, str] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> _Known:
        images = project.images.all()
        return cls(
            {image.name for image in images},
            {image.sha256: image.name for image in images},
            {item.name.casefold(): item.id for item in project.masks.defect_types()},
        )

    def free_name(self, candidate: Candidate, root: Path) -> str:
        """Two files of one name in two folders are two images."""
        names = (candidate.name, f"{root.name}/{candidate.name}")
        numbered = (f"{root.name} ({number})/{candidate.name}" for number in count(2))
        return next(name for name in chain(names, numbered) if name not in self.names)


def name_trouble(path: Path) -> Trouble | None:
    """What keeps a file out whose name is bytes that are no text: it could neither be stored nor sent."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = path.as_posix().encode("utf-8", "replace").decode()
        reason = "its name is not valid text"
        return Trouble(problems.IMAGE_UNREADABLE, (("file", shown), ("reason", reason)))
    return None


def _header(candidate: Candidate) -> ImageHeader | Trouble:
    trouble = name_trouble(candidate.path)
    if trouble is not None:
        return trouble
    try:
        return read_header(candidate.path)
    except StudioError as error:
        return error.trouble


def _keep(
    project: Project,
    root: Path,
    batch: tuple[Candidate, ...],
    headers: list[ImageHeader | Trouble],
    verdict: Verdict | None,
    known: _Known,
) -> tuple[list[ImageRecord], list[Skipped]]:
    """One transaction: an image never appears without the verdict and the mask it came with."""
    skipped: list[Skipped] = []
    ids: list[int] = []
    with project.transaction():
        for candidate, header in zip(batch, headers, strict=True):
            if isinstance(header, Trouble):
                skipped.append(Skipped(header))
                continue
            if header.sha256 in known.by_sha256:
                other = known.by_sha256[header.sha256]
                params = (("file", str(candidate.path)), ("other", other))
                skipped.append(Skipped(Trouble(problems.IMAGE_DUPLICATE, params)))
                continue
            name = known.free_name(candidate, root)
            known.names.add(name)
            known.by_sha256[header.sha256] = name
            new = NewImage(candidate.path, name, header.sha256, header.width_px, header.height_px, group=name)
            (record,) = project.images.add([new])
            ids.append(record.id)
            trouble = _judge(project, record, candidate, verdict, known)
            if trouble is not None:
                skipped.append(Skipped(trouble))
        return project.images.some(ids), skipped


def _judge(
    project: Project, record: ImageRecord, candidate: Candidate, verdict: Verdict | None, known: _Known
) -> Trouble | None:
    """Keep the verdict, the defect type and the mask; what is wrong with the mask."""
    if candidate.verdict is None:
        if verdict is not None:
            project.images.set_verdict([record.id], verdict, person())
        return None
    type_id = None if candidate.defect is None else _type_id(project, candidate.defect, known)
    project.images.set_verdict([record.id], candidate.verdict, IMPORT, type_id)
    if candidate.mask is None or type_id is None:
        return None
    try:
        mask = load_mask_file(candidate.mask)
    except StudioError as error:
        return error.trouble
    if mask.shape != (record.height_px, record.width_px):
        params = (
            ("file", str(candidate.mask)),
            ("mask_size", f"{mask.shape[1]}×{mask.shape[0]}"),
            ("image_size", f"{record.width_px}×{record.height_px}"),
        )
        return Trouble(problems.MASK_WRONG_SIZE, params)
    if not mask.any():
        return Trouble(problems.MASK_EMPTY, (("file", str(candidate.mask)),))
    keep_mask(project, record, mask.astype(np.uint8) * np.uint8(type_id), MaskOrigin.IMPORTED)
    return None


def _type_id(project: Project, name: str, known: _Known) -> int:
    key = name.casefold()
    if key not in known.types:
        known.types[key] = project.masks.add_defect_type(name).id
    return known.types[key]
