"""Which files of a folder are masks, and of which picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from bgad_studio.core.mask_files import sort_files

ROOT = Path("/parts")


def _sorted(*names: str) -> tuple[list[str], dict[str, list[tuple[str, str | None]]], list[str]]:
    found = sort_files(ROOT, [ROOT / name for name in names])

    def short(path: Path) -> str:
        return path.relative_to(ROOT).as_posix()

    masks = {
        short(picture): [(short(mask.path), mask.defect) for mask in files]
        for picture, files in found.masks.items()
    }
    return [short(path) for path in found.pictures], masks, [short(path) for path in found.alone]


def test_an_export_of_this_program_is_masks_of_its_pictures() -> None:
    dent, pit = "masks/dent/ng/1.png.png", "out/masks/pit/ng/1.png.png"
    assert _sorted("good/1.png", "ng/1.png", dent, pit) == (
        ["good/1.png", "ng/1.png"],
        {"ng/1.png": [(dent, "dent"), (pit, "pit")]},
        [],
    )


def test_an_export_finds_its_picture_under_a_longer_name_of_the_project() -> None:
    assert _sorted("1.jpg", "masks/dent/Line 3/1.jpg.png")[1] == {
        "1.jpg": [("masks/dent/Line 3/1.jpg.png", "dent")]
    }


def test_masks_without_their_picture_are_no_pictures() -> None:
    assert _sorted("a.png", "masks/dent/b.png.png", "ground_truth/c.png") == (
        ["a.png"],
        {},
        ["masks/dent/b.png.png", "ground_truth/c.png"],
    )


@pytest.mark.parametrize(
    ("picture", "mask", "defect"),
    [
        ("a.jpg", "a_mask.png", None),
        ("ng/a.jpg", "ng/a_mask.png", None),
        ("test/dent/000.png", "ground_truth/dent/000_mask.png", "dent"),
        ("images/a.png", "masks/a.png", None),
        ("images/a.png", "masks/dent/a.png", "dent"),
        ("images/a.png", "mask/a_mask.bmp", None),
    ],
)
def test_usual_places_of_masks_are_known(picture: str, mask: str, defect: str | None) -> None:
    assert _sorted(picture, mask) == ([picture], {picture: [(mask, defect)]}, [])


def test_what_could_be_the_mask_of_two_pictures_is_the_mask_of_none() -> None:
    names = ["left/a.png", "right/a.png", "masks/a.png"]
    assert _sorted(*names) == (names, {}, [])


def test_pictures_that_are_only_called_like_masks_stay_pictures() -> None:
    names = ["face_mask.png", "masks/blue.png", "b.png"]
    assert _sorted(*names) == (names, {}, [])
