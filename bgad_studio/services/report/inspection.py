"""The report on an inspection: what was judged, by which model and thresholds, and what it looks like."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime

from bgad_studio.core.errors import QT_TRANSLATE_NOOP
from bgad_studio.core.inspection import InspectedPart, Inspection
from bgad_studio.core.intervals import Share
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.paper import (
    Block,
    Case,
    Cases,
    Cell,
    Facts,
    Paper,
    Prose,
    Section,
    Table,
    Tile,
    Tiles,
    Tone,
    Tongue,
)
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import Verdict
from bgad_studio.services.annotate import person
from bgad_studio.services.inspection.judge import load_map
from bgad_studio.services.project import Project
from bgad_studio.services.report.cases import MOST, CaseMaker, Reader
from bgad_studio.services.report.pieces import (
    confusion,
    count_tiles,
    histogram,
    level_text,
    person_word,
    share_table,
    time_text,
    verdict_word,
)
from bgad_studio.services.report.thresholds import threshold_facts
from bgad_studio.services.results import calibration_of

Judged = tuple[InspectedPart, float, Verdict]


class InspectionReport:
    """Everything one inspection said.

    Args:
        project: Open.
        inspection: Of the project.
        say: In which language.
        ramp: Colours of the maps.
    """

    def __init__(
        self, project: Project, inspection: Inspection, say: Tongue, ramp: Ramp = Ramp.INFERNO
    ) -> None:
        self._project, self._inspection, self._say, self._ramp = project, inspection, say, ramp
        self._model = project.models.get(inspection.model_id)
        self._parts = project.inspections.parts(inspection.id)
        self._judged: list[Judged] = [
            (part, part.score, part.verdict)
            for part in self._parts
            if part.score is not None and part.verdict is not None
        ]
        self._judged.sort(key=lambda item: item[1], reverse=True)
        self._unreadable = [part for part in self._parts if part.verdict is None]
        # whoever took a part into the project may have judged it there
        self._persons = {image.sha256: image.verdict for image in project.images.all()}

    def paper(self) -> Generator[Progress, None, Paper]:
        """The report, made part by part."""
        say = self._say
        cases = yield from self._cases()
        tiles = [*count_tiles(say, [verdict for *_, verdict in self._judged])]
        if self._unreadable:
            word = say(QT_TRANSLATE_NOOP("Report", "unreadable"))
            tiles.append(Tile(word, str(len(self._unreadable)), Tone.REVIEW))
        sections = [
            Section("", (self._facts(), Tiles(tuple(tiles)))),
            Section(say(QT_TRANSLATE_NOOP("Report", "Verdicts of the model")), (self._shares(),)),
            Section(say(QT_TRANSLATE_NOOP("Report", "Persons and model")), (self._confusion(),)),
            Section(say(QT_TRANSLATE_NOOP("Report", "Scores of all parts")), (self._histogram(),)),
        ]
        if cases:
            count = say(QT_TRANSLATE_NOOP("Report", "{0} of {1}"), len(cases), len(self._judged))
            title = say(QT_TRANSLATE_NOOP("Report", "Most unusual parts"))
            legend = say(
                QT_TRANSLATE_NOOP(
                    "Report", "Left the part; right the anomaly map, outlined where it is unusual."
                )
            )
            sections.append(Section(f"{title} · {count}", (Prose(legend), Cases(cases))))
        if self._unreadable:
            title = say(QT_TRANSLATE_NOOP("Report", "Files that could not be judged"))
            sections.append(Section(title, self._lost()))
        return Paper(
            say.language,
            self._project.name,
            say(QT_TRANSLATE_NOOP("Report", "Report on inspection {0}"), self._inspection.id),
            say(QT_TRANSLATE_NOOP("Report", "Page {0} of {1}")),
            tuple(sections),
        )

    def _facts(self) -> Facts:
        say, inspection = self._say, self._inspection
        start = inspection.started
        watched = say(QT_TRANSLATE_NOOP("Report", "{0}, watched for new pictures"), inspection.folder)
        until = self._parts[-1].at if self._parts else start
        contour = inspection.contour
        if contour is None:
            contour = calibration_of(self._model.manifest).thresholds.contour
        lines = inspection.review, inspection.ng
        thresholds = threshold_facts(self._project, self._model, *lines, say, contour=contour, before=start)
        now = datetime.now().astimezone()
        return Facts(
            (
                (say(QT_TRANSLATE_NOOP("Report", "Project")), str(self._project.path)),
                (
                    say(QT_TRANSLATE_NOOP("Report", "Folder")),
                    watched if inspection.watched else str(inspection.folder),
                ),
                (
                    say(QT_TRANSLATE_NOOP("Report", "Judged")),
                    say(
                        QT_TRANSLATE_NOOP("Report", "{0} to {1}, begun by {2}"),
                        time_text(start),
                        time_text(until),
                        inspection.who,
                    ),
                ),
                (say(QT_TRANSLATE_NOOP("Report", "Model")), str(inspection.model_number)),
                *thresholds,
                (say(QT_TRANSLATE_NOOP("Report", "Table and pictures")), str(inspection.results)),
                (
                    say(QT_TRANSLATE_NOOP("Report", "Written")),
                    say(QT_TRANSLATE_NOOP("Report", "{0} by {1}"), time_text(now), person()),
                ),
            )
        )

    def _shares(self) -> Block:
        say, total = self._say, len(self._judged)
        basis = say(QT_TRANSLATE_NOOP("Report", "parts of this inspection"))
        rows = []
        for verdict in (Verdict.NG, Verdict.UNSURE, Verdict.OK):
            count = sum(1 for *_, found in self._judged if found is verdict)
            rows.append((verdict_word(say, verdict), Share(count, total), basis))
        return share_table(say, say(QT_TRANSLATE_NOOP("Report", "Verdict")), rows)

    def _confusion(self) -> Block:
        pairs = [
            (person_says, verdict)
            for part, _, verdict in self._judged
            if (person_says := self._person(part)) is not None
        ]
        if pairs:
            return confusion(self._say, pairs)
        none = QT_TRANSLATE_NOOP(
            "Report", "No person has judged these parts. Parts added to the project can be judged there."
        )
        return Prose(self._say(none))

    def _histogram(self) -> Block:
        said: dict[Verdict | None, list[float]] = {Verdict.OK: [], Verdict.NG: [], None: []}
        for part, score, _ in self._judged:
            person_says = self._person(part)
            said[person_says if person_says in said else None].append(score)
        return histogram(self._say, said, self._inspection.review, self._inspection.ng)

    def _cases(self) -> Generator[Progress, None, tuple[Case, ...]]:
        shown = self._judged[:MOST]
        maker = CaseMaker(self._say, len(shown), self._ramp)
        calibration = calibration_of(self._model.manifest)
        cases = []
        for part, score, verdict in shown:
            said = self._person(part)
            notes = (
                time_text(part.at),
                level_text(self._say, calibration, score),
                ""
                if said is None
                else self._say(QT_TRANSLATE_NOOP("Report", "person: {0}"), person_word(self._say, said)),
            )
            read = self._reader(part)
            cases.append((yield from maker.make(part.path, part.sha256 or "", score, verdict, notes, read)))
        return tuple(cases)

    def _reader(self, part: InspectedPart) -> Reader:
        return lambda: (load_map(self._project, self._inspection, part), None)

    def _lost(self) -> tuple[Block, ...]:
        say = self._say
        head = (say(QT_TRANSLATE_NOOP("Report", "File")), say(QT_TRANSLATE_NOOP("Report", "Why")))
        rows = tuple(
            (Cell(part.path.name), Cell("" if part.trouble is None else say.trouble(part.trouble)))
            for part in self._unreadable[:MOST]
        )
        more = len(self._unreadable) - len(rows)
        table = Table(head, rows)
        if not more:
            return (table,)
        return (table, Prose(say(QT_TRANSLATE_NOOP("Report", "And {0} more."), more)))

    def _person(self, part: InspectedPart) -> Verdict | None:
        return None if part.sha256 is None else self._persons.get(part.sha256)
