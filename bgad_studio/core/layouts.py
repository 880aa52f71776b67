"""Public data sets that are not laid out as MVTec AD, read into the same records.

Where a set does not say which of its good pictures train, three of four do, drawn by its name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from bgad_studio.core import problems
from bgad_studio.core.datasets import (
    GOOD,
    Dataset,
    DatasetImage,
    check_folder,
    is_mvtec_tree,
    list_pictures,
    natural_key,
    read_mvtec_tree,
)
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import load_mask_file
from bgad_studio.core.splits import is_test_normal

Split = Literal["train", "test"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the folders of a data set look.

    Attributes:
        name: Of the data set.
        fits: Whether a folder looks like it; quick.
        read: Its pictures; the order does not matter.
    """

    name: str
    fits: Callable[[Path], bool]
    read: Callable[[Path], Iterator[DatasetImage]]


def layout_of(root: Path) -> str | None:
    """Name of the data set a folder looks like; None: none that is known.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE.
    """
    check_folder(root)
    if is_mvtec_tree(root):
        return "MVTec AD"
    return next((layout.name for layout in LAYOUTS if layout.fits(root)), None)


def read_dataset(root: Path) -> Dataset:
    """Read a data set of any layout that is known.

    Raises:
        StudioError: NOT_A_DATASET, FOLDER_MISSING, FOLDER_UNREADABLE, FOLDER_EMPTY, or MASK_BROKEN where
            only a picture's mask says whether it is good.
    """
    check_folder(root)
    layout = next((layout for layout in LAYOUTS if not is_mvtec_tree(root) and layout.fits(root)), None)
    if layout is None:
        return read_mvtec_tree(root)
    try:
        images = sorted(layout.read(root), key=lambda image: natural_key(image.name))
    except (KeyError, ValueError, UnicodeDecodeError, csv.Error) as error:
        raise StudioError(problems.DATASET_DAMAGED, folder=root, reason=f"{layout.name}: {error}") from error
    if not images:
        raise StudioError(problems.FOLDER_EMPTY, folder=root)
    return Dataset(root, tuple(images))


def _picture(root: Path, path: Path, defect: str, *masks: Path, split: Split | None = None) -> DatasetImage:
    """A picture with those of ``masks`` that are there; without ``split`` it is drawn by the name."""
    name = path.relative_to(root).as_posix()
    if split is None:
        split = "test" if defect != GOOD or is_test_normal(name) else "train"
    there = tuple(mask for mask in masks if mask.is_file())
    return DatasetImage(path, name, split, defect, there[0] if there else None, there[1:])


def _beside(folder: Path, stem: str) -> list[Path]:
    """Where a mask of this name may lie, whatever its kind of file."""
    return [folder / f"{stem}{suffix}" for suffix in (".png", ".bmp", ".jpg", ".tif")]


def _btad(root: Path) -> Iterator[DatasetImage]:
    """``train/ok``, ``test/ok``, ``test/ko``, ``ground_truth/ko/<stem>``."""
    for split, kind in (("train", "ok"), ("test", "ok"), ("test", "ko")):
        folder = root / split / kind
        for path in list_pictures(folder) if folder.is_dir() else ():
            masks = _beside(root / "ground_truth" / kind, path.stem) if kind == "ko" else []
            side: Split = "train" if split == "train" else "test"
            yield _picture(root, path, "ko" if kind == "ko" else GOOD, *masks, split=side)


def _aitex(root: Path) -> Iterator[DatasetImage]:
    """``NODefect_images/<fabric>/…``, ``Defect_images/<number>_<defect>_<fabric>``, masks beside them."""
    for path in list_pictures(root / "NODefect_images"):
        yield _picture(root, path, GOOD)
    for path in list_pictures(root / "Defect_images"):
        _, kind, _ = path.stem.split("_")
        masks = [root / "Mask_images" / f"{path.stem}_mask{number}.png" for number in ("", 1, 2)]
        yield _picture(root, path, f"defect {kind}", *masks)


