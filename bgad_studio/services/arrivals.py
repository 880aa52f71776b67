"""Which pictures of a folder are new, and written to their end."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bgad_studio.core.datasets import find_pictures, natural_key
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import SUFFIXES, checksum

SETTLED_SECONDS = 2.0
"""A picture nobody has written to for so long is taken at the first look; later two looks have to agree."""
EMPTY_SECONDS = 10.0
"""Cameras make a file before they fill it; one that stays empty for so long is taken, and told as damaged."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Size and time of the last change: both grow while a file is being written."""

    bytes: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Came:
    """When a picture came (seconds), and its checksum; None: it could not be read."""

    at: float
    sha256: str | None


class Arrivals:
    """Hands out every picture once, when its file does not grow any more. A file that changes is a new part.

    Folders are looked through again and again rather than watched by the system: that also works where a
    camera writes to a network drive.

    Args:
        folder: Looked through with everything below it.
        skip: Folders that hold no parts: results, the project itself.
        existing: Also what is there at the first look; otherwise only what comes after it.
        known: Pictures that came at an earlier time: new only where they changed since.
        endings: Of the files that count.
    """

    def __init__(
        self,
        folder: Path,
        skip: Sequence[Path] = (),
        *,
        existing: bool = True,
        known: Mapping[Path, Came] | None = None,
        endings: Collection[str] = SUFFIXES,
    ) -> None:
        self._folder = folder
        self._skip = tuple(skip)
        self._existing = existing
        self._known = known or {}
        self._endings = endings
        self._first = True
        self._seen: dict[Path, _Stamp] = {}
        self._before: dict[Path, _Stamp] = {}
        self.unsettled = 0

    def look(self) -> list[Path]:
        """New pictures since the last look; ``unsettled`` counts those still growing.

        At the first look they come by name, later as they were written.

        Raises:
            StudioError: FOLDER_MISSING, FOLDER_UNREADABLE; a later look may find it again.
        """
        stamps = self._stamps()
        if self._first:
            self._seen = {path: stamp for path, stamp in stamps.items() if self._came_before(path, stamp)}
        new = {path: stamp for path, stamp in stamps.items() if self._seen.get(path) != stamp}
        ready = {path: stamp for path, stamp in new.items() if self._settled(path, stamp)}
        ordered = list(ready) if self._first else sorted(ready, key=lambda path: ready[path].changed_ns)
        self._seen |= ready
        self._before = stamps
        self._first = False
        self.unsettled = len(new) - len(ready)
        return ordered

    def leave_out(self, folder: Path) -> None:
        """Nothing of this folder comes from now on."""
        self._skip = (*self._skip, folder)

    def _came_before(self, path: Path, stamp: _Stamp) -> bool:
        if not self._existing:
            return True
        came = self._known.get(path)
        if came is None:
            return False
        # a camera's clock may be ahead of this one
        return stamp.changed_ns / 1e9 <= came.at or _is_same(path, came.sha256)

    def _settled(self, path: Path, stamp: _Stamp) -> bool:
        age = abs(time.time_ns() - stamp.changed_ns) / 1e9
        if self._first:
            return age > SETTLED_SECONDS
        return self._before.get(path) == stamp and (stamp.bytes > 0 or age > EMPTY_SECONDS)

    def _files(self) -> list[Path]:
        """By name; none of a folder that is empty as yet."""
        found = [path for some in find_pictures(self._folder, self._endings) for path in some]
        return sorted(found, key=lambda path: natural_key(path.relative_to(self._folder).as_posix()))

    def _stamps(self) -> dict[Path, _Stamp]:
        found: dict[Path, _Stamp] = {}
        for path in self._files():
            if any(path.is_relative_to(place) for place in self._skip):
                continue
            try:
                stat = path.stat()
            except OSError:  # taken away between listing and looking
                continue
            found[path] = _Stamp(stat.st_size, stat.st_mtime_ns)
        return found


def _is_same(path: Path, sha256: str | None) -> bool:
    try:
        return checksum(path) == sha256
    except StudioError:
        return False
