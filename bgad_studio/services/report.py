"""One self-contained HTML page about a project: pictures, masks, maps, scores, figures."""

from __future__ import annotations

import base64
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import cv2
import jinja2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.heatmap import blend
from bgad_studio.core.imaging.load import encode_jpeg, load_image
from bgad_studio.core.imaging.resize import mask_to
from bgad_studio.core.imaging.thumbnails import thumbnail
from bgad_studio.core.manifest import Calibration
from bgad_studio.core.metrics import PixelMetrics, auroc, bin_edges
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord, Role, Verdict
from bgad_studio.core.resources import resource
from bgad_studio.core.thresholds import false_alarm_level
from bgad_studio.services.annotate import defect_types, load_mask
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap, calibration_of, load_map
from bgad_studio.services.score import active_model

EDGE_PX = 240
"""Longest side of a picture in the report."""
MARK_RGB = (64, 196, 255)
WORDS = {Verdict.OK: "OK", Verdict.NG: "NG", Verdict.UNSURE: "review"}

Truth = Mapping[str, NDArray[np.bool_]]
"""True defect masks by file name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name and what it was measured on."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Row:
    """One image of the report."""

    name: str
    picture: str
    map: str
    score: str
    level: str
    verdict: str
    verdict_word: str
    person: str
    note: str


def write_report(project: Project, file: Path, truth: Truth | None = None) -> dict[str, float]:
    """:func:`report` in one go; its arguments, result and errors."""
    steps = report(project, file, truth)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return dict(end.value)


def report(
    project: Project, file: Path, truth: Truth | None = None
) -> Generator[Progress, None, dict[str, float]]:
    """Write the report of a project's active model; closing the generator leaves no half of it.

    Args:
        project: Open, with a model and scores.
        file: Overwritten.
        truth: Where it is known (demo): figures are then measured on the parts no person has judged.

    Returns:
        The measured figures as fractions; empty without ``truth``.

    Raises:
        StudioError: NO_MODEL, PROJECT_UNWRITABLE.
    """
    model = active_model(project)
    calibration = calibration_of(model.manifest)
    images = [image for image in project.images.all() if image.score is not None]
    images.sort(key=lambda image: image.score.score if image.score else 0.0, reverse=True)
    learned = {item.image_id for item in project.runs.snapshot(model.snapshot_id).items}
    known = {
        item.image_id
        for item in project.runs.snapshot(model.snapshot_id).items
        if item.role is Role.ANOMALY_TRAIN
    }
    names = {item.id: item.name for item in defect_types(project)}
    unseen = [image for image in images if image.id not in learned]
    measured = _measure(project, unseen, truth) if truth else {}
    rows: list[Row] = []
    for image in images:
        rows.append(_row(project, image, calibration, known, names))
        yield Progress(Phase.SAVING, len(rows), len(images))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    page = environment.get_template("report.html").render(
        project=project.name,
        model=model.number,
        when=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        counts=_counts(images),
        figures=_figures(measured, unseen, truth),
        thresholds=thresholds_of(project, model),
        rows=rows,
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise StudioError(problems.PROJECT_UNWRITABLE, project=file, reason=error.strerror) from error
    return measured


def _counts(images: list[ImageRecord]) -> list[tuple[str, str, int]]:
    found = [image.score.verdict for image in images if image.score]
    return [(verdict.value, WORDS[verdict], found.count(verdict)) for verdict in Verdict]


def _measure(project: Project, images: list[ImageRecord], truth: Truth) -> dict[str, float]:
    """Image AUROC, pixel AUROC and PRO of images the model has not learned from."""
    masks = {image.id: truth[Path(image.name).name] for image in images}
    good = np.array([image.score.score for image in images if image.score and not masks[image.id].any()])
    bad = np.array([image.score.score for image in images if image.score and masks[image.id].any()])
    maps = {image.id: _values(load_map(project, image)) for image in images}
    metrics = PixelMetrics(bin_edges(maps.values()))
    for image in images:
        values = maps[image.id]
        metrics.add(values, mask_to(masks[image.id].astype(np.uint8), *values.shape) > 0)
    return {"image_auroc": auroc(good, bad), "pixel_auroc": metrics.auroc(), "pro": metrics.pro()}


def _values(score_map: ScoreMap | None) -> NDArray[np.float32]:
    assert score_map is not None
    return score_map.values


def _figures(measured: dict[str, float], unseen: list[ImageRecord], truth: Truth | None) -> list[Figure]:
    if not measured or truth is None:
        return []
    bad = sum(1 for image in unseen if truth[Path(image.name).name].any())
    basis = f"{len(unseen) - bad} good and {bad} defective parts the model has not learned from"
    names = {"image_auroc": "Image AUROC", "pixel_auroc": "Pixel AUROC", "pro": "PRO"}
    return [Figure(names[key], f"{100 * value:.1f} %", basis) for key, value in measured.items()]


def _row(
    project: Project,
    image: ImageRecord,
    calibration: Calibration,
    known: set[int],
    names: dict[int, str],
) -> Row:
    assert image.score is not None
    notes = [names[type_id] for type_id in image.painted_type_ids]
    if image.id in known:
        notes.append("learned from")
    try:
        picture, heat = (_data_uri(part) for part in _pictures(project, image))
    except StudioError as error:  # one picture that is gone must not cost the report
        picture = heat = ""
        notes.append(error.trouble.english())
    return Row(
        name=image.name,
        picture=picture,
        map=heat,
        score=f"{image.score.score:.2f}",
        level=_level_text(calibration, image.score.score),
        verdict=image.score.verdict.value,
        verdict_word=WORDS[image.score.verdict],
        person=WORDS[image.verdict] if image.verdict else "",
        note=", ".join(notes),
    )


def _pictures(project: Project, image: ImageRecord) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The part with its paint outlined, and with its map."""
    picture = thumbnail(load_image(image.path, image.sha256), EDGE_PX)
    score_map = load_map(project, image)
    heat = picture
    if score_map is not None:
        heat = blend(picture, score_map.values, score_map.low, score_map.high, score_map.threshold)
    label_map = load_mask(project, image.id)
    if label_map is not None:
        marks = mask_to(label_map, *picture.shape[:2]) > 0
        edges, _ = cv2.findContours(marks.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        picture = cv2.drawContours(picture.copy(), edges, -1, MARK_RGB, 1)
    return picture, heat


def _level_text(calibration: Calibration, score: float) -> str:
    """How rare a score is; nothing where too few good parts were kept aside to tell."""
    if not calibration.thresholds.calibrated:
        return ""
    level = false_alarm_level(calibration.normal_scores, score)
    return f"1 in {round(1 / level)} good parts scores as high" if level < 0.5 else "usual for a good part"


def _data_uri(picture: NDArray[np.uint8]) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(encode_jpeg(picture, 85)).decode()
