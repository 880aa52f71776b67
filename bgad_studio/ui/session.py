"""An open project and what every place of the window shares of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.services import annotate, browse
from bgad_studio.services.project import Project
from bgad_studio.ui.browser.catalogue import Catalogue, Contents
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.workers.compute import ComputeWorker
from bgad_studio.workers.lane import Lane


class Session(QObject):
    """Lanes, catalogue, thumbnails and the compute worker of one project.

    Args:
        project: Open; closed with the session.
        store: The lane the project was opened on; all its database work stays there.
        compute: Owner of the project's compute process.

    Signals:
        troubled(object): A :class:`Trouble` that belongs to no place.
        crashed(str): The traceback of a bug in the background.
    """

    troubled = Signal(object)
    crashed = Signal(str)

    def __init__(
        self, project: Project, store: Lane, compute: ComputeWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.store = store
        self.compute = compute
        self.pictures = Lane("pictures", 2, self)
        self.catalogue = Catalogue(self)
        self.thumbnails = Thumbnails(
            self.pictures, lambda record: browse.load_thumbnail(project, record), self
        )
        store.setParent(self)
        compute.setParent(self)
        for lane in (self.store, self.pictures):
            lane.troubled.connect(self._pass_trouble)
            lane.crashed.connect(self.crashed)
        self.reload()

    @property
    def name(self) -> str:
        """Of the project."""
        return self.project.name

    @property
    def path(self) -> Path:
        """Of the project's folder."""
        return self.project.path

    def reload(self) -> None:
        """Read images, defect types and the active model anew, after whatever is being written."""
        self.store.submit(self._read, self.catalogue.fill, key="contents")

    def close(self) -> None:
        """Finish what is being written, end the compute process and close the project."""
        self.pictures.close(drop=True)
        self.store.close()
        self.compute.close()
        self.project.close()

    def _read(self) -> Contents:
        """On the store's lane."""
        return Contents(
            tuple(browse.list_images(self.project)),
            tuple(annotate.defect_types(self.project)),
            self.project.models.active(),
        )

    def _pass_trouble(self, trouble: Trouble) -> None:
        self.troubled.emit(trouble)
