"""Which pseudo anomalies a project makes: by its recipe, without the rejected, or exactly the approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.config import PRESETS, Preset, Strategy
from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.splits import DEFECTS_FIRST
from bgad_studio.core.synthesis.choices import PseudoKey, PseudoRecord, Recipe
from bgad_studio.core.synthesis.recipe import NO_SOURCE, Order, plan
from bgad_studio.services.annotate import person
from bgad_studio.services.network_size import sight_of
from bgad_studio.services.project import Project
from bgad_studio.services.sides import Sides, draw_sides

COMPARED: Final = (Strategy.RPAG, Strategy.PERLIN, Strategy.POISSON)
"""Strategies that make something, as they stand side by side."""


@dataclass(frozen=True, slots=True)
class Supply:
    """What one kind of defect can give.

    Attributes:
        type_id: The kind.
        images: Painted parts of it that teach.
        made: Pseudo anomalies planned from them.
        missing: More painted parts that would make it varied enough.
    """

    type_id: int
    images: int
    made: int
    missing: int


@dataclass(frozen=True, slots=True)
class Usable:
    """What is known of the pastes planned of one kind of defect.

    Attributes:
        looked_at: So many.
        count: Of them that find a place on their part.
        barren: Names of painted parts none of whose pastes does, all looked at.
    """

    looked_at: int = 0
    count: int = 0
    barren: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything the place of pseudo anomalies shows, but the pictures.

    Attributes:
        recipe: What trainings use.
        names: Recipes saved by name.
        planned: What a training would make, in order.
        choices: What a person thinks of single ones: True approved, False rejected.
        approved: Those approved whose images still teach, in the order they were approved.
        stale: Number of those approved that were made from paint or parts that do not teach any more.
        supplies: By kind of defect.
        images: Every image those are made from, by id.
        foregrounds: Image id (None: all others) → corrected foreground.
        size: Height and width they are made at, as a standard training would; pixels.
        trouble: Why there is nothing to make.
    """

    recipe: Recipe
    names: tuple[str, ...]
    planned: tuple[PseudoRecord, ...]
    choices: dict[PseudoKey, bool]
    approved: tuple[PseudoRecord, ...]
    stale: int
    supplies: tuple[Supply, ...]
    images: dict[int, ImageRecord]
    foregrounds: dict[int | None, int]
    size: tuple[int, int]
    trouble: Trouble | None


def recipe_in_use(project: Project) -> Recipe:
    """What the next training makes; the default until a person changes it."""
    return project.synthesis.recipe() or Recipe()


def use_recipe(project: Project, recipe: Recipe) -> None:
    """From now on trainings make these."""
    if recipe != recipe_in_use(project):
        project.synthesis.save_recipe(recipe, person())


def save_recipe(project: Project, name: str, recipe: Recipe | None) -> None:
    """Keep a recipe by name; None takes it away."""
    project.synthesis.save_recipe(recipe, person(), name)


def judge(project: Project, record: PseudoRecord, approved: bool | None) -> None:
    """Approve or reject a pseudo anomaly, or take that back."""
    project.synthesis.judge(record, approved, person())


def look(project: Project, recipe: Recipe | None = None) -> Studio:
    """Read everything but the pictures.

    Args:
        project: Open.
        recipe: Another one than the one in use.
    """
    sides = draw_sides(project, project.images.all())
    recipe = recipe or recipe_in_use(project)
    choices = project.synthesis.choices()
    kept = [record for record, approved in choices.values() if approved]
    approved = tuple(record for record in kept if _teaches(record, sides))
    planned = approved if recipe.approved_only else _plan(sides, recipe, choices)
    sight = sight_of(project, sides)
    standard = PRESETS[Preset.FAST]
    sized = standard if sight is None else sight.sized(standard)
    return Studio(
        recipe=recipe,
        names=project.synthesis.recipe_names(),
        planned=planned,
        choices={key: approved for key, (_, approved) in choices.items()},
        approved=approved,
        stale=len(kept) - len(approved),
        supplies=_supplies(sides, planned),
        images={image.id: image for image in (*sides.normal, *sides.known)},
        foregrounds=project.synthesis.foregrounds(),
        size=(sized.height_in, sized.width_in),
        trouble=_trouble(sides, recipe),
    )


