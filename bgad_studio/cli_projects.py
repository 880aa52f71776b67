"""Projects and folders as the commands of the command line open them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

if TYPE_CHECKING:
    from bgad_studio.compute.client import ComputeClient
    from bgad_studio.services.project import Project


@contextmanager
def session(path: Path) -> Iterator[tuple[Project, ComputeClient]]:
    """A project and its compute process."""
    from bgad_studio.compute.client import ComputeClient
    from bgad_studio.services.project import Project

    with Project.open(path) as project:
        client = ComputeClient(project.cache_dir)
        try:
            yield project, client
        finally:
            client.close()


def open_or_create(path: Path) -> Project:
    """The project at ``path``, new if there is none."""
    from bgad_studio.services.project import Project

    try:
        return Project.create(path)
    except StudioError as error:
        if error.problem is not problems.PROJECT_EXISTS:
            raise
    return Project.open(path)


def make_folder(folder: Path) -> None:
    """Before the work, so that its results find a place.

    Raises:
        StudioError: PROJECT_UNWRITABLE.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise StudioError(problems.PROJECT_UNWRITABLE, project=folder, reason=reason) from error
