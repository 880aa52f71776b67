"""The model that judged last stays loaded: a watched folder is judged a few pictures at a time."""

from __future__ import annotations

from pathlib import Path

from bgad_studio.detector import bundle
from bgad_studio.detector.model import Detector

Files = tuple[tuple[str, int, int], ...]


class ReadyModel:
    """Keeps one model, with all that was prepared for judging, until its files change."""

    def __init__(self) -> None:
        self._kept: tuple[Path, Files, Detector] | None = None

    def load(self, folder: Path) -> Detector:
        """The model in a folder.

        Raises:
            StudioError: If it cannot be used.
        """
        files = _files(folder)
        if self._kept is not None and self._kept[:2] == (folder, files):
            return self._kept[2]
        self.forget()  # its memory first
        detector = bundle.load(folder)
        self._kept = folder, files, detector
        return detector

    def forget(self) -> None:
        """Give its memory back."""
        self._kept = None


def _files(folder: Path) -> Files:
    """Names, sizes and times of change; of a folder that is not there, nothing."""
    if not folder.is_dir():
        return ()
    found = ((file.name, file.stat()) for file in folder.iterdir())
    return tuple(sorted((name, state.st_size, state.st_mtime_ns) for name, state in found))
