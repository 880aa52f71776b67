"""Who decided what: every decision of a project with the model that judged then, and all of it as a table."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Generator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.errors import QT_TRANSLATE_NOOP, StudioError
from bgad_studio.core.history import Judge, Key, Told, Wanted
from bgad_studio.core.paper import Tongue
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import Deed, ModelRecord
from bgad_studio.services.history_words import after_text, before_text, deed_text, judge_text, who_text
from bgad_studio.services.project import Project
from bgad_studio.services.results import calibration_of

PAGE: Final = 200
"""Decisions read in one go."""


class History:
    """A project's decisions as they were found at one moment; read page by page.

    Args:
        project: Open.
        wanted: Which decisions.

    Attributes:
        keys: Of every decision found, the newest first.
        people: Everybody who ever decided something.
    """

    def __init__(self, project: Project, wanted: Wanted) -> None:
        self._project = project
        self.keys = project.history.keys(wanted)
        self.people = project.history.people()
        self._judges = _judges(project)
        self._times = [at for at, _ in self._judges]

    def read(self, keys: Sequence[Key]) -> list[Told]:
        """These decisions, in this order."""
        events = self._project.history.events(keys)
        judges = [self._judge_at(event.at) for event in events]
        images: dict[int, list[int]] = {}
        for event, judge in zip(events, judges, strict=True):
            if judge is not None and event.image_id is not None:
                images.setdefault(judge.model_id, []).append(event.image_id)
        scores = {model: self._project.history.scores(model, ids) for model, ids in images.items()}
        return [
            Told(
                event,
                judge,
                None if judge is None else scores.get(judge.model_id, {}).get(event.image_id or 0),
            )
            for event, judge in zip(events, judges, strict=True)
        ]

    def _judge_at(self, moment: datetime) -> Judge | None:
        place = bisect_right(self._times, moment)
        return self._judges[place - 1][1] if place else None


def _judges(project: Project) -> list[tuple[datetime, Judge]]:
    """From when on which model judged by which thresholds, oldest first."""
    models = {model.id: model for model in project.models.all()}
    choices = project.history.choices()
    turns: list[tuple[datetime, ModelRecord]] = []
    if models:
        first = min(models.values(), key=lambda model: model.number)
        turns.append((first.created, first))  # the first one judges at once
    for entry in project.audit.all():
        if entry.deed in (Deed.PROMOTED, Deed.AUTO_PROMOTED) and entry.model_id in models:
            turns.append((entry.at, models[entry.model_id]))
    turns.sort(key=lambda turn: turn[0])
    found = []
    for place, (start, model) in enumerate(turns):
        end = turns[place + 1][0] if place + 1 < len(turns) else None
        own = calibration_of(model.manifest).thresholds
        review, ng = own.review, own.ng
        later = []
        for at, model_id, chosen_review, chosen_ng in choices:
            if model_id != model.id or (end is not None and at >= end):
                continue
            if at <= start:
                review, ng = chosen_review, chosen_ng
            else:
                later.append((at, Judge(model.id, model.number, chosen_review, chosen_ng)))
        found += [(start, Judge(model.id, model.number, review, ng)), *later]
    return found


def export_history(
    project: Project, wanted: Wanted, file: Path, say: Tongue
) -> Generator[Progress, None, None]:
    """Write every decision that is wanted as a table; whole or not at all.

    Args:
        project: Open.
        wanted: Which decisions.
        file: Overwritten.
        say: In which language.

    Raises:
        StudioError: EXPORT_UNWRITABLE.
    """
    history = History(project, wanted)
    partial = file.with_name(file.name + ".part")
    try:
        # with a byte-order mark: spreadsheets else take Chinese for another encoding
        with partial.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(head(say))
            for start in range(0, len(history.keys), PAGE):
                told = history.read(history.keys[start : start + PAGE])
                table.writerows(row(say, one) for one in told)
                yield Progress(Phase.SAVING, start + len(told), len(history.keys))
        partial.replace(file)
    except OSError as error:
        raise StudioError(problems.EXPORT_UNWRITABLE, file=file, reason=error.strerror or error) from error
    finally:
        partial.unlink(missing_ok=True)


def head(say: Tongue) -> tuple[str, ...]:
    """Names of the columns."""
    return (
        say(QT_TRANSLATE_NOOP("History", "When")),
        say(QT_TRANSLATE_NOOP("History", "Who")),
        say(QT_TRANSLATE_NOOP("History", "What")),
        say(QT_TRANSLATE_NOOP("History", "On what")),
        say(QT_TRANSLATE_NOOP("History", "Before")),
        say(QT_TRANSLATE_NOOP("History", "After")),
        say(QT_TRANSLATE_NOOP("History", "Model then")),
    )


def row(say: Tongue, told: Told) -> tuple[str, ...]:
    """One decision in words, a text a column."""
    event = told.event
    model = "" if event.subject is None else say(QT_TRANSLATE_NOOP("History", "model {0}"), event.subject)
    return (
        event.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        who_text(say, event),
        deed_text(say, event),
        event.part or model or event.note,
        before_text(say, event),
        after_text(say, event),
        judge_text(say, told),
    )
