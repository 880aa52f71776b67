"""Masks that lie among the pictures of a folder: told from them by place and name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from bgad_studio.core.imaging.load import SUFFIXES

MASKS: Final = "masks"
"""Folder of an export: ``masks/<defect>/<picture>.png``, the picture with its own ending."""
_TRUTH: Final = ("ground_truth", "groundtruth")
_BESIDE: Final = (MASKS, "mask")
_MARK: Final = "_mask"


@dataclass(frozen=True, slots=True)
class MaskFile:
    """A mask. ``defect``: what it marks; None: the file's place does not say."""

    path: Path
    defect: str | None = None


@dataclass(slots=True)
class Sorted:
    """What a folder's files are. ``alone``: masks whose picture is not there."""

    pictures: list[Path] = field(default_factory=list)
    masks: dict[Path, tuple[MaskFile, ...]] = field(default_factory=dict)
    alone: list[Path] = field(default_factory=list)


def sort_files(folder: Path, files: Sequence[Path]) -> Sorted:
    """Tell masks from pictures.

    Masks are: an export of this program, whatever lies below ``ground_truth``, ``<picture>_mask`` beside its
    picture, and files of a folder ``masks`` that are called like a picture elsewhere.

    Args:
        folder: What is looked at; its own name says nothing.
        files: Picture files below it.
    """
    names = {file: PurePosixPath(file.relative_to(folder).as_posix()) for file in files}
    sure = {
        file: name for file, name in names.items() if _is_export(name) or _below(name, _TRUTH) is not None
    }
    maybe = {
        file: name
        for file, name in names.items()
        if file not in sure and (_below(name, _BESIDE) is not None or name.stem.casefold().endswith(_MARK))
    }
    index = _Index([(file, name) for file, name in names.items() if file not in sure and file not in maybe])
    found = Sorted()
    masks: dict[Path, list[MaskFile]] = {}
    for file, name in names.items():
        if file in sure or file in maybe:
            picture = index.of_export(name) if _is_export(name) else index.of(name)
            if picture is not None:
                masks.setdefault(picture, []).append(MaskFile(file, _defect(name)))
            elif file in sure:
                found.alone.append(file)
            else:
                found.pictures.append(file)
        else:
            found.pictures.append(file)
    found.masks = {picture: tuple(files) for picture, files in masks.items()}
    return found


class _Index:
    """Finds the picture of a mask; where two would do, none does."""

    def __init__(self, pictures: Sequence[tuple[Path, PurePosixPath]]) -> None:
        self._by_end: dict[str, Path | None] = {}
        self._by_stem: dict[str, Path | None] = {}
        for file, name in pictures:
            for end in _ends(name.parts):
                self._by_end[end] = None if end in self._by_end else file
            for end in _ends((*name.parts[:-1], name.stem)):
                self._by_stem[end] = None if end in self._by_stem else file

    def of_export(self, name: PurePosixPath) -> Path | None:
        """``masks/<defect>/<picture>.png``; in the project the picture may have had a longer name."""
        start = name.parts.index(MASKS) + 2
        wanted = (*name.parts[start:-1], name.stem)
        return next((found for end in _ends(wanted) if (found := self._by_end.get(end)) is not None), None)

    def of(self, name: PurePosixPath) -> Path | None:
        """The picture of the same stem, rather beside the mask or in the folder of the same defect."""
        stem = name.stem
        if stem.casefold().endswith(_MARK):
            stem = stem[: -len(_MARK)]
        folders = name.parts[:-1]
        beside = [*folders, stem]
        parent = [*folders[-1:], stem]
        wanted = ["/".join(beside), "/".join(parent)]
        if _below(name, (*_TRUTH, *_BESIDE)) is not None:
            wanted.append(stem)
        return next((found for end in wanted if (found := self._by_stem.get(end)) is not None), None)


def _ends(parts: Sequence[str]) -> Iterator[str]:
    """A path, and what is left of it without its first folders."""
    return ("/".join(parts[start:]) for start in range(len(parts)))


def _is_export(name: PurePosixPath) -> bool:
    """``masks/<defect>/…/<picture with its ending>.png``."""
    if MASKS not in name.parts[:-2] or name.suffix.lower() != ".png":
        return False
    return PurePosixPath(name.stem).suffix.lower() in SUFFIXES


def _below(name: PurePosixPath, folders: Sequence[str]) -> int | None:
    """At which of its folders a file lies below one of these."""
    return next((at for at, part in enumerate(name.parts[:-1]) if part.casefold() in folders), None)


def _defect(name: PurePosixPath) -> str | None:
    """The folder below that of the masks."""
    at = _below(name, (*_TRUTH, *_BESIDE))
    inside = () if at is None else name.parts[at + 1 : -1]
    return inside[0] if inside else None
