"""Bring what a plan found into a project: pictures with their verdicts, defect types and masks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.alike import fingerprint
from bgad_studio.core.imaging.load import ImageHeader, load_mask_file, read_picture
from bgad_studio.core.outlines import draw, fits
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord, Mark, MaskOrigin, Verdict
from bgad_studio.core.runs import Runs
from bgad_studio.services.annotate import IMPORT, keep_mask, load_mask, person
from bgad_studio.services.import_plan import Candidate, ImportKind, ImportPlan, plan_import
from bgad_studio.services.part_groups import PartGroups
from bgad_studio.services.project import Project
from bgad_studio.store.images import KnownImage, NewImage

__all__ = ["ImportKind", "ImportPlan", "Imported", "Skipped", "import_folder", "name_trouble", "plan_import"]

BATCH = 16
"""Images that are committed, and appear, together."""
READERS = 4
UNNAMED = "defect"
"""Type of what is drawn where nothing names it."""

Masks = dict[str, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Imported:
    """These images are in the project now. ``alike``: how many show the same picture as another one."""

    records: tuple[ImageRecord, ...]
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """These images were in the project already; the masks that were missing are on them now."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """These images were in the project already; another one shows that their part is the same as its own."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A picture or a mask was left out; the rest goes on."""

    trouble: Trouble


ImportEvent = Progress | Imported | Marked | Regrouped | Skipped


def import_folder(
    project: Project, plan: ImportPlan, verdict: Verdict | None = None
) -> Iterator[ImportEvent]:
    """Import what a plan found. Closing the iterator stops; what is in the project by then stays.

    The same file comes in once; one that was removed comes back as it was, and one that comes again with a
    mask gets it, if nothing was ever painted on it and nobody called it good. The same picture saved anew
    shares the capture group of the first, also where its name says another part, and with it all of that
    part: they never stand on both sides of a split.

    Args:
        project: Open.
        plan: What to bring in.
        verdict: Of the pictures of a plain folder about which the plan says nothing.

    Raises:
        StudioError: If the project cannot be written.
    """
    with project.importing:
        yield from _import(project, plan, verdict)


def _import(project: Project, plan: ImportPlan, verdict: Verdict | None) -> Iterator[ImportEvent]:
    started = time.monotonic()
    yield from (Skipped(trouble) for trouble in plan.troubles)
    run = _Import(project, plan, verdict)
    with ThreadPoolExecutor(READERS, "import") as readers:
        for start in range(0, plan.count, BATCH):
            batch = plan.candidates[start : start + BATCH]
            # decoded here, beside each other: inside the transaction everybody else would wait
            read = list(readers.map(_read, batch))
            yield from run.keep(read)
            done = start + len(batch)
            left = (time.monotonic() - started) / done * (plan.count - done)
            yield Progress(Phase.IMPORTING, done, plan.count, left)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A candidate's files, decoded. ``header`` None: it stays out. ``masks``: by defect type."""

    candidate: Candidate
    header: ImageHeader | None
    grey: bytes
    masks: Masks
    troubles: tuple[Trouble, ...]


