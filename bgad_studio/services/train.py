"""Train a project's next model: what it would learn from, and the snapshot it begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import TrainJob
from bgad_studio.core import problems
from bgad_studio.core.backbone_store import with_best_backbone
from bgad_studio.core.config import FAST, PRESETS, Method, Preset, TrainConfig
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.jsonform import to_json
from bgad_studio.core.network_size import Sight
from bgad_studio.core.records import (
    ImageRecord,
    Verdict,
)
from bgad_studio.core.synthesis.choices import Recipe
from bgad_studio.core.training_set import IgnoredArea, KnownImage, TrainingSet, UnmaskedImage
from bgad_studio.services.carry_out import TrainEvent, carry_out
from bgad_studio.services.foregrounds import part_masks
from bgad_studio.services.network_size import sight_of
from bgad_studio.services.project import Project
from bgad_studio.services.sides import NORMALS_NEEDED, Sides, draw_sides
from bgad_studio.services.speed import Work
from bgad_studio.services.synthesis import orders, planned, recipe_in_use
from bgad_studio.services.training_place import Task, TrainingPlace
from bgad_studio.services.unfinished import throw_away


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a training would learn from.

    Attributes:
        normals: Good parts to learn from.
        normals_holdout: Good parts kept aside to set the thresholds.
        known: Defect type id → images with a mask of it that teach.
        known_holdout: Images with a painted defect that are kept aside to measure.
        unmasked: Defective parts without paint that teach.
        unmasked_holdout: Defective parts without paint that are kept aside to measure.
        news: Defective parts, painted or not, that the model that judges does not know as they are now.
        pseudo: Pseudo anomalies made from them, at most.
        method: NFAD without known defects, else BGAD.
        work: What there would be to do.
        sight: What the network size is chosen by; None without good parts.
        trouble: Why it cannot start, or None.
    """

    normals: int
    normals_holdout: int
    known: dict[int, int]
    known_holdout: int
    unmasked: int
    unmasked_holdout: int
    news: int
    pseudo: int
    method: Method
    work: Work
    sight: Sight | None
    trouble: Trouble | None


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """What a person chooses.

    Attributes:
        preset: Recipe.
        seed: Of every random draw.
        promote: The new model judges at once, even where another one does; False: somebody decides first.
        recipe: The recipe with values a person changed; None: as the preset has them.
        warm: Start from the model that judges, where it fits; False: from nothing.
    """

    preset: Preset = Preset.FAST
    seed: int = 0
    promote: bool = False
    recipe: TrainConfig | None = None
    warm: bool = True


def readiness(project: Project, images: Sequence[ImageRecord] | None = None) -> Readiness:
    """Say what a training would learn from, and whether it can start.

    Args:
        project: Open.
        images: All of its images, where they are at hand: to read a hundred thousand takes a second.
    """
    if images is None:
        images = project.images.all()
    sides = draw_sides(project, images)
    known: dict[int, int] = {}
    for image in sides.known:
        for type_id in image.painted_type_ids:
            known[type_id] = known.get(type_id, 0) + 1
    return Readiness(
        normals=len(sides.normal) + len(sides.validation),
        normals_holdout=len(sides.calibration),
        known=known,
        known_holdout=len(sides.held_out),
        unmasked=len(sides.unmasked),
        unmasked_holdout=len(sides.unmasked_held_out),
        news=_news(project, sides),
        pseudo=len(planned(project, sides, recipe_in_use(project))) if sides.known else 0,
        method=_method(sides),
        work=_work(sides, len(images)),
        sight=sight_of(project, sides),
        trouble=_trouble(images),
    )


def _method(sides: Sides) -> Method:
    return Method.BGAD if sides.known or sides.unmasked else Method.NFAD


def _work(sides: Sides, images: int) -> Work:
    made = min(FAST.synthesis.max_total, len(sides.known) * FAST.synthesis.per_known)
    good = len(sides.normal) + len(sides.validation) + len(sides.calibration)
    return Work(
        len(sides.normal), good + len(sides.known) + len(sides.unmasked) + made, images, bool(sides.known)
    )


