"""A file is there whole or not at all, and a full disk is told in a person's words."""

from __future__ import annotations

import errno
import os
import stat
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


@pytest.mark.skipif(os.name != "posix", reason="only there is a folder asked about")
@pytest.mark.parametrize("said", [errno.EINVAL, errno.ENOTSUP])
def test_a_drive_that_cannot_be_asked_about_a_folder_keeps_files_all_the_same(
    said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            asked.append(handle)
            raise OSError(said, "not here")

    monkeypatch.setattr(disk.os, "fsync", refuse)
    write_whole(tmp_path / "kept", b"whole")
    assert (tmp_path / "kept").read_bytes() == b"whole"
    assert len(asked) == 1
