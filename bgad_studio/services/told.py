"""What a person was told about files, so that the same file is not told of at every start."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid4

from bgad_studio.core.errors import Trouble
from bgad_studio.core.jsonform import from_json, to_json

log = logging.getLogger(__name__)

_Stamp = tuple[int, int]


class Told:
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
        if self._stamps.get(file) == stamp:
            return False
        self._stamps[file] = stamp
        return True

    def save(self) -> None:
        """Keep it for the next start, without files that are gone or have changed."""
        self._stamps = {file: stamp for file, stamp in self._stamps.items() if _stamp(Path(file)) == stamp}
        partial = self._file.with_name(f".{uuid4().hex}.tmp")
        try:
            partial.write_text(to_json(self._stamps), "utf-8")
            partial.replace(self._file)
        except OSError as error:  # then it is told once more
            log.warning("not noted what was told: %s", error)
        finally:
            partial.unlink(missing_ok=True)

    def _read(self) -> dict[str, _Stamp]:
        try:
            return from_json(dict[str, _Stamp], self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}


def _stamp(file: Path) -> _Stamp | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
