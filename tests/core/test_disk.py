"""A file is there whole or not at all, and a full disk is told in a person's words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from bgad_studio.core import disk, problems
from bgad_studio.core.disk import full_disk_told, write_whole
from bgad_studio.core.errors import StudioError


@pytest.mark.parametrize("when", ["fsync", "replace"])
def test_a_disk_that_fills_up_leaves_the_older_file_and_no_other(
    when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept"
    write_whole(file, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((disk.os, "fsync") if when == "fsync" else (Path, "replace")), full)
    with pytest.raises(StudioError, match="The disk is full") as caught, full_disk_told(tmp_path):
        write_whole(file, b"new and longer")
    assert caught.value.problem is problems.DISK_FULL
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_other_trouble_with_a_file_passes(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), full_disk_told(tmp_path):
        write_whole(tmp_path / "nowhere" / "file", b"")
