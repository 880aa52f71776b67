"""What names of folders and files say: good or not, which defect, which pictures show one part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from bgad_studio.core.records import Verdict

GOOD_WORDS: Final = ("ok", "good", "normal", "pass", "io", "良品", "合格")
BAD_WORDS: Final = (
    *("ng", "nok", "bad", "defect", "defective", "defects", "anomaly", "fail", "reject", "ko", "nio"),
    *("不良", "不合格"),
)
"""Words for a part that is defective, without a name for its defect."""
UNSAID: Final = frozenset(
    {"", "images", "image", "img", "pictures", "train", "test", "val", "new", "unsure", "review", "data"}
)
"""Folders whose names say nothing of their parts."""
SEPARATORS: Final = ("__", "_cam", "-cam", "_view", "_side", "_exp", "_light")
"""What often stands between the name of a part and that of one of its pictures."""


class VerdictFrom(StrEnum):
    """Where the verdict of a part stands."""

    NOWHERE = "nowhere"
    ALL_OK = "all-ok"
    ALL_NG = "all-ng"
    FOLDER = "folder"
    NAME = "name"


class PartFrom(StrEnum):
    """Which pictures show one part: each its own, the same start of the name, or the same file name."""

    PICTURE = "picture"
    START = "start"
    SAME_NAME = "same-name"


@dataclass(frozen=True, slots=True)
class ImportRule:
    """How names are read.

    Attributes:
        verdict_from: Where the verdict stands.
        good: With FOLDER: names of folders of good parts; with NAME: words in names of good parts.
        bad: With NAME: words in names of defective parts; what is none of :data:`BAD_WORDS` is a defect
            type. With FOLDER every other folder is a defect type, or says nothing (:data:`UNSAID`).
        part_from: Which pictures show one part.
        separator: With START: the part's name ends before it.
        masks: What is drawn on the pictures comes in too.
    """

    verdict_from: VerdictFrom = VerdictFrom.NOWHERE
    good: tuple[str, ...] = GOOD_WORDS
    bad: tuple[str, ...] = BAD_WORDS
    part_from: PartFrom = PartFrom.PICTURE
    separator: str = ""
    masks: bool = True


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder (absolute) whose new pictures come into the project, read by this rule."""

    folder: Path
    rule: ImportRule


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of one name. ``part``: the capture group; None: the picture's own."""

    verdict: Verdict | None = None
    defect: str | None = None
    part: str | None = None


def words_of(text: str) -> tuple[str, ...]:
    """Words a person typed, parted by commas."""
    return tuple(word for part in re.split(r"[,;，、；]", text) if (word := part.strip().casefold()))


def read_name(name: str, rule: ImportRule) -> Reading:
    """What a rule makes of a picture.

    Args:
        name: Path below the imported folder, with forward slashes.
        rule: How to read it.
    """
    folder, _, file = name.rpartition("/")
    stem = file.rpartition(".")[0] or file
    verdict, defect = _verdict(folder.rpartition("/")[2].strip(), stem, rule)
    return Reading(verdict, defect, _part(file, stem, rule))


def guess_rule(names: Sequence[str]) -> ImportRule:
    """The rule that probably fits, as the first proposal; a person sees what it does before anything is done.

    Args:
        names: Paths below the imported folder, with forward slashes.
    """
    stems = [name.rpartition("/")[2].rpartition(".")[0].casefold() for name in names]
    folders = {name.rpartition("/")[0].rpartition("/")[2].strip().casefold() for name in names}
    source = VerdictFrom.NOWHERE
    if folders & {*GOOD_WORDS, *BAD_WORDS}:
        source = VerdictFrom.FOLDER
    elif sum(_holds(stem, (*GOOD_WORDS, *BAD_WORDS)) is not None for stem in stems) > len(stems) / 2:
        source = VerdictFrom.NAME
    for separator in SEPARATORS:
        starts = [start for stem in stems if (start := _start(stem, separator)) is not None]
        if len(starts) > len(stems) / 2 and len(set(starts)) < len(starts):
            return ImportRule(source, part_from=PartFrom.START, separator=separator)
    return ImportRule(source)


def _verdict(folder: str, stem: str, rule: ImportRule) -> tuple[Verdict | None, str | None]:
    match rule.verdict_from:
        case VerdictFrom.ALL_OK:
            return Verdict.OK, None
        case VerdictFrom.ALL_NG:
            return Verdict.NG, None
        case VerdictFrom.FOLDER:
            if folder.casefold() in rule.good:
                return Verdict.OK, None
            if folder.casefold() in UNSAID:
                return None, None
            return Verdict.NG, None if folder.casefold() in BAD_WORDS else folder
        case VerdictFrom.NAME:
            bad = _holds(stem, rule.bad)
            if bad is not None:
                return Verdict.NG, None if bad in BAD_WORDS else bad
            return (None if _holds(stem, rule.good) is None else Verdict.OK), None
    return None, None


def _holds(stem: str, words: Sequence[str]) -> str | None:
    """The first of ``words`` a name holds, by itself: ``ok`` is in ``007_ok`` but not in ``book``."""
    pieces = re.split(r"[\W_\d]+", stem.casefold())
    for word in words:
        if word in pieces or ((not word.isalpha() or not word.isascii()) and word in stem.casefold()):
            return word
    return None


def _part(file: str, stem: str, rule: ImportRule) -> str | None:
    if rule.part_from is PartFrom.SAME_NAME:
        return stem
    return _start(stem, rule.separator) if rule.part_from is PartFrom.START else None


def _start(stem: str, separator: str) -> str | None:
    """What stands before the separator; None where it is missing, or nothing stands before it."""
    at = stem.casefold().find(separator.casefold()) if separator else -1
    return stem[:at] if at > 0 else None
