"""A project on disk: one folder with everything a person made, and what was computed from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.services.training_place import sweep
from bgad_studio.store import upgrade
from bgad_studio.store.audit import AuditStore
from bgad_studio.store.backups import back_up_if_changed
from bgad_studio.store.database import Database
from bgad_studio.store.history import HistoryStore
from bgad_studio.store.images import ImageStore
from bgad_studio.store.inspections import InspectionStore
from bgad_studio.store.maps import MapStore
from bgad_studio.store.masks import MaskStore
from bgad_studio.store.models import ModelStore
from bgad_studio.store.runs import RunStore
from bgad_studio.store.synthesis import SynthesisStore
from bgad_studio.store.watches import WatchStore

SUFFIX = ".bgad"
DATABASE = "project.sqlite"
MAPS = "maps.sqlite"


class Project:
    """An open project; made by :meth:`create` or :meth:`open`, and to be closed. Usable from any thread.

    Attributes:
        path: Its folder, absolute.
        name: As people call it.
        images: Images and verdicts.
        masks: Mask revisions and defect types.
        runs: Runs and snapshots.
        models: Models and scores.
        inspections: Inspections and their parts.
        audit: Decisions about them.
        history: Everything that was decided, to be read.
        importing: Held by whoever imports: two at once would not see each other's pictures.
        watches: Folders whose new pictures come in by themselves.
        maps: Anomaly maps.
        synthesis: What a person decided about pseudo anomalies.
        leaving: It is about to be closed: what is given up now may go on when it is opened again.
        across: How far across painted defects are, by mask revision (``services.network_size``).
    """

    def __init__(self, path: Path, database: Database, maps: MapStore) -> None:
        self.path = path
        self.name = path.stem if path.suffix == SUFFIX else path.name
        self._database = database
        self.images = ImageStore(database, path)
        self.masks = MaskStore(database)
        self.runs = RunStore(database)
        self.models = ModelStore(database, self.models_dir)
        self.inspections = InspectionStore(database)
        self.audit = AuditStore(database)
        self.history = HistoryStore(database)
        self.watches = WatchStore(database)
        self.importing = Lock()
        self.leaving = False
        self.maps = maps
        self.synthesis = SynthesisStore(database)
        self.across: dict[int, tuple[float, ...]] = {}

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty project and open it.

        Args:
            path: Its folder, ``<name>.bgad``; must not exist.

        Raises:
            StudioError: PROJECT_EXISTS, PROJECT_UNWRITABLE; nothing is left behind then.
        """
        path = path.absolute()
        _check_name(path)
        try:
            if path.exists() or path.is_symlink():
                raise StudioError(problems.PROJECT_EXISTS, project=path)
            path.mkdir(parents=True)
        except OSError as error:
            raise StudioError(problems.PROJECT_UNWRITABLE, project=path, reason=error.strerror) from error
        try:
            database = Database(path / DATABASE, path)
            try:
                upgrade.create(database)
            finally:
                database.close()
            return cls.open(path)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a project, upgrade an older one, and mark runs that a crash left behind as interrupted.

        Raises:
            StudioError: PROJECT_MISSING, PROJECT_IN_USE, PROJECT_NEWER, PROJECT_DAMAGED, PROJECT_UNWRITABLE.
        """
        path = path.absolute()
        database = Database(_database_file(path), path, upgrade.APPLICATION_ID)
        try:
            upgrade.check_and_upgrade(database, path, path / "backups")
            maps = MapStore(path / MAPS, path)
        except BaseException:
            database.close()
            raise
        project = cls(path, database, maps)
        try:
            project._prepare()
        except BaseException:
            project.close()
            raise
        return project

    @property
    def models_dir(self) -> Path:
        """Where the model folders lie."""
        return self.path / "models"

    @property
    def labels_dir(self) -> Path:
        """Where the redundant mask files lie."""
        return self.path / "labels"

    @property
    def cache_dir(self) -> Path:
        """Thumbnails and exchange files; may be deleted while the project is closed."""
        return self.path / "cache"

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything this thread does to the project inside is kept whole or not at all."""
        with self._database.session():
            yield

    def close(self) -> None:
        """Close the files and let others open the project."""
        self.maps.close()
        self._database.close()

    def _prepare(self) -> None:
        try:
            for folder in (self.models_dir, self.labels_dir, self.cache_dir):
                folder.mkdir(exist_ok=True)
            self._sweep()
            back_up_if_changed(self._database, self.path / "backups")
        except OSError as error:
            raise StudioError(
                problems.PROJECT_UNWRITABLE, project=self.path, reason=error.strerror or error
            ) from error
        self.runs.mark_orphans(Trouble(problems.PROGRAM_CLOSED))
        sweep(self.cache_dir, self.runs.latest())

    def _sweep(self) -> None:
        """Take away what a program that was killed left half written: nobody else has the project open."""
        for folder in (self.cache_dir / "exchange", *self.models_dir.glob("*.part")):
            shutil.rmtree(folder, ignore_errors=True)
        for file in self.labels_dir.glob(".*.tmp"):
            file.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check_name(path: Path) -> None:
    """Names of bytes that are no text can neither be stored nor sent to the compute process."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        shown = path.as_posix().encode("utf-8", "replace").decode()
        reason = "its name is not valid text"
        raise StudioError(problems.PROJECT_UNWRITABLE, project=shown, reason=reason) from error


def _database_file(path: Path) -> Path:
    """The database of a project: made by somebody, and not empty, which SQLite would take for a new one."""
    file = path / DATABASE
    reason = ""
    _check_name(path)
    try:
        if not path.is_dir():
            raise StudioError(problems.PROJECT_MISSING, project=path)
        if not file.is_file():
            reason = f"{DATABASE} is missing"
        elif file.stat().st_size == 0:
            reason = f"{DATABASE} is empty"
    except PermissionError as error:
        raise StudioError(problems.PROJECT_UNWRITABLE, project=path, reason=error.strerror) from error
    except OSError as error:  # a name that no file system takes
        raise StudioError(problems.PROJECT_MISSING, project=path) from error
    if reason:
        raise StudioError(problems.PROJECT_DAMAGED, project=path, reason=reason)
    return file
