"""What a person decides about pseudo anomalies is what a training makes, to the pixel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from service_parts import EDGE, bring_in, defect, make_project, part

from bgad_studio.core import problems
from bgad_studio.core.config import FAST, PRESETS, Preset, PseudoConfig, Strategy, SynthesisConfig
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.synthesis.choices import PseudoRecord, Recipe
from bgad_studio.core.training_set import KnownImage, TrainingSet
from bgad_studio.detector.anomalous import anomalous_pictures
from bgad_studio.services import foregrounds, synthesis
from bgad_studio.services.annotate import add_defect_type, save_mask, set_verdict
from bgad_studio.services.browse import load_picture
from bgad_studio.services.preview import PreviewMaker, PseudoPreview
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides
from bgad_studio.services.train import _training_set, readiness

SMALL = replace(FAST, height_in=64, width_in=64, largest_edge_in=0)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, SMALL)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad", good=14, marked=3) as made:
        yield made


def shown(project: Project, recipe: Recipe | None = None) -> list[PseudoPreview]:
    """Everything the place would show."""
    maker, studio = PreviewMaker(project), synthesis.look(project, recipe)
    made = [maker.make(record, studio) for record in studio.planned]
    return [item for item in made if item is not None]


def taught(project: Project) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Pictures and marks of the pseudo anomalies the compute process makes for a training."""
    sides, recipe = draw_sides(project, project.images.all()), synthesis.recipe_in_use(project)
    images = _training_set(project, sides, recipe, project.cache_dir / "masks")
    config = replace(SMALL, synthesis=recipe.config)
    made = anomalous_pictures(images, {}, config)
    count = len(images.known)
    return made.pictures[count:], made.label_maps[count:]


def same(project: Project, previews: list[PseudoPreview]) -> None:
    pictures, label_maps = taught(project)
    assert len(pictures) == len(previews) > 0
    for item, picture, label_map in zip(previews, pictures, label_maps, strict=True):
        np.testing.assert_array_equal(item.image, picture)
        np.testing.assert_array_equal(item.mask, label_map > 0)


@pytest.mark.parametrize("strategy", [Strategy.RPAG, Strategy.PERLIN, Strategy.POISSON])
def test_a_training_gets_the_pixels_that_were_shown(project: Project, strategy: Strategy) -> None:
    each = PseudoConfig(strategy, scale_spread=0.4, rotation_deg=60, strength=0.8, feather_px=1.5)
    synthesis.use_recipe(project, Recipe(SynthesisConfig(each, per_known=6), seed=5))
    same(project, shown(project))