def name_trouble(path: Path) -> Trouble | None:
    """What keeps a file out whose name is bytes that are no text: it could neither be stored nor sent."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = path.as_posix().encode("utf-8", "replace").decode()
        reason = "its name is not valid text"
        return Trouble(problems.IMAGE_UNREADABLE, (("file", shown), ("reason", reason)))
    return None


def _read(candidate: Candidate) -> _Read:
    trouble = name_trouble(candidate.path)
    if trouble is not None:
        return _Read(candidate, None, b"", {}, (trouble,))
    try:
        header, rgb = read_picture(candidate.path)
    except StudioError as error:
        return _Read(candidate, None, b"", {}, (error.trouble,))
    size = (header.width_px, header.height_px)
    masks = draw([drawn for drawn in candidate.outlines if fits(drawn, *size)], *size)
    troubles = [
        _wrong_size(candidate.path, drawn.size, header)
        for drawn in candidate.outlines
        if isinstance(drawn, Runs) and not fits(drawn, *size)
    ]
    for file in candidate.masks:
        mask = _read_mask(file.path, header)
        if isinstance(mask, Trouble):
            troubles.append(mask)
        else:
            defect = file.defect or candidate.defect or UNNAMED
            before = masks.get(defect)
            masks[defect] = mask if before is None else before | mask
    drawn = {defect: mask for defect, mask in masks.items() if mask.any()}
    return _Read(candidate, header, fingerprint(rgb), drawn, tuple(troubles))


def _read_mask(file: Path, header: ImageHeader) -> NDArray[np.bool_] | Trouble:
    try:
        mask = load_mask_file(file)
    except StudioError as error:
        return error.trouble
    if mask.shape != (header.height_px, header.width_px):
        return _wrong_size(file, (mask.shape[0], mask.shape[1]), header)
    return mask if mask.any() else Trouble(problems.MASK_EMPTY, (("file", str(file)),))


def _wrong_size(file: Path, size: tuple[int, int], header: ImageHeader) -> Trouble:
    params = (
        ("file", str(file)),
        ("mask_size", f"{size[1]}×{size[0]}"),
        ("image_size", f"{header.width_px}×{header.height_px}"),
    )
    return Trouble(problems.MASK_WRONG_SIZE, params)


@dataclass(slots=True)
class _Import:
    """One import with what the project holds by now."""

    project: Project
    plan: ImportPlan
    verdict: Verdict | None
    names: set[str] = field(init=False)
    by_sha256: dict[str, KnownImage] = field(init=False)
    types: dict[str, int] = field(init=False)
    groups: PartGroups = field(init=False)

    def __post_init__(self) -> None:
        images = self.project.images.known()
        self.names = {image.name for image in images}
        self.by_sha256 = {image.sha256: image for image in images}
        self.types = {item.name.casefold(): item.id for item in self.project.masks.defect_types()}
        self.groups = PartGroups(self.project, images)

    def keep(self, batch: Sequence[_Read]) -> Iterator[ImportEvent]:
        """One transaction: an image never appears without the verdict and the mask it came with."""
        skipped = [Skipped(trouble) for read in batch for trouble in read.troubles]
        ids: list[int] = []
        marked: list[int] = []
        alike = 0
        # compared here: inside the transaction everybody else would wait
        self.groups.expect(self._unseen(batch))
        with self.project.transaction():
            regrouped = self.groups.settle()
            for read in batch:
                if read.header is None:
                    continue
                known = self.by_sha256.get(read.header.sha256)
                if known is not None and known.removed:
                    self.project.images.mark([known.id], Mark.REMOVED, False, person())
                    ids.append(known.id)
                    self._note(read.header.sha256, known)
                    self.groups.note(known.id, known.group)
                elif known is not None and read.masks and not self.project.masks.ever_painted(known.id):
                    record = self.project.images.get(known.id)
                    if record.verdict in (None, Verdict.NG):
                        self._mark(record, read)
                        marked.append(known.id)
                    else:  # what a person said by then stands
                        params = (("file", str(read.candidate.path)), ("other", known.name))
                        skipped.append(Skipped(Trouble(problems.MASK_OF_GOOD, params)))
                elif known is not None:
                    params = (("file", str(read.candidate.path)), ("other", known.name))
                    skipped.append(Skipped(Trouble(problems.IMAGE_DUPLICATE, params)))
                else:
                    name = self._free_name(read.candidate)
                    group, twin, moved = self.groups.place(read.candidate.part, name)
                    ids.append(self._add(read, read.header, name, group))
                    alike += twin
                    regrouped += moved
            records = self.project.images.some(ids)
        yield from skipped
        if records:
            yield Imported(tuple(records), alike)
        if marked:
            yield Marked(tuple(marked))
        before = tuple(dict.fromkeys(image_id for image_id in regrouped if image_id not in ids))
        if before:
            yield Regrouped(before)

    def _unseen(self, batch: Sequence[_Read]) -> list[bytes]:
        """What those look like from afar that no file in the project is the same as, each once."""
        new: dict[str, bytes] = {}
        for read in batch:
            if read.header is not None and read.header.sha256 not in self.by_sha256:
                new.setdefault(read.header.sha256, read.grey)
        return list(new.values())

    def _add(self, read: _Read, header: ImageHeader, name: str, group: str) -> int:
        new = NewImage(read.candidate.path, name, header.sha256, header.width_px, header.height_px, group)
        (record,) = self.project.images.add([new])
        self.project.images.add_fingerprint(record.id, read.grey)
        self._note(header.sha256, KnownImage(record.id, name, header.sha256, group, False))
        self.names.add(name)
        self.groups.note(record.id, group)
        self._judge(record, read)
        return record.id

    def _note(self, sha256: str, known: KnownImage) -> None:
        self.by_sha256[sha256] = KnownImage(known.id, known.name, sha256, known.group, False)

    def _judge(self, record: ImageRecord, read: _Read) -> None:
        """Keep the verdict, the defect type and the mask of a new part."""
        if self._give_verdict(record, read.candidate) and read.masks:
            self._paint(record, read.masks, None)

    def _mark(self, record: ImageRecord, read: _Read) -> None:
        """Keep a mask that came late; what a person said of the part by then stands."""
        if record.verdict is Verdict.NG or self._give_verdict(record, read.candidate):
            self._paint(record, read.masks, record.defect_type_id)

    def _paint(self, record: ImageRecord, masks: Masks, unnamed: int | None) -> None:
        """``unnamed``: the type of what nothing names; areas to ignore stay as they are."""
        kept = load_mask(self.project, record.id)
        label_map = np.zeros((record.height_px, record.width_px), np.uint8) if kept is None else kept
        free = label_map == 0
        for defect, mask in masks.items():
            given = unnamed if defect == UNNAMED else None
            label_map[mask & free] = self._type_id(defect) if given is None else given
        keep_mask(self.project, record, label_map, MaskOrigin.IMPORTED)

    def _give_verdict(self, record: ImageRecord, candidate: Candidate) -> bool:
        """Whether there is one to give."""
        verdict = candidate.verdict or self.verdict
        if verdict is None:
            return False
        type_id = None if candidate.defect is None else self._type_id(candidate.defect)
        who = IMPORT if candidate.of_set else person()
        self.project.images.set_verdict([record.id], verdict, who, type_id)
        return True

    def _free_name(self, candidate: Candidate) -> str:
        """Two files of one name in two folders are two images."""
        root = self.plan.root.name or "pictures"  # a whole drive has no name
        names = (candidate.name, f"{root}/{candidate.name}")
        numbered = (f"{root} ({number})/{candidate.name}" for number in count(2))
        return next(name for name in chain(names, numbered) if name not in self.names)

    def _type_id(self, name: str) -> int:
        key = name.casefold()
        if key not in self.types:
            self.types[key] = self.project.masks.add_defect_type(name).id
        return self.types[key]
