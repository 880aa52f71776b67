"""Names, outlines and likeness decide what comes in as what; seen before, and lasting after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from service_parts import bring_in, part, write, write_tree

from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.import_rules import ImportRule, PartFrom, VerdictFrom
from bgad_studio.core.records import MaskOrigin, Verdict
from bgad_studio.services import bulk, import_plan, importing
from bgad_studio.services.annotate import load_mask
from bgad_studio.services.import_plan import ImportKind, plan_import, preview, with_rule
from bgad_studio.services.importing import Imported, import_folder
from bgad_studio.services.project import Project

FOLDER = ImportRule(VerdictFrom.FOLDER)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "P.bgad") as made:
        yield made


def _factory(root: Path) -> Path:
    write(root / "ok", range(6))
    write(root / "scratch", range(100, 103), defective=True)
    write(root / "NG", range(200, 201), defective=True)
    write(root / "new", range(300, 302))
    return root


def _import(project: Project, folder: Path, rule: ImportRule) -> list[Imported]:
    events = import_folder(project, with_rule(plan_import(folder), rule))
    return [event for event in events if isinstance(event, Imported)]


def test_a_preview_tells_what_then_happens_and_writes_nothing(project: Project, tmp_path: Path) -> None:
    plan = plan_import(_factory(tmp_path / "in"))
    seen = preview(plan, FOLDER)
    assert seen.verdicts == {Verdict.OK: 6, Verdict.NG: 4, None: 2}
    assert seen.defects == {"scratch": 3}
    assert (seen.parts, seen.looked_at) == (12, 12)
    kinds = {(candidate.verdict, candidate.defect) for candidate in seen.examples}
    assert kinds == {(Verdict.OK, None), (Verdict.NG, "scratch"), (Verdict.NG, None), (None, None)}
    assert project.images.all() == []
    _import(project, tmp_path / "in", FOLDER)
    types = {item.id: item.name for item in project.masks.defect_types()}
    records = project.images.all()
    assert [r.verdict for r in records].count(Verdict.OK) == 6
    scratched = {r.name for r in records if types.get(r.defect_type_id or 0) == "scratch"}
    assert scratched == {"scratch/100.png", "scratch/101.png", "scratch/102.png"}
    assert project.images.judged_by(records[0].id) != "import"


def test_a_preview_of_very_many_looks_at_some(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(import_plan, "SHOWN", 4)
    seen = preview(plan_import(_factory(tmp_path / "in")), FOLDER)
    assert seen.looked_at == 4


def test_pictures_of_one_part_share_a_capture_group(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number, name in enumerate(("7_cam1.png", "7_cam2.png", "8_cam1.png")):
        save_png(write(folder, ()) / name, part(number))
    _import(project, folder, ImportRule(part_from=PartFrom.START, separator="_cam"))
    assert [r.group for r in project.images.all()] == ["7", "7", "8"]


def test_a_picture_saved_anew_joins_the_group_of_the_first(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", range(12))
    bring_in(project, folder)
    again = tmp_path / "again"
    again.mkdir()
    Image.open(folder / "003.png").save(again / "x.jpg", quality=90)
    save_png(again / "y.png", part(77))
    (event,) = _import(project, again, ImportRule())
    assert event.alike == 1
    groups = {record.name: record.group for record in project.images.all()}
    assert groups["x.jpg"] == groups["003.png"] == "003.png"
    assert groups["y.png"] == "y.png"
    assert len(set(groups.values())) == 13


def test_different_parts_of_one_import_stay_apart(project: Project, tmp_path: Path) -> None:
    (first, *more) = _import(project, write(tmp_path / "in", range(40)), ImportRule())
    assert first.alike + sum(event.alike for event in more) == 0
    assert len({record.group for record in project.images.all()}) == 40


def test_a_removed_part_that_is_imported_again_comes_back_as_it_was(project: Project, tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "bottle")
    before, _ = bring_in(project, tree)
    bulk.remove(project, [record.id for record in before[-2:]])
    records, codes = bring_in(project, tree)
    assert records == before[-2:]
    assert set(codes) == {"image-duplicate"}
    assert project.images.all() == before


def test_outlines_of_labelme_make_masks_and_ng(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", range(3))
    shape = {"label": "dent", "points": [[10, 10], [30, 10], [30, 20], [10, 20]], "shape_type": "polygon"}
    (folder / "001.json").write_text(json.dumps({"shapes": [shape]}))
    (folder / "002.json").write_text("{")
    plan = with_rule(plan_import(folder), ImportRule(VerdictFrom.ALL_OK))
    assert [trouble.problem.code for trouble in plan.troubles] == ["outlines-broken"]
    list(import_folder(project, plan))
    records = project.images.all()
    assert [record.verdict for record in records] == [Verdict.OK, Verdict.NG, Verdict.OK]
    label_map = load_mask(project, records[1].id)
    assert label_map is not None
    assert (label_map[12:18, 12:28] == records[1].defect_type_id).all()
    assert not label_map[:8].any()


def test_outlines_say_ng_also_where_nobody_says_anything(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", range(1))
    shape = {"label": "dent", "points": [[10, 10], [30, 10], [30, 20]], "shape_type": "polygon"}
    (folder / "000.json").write_text(json.dumps({"shapes": [shape]}))
    records, codes = bring_in(project, folder, None)
    assert (codes, [record.verdict for record in records]) == ([], [Verdict.NG])
    assert records[0].mask_id is not None


def test_outlines_of_coco_come_in_as_imported_paint(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "in" / "images", range(2))
    coco = {
        "images": [{"id": 1, "file_name": "000.png"}, {"id": 2, "file_name": "001.png"}],
        "categories": [{"id": 1, "name": "pit"}, {"id": 2, "name": "dent"}],
        "annotations": [
            {"id": 1, "image_id": 2, "category_id": 1, "segmentation": [[4, 4, 20, 4, 20, 20, 4, 20]]},
            {"id": 2, "image_id": 2, "category_id": 2, "segmentation": [[30, 30, 50, 30, 50, 50]]},
        ],
    }
    (tmp_path / "in" / "annotations").mkdir()
    (tmp_path / "in" / "annotations" / "instances.json").write_text(json.dumps(coco))
    _import(project, tmp_path / "in", ImportRule(VerdictFrom.ALL_OK))
    first, second = project.images.all()
    assert (first.verdict, first.mask_id) == (Verdict.OK, None)
    assert (second.verdict, second.origin) == (Verdict.NG, MaskOrigin.IMPORTED)
    types = {item.name: item.id for item in project.masks.defect_types()}
    assert second.painted_type_ids == tuple(sorted(types.values()))
    label_map = load_mask(project, second.id)
    assert label_map is not None
    assert (label_map[6:18, 6:18] == types["pit"]).all()
    assert label_map[32, 48] == types["dent"]
    assert folder.is_dir()


def test_other_data_sets_come_in_with_verdicts_and_types(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "set"
    write(root / "yes", ())
    write(root / "no", range(3))
    save_png(root / "yes" / "Y1.png", part(9, defective=True))
    plan = plan_import(root)
    assert plan.kind is ImportKind.DATASET
    list(import_folder(project, plan))
    assert {r.name: (r.verdict, r.mask_id) for r in project.images.all() if r.name.startswith("yes")} == {
        "yes/Y1.png": (Verdict.NG, None)
    }
    assert [item.name for item in project.masks.defect_types()] == ["tumor"]


def test_masks_are_decoded_while_nobody_waits_for_the_database(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    decoded: list[bool] = []
    transaction, load = project.transaction, importing.load_mask_file

    @contextmanager
    def watched() -> Iterator[None]:
        with transaction():
            inside.append(True)
            yield
            inside.pop()

    def loading(path: Path) -> np.ndarray:
        decoded.append(not inside)
        return load(path)

    monkeypatch.setattr(project, "transaction", watched)
    monkeypatch.setattr(importing, "load_mask_file", loading)
    list(import_folder(project, plan_import(write_tree(tmp_path / "bottle"))))
    assert decoded == [True] * 4