def train(
    project: Project, client: JobRunner, options: TrainOptions = TrainOptions()
) -> Iterator[TrainEvent]:
    """Train, score every image; activate the new model if it is the first. Closing the iterator cancels.

    A training that stopped before is thrown away.

    Args:
        project: Open.
        client: Learns and scores; it may be given up, or told to stop and keep, meanwhile.
        options: Preset and seed.

    Raises:
        StudioError: If it cannot start, or failed; the run then says why.
        Cancelled: When it is given up meanwhile.
    """
    images = project.images.all()
    trouble = _trouble(images)
    if trouble is not None:
        raise StudioError(trouble.problem, **dict(trouble.params))
    sides = draw_sides(project, images)
    recipe = options.recipe or with_best_backbone(PRESETS[options.preset])
    pseudo = recipe_in_use(project)
    sight = sight_of(project, sides)
    assert sight is not None  # there are good parts
    config = replace(sight.sized(recipe), method=_method(sides), seed=options.seed, synthesis=pseudo.config)
    _check_masked([*sides.known, *(image for image in sides.good if image.ignores)])
    throw_away(project)
    snapshot = project.runs.add_snapshot(sides.items)
    run = project.runs.start(snapshot.id, to_json(config))

    def prepare(place: TrainingPlace) -> Task:
        parent = _parent(project) if options.warm else None
        files = _training_set(project, sides, pseudo, place.masks)
        job = TrainJob(files, config, project.models_dir, client.features, parent, snapshot.id)
        task = Task(job, options.promote, place.folder)
        place.keep(task)
        return task

    yield from carry_out(project, client, run, prepare)


def _parent(project: Project) -> Path | None:
    """Folder of the model that judges."""
    champion = project.models.active()
    return None if champion is None else champion.folder


def _news(project: Project, sides: Sides) -> int:
    """Defective parts, painted or not, and newer paint on known ones, since the model was trained."""
    model = project.models.active()
    if model is None:
        return 0
    seen = project.runs.defects(model.snapshot_id)
    known = {image_id for image_id, _ in seen}
    painted = sum((image.id, image.mask_id) not in seen for image in sides.known + sides.held_out)
    return painted + sum(image.id not in known for image in sides.unmasked + sides.unmasked_held_out)


def _check_masked(images: list[ImageRecord]) -> None:
    """A mask belongs to the picture it was painted on.

    Raises:
        StudioError: If that is gone, damaged, or another one by now.
    """
    for image in images:
        load_image(image.path, image.sha256)


def _trouble(images: Sequence[ImageRecord]) -> Trouble | None:
    good = sum(1 for image in images if image.verdict is Verdict.OK)
    if not images:
        return Trouble(problems.NO_IMAGES)
    if not good:
        return Trouble(problems.NO_NORMALS, (("needed", str(NORMALS_NEEDED)),))
    if good < NORMALS_NEEDED:
        missing = str(NORMALS_NEEDED - good)
        return Trouble(problems.TOO_FEW_NORMALS, (("count", str(good)), ("missing", missing)))
    return None


def _training_set(project: Project, sides: Sides, pseudo: Recipe, folder: Path) -> TrainingSet:
    folder.mkdir(parents=True, exist_ok=True)

    def mask_of(image: ImageRecord) -> Path:
        assert image.mask_id is not None
        file = folder / f"{image.mask_id}.png"
        file.write_bytes(project.masks.blob(image.mask_id))
        return file

    def paths(records: list[ImageRecord]) -> tuple[Path, ...]:
        return tuple(record.path for record in records)

    return TrainingSet(
        paths(sides.normal),
        paths(sides.validation),
        paths(sides.calibration),
        tuple(KnownImage(image.path, mask_of(image), image.group) for image in sides.known),
        tuple(IgnoredArea(image.path, mask_of(image)) for image in sides.good if image.ignores),
        orders=orders(planned(project, sides, pseudo), sides),
        parts=part_masks(project, sides.normal, folder),
        unmasked=tuple(UnmaskedImage(image.path, image.group) for image in sides.unmasked),
        watched=paths([*sides.held_out, *sides.unmasked_held_out]),
    )
