"""What a person was told about files, so that the same file is not told of at every start."""

from __future__ import annotations

import logging
from pathlib import Path

from bgad_studio.core.disk import write_whole
from bgad_studio.core.errors import Trouble
from bgad_studio.core.jsonform import from_json, to_json

log = logging.getLogger(__name__)

_Stamp = tuple[int, int]
_Stamps = dict[str, dict[str, _Stamp]]
"""By file, then by what was wrong with it."""


class FileNews:
    """Remembers files by size and time of change: one that is written anew is told of anew.

    Args:
        file: Where it is kept; may be deleted, then all is told once more.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stamps = self._read()

    def is_news(self, trouble: Trouble) -> bool:
        """Whether nobody was told of this trouble's file as it is now; from now on somebody was."""
        file = dict(trouble.params).get("file")
        stamp = None if file is None else _stamp(Path(file))
        if file is None or stamp is None:
            return True
        known, code = self._stamps.setdefault(file, {}), trouble.problem.code
        if known.get(code) == stamp:
            return False
        known[code] = stamp
        return True

    def save(self) -> None:
        """Keep it for the next start, without files that are gone or have changed."""
        for file, known in list(self._stamps.items()):
            now = _stamp(Path(file))
            self._stamps[file] = {code: stamp for code, stamp in known.items() if stamp == now}
            if not self._stamps[file]:
                del self._stamps[file]
        try:
            write_whole(self._file, to_json(self._stamps).encode())
        except OSError as error:  # then it is told once more
            log.warning("not noted what was told: %s", error)

    def _read(self) -> _Stamps:
        try:
            return from_json(_Stamps, self._file.read_bytes())
        except (OSError, ValueError):
            return {}


def _stamp(file: Path) -> _Stamp | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
