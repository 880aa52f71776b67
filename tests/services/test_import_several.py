"""Several folders and files are one import, named as they lie among each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from service_parts import defect, part, write, write_tree

from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.import_rules import ImportRule, VerdictFrom, guess_rule
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.services.annotate import load_mask
from bgad_studio.services.import_plan import (
    Candidate,
    ImportKind,
    ImportPlan,
    by_drive,
    few_names,
    plan_import,
    preview,
    with_rule,
)
from bgad_studio.services.importing import import_folder
from bgad_studio.services.project import Project

FOLDER = ImportRule(VerdictFrom.FOLDER)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "P.bgad") as made:
        yield made


def _bring_in(project: Project, plan: ImportPlan) -> dict[str, ImageRecord]:
    list(import_folder(project, plan))
    return {record.name: record for record in project.images.all()}


def test_names_of_several_folders_say_what_their_parts_are(project: Project, tmp_path: Path) -> None:
    good, bad = write(tmp_path / "day" / "ok", range(3)), write(tmp_path / "day" / "dent", range(10, 12))
    plan = plan_import(good, bad)
    assert (plan.root, plan.chosen, plan.kind) == (tmp_path / "day", (good, bad), ImportKind.PLAIN)
    assert guess_rule([candidate.name for candidate in plan.candidates]).verdict_from is VerdictFrom.FOLDER
    found = _bring_in(project, with_rule(plan, FOLDER))
    assert sorted(found) == ["dent/010.png", "dent/011.png", "ok/000.png", "ok/001.png", "ok/002.png"]
    assert found["ok/000.png"].verdict is Verdict.OK
    assert [kind.name for kind in project.masks.defect_types()] == ["dent"]


def test_files_and_folders_come_in_together_and_each_only_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "day" / "new", range(2))
    loose = [save(tmp_path / "day", number) for number in (7, 8)]
    (tmp_path / "day" / "notes.txt").write_text("nothing")
    plan = plan_import(*loose, tmp_path / "day" / "notes.txt", folder, folder / "000.png")
    assert [candidate.name for candidate in plan.candidates] == [
        "007.png",
        "008.png",
        "new/000.png",
        "new/001.png",
    ]


def save(folder: Path, number: int) -> Path:
    """One loose part."""
    save_png(folder / f"{number:03d}.png", part(number))
    return folder / f"{number:03d}.png"


def test_of_a_single_folder_names_begin_below_it_and_of_a_single_file_they_are_its_own(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "ok", range(1))
    assert [candidate.name for candidate in plan_import(folder).candidates] == ["000.png"]
    plan = plan_import(folder / "000.png")
    assert (plan.root, [candidate.name for candidate in plan.candidates]) == (folder, ["000.png"])


def test_a_folder_of_masks_beside_its_pictures_marks_them(project: Project, tmp_path: Path) -> None:
    pictures = write(tmp_path / "day" / "images", range(3))
    masks = tmp_path / "day" / "masks"
    masks.mkdir()
    save_png(masks / "001.png", defect().astype("uint8") * 255)
    found = _bring_in(project, plan_import(pictures, masks))
    assert sorted(found) == ["images/000.png", "images/001.png", "images/002.png"]
    assert [record.mask_id is not None for _, record in sorted(found.items())] == [False, True, False]


def test_outlines_speak_of_the_pictures_of_their_own_folder(project: Project, tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", range(1)), write(tmp_path / "b", range(1, 2))
    save_png(second / "000.png", part(50))
    coco = {
        "images": [{"id": 1, "file_name": "000.png"}],
        "categories": [{"id": 1, "name": "pit"}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "segmentation": [[4, 4, 20, 4, 20, 20, 4, 20]]}
        ],
    }
    (second / "annotations").mkdir()
    (second / "annotations" / "all.json").write_text(json.dumps(coco))
    found = _bring_in(project, plan_import(first, second))
    assert {name: record.mask_id is not None for name, record in found.items()} == {
        "a/000.png": False,
        "b/000.png": True,
        "b/001.png": False,
    }
    chosen = plan_import(first, second / "000.png", second / "annotations")
    assert [bool(candidate.outlines) for candidate in chosen.candidates] == [False, True]
    alone = plan_import(second / "000.png", second / "001.png", second / "annotations" / "all.json")
    assert [bool(candidate.outlines) for candidate in alone.candidates] == [True, False]


def test_several_data_sets_need_no_rule(project: Project, tmp_path: Path) -> None:
    sets = [write_tree(tmp_path / "bottle", types=("dent",)), tmp_path / "cable"]
    for number, place in enumerate(("train/good", "test/good", "test/cut"), start=700):
        save_png(write(sets[1] / place, ()) / "1.png", part(number))
    plan = plan_import(*sets)
    assert plan.kind is ImportKind.DATASET
    found = _bring_in(project, plan)
    assert found["cable/train/good/1.png"].verdict is Verdict.OK
    assert found["cable/test/cut/1.png"].verdict is Verdict.NG
    assert load_mask(project, found["bottle/test/dent/200.png"].id) is not None
    assert {kind.name for kind in project.masks.defect_types()} == {"dent", "cut"}


def test_what_a_data_set_says_stands_beside_pictures_that_need_a_rule(
    project: Project, tmp_path: Path
) -> None:
    plan = plan_import(
        write_tree(tmp_path / "bottle", types=("dent",)), write(tmp_path / "more", range(90, 93))
    )
    assert plan.kind is ImportKind.PLAIN
    rule = ImportRule(VerdictFrom.ALL_OK)
    assert preview(plan, rule).verdicts == {Verdict.OK: 8, Verdict.NG: 2}
    assert preview(plan, ImportRule(masks=False)).masked == 0
    found = _bring_in(project, with_rule(plan, rule))
    assert project.images.judged_by(found["bottle/test/dent/200.png"].id) != project.images.judged_by(
        found["more/090.png"].id
    )


def test_things_without_a_picture_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text("")
    with pytest.raises(StudioError, match=r"a, b\.txt: there are no pictures"):
        plan_import(tmp_path / "a", tmp_path / "b.txt")
    with pytest.raises(StudioError, match="gone"):
        plan_import(tmp_path / "a", tmp_path / "gone")


def test_of_many_names_the_first_are_told() -> None:
    paths = [Path(f"/in/{number}") for number in range(20)]
    assert few_names(paths) == "0, 1, 2, 3, … (20)"
    assert few_names(paths[:2]) == "0, 1"


def test_what_lies_on_one_drive_is_imported_together() -> None:
    paths = [Path("/b/1"), Path("relative"), Path("/a")]
    assert by_drive(paths) == [(Path("/b/1"), Path.cwd() / "relative", Path("/a"))]
    if sys.platform == "win32":
        assert by_drive([Path("D:/b"), Path("C:/a")]) == [(Path("C:/a"),), (Path("D:/b"),)]


def test_a_whole_drive_gives_its_pictures_names_below_the_project(project: Project, tmp_path: Path) -> None:
    """A drive has no name of its own, and a name that began with a slash would lead out of the project."""
    for number in (1, 2):
        file = save(write(tmp_path / str(number), ()), number)
        root = Path(file.anchor)
        list(import_folder(project, ImportPlan(root, (Candidate(file, "same.png"),))))
    assert [record.name for record in project.images.all()] == ["same.png", "pictures/same.png"]
