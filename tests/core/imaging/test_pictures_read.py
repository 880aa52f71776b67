"""What a picture file becomes: upright 8-bit RGB, the same for every kind of file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from picture_files import png, ramp, saved
from PIL import Image

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import load_image, read_picture


@pytest.mark.parametrize(
    "name", ["缺陷 图#1%.png", "a" * 246 + ".png", "trailing.png.", "\u00e9.png", "e\u0301.png"]
)
def test_any_name_is_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(saved(Image.fromarray(ramp()), "PNG"))
    assert np.array_equal(load_image(file), ramp())


def test_a_jpeg_named_png_is_told_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(ramp()), "JPEG", quality=95))
    assert np.abs(load_image(file).astype(int) - ramp()).mean() < 8


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(saved(Image.fromarray(ramp()), "PNG"))
    link = tmp_path / "link.png"
    link.symlink_to("real.png")
    assert np.array_equal(load_image(link), ramp())


def test_exif_orientation_6_is_applied_once(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(ramp()), "PNG", exif=exif))
    turned = load_image(file)
    assert np.array_equal(turned, np.rot90(ramp(), -1))
    header = read_picture(file)[0]
    assert (header.height_px, header.width_px) == turned.shape[:2] == (30, 20)


def test_of_16_bit_grey_the_upper_8_bits_are_kept_whatever_the_picture_holds(tmp_path: Path) -> None:
    values = np.array([[0, 255, 256], [4095, 32768, 65535]], np.uint16)
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(values), "PNG"))
    assert load_image(file)[:, :, 1].tolist() == [[0, 0, 1], [15, 128, 255]]
    file.write_bytes(saved(Image.fromarray(values), "TIFF"))
    assert load_image(file)[:, :, 1].tolist() == [[0, 0, 1], [15, 128, 255]]


def test_of_16_bit_colour_the_upper_8_bits_are_kept(tmp_path: Path) -> None:
    values = np.array([[[256, 511, 65535], [0, 4096, 32767]]], ">u2")
    file = tmp_path / "a.png"
    file.write_bytes(png(2, 1, 16, 2, b"\0" + values.tobytes()))
    assert load_image(file).tolist() == [[[1, 1, 255], [0, 16, 127]]]


def test_hidden_pixels_stay_hidden(tmp_path: Path) -> None:
    rgba = np.full((4, 4, 4), 200, np.uint8)
    rgba[:, :2, 3] = 0
    rgba[:, 2:, 3] = 255
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(rgba), "PNG"))
    picture = load_image(file)
    assert not picture[:, :2].any()
    assert (picture[:, 2:] == 200).all()


def test_grey_with_transparency_is_laid_over_black(tmp_path: Path) -> None:
    pixels = np.dstack([np.full((2, 2), 90, np.uint8), np.array([[0, 255], [255, 0]], np.uint8)])
    file = tmp_path / "a.png"
    file.write_bytes(saved(_la(pixels), "PNG"))
    assert load_image(file)[:, :, 0].tolist() == [[0, 90], [90, 0]]


def _la(pixels: np.ndarray) -> Image.Image:
    grey, alpha = (Image.fromarray(np.ascontiguousarray(pixels[:, :, i])) for i in (0, 1))
    return Image.merge("LA", (grey, alpha))


def test_a_palette_becomes_its_colours(tmp_path: Path) -> None:
    image = Image.fromarray(np.array([[0, 1], [2, 1]], np.uint8))
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90])
    file = tmp_path / "a.png"
    file.write_bytes(saved(image, "PNG"))
    assert load_image(file).tolist() == [[[10, 20, 30], [40, 50, 60]], [[70, 80, 90], [40, 50, 60]]]


def test_one_bit_becomes_black_and_white(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(np.eye(9, dtype=np.bool_)), "PNG"))
    assert np.array_equal(load_image(file)[:, :, 2], np.eye(9) * 255)


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95))
    red, green, blue = load_image(file)[8, 8]
    assert red > 240
    assert max(green, blue) < 15


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PNG"])
def test_lossless_formats_keep_every_pixel(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a"
    file.write_bytes(saved(Image.fromarray(ramp()), kind))
    picture = load_image(file)
    assert np.array_equal(picture, ramp())
    assert picture.flags.c_contiguous
    assert picture.dtype == np.uint8


def test_the_header_holds_the_checksum_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(ramp()), "PNG"))
    assert read_picture(file)[0].sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_file_that_changed_since_it_was_imported_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.fromarray(ramp()), "PNG"))
    noted = read_picture(file)[0].sha256
    assert load_image(file, noted).shape == (20, 30, 3)
    file.write_bytes(saved(Image.fromarray(255 - ramp()), "PNG"))
    with pytest.raises(StudioError, match=r"a\.png") as caught:
        load_image(file, noted)
    assert caught.value.problem is problems.IMAGE_CHANGED
