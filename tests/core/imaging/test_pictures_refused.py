"""Which files are refused, and that each is called by its name and its trouble."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from picture_files import bomb, chunk, png, ramp, saved
from PIL import Image

from bgad_studio.core import problems
from bgad_studio.core.errors import Problem, StudioError
from bgad_studio.core.imaging import policy
from bgad_studio.core.imaging.load import load_image, read_picture


def refused(file: Path) -> Problem:
    """The problem of a file; header and pixels must agree about it, and call it by its name."""
    found = []
    for read in (load_image, read_picture):
        with pytest.raises(StudioError, match=file.name) as caught:
            read(file)
        found.append(caught.value.problem)
    assert found[0] is found[1]
    return found[0]


def written(folder: Path, blob: bytes, name: str = "part.png") -> Path:
    file = folder / name
    file.write_bytes(blob)
    return file


def test_a_truncated_jpeg_is_refused_by_name(tmp_path: Path) -> None:
    blob = saved(Image.fromarray(ramp(200, 300)), "JPEG")
    assert refused(written(tmp_path, blob[: len(blob) // 2], "part.jpg")) is problems.IMAGE_BROKEN


def test_a_truncated_png_is_refused(tmp_path: Path) -> None:
    blob = saved(Image.fromarray(ramp(200, 300)), "PNG")
    assert refused(written(tmp_path, blob[: len(blob) // 2])) is problems.IMAGE_BROKEN


@pytest.mark.parametrize("chunk_name", [b"IHDR", b"IDAT"])
def test_a_png_with_a_bad_checksum_is_refused(tmp_path: Path, chunk_name: bytes) -> None:
    blob = bytearray(saved(Image.fromarray(ramp()), "PNG"))
    start = blob.index(chunk_name)
    length = int.from_bytes(blob[start - 4 : start], "big")
    blob[start + 4 + length] ^= 1
    assert refused(written(tmp_path, bytes(blob))) is problems.IMAGE_BROKEN


def test_a_png_with_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    rows = b"".join(b"\0" + bytes(range(30)) for _ in range(20))
    blob = bytearray(png(30, 20, 8, 0, rows))
    stored = blob.index(b"IDAT") + 4
    blob[stored + 14] ^= 0x04
    assert refused(written(tmp_path, bytes(blob))) is problems.IMAGE_BROKEN


def test_a_small_file_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    blob = bomb()
    assert len(blob) < 300_000
    file = written(tmp_path, blob)
    assert refused(file) is problems.IMAGE_TOO_LARGE
    with pytest.raises(StudioError, match=r"225\.0 megapixels .* 100"):
        load_image(file)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "MAX_FILE_MB", 1)
    file = tmp_path / "part.png"
    with file.open("wb") as stream:
        stream.truncate(3 * 2**20)
    assert refused(file) is problems.IMAGE_UNSUPPORTED


def test_float_pixels_are_refused(tmp_path: Path) -> None:
    values = np.full((4, 4), np.nan, np.float32)
    file = written(tmp_path, saved(Image.fromarray(values), "TIFF"), "part.tif")
    assert refused(file) is problems.IMAGE_UNSUPPORTED


def test_32_bit_pixels_are_refused(tmp_path: Path) -> None:
    values = np.full((4, 4), 70_000, np.int32)
    file = written(tmp_path, saved(Image.fromarray(values), "TIFF"), "part.tif")
    assert refused(file) is problems.IMAGE_UNSUPPORTED


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_two_pages_are_refused(tmp_path: Path, kind: str) -> None:
    pages = [Image.fromarray(ramp() // number) for number in (1, 2)]
    blob = saved(pages[0], kind, save_all=True, append_images=pages[1:])
    assert refused(written(tmp_path, blob)) is problems.IMAGE_UNSUPPORTED


def test_an_animated_gif_is_not_a_picture_of_a_part(tmp_path: Path) -> None:
    pages = [Image.new("L", (9, 9), value) for value in (0, 200)]
    blob = saved(pages[0], "GIF", save_all=True, append_images=pages[1:])
    assert refused(written(tmp_path, blob)) is problems.IMAGE_NOT_A_PICTURE


@pytest.mark.parametrize("blob", [b"", b"just some text\n", bytes(1000), b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(tmp_path: Path, blob: bytes) -> None:
    assert refused(written(tmp_path, blob)) in (problems.IMAGE_NOT_A_PICTURE, problems.IMAGE_BROKEN)


def test_an_empty_file_and_text_are_no_pictures(tmp_path: Path) -> None:
    for blob in (b"", b"just some text\n"):
        assert refused(written(tmp_path, blob)) is problems.IMAGE_NOT_A_PICTURE


def test_a_text_bomb_in_a_png_is_refused(tmp_path: Path) -> None:
    import zlib

    blob = saved(Image.fromarray(ramp()), "PNG")
    body = b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9)
    at = blob.index(b"IDAT") - 4
    assert refused(written(tmp_path, blob[:at] + chunk(b"zTXt", body) + blob[at:])) is problems.IMAGE_BROKEN


def test_a_missing_file_and_a_dangling_link_are_missing(tmp_path: Path) -> None:
    link = tmp_path / "link.png"
    link.symlink_to("nowhere.png")
    assert refused(link) is problems.IMAGE_MISSING
    assert refused(tmp_path / "gone.png") is problems.IMAGE_MISSING


def test_a_looping_link_cannot_be_opened(tmp_path: Path) -> None:
    link = tmp_path / "link.png"
    link.symlink_to("link.png")
    assert refused(link) is problems.IMAGE_UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    assert refused(pipe) is problems.IMAGE_UNREADABLE


def test_a_folder_named_like_a_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.png").mkdir()
    assert refused(tmp_path / "x.png") is problems.IMAGE_UNREADABLE
