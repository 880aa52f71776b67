"""Masks of any kind of file, PNG files written whole, small copies."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from picture_files import ramp, saved
from PIL import Image

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import encode_jpeg, load_image, load_mask_file, save_png
from bgad_studio.core.imaging.resize import mask_to, to_network
from bgad_studio.core.imaging.thumbnails import thumbnail

MARKED = np.zeros((12, 16), np.bool_)
MARKED[3:7, 5:9] = True


def _mask(mode: str) -> Image.Image:
    grey = Image.fromarray(MARKED.astype(np.uint8) * 255)
    if mode == "L of ones":
        return Image.fromarray(MARKED.astype(np.uint8))
    if mode == "16 bit of ones":
        return Image.fromarray(MARKED.astype(np.uint16))
    if mode == "P":
        image = Image.fromarray(MARKED.astype(np.uint8))
        image.putpalette([0, 0, 0, 128, 0, 0])
        return image
    if mode == "RGB in one channel":
        return Image.merge("RGB", (Image.new("L", grey.size), Image.new("L", grey.size), grey))
    if mode == "hidden white":
        return Image.merge("LA", (Image.new("L", grey.size, 255), grey))
    return grey.convert(mode)


@pytest.mark.parametrize(
    "mode",
    ["1", "L", "L of ones", "16 bit of ones", "LA", "P", "RGB", "RGBA", "RGB in one channel", "hidden white"],
)
def test_a_mask_of_any_mode_marks_what_is_not_black(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "mask.png"
    file.write_bytes(saved(_mask(mode), "PNG"))
    assert np.array_equal(load_mask_file(file), MARKED)


def test_a_turned_mask_is_turned_like_its_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = tmp_path / "mask.png"
    file.write_bytes(saved(_mask("L"), "PNG", exif=exif))
    assert np.array_equal(load_mask_file(file), np.rot90(MARKED, -1))


def test_a_broken_mask_is_refused_as_a_mask(tmp_path: Path) -> None:
    file = tmp_path / "a_mask.png"
    for blob in (b"", b"text", saved(_mask("L"), "PNG")[:50]):
        file.write_bytes(blob)
        with pytest.raises(StudioError, match=r"a_mask\.png") as caught:
            load_mask_file(file)
        assert caught.value.problem is problems.MASK_BROKEN
    with pytest.raises(StudioError) as caught:
        load_mask_file(tmp_path / "gone.png")
    assert caught.value.problem is problems.MASK_BROKEN


@pytest.mark.parametrize("array", [ramp(), ramp()[:, :, 0].copy()])
def test_a_written_png_is_read_as_it_was(tmp_path: Path, array: NDArray[np.uint8]) -> None:
    save_png(tmp_path / "a.png", array)
    with Image.open(tmp_path / "a.png") as image:
        assert np.array_equal(np.asarray(image), array)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.png"
    save_png(file, ramp())
    before = file.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_png(file, 255 - ramp())
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_as_long_as_can_be_is_written(tmp_path: Path) -> None:
    file = tmp_path / ("x" * 251 + ".png")
    save_png(file, ramp())
    assert np.array_equal(load_image(file), ramp())


def test_a_jpeg_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(encode_jpeg(ramp(), 95))
    assert load_image(file).shape == ramp().shape


@pytest.mark.parametrize(
    ("size", "expected"), [((100, 200), (20, 40)), ((7, 9), (7, 9)), ((4000, 1), (40, 1))]
)
def test_a_thumbnail_fits_its_square_and_never_grows(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert thumbnail(np.zeros((*size, 3), np.uint8), 40).shape == (*expected, 3)


def test_a_one_pixel_picture_reaches_the_network(tmp_path: Path) -> None:
    save_png(tmp_path / "a.png", np.full((1, 1, 3), 9, np.uint8))
    assert (to_network(load_image(tmp_path / "a.png"), 64, 32) == 9).all()


def test_a_one_pixel_defect_survives_a_hundredfold_shrink() -> None:
    mask = np.zeros((1000, 1000), np.uint8)
    mask[999, 0] = 3
    mask[500:502, 500:502] = 7
    small = mask_to(mask, 10, 10)
    assert small[9, 0] == 3
    assert (small == 7).any()
