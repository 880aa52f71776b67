"""Folders whose new pictures come into the project by themselves, read by the rule chosen at their import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.import_rules import ImportRule, WatchedFolder
from bgad_studio.core.mask_files import sort_files
from bgad_studio.services.annotate import person
from bgad_studio.services.arrivals import Arrivals
from bgad_studio.services.import_plan import ImportKind, ImportPlan, candidate, with_rule
from bgad_studio.services.importing import ImportEvent, Skipped, import_folder
from bgad_studio.services.project import Project

PAUSE_SECONDS = 2.0
"""Between two looks."""


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
        self._arrivals = Arrivals(watched.folder, (project.path,))

    def look(self) -> list[Path]:
        """Pictures that are written to their end and were not there at the last look.

        Raises:
            StudioError: WATCH_LOST; a later look may find the folder again.
        """
        try:
            return self._arrivals.look()
        except StudioError as error:
            raise StudioError(problems.WATCH_LOST, folder=self.watched.folder) from error

    def bring_in(self, paths: Sequence[Path]) -> Iterator[ImportEvent]:
        """Import those of these pictures that never were in the project.

        Raises:
            StudioError: If the project cannot be written.
        """
        folder, known = self.watched.folder, self._project.images.files()
        # a mask may come later than its picture: by itself it would look like one
        there = [path for path in map(Path, known) if path.is_relative_to(folder)]
        found = sort_files(folder, list(dict.fromkeys((*there, *paths))))
        yield from (Skipped(Trouble(problems.MASK_ALONE, (("file", str(path)),))) for path in found.alone)
        candidates = tuple(
            candidate(folder, path, found.masks.get(path, ()))
            for path in found.pictures
            if str(path) not in known
        )
        if not candidates:
            return
        plan = with_rule(ImportPlan(folder, ImportKind.PLAIN, candidates), self.watched.rule)
        for event in import_folder(self._project, plan):
            known_already = isinstance(event, Skipped) and event.trouble.problem is problems.IMAGE_DUPLICATE
            if not known_already:  # the same picture copied again: at every start it would be told of
                yield event
