"""Folders of pictures, and data sets laid out as MVTec AD; :mod:`.layouts` knows others."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import SUFFIXES, load_mask_file

GOOD = "good"


@dataclass(frozen=True, slots=True)
class DatasetImage:
    """One picture of a data set.

    Attributes:
        path: Picture file.
        name: Path below the root, with forward slashes.
        split: The half it came in.
        defect: Defect type, or ``"good"``.
        mask: File of its mask; None for a defect that is only known to be there, and for good ones.
        more_masks: Further files of marks on the same picture.
    """

    path: Path
    name: str
    split: Literal["train", "test"]
    defect: str
    mask: Path | None
    more_masks: tuple[Path, ...] = ()

    @property
    def all_masks(self) -> tuple[Path, ...]:
        """Every file of its marks."""
        return () if self.mask is None else (self.mask, *self.more_masks)

    def load_mask(self) -> NDArray[np.bool_] | None:
        """All that is marked, (H, W) bool; None without a mask.

        Raises:
            StudioError: MASK_BROKEN, also for masks of different sizes.
        """
        if self.mask is None:
            return None
        marked = load_mask_file(self.mask)
        for file in self.more_masks:
            further = load_mask_file(file)
            if further.shape != marked.shape:
                raise StudioError(problems.MASK_BROKEN, file=file, reason=f"not the size of {self.mask.name}")
            marked |= further
        return marked


@dataclass(frozen=True, slots=True)
class Dataset:
    """All pictures of a data set, in natural order of their names."""

    root: Path
    images: tuple[DatasetImage, ...]


def list_pictures(folder: Path) -> list[Path]:
    """Picture files below a folder, in natural order (``2`` before ``10``); hidden ones are left out.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE or FOLDER_EMPTY.
    """
    found = [path for some in find_pictures(folder) for path in some]
    if not found:
        raise StudioError(problems.FOLDER_EMPTY, folder=folder)
    return sorted(found, key=lambda path: natural_key(path.relative_to(folder).as_posix()))


def find_pictures(folder: Path, endings: Collection[str] = SUFFIXES) -> Iterator[list[Path]]:
    """Picture files below a folder, one folder after the other, in no order; hidden ones are left out.

    Args:
        folder: Looked through with everything below it.
        endings: In small letters, with the dot.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE.
    """
    check_folder(folder)

    def refuse(error: OSError) -> None:
        raise StudioError(problems.FOLDER_UNREADABLE, folder=error.filename, reason=error.strerror) from error

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield [
            Path(place, name)
            for name in files
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in endings  # noqa: PTH122
        ]


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Sort key under which numbers in names count as numbers, and case only where nothing else differs."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], name


def is_mvtec_tree(root: Path) -> bool:
    """Whether a folder looks like an MVTec AD category: ``train/good`` and ``test`` are there.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE.
    """
    check_folder(root)
    return (root / "train" / GOOD).is_dir() and (root / "test").is_dir()


def read_mvtec_tree(root: Path) -> Dataset:
    """Read ``train/good``, ``test/<type>`` and ``ground_truth/<type>/<stem>_mask.png``.

    Raises:
        StudioError: NOT_A_DATASET, FOLDER_MISSING, FOLDER_UNREADABLE or FOLDER_EMPTY.
    """
    check_folder(root)
    for missing in (f"train/{GOOD}", "test"):
        if not (root / missing).is_dir():
            raise StudioError(problems.NOT_A_DATASET, folder=root, missing=missing)
    images = [_image(root, path, "train", GOOD) for path in list_pictures(root / "train" / GOOD)]
    for path in list_pictures(root / "test"):
        parts = path.relative_to(root / "test").parts
        if len(parts) > 1:
            images.append(_image(root, path, "test", parts[0]))
    return Dataset(root, tuple(images))


def check_folder(folder: Path) -> None:
    """Refuse what is no folder.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE.
    """
    try:
        found = folder.is_dir()
    except OSError as error:  # no permission on the way there, or a name no file system takes
        raise StudioError(problems.FOLDER_UNREADABLE, folder=folder, reason=error.strerror) from error
    if not found:
        raise StudioError(problems.FOLDER_MISSING, folder=folder)


def _image(root: Path, path: Path, split: Literal["train", "test"], defect: str) -> DatasetImage:
    mask = root / "ground_truth" / defect / f"{path.stem}_mask.png"
    found = mask if defect != GOOD and mask.is_file() else None
    return DatasetImage(path, path.relative_to(root).as_posix(), split, defect, found)