def _elpv(root: Path) -> Iterator[DatasetImage]:
    """``labels.csv``: file, probability of a defect, kind of cell. Cells that are in doubt are left out."""
    for line in (root / "labels.csv").read_text("utf-8").splitlines():
        if not line.strip():
            continue
        name, probability, kind = line.split()
        if float(probability) in (0.0, 1.0):
            yield _picture(root, root / name, kind if float(probability) else GOOD)


def _brain_mri(root: Path) -> Iterator[DatasetImage]:
    for folder, defect in (("no", GOOD), ("yes", "tumor")):
        for path in list_pictures(root / folder):
            yield _picture(root, path, defect)


def _head_ct(root: Path) -> Iterator[DatasetImage]:
    """``labels.csv``: number of the picture, whether there is a haemorrhage; ``head_ct`` holds pictures."""
    pictures = {int(path.stem): path for path in list_pictures(root / "head_ct") if path.stem.isdecimal()}
    with (root / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, skipinitialspace=True)
        next(rows)
        for number, label in (row[:2] for row in rows if row):
            yield _picture(root, pictures[int(number)], "hemorrhage" if int(label) else GOOD)


def _kolektor(root: Path) -> Iterator[DatasetImage]:
    """``kos01/Part0.jpg`` with ``Part0_label.bmp``, which alone says whether there is a defect."""
    for path in list_pictures(root):
        if not path.stem.endswith("_label"):
            mask = next((file for file in _beside(path.parent, f"{path.stem}_label") if file.is_file()), None)
            broken = mask is not None and bool(load_mask_file(mask).any())
            masks = [mask] if mask is not None and broken else []
            yield _picture(root, path, "defect" if broken else GOOD, *masks)


def _visa(root: Path) -> Iterator[DatasetImage]:
    """One object of VisA; ``image_anno.csv`` names the defects, ``../split_csv/1cls.csv`` the sides."""
    sides: dict[str, Split] = {}
    table = root.parent / "split_csv" / "1cls.csv"
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            sides = {row["image"]: "train" if row["split"] == "train" else "test" for row in rows}
    kinds: dict[str, str] = {}
    if (root / "image_anno.csv").is_file():
        with (root / "image_anno.csv").open(encoding="utf-8", newline="") as file:
            kinds = {Path(row["image"]).name: row["label"] for row in csv.DictReader(file) if row["mask"]}
    for folder in ("Normal", "Anomaly"):
        for path in list_pictures(root / "Data" / "Images" / folder):
            side = sides.get(f"{root.name}/Data/Images/{folder}/{path.name}")
            if folder == "Normal":
                yield _picture(root, path, GOOD, split=side)
            else:
                kind = kinds.get(path.name, "anomaly").split(",")[0].strip()  # the first of several
                masks = _beside(root / "Data" / "Masks" / "Anomaly", path.stem)
                yield _picture(root, path, kind, *masks, split="test")


def _folders(*names: str) -> Callable[[Path], bool]:
    return lambda root: all((root / name).is_dir() for name in names)


def _fits_elpv(root: Path) -> bool:
    return (root / "labels.csv").is_file() and (root / "images").is_dir()


def _fits_brain_mri(root: Path) -> bool:
    """Not any folders called yes and no: the pictures are called so too."""
    there = _folders("yes", "no")(root)
    return there and any(re.fullmatch(r"Y\d+", path.stem) for path in (root / "yes").iterdir())


def _fits_kolektor(root: Path) -> bool:
    return any(any(folder.glob("Part*_label.*")) for folder in root.glob("kos*") if folder.is_dir())


LAYOUTS: Final = (
    Layout("BTAD", _folders("train/ok", "test/ko"), _btad),
    Layout("AITEX", _folders("NODefect_images", "Defect_images"), _aitex),
    Layout("ELPV", _fits_elpv, _elpv),
    Layout("Head CT", lambda root: (root / "labels.csv").is_file() and (root / "head_ct").is_dir(), _head_ct),
    Layout("Brain MRI", _fits_brain_mri, _brain_mri),
    Layout("KolektorSDD", _fits_kolektor, _kolektor),
    Layout("VisA", _folders("Data/Images/Normal", "Data/Images/Anomaly"), _visa),
)
"""Every layout but MVTec AD's."""
