"""Recipes, approved and rejected pseudo anomalies, foregrounds: only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select

from bgad_studio.core.config import PseudoConfig
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.synthesis.choices import PseudoKey, PseudoRecord, Recipe
from bgad_studio.store.database import Database
from bgad_studio.store.schema import ForegroundRevision, PseudoChoice, RecipeRow

IN_USE = ""
"""Name of the recipe trainings use."""


class SynthesisStore:
    """What a person decided about a project's pseudo anomalies."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recipe(self, name: str = IN_USE) -> Recipe | None:
        """The newest recipe of a name; None: there is none, or it was taken away."""
        query = select(RecipeRow.body).where(RecipeRow.name == name).order_by(RecipeRow.id.desc())
        with self._database.session() as session:
            body = session.scalar(query.limit(1))
        return None if body is None else from_json(Recipe, body)

    def save_recipe(self, recipe: Recipe | None, who: str, name: str = IN_USE) -> None:
        """Keep a recipe under a name; None takes it away."""
        body = None if recipe is None else to_json(recipe)
        with self._database.session() as session:
            session.add(RecipeRow(at=datetime.now(UTC), who=who, name=name, body=body))

    def recipe_names(self) -> tuple[str, ...]:
        """Of the recipes a person saved, in the order of the alphabet."""
        newest = select(func.max(RecipeRow.id)).group_by(RecipeRow.name)
        query = select(RecipeRow.name).where(
            RecipeRow.id.in_(newest), RecipeRow.body.is_not(None), RecipeRow.name != IN_USE
        )
        with self._database.session() as session:
            return tuple(session.scalars(query.order_by(RecipeRow.name)))

    def judge(self, record: PseudoRecord, approved: bool | None, who: str) -> None:
        """Approve or reject a pseudo anomaly; None takes the choice back."""
        with self._database.session() as session:
            session.add(
                PseudoChoice(
                    at=datetime.now(UTC),
                    who=who,
                    config=to_json(record.config),
                    source_id=record.source_id,
                    mask_id=record.mask_id,
                    target_id=record.target_id,
                    seed=record.seed,
                    approved=approved,
                )
            )

    def choices(self) -> dict[PseudoKey, tuple[PseudoRecord, bool]]:
        """Every pseudo anomaly a person approved (True) or rejected (False), in the order of the choices."""
        found: dict[PseudoKey, tuple[PseudoRecord, bool]] = {}
        with self._database.session() as session:
            for row in session.scalars(select(PseudoChoice).order_by(PseudoChoice.id)):
                config = from_json(PseudoConfig, row.config)
                record = PseudoRecord(config, row.source_id, row.mask_id, row.target_id, row.seed)
                found.pop(record.key, None)
                if row.approved is not None:
                    found[record.key] = (record, row.approved)
        return found

    def save_foreground(self, image_ids: Sequence[int | None], png: bytes | None, who: str) -> None:
        """Keep where the part is on some images (None: on all others); without ``png`` it is found again."""
        with self._database.session() as session:
            session.add_all(
                ForegroundRevision(at=datetime.now(UTC), who=who, image_id=image_id, png=png)
                for image_id in image_ids
            )

    def foregrounds(self) -> dict[int | None, int]:
        """Image id → its newest foreground a person corrected; None: the one of all others."""
        newest = select(func.max(ForegroundRevision.id)).group_by(ForegroundRevision.image_id)
        query = select(ForegroundRevision.image_id, ForegroundRevision.id).where(
            ForegroundRevision.id.in_(newest), ForegroundRevision.png.is_not(None)
        )
        with self._database.session() as session:
            return {row[0]: row[1] for row in session.execute(query)}

    def foreground_png(self, revision_id: int) -> bytes:
        """A foreground as PNG, 0 beside the part.

        Raises:
            KeyError: If there is no such revision, or the part is to be found in it.
        """
        query = select(ForegroundRevision.png).where(ForegroundRevision.id == revision_id)
        with self._database.session() as session:
            png = session.scalar(query)
        if png is None:
            raise KeyError(revision_id)
        return png
