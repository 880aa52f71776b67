"""Labels leave a project so that another program, or this one, has the same pixels again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from service_parts import defect, make_project, write

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import load_mask_file, save_png
from bgad_studio.core.import_rules import ImportRule
from bgad_studio.core.outlines import draw, outlines_of, read_coco
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import Verdict
from bgad_studio.services import annotate
from bgad_studio.services.annotate import add_defect_type, save_mask
from bgad_studio.services.export_labels import Exported, export_labels
from bgad_studio.services.import_plan import plan_import, with_rule
from bgad_studio.services.importing import import_folder
from bgad_studio.services.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad", good=3, marked=2, more=1) as made:
        yield made


def _export(project: Project, folder: Path) -> Exported:
    (*_, last) = export_labels(project, folder)
    assert isinstance(last, Exported)
    return last


def test_masks_and_outlines_hold_the_pixels_that_were_painted(project: Project, tmp_path: Path) -> None:
    pit = add_defect_type(project, "pit: deep?")
    image = next(r for r in project.images.all() if r.name.startswith("bad"))
    label_map = annotate.load_mask(project, image.id)
    assert label_map is not None
    label_map[2:7, 3:4] = pit.id
    label_map[50, 60] = pit.id
    save_mask(project, image.id, label_map)
    assert _export(project, tmp_path / "out") == Exported(3, ())
    masks = tmp_path / "out" / "masks"
    assert np.array_equal(load_mask_file(masks / "dent" / f"{image.name}.png"), defect())
    assert np.array_equal(load_mask_file(masks / "pit_ deep_" / f"{image.name}.png"), label_map == pit.id)
    listed = read_coco(tmp_path / "out" / "coco.json")
    assert len(listed) == 5
    drawn = draw(listed[image.name], image.width_px, image.height_px)
    assert np.array_equal(drawn["dent"], defect())
    assert np.array_equal(drawn["pit: deep?"], label_map == pit.id)


def test_any_blobs_come_back_from_their_outlines() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        mask = np.zeros((24, 31), np.bool_)
        for _ in range(4):
            row, column = rng.integers(0, 20), rng.integers(0, 26)
            mask[row : row + rng.integers(1, 9), column : column + rng.integers(1, 9)] = True
        flat = [tuple(map(tuple, points)) for points in outlines_of(mask)]
        from bgad_studio.core.masks.regions import fill_holes
        from bgad_studio.core.outlines import Outline

        drawn = draw([Outline("x", points) for points in flat], 31, 24)
        assert np.array_equal(drawn["x"], fill_holes(mask))


def test_an_export_comes_in_again_as_it_was(project: Project, tmp_path: Path) -> None:
    _export(project, tmp_path / "P parts")
    with Project.create(tmp_path / "Again.bgad") as again:
        list(import_folder(again, plan_import(tmp_path / "P parts"), None))
        painted = [record for record in again.images.all() if record.painted_type_ids]
        assert {record.name for record in painted} >= {"bad/1000.png", "bad/1001.png"}
        label_map = annotate.load_mask(again, next(r.id for r in painted if r.name == "bad/1000.png"))
        assert label_map is not None
        assert np.array_equal(label_map > 0, defect())


def test_stopping_leaves_no_list(project: Project, tmp_path: Path) -> None:
    events = export_labels(project, tmp_path / "out")
    assert isinstance(next(events), Progress)
    events.close()  # type: ignore[attr-defined]
    assert not (tmp_path / "out" / "coco.json").exists()


def test_a_damaged_mask_is_named_and_the_rest_is_written(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(r for r in project.images.all() if r.name.startswith("bad"))
    blob = project.masks.blob
    monkeypatch.setattr(project.masks, "blob", lambda key: b"x" if key == first.mask_id else blob(key))
    told = _export(project, tmp_path / "out")
    assert told.masks == 1
    assert [trouble.problem for trouble in told.troubles] == [problems.MASK_LOST]
    assert first.name in told.troubles[0].english()


def test_a_folder_that_cannot_be_written_is_named(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "parts", range(1))
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StudioError, match="out") as caught:
        list(export_labels(project, tmp_path / "out"))
    assert caught.value.problem is problems.FOLDER_UNWRITABLE


def test_a_folder_that_holds_an_export_comes_in_with_its_masks_and_no_mask_as_a_picture(
    project: Project, tmp_path: Path
) -> None:
    pit = add_defect_type(project, "pit")
    image = next(record for record in project.images.all() if record.painted_type_ids)
    label_map = annotate.load_mask(project, image.id)
    assert label_map is not None
    label_map[:12, :12] = pit.id
    label_map[4:8, 4:8] = 0  # a hole: outlines cannot say it
    save_mask(project, image.id, label_map)
    folder = tmp_path / "again"
    for record in project.images.all():
        copy = folder / record.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(record.path.read_bytes())
    assert _export(project, folder).masks == 3
    plan = plan_import(folder)
    assert (plan.count, plan.troubles) == (len(project.images.all()), ())
    with Project.create(tmp_path / "Q.bgad") as other:
        list(import_folder(other, plan))
        names = {kind.id: kind.name for kind in other.masks.defect_types()}
        wanted = {kind.id: kind.name for kind in project.masks.defect_types()}
        for record in project.images.all():
            (found,) = [item for item in other.images.all() if item.name == record.name]
            one, two = (
                annotate.load_mask(project, record.id),
                annotate.load_mask(other, found.id),
            )
            assert (one is None) == (two is None)
            if one is not None and two is not None:
                for value, name in wanted.items():
                    (same,) = [key for key, other_name in names.items() if other_name == name]
                    np.testing.assert_array_equal(one == value, two == same)
    assert not any(candidate.masks for candidate in with_rule(plan, ImportRule(masks=False)).candidates)


def test_a_black_mask_beside_a_good_picture_says_nothing(tmp_path: Path) -> None:
    write(tmp_path / "in", [1, 2])
    save_png(tmp_path / "in" / "001_mask.png", np.zeros((64, 64), np.uint8))
    save_png(tmp_path / "in" / "002_mask.png", np.full((64, 64), 255, np.uint8))
    plan = plan_import(tmp_path / "in")
    assert [candidate.verdict for candidate in plan.candidates] == [None, Verdict.NG]
    with Project.create(tmp_path / "Q.bgad") as project:
        list(import_folder(project, plan))
        assert [kind.name for kind in project.masks.defect_types()] == ["defect"]


def test_a_hole_survives_coco(project: Project, tmp_path: Path) -> None:
    image = next(record for record in project.images.all() if record.painted_type_ids)
    label_map = np.zeros((image.height_px, image.width_px), np.uint8)
    label_map[5:20, 30:50] = image.painted_type_ids[0]
    label_map[9:12, 40:44] = 0
    label_map[10, 41] = image.painted_type_ids[0]  # in the hole
    label_map[50, :3] = image.painted_type_ids[0]
    save_mask(project, image.id, label_map)
    _export(project, tmp_path / "out")
    drawn = draw(read_coco(tmp_path / "out" / "coco.json")[image.name], image.width_px, image.height_px)
    np.testing.assert_array_equal(drawn["dent"], label_map > 0)
