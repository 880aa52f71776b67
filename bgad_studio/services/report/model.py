"""The report on a model: how it judges the parts of the project, and on what that rests."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import QT_TRANSLATE_NOOP
from bgad_studio.core.imaging.resize import mask_to
from bgad_studio.core.intervals import Share, auroc_interval
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.metrics import PixelMetrics, auroc, bin_edges
from bgad_studio.core.paper import Block, Case, Cases, Facts, Paper, Prose, Section, Tile, Tiles, Tongue
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import ImageRecord, ModelRecord, Role, Verdict
from bgad_studio.core.taught import TEACHING
from bgad_studio.services.annotate import defect_types, load_mask, person
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.evaluation.paired import METRICS, Evidence, resample
from bgad_studio.services.project import Project
from bgad_studio.services.report.cases import MOST, CaseMaker
from bgad_studio.services.report.pieces import (
    confusion,
    count_tiles,
    histogram,
    level_text,
    percent,
    person_word,
    share_table,
    span_text,
    time_text,
)
from bgad_studio.services.report.thresholds import threshold_facts
from bgad_studio.services.results import ScoreMap, calibration_of, contour_of, map_of

Truth = Mapping[str, NDArray[np.bool_]]
"""True defect masks by file name."""


class ModelReport:
    """Everything one model says of the project's parts.

    Args:
        project: Open.
        model: Of the project; what it said of every part is kept.
        say: In which language.
        truth: Where it is known (demo): pixels are then measured on parts the model has never seen.
        ramp: Colours of the maps.
    """

    def __init__(
        self,
        project: Project,
        model: ModelRecord,
        say: Tongue,
        truth: Truth | None = None,
        ramp: Ramp = Ramp.INFERNO,
    ) -> None:
        self._project, self._model, self._say, self._truth = project, model, say, truth
        self._ramp = ramp
        scores = project.models.scores(model.id)
        self._images = [
            image._replace(score=scores[image.id]) for image in project.images.all() if image.id in scores
        ]
        self._images.sort(key=_score, reverse=True)
        self._roles = {item.image_id: item.role for item in project.runs.snapshot(model.snapshot_id).items}
        self._taught = project.runs.taught_by([model.snapshot_id])
        self._types = defect_types(project)
        self._spans: dict[str, tuple[float, float]] = {}
        self.measured = self._measure() if truth is not None else {}

    def paper(self) -> Generator[Progress, None, Paper]:
        """The report, made part by part."""
        say, images = self._say, self._images
        review, ng = self._cuts()
        said = {
            kind: [_score(image) for image in images if _said(image) is kind]
            for kind in (Verdict.OK, Verdict.NG, None)
        }
        cases = yield from self._case_sections()
        sections = (
            Section("", (self._facts(), Tiles((*count_tiles(say, _verdicts(images)), *self._tiles())))),
            Section(say(QT_TRANSLATE_NOOP("Report", "How well it finds defects")), self._metrics()),
            Section(
                say(QT_TRANSLATE_NOOP("Report", "Persons and model")),
                (confusion(say, [(image.verdict, _verdict(image)) for image in images]),),
            ),
            Section(
                say(QT_TRANSLATE_NOOP("Report", "Scores of all parts")),
                (histogram(say, said, review, ng),),
            ),
            *cases,
        )
        return Paper(
            say.language,
            self._project.name,
            say(QT_TRANSLATE_NOOP("Report", "Report on model {0}"), self._model.number),
            say(QT_TRANSLATE_NOOP("Report", "Page {0} of {1}")),
            sections,
        )

    def _cuts(self) -> tuple[float, float]:
        found = thresholds_of(self._project, self._model)
        return found.review, found.ng

    def _facts(self) -> Facts:
        say, model = self._say, self._model
        run = self._project.runs.get(model.run_id)
        roles = list(self._roles.values())
        learned = say(
            QT_TRANSLATE_NOOP("Report", "{0} good parts and {1} defective ones"),
            roles.count(Role.NORMAL_TRAIN),
            roles.count(Role.ANOMALY_TRAIN),
        )
        aside = say(
            QT_TRANSLATE_NOOP("Report", "{0} good parts and {1} defective ones"),
            roles.count(Role.NORMAL_HOLDOUT),
            roles.count(Role.ANOMALY_HOLDOUT),
        )
        return Facts(
            (
                (say(QT_TRANSLATE_NOOP("Report", "Project")), str(self._project.path)),
                (say(QT_TRANSLATE_NOOP("Report", "Model")), self._model_text()),
                (say(QT_TRANSLATE_NOOP("Report", "Training")), _run_text(say, run.seconds, model)),
                (say(QT_TRANSLATE_NOOP("Report", "Learned from")), learned),
                (say(QT_TRANSLATE_NOOP("Report", "Kept aside")), aside),
                *threshold_facts(
                    self._project, model, *self._cuts(), say, contour=contour_of(self._project, model)
                ),
                (
                    say(QT_TRANSLATE_NOOP("Report", "Written")),
                    say(
                        QT_TRANSLATE_NOOP("Report", "{0} by {1}"),
                        time_text(datetime.now().astimezone()),
                        person(),
                    ),
                ),
            )
        )

    def _model_text(self) -> str:
        active = self._project.models.active()
        if active is not None and active.id == self._model.id:
            return self._say(QT_TRANSLATE_NOOP("Report", "{0}, the one that judges"), self._model.number)
        return str(self._model.number)

    def _tiles(self) -> list[Tile]:
        names = {"image_auroc": "Image AUROC", "pixel_auroc": "Pixel AUROC", "pro": "PRO"}
        return [Tile(names[key], percent(value)) for key, value in self.measured.items()]

    def _metrics(self) -> tuple[Block, ...]:
        say = self._say
        good, good_basis = self._good()
        rows = [
            self._stopped(kind.name, [image for image in self._images if image.shows(kind.id)])
            for kind in self._types
        ]
        every = [image for image in self._images if image.verdict is Verdict.NG]
        rows.insert(0, self._stopped(say(QT_TRANSLATE_NOOP("Report", "All defects")), every))
        rows = [row for row in rows if row[1].total]
        alarms = say(QT_TRANSLATE_NOOP("Report", "Good parts (false alarms)"))
        if good:
            rows.append((alarms, _share(good), good_basis))
        if not rows:
            return (Prose(say(QT_TRANSLATE_NOOP("Report", "No person has judged any part yet."))),)
        found: list[Block] = [
            share_table(say, say(QT_TRANSLATE_NOOP("Report", "Stopped (review or NG)")), rows)
        ]
        measured = [[image for image in side if image not in self._taught] for side in (good, every)]
        if all(measured):
            found.append(Prose(self._auroc_text(*measured)))
        if self.measured:
            found.append(Prose(self._basis_text()))
        return tuple(found)

    def _auroc_text(self, good: Sequence[ImageRecord], bad: Sequence[ImageRecord]) -> str:
        value = auroc(*(np.array([_score(image) for image in side]) for side in (good, bad)))
        return self._say(
            QT_TRANSLATE_NOOP(
                "Report",
                "Image AUROC {0}: so often a defective part scores higher than a good one, over {1} good and "
                "{2} defective parts the model has not learned from (95 % interval {3}).",
            ),
            percent(value),
            len(good),
            len(bad),
            span_text(*auroc_interval(value, len(good), len(bad))),
        )

    def _basis_text(self) -> str:
        unseen = self._new()
        bad = sum(1 for image in unseen if self._mask(image).any())
        return self._say(
            QT_TRANSLATE_NOOP(
                "Report",
                "AUROC and PRO above: {0} good and {1} defective parts the model has not learned from, "
                "against what is known of every pixel. 95 % intervals: image AUROC {2}, pixel AUROC {3}, "
                "PRO {4}.",
            ),
            len(unseen) - bad,
            bad,
            *(span_text(*self._spans[name]) for name in METRICS),
        )

    def _good(self) -> tuple[list[ImageRecord], str]:
        """Good parts to count false alarms on: those that had the least to do with the model."""
        say = self._say
        good = [image for image in self._images if image.verdict is Verdict.OK]
        new = [image for image in good if self._is_new(image)]
        if new:
            return new, say(QT_TRANSLATE_NOOP("Report", "parts the model has never seen"))
        aside = [image for image in good if self._roles.get(image.id) is Role.NORMAL_HOLDOUT]
        if aside:
            return aside, say(QT_TRANSLATE_NOOP("Report", "parts kept aside; they set the thresholds"))
        return good, say(QT_TRANSLATE_NOOP("Report", "parts it has learned from"))

    def _stopped(self, name: str, images: Sequence[ImageRecord]) -> tuple[str, Share, str]:
        unseen = [image for image in images if image not in self._taught]
        if unseen:
            return name, _share(unseen), self._say(QT_TRANSLATE_NOOP("Report", "parts not learned from"))
        none = QT_TRANSLATE_NOOP("Report", "no unseen example yet: parts it has learned from")
        return name, _share(images), self._say(none)

    def _case_sections(self) -> Generator[Progress, None, tuple[Section, ...]]:
        """What went wrong first, then what is most unusual; no part twice."""
        say = self._say
        missed = [i for i in self._images if i.verdict is Verdict.NG and _verdict(i) is Verdict.OK]
        alarms = [i for i in self._images if i.verdict is Verdict.OK and _verdict(i) is not Verdict.OK]
        shown = {image.id for image in (*missed, *alarms)}
        rest = [image for image in self._images if image.id not in shown]
        groups = (
            (say(QT_TRANSLATE_NOOP("Report", "Defects that pass")), missed),
            (say(QT_TRANSLATE_NOOP("Report", "Good parts that are stopped")), alarms),
            (say(QT_TRANSLATE_NOOP("Report", "Most unusual parts")), rest),
        )
        maker = CaseMaker(say, sum(min(len(images), MOST) for _, images in groups), self._ramp)
        sections = []
        for title, images in groups:
            cases = []
            for image in images[:MOST]:
                cases.append((yield from self._case(maker, image)))
            if cases:
                count = say(QT_TRANSLATE_NOOP("Report", "{0} of {1}"), len(cases), len(images))
                legend = say(
                    QT_TRANSLATE_NOOP(
                        "Report",
                        "Left the part, what is marked outlined in blue; right the anomaly map, outlined "
                        "where it is unusual.",
                    )
                )
                sections.append(Section(f"{title} · {count}", (Prose(legend), Cases(tuple(cases)))))
        return tuple(sections)

    def _case(self, maker: CaseMaker, image: ImageRecord) -> Generator[Progress, None, Case]:
        say, project = self._say, self._project
        names = {kind.id: kind.name for kind in self._types}
        kinds = ", ".join(names[type_id] for type_id in image.painted_type_ids)
        learned = self._roles.get(image.id) in TEACHING
        notes = (
            say(QT_TRANSLATE_NOOP("Report", "person: {0}"), person_word(say, image.verdict)),
            kinds,
            level_text(say, calibration_of(self._model.manifest), _score(image)),
            say(QT_TRANSLATE_NOOP("Report", "learned from")) if learned else "",
        )
        return (
            yield from maker.make(
                image.path,
                image.sha256,
                _score(image),
                _verdict(image),
                notes,
                lambda: (self._map(image), load_mask(project, image.id)),
            )
        )

    def _map(self, image: ImageRecord) -> ScoreMap | None:
        blob = self._project.maps.load(image.id, self._model.id)
        return None if blob is None else map_of(self._model, blob, contour_of(self._project, self._model))

    def _new(self) -> list[ImageRecord]:
        return [image for image in self._images if self._is_new(image)]

    def _is_new(self, image: ImageRecord) -> bool:
        """The model has never seen it, nor another picture of the same part."""
        return image.id not in self._roles and image not in self._taught

    def _mask(self, image: ImageRecord) -> NDArray[np.bool_]:
        assert self._truth is not None
        return self._truth[Path(image.name).name]

    def _measure(self) -> dict[str, float]:
        """Image AUROC, pixel AUROC and PRO of parts the model has not learned from, and how sure they are."""
        images = self._new()
        defective = [bool(self._mask(image).any()) for image in images]
        scores = np.array([_score(image) for image in images])
        evidence = Evidence([image.name for image in images], defective, list(scores))
        maps = {image.id: found.values for image in images if (found := self._map(image)) is not None}
        metrics = PixelMetrics(bin_edges(maps.values()))
        for index, image in enumerate(images):
            values = maps[image.id]
            truth = mask_to(self._mask(image).astype(np.uint8), *values.shape) > 0
            evidence.keep(index, metrics.add(values, truth))
        bad = np.array(defective)
        image_auroc = auroc(scores[~bad], scores[bad])
        low, high = np.nanquantile(resample([evidence]), (0.025, 0.975), axis=0)
        self._spans = dict(zip(METRICS, zip(low, high, strict=True), strict=True))
        if 0 < bad.sum() < len(bad):
            self._spans["image_auroc"] = auroc_interval(image_auroc, int((~bad).sum()), int(bad.sum()))
        return {"image_auroc": image_auroc, "pixel_auroc": metrics.auroc(), "pro": metrics.pro()}


def _score(image: ImageRecord) -> float:
    assert image.score is not None
    return image.score.score


def _verdict(image: ImageRecord) -> Verdict:
    assert image.score is not None
    return image.score.verdict


def _verdicts(images: Sequence[ImageRecord]) -> list[Verdict]:
    return [_verdict(image) for image in images]


def _said(image: ImageRecord) -> Verdict | None:
    return image.verdict if image.verdict in (Verdict.OK, Verdict.NG) else None


def _share(images: Sequence[ImageRecord]) -> Share:
    return Share(sum(1 for image in images if _verdict(image) is not Verdict.OK), len(images))


def _run_text(say: Tongue, seconds: float, model: ModelRecord) -> str:
    return say(QT_TRANSLATE_NOOP("Report", "{0}, took {1} s"), time_text(model.created), round(seconds))
