"""What folders and files would bring into a project: seen, and shown, before anything is written."""

from __future__ import annotations

import os.path
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.datasets import GOOD, DatasetImage, find_pictures, natural_key
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import SUFFIXES, load_mask_file
from bgad_studio.core.import_rules import ImportRule, read_name
from bgad_studio.core.layouts import layout_of, read_dataset
from bgad_studio.core.mask_files import MaskFile, sort_files
from bgad_studio.core.outlines import Drawn, is_coco, labelme_file, read_coco, read_labelme
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import Verdict

SHOWN = 5000
"""Pictures a preview looks at; of more it takes some, evenly spread."""
_ANNOTATIONS: Final = "annotations"
"""Folder whose COCO files speak of the pictures beside it."""


class ImportKind(StrEnum):
    """What is imported: just pictures, or data sets that say all themselves."""

    PLAIN = "plain"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to import, with what is said about it.

    Attributes:
        path: Picture file.
        name: Path below the root, with forward slashes.
        verdict: OK, NG, or None.
        defect: Name of its defect type, or None.
        masks: Its mask files; those that name no defect mark this one.
        outlines: What another program has drawn on it.
        part: Capture group; None: its own.
        of_set: A data set says all about it; no rule is needed.
    """

    path: Path
    name: str
    verdict: Verdict | None = None
    defect: str | None = None
    masks: tuple[MaskFile, ...] = ()
    outlines: tuple[Drawn, ...] = ()
    part: str | None = None
    of_set: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would bring in.

    Attributes:
        root: Folder that holds everything; names begin below it.
        candidates: Pictures found.
        troubles: Files beside the pictures that cannot be used.
        chosen: Folders and files a person chose; empty: the root.
    """

    root: Path
    candidates: tuple[Candidate, ...]
    troubles: tuple[Trouble, ...] = ()
    chosen: tuple[Path, ...] = ()

    @property
    def kind(self) -> ImportKind:
        """Whether anything has to be asked."""
        return ImportKind.DATASET if all(item.of_set for item in self.candidates) else ImportKind.PLAIN

    @property
    def count(self) -> int:
        """Pictures found."""
        return len(self.candidates)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    Attributes:
        verdicts: How many pictures get which verdict.
        defects: How many get which defect type.
        parts: How many parts the pictures show.
        examples: Some of every kind of outcome.
        masked: How many have something drawn on them.
        looked_at: How many pictures these numbers are of.
    """

    verdicts: dict[Verdict | None, int]
    defects: dict[str, int]
    parts: int
    examples: tuple[Candidate, ...]
    masked: int
    looked_at: int


def look_into(*chosen: Path) -> Iterator[Progress | ImportPlan]:
    """See what folders and files hold; the plan comes last, and every event is a place to stop.

    Of one folder, names begin below it. Of several things they begin below the folder that holds them all:
    the name of each folder may say what its parts are.

    Args:
        chosen: Folders and files, on one drive (:func:`by_drive`).

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE or FOLDER_EMPTY.
    """
    chosen = tuple(path.absolute() for path in chosen)
    files = {path for path in chosen if _is_file(path)}
    root = Path(os.path.commonpath([path.parent if path in files else path for path in chosen]))
    candidates: list[Candidate] = []
    pictures = [path for path in files if path.suffix.lower() in SUFFIXES]
    for folder in (path for path in chosen if path not in files):
        if layout_of(folder) is not None:
            candidates += (_of_set(root, image) for image in read_dataset(folder).images)
            continue
        for found in find_pictures(folder):
            pictures += found
            yield Progress(Phase.IMPORTING, 0, 1)
    known = {candidate.path for candidate in candidates}
    pictures = [path for path in dict.fromkeys(pictures) if path not in known]
    pictures.sort(key=lambda path: natural_key(path.relative_to(root).as_posix()))
    sorted_ = sort_files(root, pictures)
    if not sorted_.pictures and not candidates:
        raise StudioError(problems.FOLDER_EMPTY, folder=chosen[0] if len(chosen) == 1 else few_names(chosen))
    masks: dict[Path, tuple[MaskFile, ...]] = {}
    for picture, found_masks in sorted_.masks.items():
        masks[picture] = tuple(file for file in found_masks if marks(file.path))
        yield Progress(Phase.IMPORTING, 0, 1)
    outlines, troubles = outlines_in(chosen, sorted_.pictures)
    candidates += (
        # a PNG holds what an outline cannot: holes
        candidate(root, path, masks.get(path, ()), () if masks.get(path) else outlines.get(path, ()))
        for path in sorted_.pictures
    )
    alone = tuple(Trouble(problems.MASK_ALONE, (("file", str(file)),)) for file in sorted_.alone)
    yield ImportPlan(root, tuple(candidates), (*troubles, *alone), chosen)


def by_drive(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """What can be imported together: nothing holds folders of two drives."""
    paths = [path.absolute() for path in paths]
    ordered = sorted(paths, key=lambda path: path.anchor)
    return [tuple(together) for _, together in groupby(ordered, key=lambda path: path.anchor)]


def few_names(paths: Sequence[Path], most: int = 4) -> str:
    """Names of some folders and files, the first few of many."""
    names = [path.name or str(path) for path in paths]
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])}, … ({len(names)})"


def _is_file(path: Path) -> bool:
    """What cannot be asked is taken for a folder, and refused as one with the reason."""
    return os.path.isfile(path)  # noqa: PTH113 - never raises


def _of_set(root: Path, image: DatasetImage) -> Candidate:
    name = image.path.relative_to(root).as_posix()
    if image.defect == GOOD:
        return Candidate(image.path, name, Verdict.OK, of_set=True)
    return Candidate(image.path, name, Verdict.NG, image.defect, _named(image), of_set=True)


def candidate(
    folder: Path, path: Path, masks: tuple[MaskFile, ...] = (), outlines: tuple[Drawn, ...] = ()
) -> Candidate:
    """A picture below a plain folder."""
    return _drawn(Candidate(path, path.relative_to(folder).as_posix(), masks=masks, outlines=outlines))


def plan_import(*chosen: Path) -> ImportPlan:
    """See what folders and files hold.

    Raises:
        StudioError: As :func:`look_into`.
    """
    *_, plan = look_into(*chosen)
    assert isinstance(plan, ImportPlan)
    return plan


def with_rule(plan: ImportPlan, rule: ImportRule) -> ImportPlan:
    """The same pictures with what their names say; what is drawn on a picture makes it NG in any case.

    What a data set says of its own pictures stands.
    """
    return replace(plan, candidates=tuple(_read(candidate, rule) for candidate in plan.candidates))


def preview(plan: ImportPlan, rule: ImportRule, examples: int = 12) -> Preview:
    """What an import by this rule would do; nothing is written."""
    step = max(1, plan.count // SHOWN)
    read = [_read(candidate, rule) for candidate in plan.candidates[::step]]
    outcomes: dict[tuple[Verdict | None, str | None], list[Candidate]] = {}
    for candidate in read:
        outcomes.setdefault((candidate.verdict, candidate.defect), []).append(candidate)
    each = max(1, examples // max(len(outcomes), 1))
    shown = [candidate for alike in outcomes.values() for candidate in alike[:each]][:examples]
    return Preview(
        dict(Counter(candidate.verdict for candidate in read)),
        dict(Counter(candidate.defect for candidate in read if candidate.defect is not None)),
        len({candidate.part or candidate.name for candidate in read}),
        tuple(shown),
        sum(bool(candidate.masks or candidate.outlines) for candidate in read),
        len(read),
    )


def _read(candidate: Candidate, rule: ImportRule) -> Candidate:
    read = candidate if rule.masks else replace(candidate, masks=(), outlines=())
    if candidate.of_set:
        return read
    reading = read_name(candidate.name, rule)
    return _drawn(replace(read, verdict=reading.verdict, defect=reading.defect, part=reading.part))


def _drawn(candidate: Candidate) -> Candidate:
    """What is drawn on a picture is a defect, whatever else is said."""
    named = [*(mask.defect for mask in candidate.masks), *(outline.defect for outline in candidate.outlines)]
    if not named:
        return candidate
    defect = next((defect for defect in named if defect is not None), candidate.defect)
    return replace(candidate, verdict=Verdict.NG, defect=defect)


def _named(image: DatasetImage) -> tuple[MaskFile, ...]:
    return tuple(MaskFile(path, image.defect) for path in image.all_masks)


def marks(mask: Path) -> bool:
    """Whether anything is painted on a mask: some have a black one beside every good picture.

    What cannot be read counts; it is told of when it comes in.
    """
    try:
        return bool(load_mask_file(mask).any())
    except StudioError:
        return True


def outlines_in(
    chosen: Sequence[Path], pictures: Sequence[Path], others: Sequence[Path] = ()
) -> tuple[dict[Path, tuple[Drawn, ...]], tuple[Trouble, ...]]:
    """What labelme's files beside the pictures, and COCO's in the folders, say.

    Args:
        chosen: Folders that are looked at, and files.
        pictures: Below them.
        others: More of them, whose own files need not be read.
    """
    found: dict[Path, tuple[Drawn, ...]] = {}
    troubles: list[Trouble] = []
    # listed, not asked for one by one: a picture's name may be too long for another ending
    there = {file for place in {picture.parent for picture in pictures} for file in place.glob("*.json")}
    for picture in pictures:
        if labelme_file(picture) in there:
            try:
                found[picture] = read_labelme(labelme_file(picture))
            except StudioError as error:
                troubles.append(error.trouble)
    beside = {labelme_file(picture) for picture in (*pictures, *others)}
    for file in sorted(_coco_files(chosen) - beside):
        try:
            if is_coco(file):
                place = file.parent.parent if file.parent.name == _ANNOTATIONS else file.parent
                found.update(_by_picture(place, pictures, read_coco(file)))
        except StudioError as error:
            troubles.append(error.trouble)
    return found, tuple(troubles)


def _coco_files(chosen: Sequence[Path]) -> set[Path]:
    """Files that may be COCO's: those chosen, and those where a folder has them."""
    return {
        file
        for path in chosen
        for file in (
            [path]
            if path.suffix.lower() == ".json" and _is_file(path)
            else [*path.glob("*.json"), *path.glob(f"{_ANNOTATIONS}/*.json")]
        )
    }


def _by_picture(
    folder: Path, pictures: Sequence[Path], by_name: dict[str, tuple[Drawn, ...]]
) -> dict[Path, tuple[Drawn, ...]]:
    """COCO names a picture by its place below the folder or one of its folders, or by its name alone."""
    found = {}
    for picture in pictures:
        if not picture.is_relative_to(folder):
            continue
        parts = picture.relative_to(folder).parts
        ends = ("/".join(parts[start:]) for start in range(len(parts)))
        name = next((end for end in ends if end in by_name), None)
        if name is not None:
            found[picture] = by_name[name]
    return found