def count_usable(studio: Studio, found: Mapping[PseudoRecord, bool]) -> dict[int, Usable]:
    """By kind of defect, what can be used of the plan.

    Args:
        studio: The plan.
        found: Whether those that were looked at find a place.
    """
    by_source: dict[int, list[bool | None]] = {}
    for record in studio.planned:
        if record.config.strategy is Strategy.RPAG and record.source_id is not None:
            by_source.setdefault(record.source_id, []).append(found.get(record))
    usable: dict[int, Usable] = {}
    for image_id, places in by_source.items():
        image = studio.images[image_id]
        none = (image.name,) if all(place is False for place in places) else ()
        for kind in image.painted_type_ids:
            so_far = usable.get(kind, Usable())
            usable[kind] = Usable(
                so_far.looked_at + sum(place is not None for place in places),
                so_far.count + places.count(True),
                so_far.barren + none,
            )
    return usable


def side_by_side(project: Project, recipe: Recipe) -> tuple[PseudoRecord, ...]:
    """The same recipe and parts by every strategy in :data:`COMPARED`, one after the other for every part."""
    sides, choices = draw_sides(project, project.images.all()), project.synthesis.choices()
    rejected = {key for key, (_, approved) in choices.items() if not approved}
    columns = []
    for strategy in COMPARED:
        config = replace(recipe.config, each=replace(recipe.config.each, strategy=strategy))
        columns.append(_plan(sides, replace(recipe, config=config), {}))
    rows = zip(*columns, strict=False)  # patches need a second good part; then there is nothing to compare
    return tuple(
        record for row in rows if rejected.isdisjoint(record.key for record in row) for record in row
    )


def planned(project: Project, sides: Sides, recipe: Recipe) -> tuple[PseudoRecord, ...]:
    """What a training makes, by the project's images."""
    choices = project.synthesis.choices()
    if not recipe.approved_only:
        return _plan(sides, recipe, choices)
    return tuple(record for record, kept in choices.values() if kept and _teaches(record, sides))


def orders(records: Sequence[PseudoRecord], sides: Sides) -> tuple[Order, ...]:
    """The same by index into ``sides.known`` and ``sides.normal``, as a training wants them."""
    known = {image.id: index for index, image in enumerate(sides.known)}
    normal = {image.id: index for index, image in enumerate(sides.normal)}

    def source(record: PseudoRecord) -> int:
        if record.source_id is None:
            return NO_SOURCE
        return (known if record.config.strategy is Strategy.RPAG else normal)[record.source_id]

    return tuple(
        Order(source(record), normal[record.target_id], record.seed, record.config) for record in records
    )


def _plan(
    sides: Sides, recipe: Recipe, choices: dict[PseudoKey, tuple[PseudoRecord, bool]]
) -> tuple[PseudoRecord, ...]:
    """The recipe's plan; others take the place of the rejected ones."""
    known, normal = sides.known, sides.normal
    rejected = {key for key, (_, approved) in choices.items() if not approved}
    count = len(plan(recipe.config, len(known), len(normal), recipe.seed))
    found = []
    for order in plan(recipe.config, len(known), len(normal), recipe.seed, spare=len(rejected)):
        source = mask_id = None
        if order.config.strategy is Strategy.RPAG:
            source, mask_id = known[order.source].id, known[order.source].mask_id
        elif order.source != NO_SOURCE:
            source = normal[order.source].id
        found.append(PseudoRecord(order.config, source, mask_id, normal[order.target].id, order.seed))
    return tuple(record for record in found if record.key not in rejected)[:count]


def _teaches(record: PseudoRecord, sides: Sides) -> bool:
    """Whether everything it is made from is still what it was."""
    normal = {image.id for image in sides.normal}
    if record.target_id not in normal:
        return False
    if record.config.strategy is Strategy.RPAG:
        return any(image.id == record.source_id and image.mask_id == record.mask_id for image in sides.known)
    return record.source_id is None or record.source_id in normal


def _supplies(sides: Sides, records: Sequence[PseudoRecord]) -> tuple[Supply, ...]:
    images: dict[int, int] = {}
    made: dict[int, int] = {}
    uses: dict[int | None, int] = {}
    for record in records:
        if record.config.strategy is Strategy.RPAG:
            uses[record.source_id] = uses.get(record.source_id, 0) + 1
    for image in sides.known:
        for kind in image.painted_type_ids:
            images[kind] = images.get(kind, 0) + 1
            made[kind] = made.get(kind, 0) + uses.get(image.id, 0)
    return tuple(
        Supply(kind, count, made[kind], max(DEFECTS_FIRST - count, 0))
        for kind, count in sorted(images.items())
    )


def _trouble(sides: Sides, recipe: Recipe) -> Trouble | None:
    if not sides.known:
        return Trouble(problems.NO_MASKS_TO_PREVIEW)
    if not any(image.verdict is Verdict.OK for image in sides.normal):
        return Trouble(problems.NO_NORMALS, (("needed", "1"),))
    if recipe.config.each.strategy is Strategy.POISSON and len(sides.normal) < 2:
        return Trouble(problems.NO_NORMALS, (("needed", "2"),))
    return None
