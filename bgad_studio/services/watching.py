"""Folders whose new pictures come into the project by themselves, read by the rule chosen at their import."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import SUFFIXES
from bgad_studio.core.import_rules import ImportRule, WatchedFolder
from bgad_studio.core.mask_files import sort_files
from bgad_studio.services.annotate import person
from bgad_studio.services.arrivals import Arrivals
from bgad_studio.services.file_news import FileNews
from bgad_studio.services.import_plan import (
    ImportPlan,
    candidate,
    marks,
    outlines_in,
    with_rule,
)
from bgad_studio.services.importing import ImportEvent, Skipped, import_folder
from bgad_studio.services.project import Project

PAUSE_SECONDS = 2.0
"""Between two looks."""
_OUTLINES: Final = ".json"
"""Ending of what COCO and labelme write."""


def watch(project: Project, folder: Path, rule: ImportRule) -> list[WatchedFolder]:
    """Bring in what comes into a folder from now on; returns all that is watched."""
    project.watches.set(folder.absolute(), rule, person())
    return project.watches.all()


def stop_watching(project: Project, folder: Path) -> list[WatchedFolder]:
    """Let a folder be; returns all that is still watched."""
    project.watches.set(folder.absolute(), None, person())
    return project.watches.all()


class Watch:
    """One watched folder; also what came while the program was closed is new.

    Args:
        project: Its own files never come in.
        watched: The folder and its rule.
    """

    def __init__(self, project: Project, watched: WatchedFolder) -> None:
        self.watched = watched
        self._project = project
        self._arrivals = Arrivals(watched.folder, (project.path,), endings=SUFFIXES | {_OUTLINES})
        digest = hashlib.sha256(str(watched.folder).encode()).hexdigest()[:16]
        self._told = FileNews(project.cache_dir / f"told-{digest}.json")
        self._alone: tuple[Path, ...] = ()

    def look(self) -> list[Path]:
        """Pictures, masks and outlines that are written to their end and were not there at the last look.

        Raises:
            StudioError: WATCH_LOST; a later look may find the folder again.
        """
        try:
            return self._arrivals.look()
        except StudioError as error:
            raise StudioError(problems.WATCH_LOST, folder=self.watched.folder) from error

    def bring_in(self, paths: Sequence[Path]) -> Iterator[ImportEvent]:
        """Import those of these pictures that never were in the project, and masks that come after theirs.

        Of a file that cannot be used is told once, as long as it stays as it is.

        Raises:
            StudioError: If the project cannot be written.
        """
        try:
            for event in self._events(paths):
                if not isinstance(event, Skipped) or self._is_news(event.trouble):
                    yield event
        finally:
            self._told.save()

    def _is_news(self, trouble: Trouble) -> bool:
        """The same picture copied again is none."""
        return trouble.problem is not problems.IMAGE_DUPLICATE and self._told.is_news(trouble)

    def _events(self, paths: Sequence[Path]) -> Iterator[ImportEvent]:
        folder, known = self.watched.folder, self._project.images.files()
        there = [path for path in map(Path, known) if path.is_relative_to(folder)]
        # a mask may come later than its picture, or earlier: by itself it would look like one
        came = [path for path in paths if path.suffix.lower() != _OUTLINES]
        found = sort_files(folder, list(dict.fromkeys((*there, *self._alone, *came))))
        self._alone = tuple(found.alone)
        yield from (Skipped(Trouble(problems.MASK_ALONE, (("file", str(path)),))) for path in found.alone)
        bare = self._project.images.unpainted_files() if self.watched.rule.masks else set()
        wanted = [path for path in found.pictures if str(path) not in known or str(path) in bare]
        masks = {
            path: tuple(file for file in found.masks.get(path, ()) if marks(file.path)) for path in wanted
        }
        outlines, troubles = outlines_in([folder], wanted, there) if wanted else ({}, ())
        yield from map(Skipped, troubles)
        candidates = tuple(
            candidate(folder, path, masks[path], () if masks[path] else outlines.get(path, ()))
            for path in wanted
            if str(path) not in known or masks[path] or outlines.get(path)
        )
        if candidates:
            plan = with_rule(ImportPlan(folder, candidates), self.watched.rule)
            yield from import_folder(self._project, plan)
