"""Trained models and their opinions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import case, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bgad_studio.core.how_set import ContourChoice, CutChoice, HowSet, how_of, stored_how
from bgad_studio.core.records import ImageScore, ModelRecord, ModelState, Verdict
from bgad_studio.store.database import Database
from bgad_studio.store.schema import ContourChoiceRow, Model, Score, ThresholdChoice


class ModelStore:
    """Models and scores of a project.

    Args:
        database: Of the project.
        folder: Where the model folders lie.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def next_number(self) -> int:
        """One more than the highest number ever given."""
        with self._database.session() as session:
            return (session.scalar(select(func.max(Model.number))) or 0) + 1

    def add(self, number: int, run_id: int, snapshot_id: int, folder_name: str, manifest: str) -> ModelRecord:
        """Keep a trained model as a CANDIDATE.

        Args:
            number: As people call it.
            run_id: The run that made it.
            snapshot_id: What it saw.
            folder_name: Its folder below the project's ``models``.
            manifest: ``manifest.json`` as text.
        """
        with self._database.session() as session:
            row = Model(
                number=number,
                run_id=run_id,
                snapshot_id=snapshot_id,
                created=datetime.now(UTC),
                state=ModelState.CANDIDATE.value,
                folder=folder_name,
                manifest=manifest,
            )
            session.add(row)
            session.flush()
            return self._record(row)

    def activate(self, model_id: int) -> None:
        """Make a model the one that judges; the one before is RETIRED."""
        active, retired = ModelState.ACTIVE.value, ModelState.RETIRED.value
        with self._database.session() as session:
            session.execute(update(Model).where(Model.state == active).values(state=retired))
            session.get_one(Model, model_id).state = active

    def retire(self, model_id: int) -> None:
        """Note that a model will not judge; its scores stay."""
        with self._database.session() as session:
            session.get_one(Model, model_id).state = ModelState.RETIRED.value

    def candidate(self) -> ModelRecord | None:
        """The newest model nobody has decided about."""
        query = select(Model).where(Model.state == ModelState.CANDIDATE.value).order_by(Model.id.desc())
        with self._database.session() as session:
            row = session.scalar(query.limit(1))
            return self._record(row) if row else None

    def get(self, model_id: int) -> ModelRecord:
        """One model.

        Raises:
            KeyError: If there is no such model.
        """
        with self._database.session() as session:
            row = session.get(Model, model_id)
            if row is None:
                raise KeyError(model_id)
            return self._record(row)

    def scores(self, model_id: int) -> dict[int, ImageScore]:
        """What one model says of every image it has judged, by image id."""
        query = select(Score.image_id, Score.score, Score.verdict).where(Score.model_id == model_id)
        with self._database.session() as session:
            rows = session.execute(query).all()
        return {image_id: ImageScore(model_id, score, Verdict(verdict)) for image_id, score, verdict in rows}

    def active(self) -> ModelRecord | None:
        """The model that judges."""
        with self._database.session() as session:
            row = session.scalar(select(Model).where(Model.state == ModelState.ACTIVE.value))
            return self._record(row) if row else None

    def all(self) -> list[ModelRecord]:
        """Every model, oldest first."""
        with self._database.session() as session:
            return [self._record(row) for row in session.scalars(select(Model).order_by(Model.number))]

    def cut_choice(self, model_id: int, before: datetime | None = None) -> CutChoice | None:
        """The newest thresholds a person chose for a model, up to a moment if given; None: nobody did."""
        newest = select(ThresholdChoice).where(ThresholdChoice.model_id == model_id)
        if before is not None:
            newest = newest.where(ThresholdChoice.at <= before)
        with self._database.session() as session:
            row = session.scalar(newest.order_by(ThresholdChoice.id.desc()).limit(1))
            if row is None:
                return None
            return CutChoice(row.review, row.ng, row.at, row.who, how_of(row.way, row.numbers))

    def choose_cuts(self, model_id: int, who: str, review: float, ng: float, how: HowSet) -> None:
        """Keep chosen thresholds and judge the stored scores by them."""
        verdict = case(
            (Score.score >= ng, Verdict.NG.value),
            (Score.score >= review, Verdict.UNSURE.value),
            else_=Verdict.OK.value,
        )
        way, numbers = stored_how(how)
        row = ThresholdChoice(
            model_id=model_id,
            at=datetime.now(UTC),
            who=who,
            review=review,
            ng=ng,
            way=way,
            numbers=numbers,
        )
        with self._database.session() as session:
            session.add(row)
            session.execute(update(Score).where(Score.model_id == model_id).values(verdict=verdict))

    def contour_choice(self, model_id: int) -> ContourChoice | None:
        """The newest map value a person lets regions of a model begin at; None: nobody chose."""
        newest = select(ContourChoiceRow).where(ContourChoiceRow.model_id == model_id)
        with self._database.session() as session:
            row = session.scalar(newest.order_by(ContourChoiceRow.id.desc()).limit(1))
            return None if row is None else ContourChoice(row.value, row.at, row.who)

    def choose_contour(self, model_id: int, who: str, value: float | None) -> None:
        """Keep the map value regions begin at; None: the model's own."""
        with self._database.session() as session:
            session.add(ContourChoiceRow(model_id=model_id, at=datetime.now(UTC), who=who, value=value))

    def save_scores(self, model_id: int, rows: Sequence[tuple[int, float, Verdict]]) -> None:
        """Keep (image id, score, verdict) under a model; an older score of it is replaced."""
        if not rows:
            return
        values = [
            {"model_id": model_id, "image_id": image_id, "score": score, "verdict": verdict.value}
            for image_id, score, verdict in rows
        ]
        command = upsert(Score)
        command = command.on_conflict_do_update(
            index_elements=[Score.model_id, Score.image_id],
            set_={"score": command.excluded.score, "verdict": command.excluded.verdict},
        )
        with self._database.session() as session:
            session.execute(command, values)

    def _record(self, row: Model) -> ModelRecord:
        return ModelRecord(
            id=row.id,
            number=row.number,
            run_id=row.run_id,
            snapshot_id=row.snapshot_id,
            created=row.created,
            state=ModelState(row.state),
            folder=self._folder / row.folder,
            manifest=row.manifest,
        )
