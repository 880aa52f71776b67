"""Public data sets are known by their folders, and read with types, masks and sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.datasets import Dataset
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.layouts import layout_of, read_dataset

BLACK, MARKED = np.zeros((4, 6), np.uint8), np.zeros((4, 6), np.uint8)
MARKED[1:3, 2:4] = 255


def picture(root: Path, *names: str, array: np.ndarray = BLACK) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        save_png(file, array)


def _mvtec(root: Path) -> None:
    picture(root, "train/good/0.png", "test/good/0.png", "test/dent/0.png")


def _btad(root: Path) -> None:
    picture(root, "train/ok/0.png", "test/ok/1.png", "test/ko/2.png", "test/ko/3.png")
    picture(root, "ground_truth/ko/2.png", array=MARKED)


def _aitex(root: Path) -> None:
    picture(root, "NODefect_images/2311694-2040n7u/0001_000_00.png")
    picture(root, "Defect_images/0044_019_04.png", "Defect_images/0100_025_08.png")
    other = np.roll(MARKED, 2, 1)
    picture(root, "Mask_images/0044_019_04_mask1.png", array=MARKED)
    picture(root, "Mask_images/0044_019_04_mask2.png", array=other)


def _elpv(root: Path) -> None:
    picture(root, *(f"images/cell000{number}.png" for number in range(1, 5)))
    lines = ["images/cell0001.png  1.0 mono", "images/cell0002.png  0.0 poly"]
    lines += ["images/cell0003.png  0.3333333333333333 poly", "images/cell0004.png  1.0 poly"]
    (root / "labels.csv").write_text("\n".join(lines) + "\n")


def _head_ct(root: Path) -> None:
    picture(root, "head_ct/head_ct/000.png", "head_ct/head_ct/001.png")
    (root / "labels.csv").write_text("id, hemorrhage\n0,1\n1,0\n")


def _brain_mri(root: Path) -> None:
    picture(root, "yes/Y1.png", "yes/Y22.png", "no/1 no.png", "brain_tumor_dataset/yes/Y1.png")


def _kolektor(root: Path) -> None:
    picture(root, "kos01/Part0.png", "kos01/Part0_label.png", "kos02/Part3.png")
    picture(root, "kos02/Part3_label.png", array=MARKED)


def _visa(root: Path) -> None:
    picture(root, "Data/Images/Normal/0000.png", "Data/Images/Normal/0001.png")
    picture(root, "Data/Images/Anomaly/000.png", "Data/Images/Anomaly/001.png")
    picture(root, "Data/Masks/Anomaly/000.png", array=MARKED // 255)
    table = ["image,label,mask", f"{root.name}/Data/Images/Normal/0000.png,normal,"]
    table.append(f'{root.name}/Data/Images/Anomaly/000.png,"chunk of wax, scratch",x/000.png')
    (root / "image_anno.csv").write_text("\n".join(table))
    (root.parent / "split_csv").mkdir()
    sides = ["object,split,label,image,mask"]
    sides += [f"c,{side},normal,{root.name}/Data/Images/Normal/000{i}.png," for i, side in enumerate(TWO)]
    (root.parent / "split_csv" / "1cls.csv").write_text("\n".join(sides))


TWO = ("test", "train")
CASES = {
    "MVTec AD": (_mvtec, {"good": 2, "dent": 1}, 0),
    "BTAD": (_btad, {"good": 2, "ko": 2}, 1),
    "AITEX": (_aitex, {"good": 1, "defect 019": 1, "defect 025": 1}, 1),
    "ELPV": (_elpv, {"good": 1, "mono": 1, "poly": 1}, 0),
    "Head CT": (_head_ct, {"good": 1, "hemorrhage": 1}, 0),
    "Brain MRI": (_brain_mri, {"good": 1, "tumor": 2}, 0),
    "KolektorSDD": (_kolektor, {"good": 1, "defect": 1}, 1),
    "VisA": (_visa, {"good": 2, "chunk of wax": 1, "anomaly": 1}, 1),
}


def _told(dataset: Dataset) -> tuple[dict[str, int], int]:
    kinds: dict[str, int] = {}
    for image in dataset.images:
        kinds[image.defect] = kinds.get(image.defect, 0) + 1
    return kinds, sum(image.mask is not None for image in dataset.images)


@pytest.mark.parametrize("name", CASES)
def test_each_layout_is_known_by_its_folders_and_read(tmp_path: Path, name: str) -> None:
    make, kinds, masks = CASES[name]
    root = tmp_path / "candle"
    make(root)
    assert layout_of(root) == name
    dataset = read_dataset(root)
    assert _told(dataset) == (kinds, masks)
    assert all(image.path.is_file() and image.path == root / image.name for image in dataset.images)
    assert {image.split for image in dataset.images if image.defect != "good"} == {"test"}


def _image(make: Callable[[Path], None], root: Path, name: str):
    make(root)
    (found,) = (image for image in read_dataset(root).images if image.name == name)
    return found


def test_a_mask_marks_whatever_is_not_black(tmp_path: Path) -> None:
    mask = _image(_visa, tmp_path / "candle", "Data/Images/Anomaly/000.png").load_mask()
    assert mask is not None
    assert np.array_equal(mask, MARKED > 0)


def test_two_masks_of_one_picture_are_taken_together(tmp_path: Path) -> None:
    mask = _image(_aitex, tmp_path, "Defect_images/0044_019_04.png").load_mask()
    assert mask is not None
    assert np.array_equal(mask, (MARKED + np.roll(MARKED, 2, 1)) > 0)


def test_a_defect_without_a_mask_is_still_a_defect(tmp_path: Path) -> None:
    image = _image(_brain_mri, tmp_path, "yes/Y22.png")
    assert (image.defect, image.mask, image.load_mask()) == ("tumor", None, None)


def test_sides_come_from_the_set_where_it_tells_them(tmp_path: Path) -> None:
    root = tmp_path / "candle"
    _visa(root)
    sides = [image.split for image in read_dataset(root).images if image.defect == "good"]
    assert sides == list(TWO)


def test_sides_that_nobody_tells_are_drawn_by_name_and_stay(tmp_path: Path) -> None:
    picture(tmp_path, "yes/Y1.png", *(f"no/{number} no.png" for number in range(40)))
    before = {image.name: image.split for image in read_dataset(tmp_path).images}
    tested = [name for name, split in before.items() if split == "test" and name.startswith("no")]
    assert 4 <= len(tested) <= 16
    picture(tmp_path, "no/more.png")
    after = {image.name: image.split for image in read_dataset(tmp_path).images}
    assert {name: after[name] for name in before} == before


def test_folders_called_yes_and_no_alone_are_no_data_set(tmp_path: Path) -> None:
    picture(tmp_path, "yes/1.png", "no/2.png")
    assert layout_of(tmp_path) is None
    with pytest.raises(StudioError) as caught:
        read_dataset(tmp_path)
    assert caught.value.problem is problems.NOT_A_DATASET


@pytest.mark.parametrize("text", ["images/cell0001.png 1.0", "images/cell0001.png often mono"])
def test_a_damaged_list_is_told(tmp_path: Path, text: str) -> None:
    picture(tmp_path, "images/cell0001.png")
    (tmp_path / "labels.csv").write_text(text)
    with pytest.raises(StudioError, match="ELPV") as caught:
        read_dataset(tmp_path)
    assert caught.value.problem is problems.DATASET_DAMAGED