def test_a_training_without_a_project_plans_the_same(project: Project) -> None:
    """From Python a training is given files alone."""
    sides, recipe = draw_sides(project, project.images.all()), Recipe()
    full = _training_set(project, sides, recipe, project.cache_dir / "masks")
    plain = TrainingSet(full.normal, (), (), tuple(KnownImage(k.path, k.label_map) for k in full.known))
    planned = anomalous_pictures(plain, {}, replace(SMALL, synthesis=recipe.config, seed=recipe.seed))
    given = anomalous_pictures(full, {}, SMALL)
    for one, other in zip(planned.pictures, given.pictures, strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_rejected_one_never_returns_and_another_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    with make_project(path, good=14, marked=3) as project:
        before = synthesis.look(project)
        for record in before.planned[:4]:
            synthesis.judge(project, record, False)
    with Project.open(path) as project:
        after = synthesis.look(project)
        gone = {record.key for record in before.planned[:4]}
        assert gone.isdisjoint(record.key for record in after.planned)
        assert after.planned[: len(before.planned) - 4] == before.planned[4:]
        assert len(after.planned) == len(before.planned)
        stronger = Recipe(SynthesisConfig(PseudoConfig(strength=0.5), per_known=20))
        assert gone.isdisjoint(record.key for record in synthesis.look(project, stronger).planned)
        same(project, shown(project))
        synthesis.judge(project, before.planned[0], None)
        assert synthesis.look(project).planned[0] == before.planned[0]


def test_training_with_exactly_the_approved_ones(project: Project) -> None:
    mild = Recipe(SynthesisConfig(PseudoConfig(strength=0.6)), seed=3)
    synthesis.use_recipe(project, mild)
    wanted = shown(project)[2:5]
    for item in wanted:
        synthesis.judge(project, item.record, True)
    other = Recipe(SynthesisConfig(PseudoConfig(Strategy.PERLIN)), seed=9)
    synthesis.use_recipe(project, other)
    texture = shown(project)[0]
    synthesis.judge(project, texture.record, True)
    synthesis.use_recipe(project, replace(other, approved_only=True))
    assert readiness(project).pseudo == 4
    same(project, [*wanted, texture])


def test_what_was_approved_is_left_out_where_its_paint_or_its_part_no_longer_teaches(
    project: Project,
) -> None:
    studio = synthesis.look(project)
    first = studio.planned[0]
    others = [
        record
        for record in studio.planned
        if record.source_id != first.source_id and record.target_id != first.target_id
    ]
    second = others[0]
    third = next(record for record in others if record.target_id != second.target_id)
    for record in (first, second, third):
        synthesis.judge(project, record, True)
    assert len(synthesis.look(project).approved) == 3
    assert first.source_id is not None
    repainted = defect()
    repainted[0, 0] = True
    save_mask(project, first.source_id, repainted.astype(np.uint8))
    set_verdict(project, [second.target_id], Verdict.NG)
    after = synthesis.look(project, Recipe(approved_only=True))
    assert [record.key for record in after.planned] == [third.key]
    assert after.stale == 2


def test_recipes_are_kept_by_name_and_the_one_in_use_is_remembered(tmp_path: Path) -> None:
    soft = Recipe(SynthesisConfig(PseudoConfig(feather_px=2.0)), seed=4)
    with make_project(tmp_path / "P.bgad") as project:
        assert synthesis.recipe_in_use(project) == Recipe()
        synthesis.save_recipe(project, "soft", soft)
        synthesis.save_recipe(project, "rough", Recipe())
        synthesis.use_recipe(project, soft)
    with Project.open(tmp_path / "P.bgad") as project:
        studio = synthesis.look(project)
        assert studio.recipe == soft
        assert studio.names == ("rough", "soft")
        assert project.synthesis.recipe("soft") == soft
        synthesis.save_recipe(project, "rough", None)
        assert synthesis.look(project).names == ("soft",)
        assert project.synthesis.recipe("rough") is None


def test_every_kind_of_defect_says_what_it_gives_and_what_is_missing(project: Project) -> None:
    scratch = add_defect_type(project, "scratch")
    records = [image for image in project.images.all() if image.verdict is None]
    save_mask(project, records[0].id, defect().astype(np.uint8) * np.uint8(scratch.id))
    dent, found = synthesis.look(project).supplies
    assert (dent.images, dent.made, dent.missing) == (3, 36, 2)
    assert (found.type_id, found.images, found.made, found.missing) == (scratch.id, 1, 12, 4)


def test_a_corrected_foreground_is_where_pseudo_anomalies_go(project: Project) -> None:
    sides = draw_sides(project, project.images.all())
    corner, own = np.zeros((EDGE, EDGE), np.bool_), np.zeros((EDGE, EDGE), np.bool_)
    corner[:32, :32] = True
    own[32:, 32:] = True
    foregrounds.share_foreground(project, corner)
    foregrounds.save_foreground(project, sides.normal[0], own)
    previews = shown(project)
    for item in previews:
        wanted = own if item.target.id == sides.normal[0].id else corner
        assert wanted[item.mask].mean() >= 2 / 3
        np.testing.assert_array_equal(item.part, wanted)
    assert sides.normal[0].id in {item.target.id for item in previews}
    same(project, previews)


def placed(project: Project, record: ImageRecord) -> foregrounds.Foreground:
    return foregrounds.place_part(load_picture(record), foregrounds.corrected(project, record))


def test_a_foreground_is_kept_shared_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    drawn = np.zeros((EDGE, EDGE), np.bool_)
    drawn[10:20] = True
    with make_project(path) as project:
        one, other = project.images.all()[:2]
        found = placed(project, one)
        assert found.origin is foregrounds.ForegroundOrigin.FOUND
        assert 0.3 < found.part.mean() < 0.7
        foregrounds.save_foreground(project, one, drawn)
    with Project.open(path) as project:
        own = placed(project, one)
        assert own.origin is foregrounds.ForegroundOrigin.OWN
        np.testing.assert_array_equal(own.part, drawn)
        foregrounds.share_foreground(project, ~drawn)
        for record in (one, other):
            shared = placed(project, record)
            assert shared.origin is foregrounds.ForegroundOrigin.SHARED
            np.testing.assert_array_equal(shared.part, ~drawn)
        foregrounds.find_again(project, one, foregrounds.ForegroundOrigin.SHARED)
        again = placed(project, other)
        assert again.origin is foregrounds.ForegroundOrigin.FOUND


def test_without_painted_defects_or_good_parts_there_is_nothing_to_make(tmp_path: Path) -> None:
    with make_project(tmp_path / "A.bgad", good=1, marked=0, more=0) as project:
        studio = synthesis.look(project)
        assert studio.trouble is not None
        assert studio.trouble.problem is problems.NO_MASKS_TO_PREVIEW
        assert studio.planned == ()
    with make_project(tmp_path / "B.bgad", good=0, marked=1, more=0) as project:
        studio = synthesis.look(project)
        assert studio.trouble is not None
        assert studio.trouble.problem is problems.NO_NORMALS


def test_a_preview_of_a_picture_that_changed_is_refused(project: Project) -> None:
    for record in project.images.all():
        save_png(record.path, part(77))
    with pytest.raises(StudioError) as caught:
        shown(project)
    assert caught.value.problem is problems.IMAGE_CHANGED


def test_the_little_picture_shows_where_a_defect_was_cut_from(project: Project) -> None:
    item = shown(project)[0]
    assert item.cut is not None
    assert item.cut.shape == (96, 96, 3)
    assert item.source is not None
    assert isinstance(item.record, PseudoRecord)
    assert item.record.source_id == item.source.id
    assert item.cut[48, 48].mean() < 60 < item.cut[2, 2].mean()  # the dark defect on the grey part


def test_what_is_shown_is_made_at_the_size_the_next_training_chooses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = replace(FAST, largest_edge_in=384)
    monkeypatch.setitem(PRESETS, Preset.FAST, standard)
    folder = tmp_path / "long parts"
    folder.mkdir()
    for number in range(6):
        save_png(folder / f"{number}.png", np.repeat(part(number, edge=512), 2, axis=1))
    with Project.create(tmp_path / "P.bgad") as project:
        records, _ = bring_in(project, folder)
        set_verdict(project, [record.id for record in records[1:]], Verdict.OK)
        label_map = np.zeros((512, 1024), np.uint8)
        label_map[100:103, 100:140] = add_defect_type(project, "hair").id
        save_mask(project, records[0].id, label_map)
        size = synthesis.look(project).size
        assert size == (256, 544)  # of the shape of the parts, and as fine as allowed for a hair
        sight = readiness(project).sight
        assert sight is not None
        chosen = sight.sized(standard)
        assert (chosen.height_in, chosen.width_in) == size
        assert {item.image.shape[:2] for item in shown(project)} == {size}


def test_usable_pastes_are_told_by_kind_and_painted_parts_that_give_none_by_name(project: Project) -> None:
    """A defect that covers its whole picture never lies on the part alone."""
    sides = draw_sides(project, project.images.all())
    large = sides.known[0]
    crack = add_defect_type(project, "crack")
    save_mask(project, large.id, np.full((EDGE, EDGE), crack.id, np.uint8))
    inside = Recipe(SynthesisConfig(PseudoConfig(foreground_share=0.95)))
    maker, studio = PreviewMaker(project), synthesis.look(project, inside)
    found = {record: maker.finds_place(record, studio) for record in studio.planned}
    assert found == {record: maker.make(record, studio) is not None for record in studio.planned}
    usable = synthesis.count_usable(studio, found)
    dent = next(kind.id for kind in project.masks.defect_types() if kind.name == "dent")
    made = {supply.type_id: supply.made for supply in studio.supplies}
    assert {kind: item.looked_at for kind, item in usable.items()} == made
    assert (usable[crack.id].count, usable[crack.id].barren) == (0, (large.name,))
    assert usable[dent].count > 0
    assert usable[dent].barren == ()
    half = dict(list(found.items())[: len(found) // 2])
    assert sum(item.looked_at for item in synthesis.count_usable(studio, half).values()) == len(half)
    assert synthesis.count_usable(studio, {})[crack.id] == synthesis.Usable()
