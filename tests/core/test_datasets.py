"""Folders of pictures and MVTec AD trees."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bgad_studio.core import problems
from bgad_studio.core.datasets import (
    DatasetImage,
    is_mvtec_tree,
    list_pictures,
    natural_key,
    read_mvtec_tree,
)
from bgad_studio.core.errors import StudioError


def touch(root: Path, *names: str) -> Path:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return root


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in list_pictures(root)]


def test_numbers_in_names_count_as_numbers(tmp_path: Path) -> None:
    touch(tmp_path, "10.png", "2.png", "b/1.png", "a1b10.jpg", "a1b9.JPG")
    assert names(tmp_path) == ["2.png", "10.png", "a1b9.JPG", "a1b10.jpg", "b/1.png"]


def test_names_that_differ_in_case_alone_keep_one_order() -> None:
    assert natural_key("A.png") != natural_key("a.png")
    assert natural_key("A1.png") < natural_key("a1.png") < natural_key("A2.png")


def test_only_pictures_that_are_not_hidden_are_listed(tmp_path: Path) -> None:
    touch(tmp_path, "a.png", ".b.png", ".cache/c.png", "Thumbs.db", "notes.txt", "d.TIFF", "png")
    assert names(tmp_path) == ["a.png", "d.TIFF"]


def test_a_folder_named_like_a_picture_is_looked_into(tmp_path: Path) -> None:
    touch(tmp_path, "x.png/1.png")
    assert names(tmp_path) == ["x.png/1.png"]


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    touch(tmp_path, "a/1.png")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert names(tmp_path) == ["a/1.png"]


@pytest.mark.parametrize("read", [list_pictures, read_mvtec_tree])
def test_a_folder_that_is_not_there_is_missing(tmp_path: Path, read: Callable[[Path], object]) -> None:
    for folder in (tmp_path / "gone", touch(tmp_path, "file") / "file", tmp_path / ("x" * 300)):
        with pytest.raises(StudioError) as caught:
            read(folder)
        assert caught.value.problem in (problems.FOLDER_MISSING, problems.FOLDER_UNREADABLE)


def test_a_folder_without_pictures_is_empty(tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        list_pictures(touch(tmp_path, "notes.txt"))
    assert caught.value.problem is problems.FOLDER_EMPTY


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a/1.png", "b/2.png")
    scandir = os.scandir

    def guarded(path: str | Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)  # root may read everything, so nothing real can refuse
    with pytest.raises(StudioError, match=r"b: .*Permission denied") as caught:
        list_pictures(tmp_path)
    assert caught.value.problem is problems.FOLDER_UNREADABLE


def test_a_tree_is_read_with_types_and_masks(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "train/good/000.png",
        "test/good/000.png",
        "test/dent/000.png",
        "test/dent/001.png",
        "test/loose.png",
        "ground_truth/dent/000_mask.png",
    )
    assert is_mvtec_tree(tmp_path)
    mask = tmp_path / "ground_truth/dent/000_mask.png"
    expected = [
        ("train/good/000.png", "train", "good", None),
        ("test/dent/000.png", "test", "dent", mask),
        ("test/dent/001.png", "test", "dent", None),
        ("test/good/000.png", "test", "good", None),
    ]
    assert [_told(image) for image in read_mvtec_tree(tmp_path).images] == expected


def _told(image: DatasetImage) -> tuple[str, str, str, Path | None]:
    return image.name, image.split, image.defect, image.mask


def test_half_a_tree_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="test is missing") as caught:
        read_mvtec_tree(touch(tmp_path, "train/good/0.png"))
    assert caught.value.problem is problems.NOT_A_DATASET
    assert not is_mvtec_tree(tmp_path)
