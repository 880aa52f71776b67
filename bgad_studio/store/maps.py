"""Anomaly maps, in a file of their own: they can be computed again, labels cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.store.database import Database
from bgad_studio.store.schema import AnomalyMapRow, InspectedMapRow, MapBase

INSPECTED = 5_000
"""Maps of inspected parts that are kept, 11 kB each: a line that runs for weeks must not fill the disk."""
VERSION = 1
"""Of the file's layout; another one is thrown away and the maps are computed again."""


class MapStore:
    """Encoded level grids by image and model.

    Args:
        file: Made when it is not there, and made anew when it is damaged or of another layout.
        project: What to call it in errors.

    Raises:
        StudioError: PROJECT_IN_USE, PROJECT_UNWRITABLE.
    """

    def __init__(self, file: Path, project: Path) -> None:
        try:
            self._database = _open(file, project)
        except StudioError as error:
            if error.problem is not problems.PROJECT_DAMAGED:
                raise
            for part in (file, *file.parent.glob(f"{file.name}-*")):
                part.unlink(missing_ok=True)
            self._database = _open(file, project)

    def save(self, model_id: int, maps: Mapping[int, bytes]) -> None:
        """Keep encoded level grids (``core.maps.encode_levels``) by image id; older ones are replaced."""
        if not maps:
            return
        command = upsert(AnomalyMapRow)
        command = command.on_conflict_do_update(
            index_elements=[AnomalyMapRow.image_id, AnomalyMapRow.model_id],
            set_={"levels": command.excluded.levels},
        )
        values = [
            {"image_id": image_id, "model_id": model_id, "levels": levels}
            for image_id, levels in maps.items()
        ]
        with self._database.session() as session:
            session.execute(command, values)

    def load(self, image_id: int, model_id: int) -> bytes | None:
        """Encoded level grids of an image, or None."""
        with self._database.session() as session:
            return session.scalar(
                select(AnomalyMapRow.levels).where(
                    AnomalyMapRow.image_id == image_id, AnomalyMapRow.model_id == model_id
                )
            )

    def images_of(self, model_id: int) -> set[int]:
        """Ids of the images that have a map under a model."""
        with self._database.session() as session:
            return set(
                session.scalars(select(AnomalyMapRow.image_id).where(AnomalyMapRow.model_id == model_id))
            )

    def drop_models_except(self, model_ids: Sequence[int]) -> None:
        """Forget the maps of all other models."""
        with self._database.session() as session:
            session.execute(delete(AnomalyMapRow).where(AnomalyMapRow.model_id.not_in(model_ids)))

    def save_inspected(self, maps: Mapping[int, bytes]) -> None:
        """Keep encoded level grids by the id of an inspected part; the :data:`INSPECTED` newest stay."""
        if not maps:
            return
        rows = [InspectedMapRow(part_id=part_id, levels=levels) for part_id, levels in maps.items()]
        too_old = max(maps) - INSPECTED
        with self._database.session() as session:
            session.add_all(rows)
            session.execute(delete(InspectedMapRow).where(InspectedMapRow.part_id <= too_old))

    def load_inspected(self, part_id: int) -> bytes | None:
        """Encoded level grids of an inspected part, or None."""
        with self._database.session() as session:
            return session.scalar(select(InspectedMapRow.levels).where(InspectedMapRow.part_id == part_id))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _open(file: Path, project: Path) -> Database:
    database = Database(file, project)
    try:
        with database.connection() as connection:
            (version,) = connection.exec_driver_sql("PRAGMA user_version").one()
            (answer,) = connection.exec_driver_sql("PRAGMA quick_check(1)").one()
        if answer != "ok" or version not in (0, VERSION):
            raise StudioError(problems.PROJECT_DAMAGED, project=project, reason=answer)
        with database.session() as session:
            MapBase.metadata.create_all(session.connection())
            session.connection().exec_driver_sql(f"PRAGMA user_version={VERSION}")
    except BaseException:
        database.close()
        raise
    return database
