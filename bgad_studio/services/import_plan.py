"""What a folder would bring into a project: seen, and shown, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bgad_studio.core import problems
from bgad_studio.core.datasets import GOOD, DatasetImage, find_pictures, natural_key
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import load_mask_file
from bgad_studio.core.import_rules import ImportRule, read_name
from bgad_studio.core.layouts import layout_of, read_dataset
from bgad_studio.core.mask_files import MaskFile, sort_files
from bgad_studio.core.outlines import Drawn, is_coco, labelme_file, read_coco, read_labelme
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import Verdict

SHOWN = 5000
"""Pictures a preview looks at; of more it takes some, evenly spread."""


class ImportKind(StrEnum):
    """What a folder is: just pictures, or a data set that says all itself."""

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
    """

    path: Path
    name: str
    verdict: Verdict | None = None
    defect: str | None = None
    masks: tuple[MaskFile, ...] = ()
    outlines: tuple[Drawn, ...] = ()
    part: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would bring in. ``troubles``: files beside the pictures that cannot be used."""

    root: Path
    kind: ImportKind
    candidates: tuple[Candidate, ...]
    troubles: tuple[Trouble, ...] = ()

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


def look_into(folder: Path) -> Iterator[Progress | ImportPlan]:
    """See what a folder holds; its plan comes last, and every event is a place to stop.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE or FOLDER_EMPTY.
    """
    folder = folder.absolute()
    if layout_of(folder) is not None:
        candidates = tuple(
            Candidate(image.path, image.name, Verdict.OK)
            if image.defect == GOOD
            else Candidate(image.path, image.name, Verdict.NG, image.defect, _named(image))
            for image in read_dataset(folder).images
        )
        yield ImportPlan(folder, ImportKind.DATASET, candidates)
        return
    pictures: list[Path] = []
    for found in find_pictures(folder):
        pictures += found
        yield Progress(Phase.IMPORTING, 0, 1)
    if not pictures:
        raise StudioError(problems.FOLDER_EMPTY, folder=folder)
    pictures.sort(key=lambda path: natural_key(path.relative_to(folder).as_posix()))
    sorted_ = sort_files(folder, pictures)
    if not sorted_.pictures:
        raise StudioError(problems.FOLDER_EMPTY, folder=folder)
    masks: dict[Path, tuple[MaskFile, ...]] = {}
    for picture, files in sorted_.masks.items():
        masks[picture] = tuple(file for file in files if marks(file.path))
        yield Progress(Phase.IMPORTING, 0, 1)
    outlines, troubles = outlines_in(folder, sorted_.pictures)
    plain = tuple(
        # a PNG holds what an outline cannot: holes
        candidate(folder, path, masks.get(path, ()), () if masks.get(path) else outlines.get(path, ()))
        for path in sorted_.pictures
    )
    alone = tuple(Trouble(problems.MASK_ALONE, (("file", str(file)),)) for file in sorted_.alone)
    yield ImportPlan(folder, ImportKind.PLAIN, plain, (*troubles, *alone))


def candidate(
    folder: Path, path: Path, masks: tuple[MaskFile, ...] = (), outlines: tuple[Drawn, ...] = ()
) -> Candidate:
    """A picture below a plain folder."""
    return _drawn(Candidate(path, path.relative_to(folder).as_posix(), masks=masks, outlines=outlines))


def plan_import(folder: Path) -> ImportPlan:
    """See what a folder holds.

    Raises:
        StudioError: As :func:`look_into`.
    """
    *_, plan = look_into(folder)
    assert isinstance(plan, ImportPlan)
    return plan


def with_rule(plan: ImportPlan, rule: ImportRule) -> ImportPlan:
    """The same pictures with what their names say; what is drawn on a picture makes it NG in any case."""
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
    reading = read_name(candidate.name, rule)
    read = replace(candidate, verdict=reading.verdict, defect=reading.defect, part=reading.part)
    return _drawn(read if rule.masks else replace(read, masks=(), outlines=()))


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
    folder: Path, pictures: Sequence[Path], others: Sequence[Path] = ()
) -> tuple[dict[Path, tuple[Drawn, ...]], tuple[Trouble, ...]]:
    """What labelme's files beside the pictures, and COCO's in the folder, say.

    Args:
        folder: Looked at.
        pictures: Below it.
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
    for file in sorted({*folder.glob("*.json"), *folder.glob("annotations/*.json")} - beside):
        try:
            if is_coco(file):
                found.update(_by_picture(folder, pictures, read_coco(file)))
        except StudioError as error:
            troubles.append(error.trouble)
    return found, tuple(troubles)


def _by_picture(
    folder: Path, pictures: Sequence[Path], by_name: dict[str, tuple[Drawn, ...]]
) -> dict[Path, tuple[Drawn, ...]]:
    """COCO names a picture by its place below the folder or one of its folders, or by its name alone."""
    found = {}
    for picture in pictures:
        parts = picture.relative_to(folder).parts
        ends = ("/".join(parts[start:]) for start in range(len(parts)))
        name = next((end for end in ends if end in by_name), None)
        if name is not None:
            found[picture] = by_name[name]
    return found
