"""Files that are there whole or not at all, and what it means when the disk is full."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What the system says when nothing more can be written."""
NOT_ASKED = {errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EACCES}
"""What drives say, of networks mostly, that cannot be asked to have a folder's names on the disk."""


def write_whole(path: Path, blob: bytes) -> None:
    """Write a file whole or not at all: whatever goes wrong, power included, an older one stays as it was.

    Args:
        path: In a folder that exists.
        blob: What it will hold.

    Raises:
        OSError: If it cannot be written.
    """
    # a short name of its own: ``path`` may be as long as a name can be, and may have a second writer
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system and the drive can be asked for that."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # written to, but not listed
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NOT_ASKED:
            raise
    finally:
        os.close(handle)


@contextmanager
def full_disk_told(folder: Path) -> Iterator[None]:
    """What cannot be written because the disk is full is a trouble of the person's; the rest passes.

    Raises:
        StudioError: DISK_FULL.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StudioError(problems.DISK_FULL, folder=folder) from error
        raise
