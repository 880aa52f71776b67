"""What comes in from a folder, what is left out, and that the rest comes in all the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from service_parts import bring_in, defect, part, write, write_tree

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import Verdict
from bgad_studio.services import importing
from bgad_studio.services.annotate import load_mask
from bgad_studio.services.importing import Imported, ImportKind, Skipped, import_folder, plan_import
from bgad_studio.services.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "P.bgad") as made:
        yield made


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.NG, None])
def test_a_plain_folder_gets_the_verdict_a_person_gave(
    project: Project, tmp_path: Path, verdict: Verdict | None
) -> None:
    write(tmp_path / "parts", range(3))
    records, codes = bring_in(project, tmp_path / "parts", verdict)
    assert [(r.name, r.verdict) for r in records] == [(f"00{i}.png", verdict) for i in range(3)]
    assert codes == []
    assert records == project.images.all()
    assert project.images.judged_by(records[0].id) not in ("import", "painted")


def test_a_tree_brings_verdicts_types_and_masks(project: Project, tmp_path: Path) -> None:
    plan = plan_import(write_tree(tmp_path / "bottle"))
    assert (plan.kind, plan.count) == (ImportKind.DATASET, 9)
    records, codes = bring_in(project, tmp_path / "bottle", Verdict.OK)
    assert codes == []
    types = {item.id: item.name for item in project.masks.defect_types()}
    assert sorted(types.values()) == ["dent", "scratch"]
    for record in records:
        name = record.name.split("/")[1]
        if name == "good":
            assert (record.verdict, record.mask_id, record.defect_type_id) == (Verdict.OK, None, None)
            continue
        assert record.verdict is Verdict.NG
        assert record.defect_type_id is not None
        assert types[record.defect_type_id] == name
        label_map = load_mask(project, record.id)
        assert label_map is not None
        assert np.array_equal(label_map == record.defect_type_id, defect())
        assert (project.labels_dir / f"{record.name}.png").is_file()


def test_a_defect_of_a_tree_without_a_mask_is_ng_without_one(project: Project, tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "bottle", types=("dent",))
    (tree / "ground_truth/dent/200_mask.png").unlink()
    records, codes = bring_in(project, tree)
    masks = {r.name: r.mask_id is not None for r in records if r.verdict is Verdict.NG}
    assert masks == {"test/dent/200.png": False, "test/dent/201.png": True}
    assert codes == []


def test_broken_files_are_listed_and_the_rest_comes_in(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", range(2))
    (folder / "a broken.png").write_bytes((folder / "000.png").read_bytes()[:200])
    (folder / "b text.png").write_text("no picture")
    (folder / "c gone.png").symlink_to("nowhere.png")
    (folder / "d.png").mkdir()
    (folder / "e loop.png").symlink_to("e loop.png")
    records, codes = bring_in(project, folder)
    assert [record.name for record in records] == ["000.png", "001.png"]
    assert codes == ["image-broken", "image-not-a-picture", "image-missing", "image-unreadable"]


def test_the_same_picture_comes_in_once(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", range(2))
    (folder / "copy.png").write_bytes((folder / "000.png").read_bytes())
    records, codes = bring_in(project, folder)
    assert (len(records), codes) == (2, ["image-duplicate"])
    again, codes = bring_in(project, folder, Verdict.NG)
    assert (again, codes) == ([], ["image-duplicate"] * 3)
    assert {record.verdict for record in project.images.all()} == {None}


def test_a_duplicate_is_told_with_the_name_of_the_first(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", range(1))
    (folder / "copy.png").write_bytes((folder / "000.png").read_bytes())
    skipped = [e for e in import_folder(project, plan_import(folder), None) if isinstance(e, Skipped)]
    assert "copy.png" in skipped[0].trouble.english()
    assert "000.png" in skipped[0].trouble.english()


def test_files_of_one_name_in_two_folders_are_two_images(project: Project, tmp_path: Path) -> None:
    for number, folder in enumerate(("monday", "a/tuesday", "b/tuesday")):
        save_png(write(tmp_path / folder, ()) / "1.png", part(number))
        bring_in(project, tmp_path / folder)
    names = [record.name for record in project.images.all()]
    assert names == ["1.png", "tuesday/1.png", "tuesday (2)/1.png"]


def test_a_bad_mask_is_told_and_its_picture_comes_in(project: Project, tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "bottle", test=3, types=("dent",))
    masks = tree / "ground_truth/dent"
    save_png(masks / "200_mask.png", np.ones((32, 64), np.uint8))
    save_png(masks / "201_mask.png", np.zeros((64, 64), np.uint8))
    (masks / "202_mask.png").write_bytes(b"")
    records, codes = bring_in(project, tree)
    assert codes == ["mask-wrong-size", "mask-empty", "mask-broken"]
    assert [(r.verdict, r.mask_id) for r in records if "dent" in r.name] == [(Verdict.NG, None)] * 3


def test_the_size_of_a_wrong_mask_is_told_as_width_by_height(project: Project, tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "bottle", types=("dent",))
    save_png(tree / "ground_truth/dent/200_mask.png", np.ones((32, 64), np.uint8))
    events = list(import_folder(project, plan_import(tree), None))
    (told,) = (event.trouble.english() for event in events if isinstance(event, Skipped))
    assert "64×32 pixels but its picture is 64×64" in told


def test_an_empty_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, problem in (("empty", problems.FOLDER_EMPTY), ("gone", problems.FOLDER_MISSING)):
        with pytest.raises(StudioError) as caught:
            plan_import(tmp_path / name)
        assert caught.value.problem is problem


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "parts", range(1)).chmod(0)
    with pytest.raises(StudioError) as caught:
        plan_import(tmp_path / "parts")
    assert caught.value.problem is problems.FOLDER_UNREADABLE


def test_an_import_that_is_stopped_keeps_what_is_there(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", range(importing.BATCH + 4))
    events = import_folder(project, plan_import(folder), Verdict.OK)
    for event in events:
        if isinstance(event, Imported):
            break
    events.close()  # type: ignore[attr-defined]
    kept = project.images.all()
    assert len(kept) == importing.BATCH
    assert {record.verdict for record in kept} == {Verdict.OK}
    records, codes = bring_in(project, folder, Verdict.OK)
    assert (len(records), len(codes)) == (4, importing.BATCH)


def test_a_folder_that_vanishes_during_the_import_is_told_file_by_file(
    project: Project, tmp_path: Path
) -> None:
    folder = write(tmp_path / "parts", range(2))
    plan = plan_import(folder)
    folder.rename(tmp_path / "elsewhere")
    events = list(import_folder(project, plan, None))
    assert [e.trouble.problem for e in events if isinstance(e, Skipped)] == [problems.IMAGE_MISSING] * 2


def test_progress_counts_up_to_all(project: Project, tmp_path: Path) -> None:
    plan = plan_import(write(tmp_path / "parts", range(importing.BATCH + 1)))
    done = [e.done for e in import_folder(project, plan, None) if isinstance(e, Progress)]
    assert done == [importing.BATCH, importing.BATCH + 1]


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
@pytest.mark.parametrize("place", [b"caf\xe9/1.png", b"parts/caf\xe9.png"])
def test_a_name_that_is_no_text_is_told_and_the_rest_comes_in(
    project: Project, tmp_path: Path, place: bytes
) -> None:
    file = tmp_path / "in" / os.fsdecode(place)
    write(file.parent, ())
    save_png(file, part(1))
    save_png(tmp_path / "in" / "2.png", part(2))
    records, codes = bring_in(project, tmp_path / "in")
    assert [record.name for record in records] == ["2.png"]
    assert codes == ["image-unreadable"]


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_a_folder_whose_own_name_is_no_text_is_told_file_by_file(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    write(folder, range(2))
    records, codes = bring_in(project, folder)
    assert (records, codes) == ([], ["image-unreadable"] * 2)


def test_a_turned_photo_and_its_mask_share_one_orientation(project: Project, tmp_path: Path) -> None:
    from PIL import Image

    tree = write_tree(tmp_path / "bottle", types=("dent",))
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(part(5)[:40]).save(tree / "test/dent/200.png", exif=exif)
    save_png(tree / "ground_truth/dent/200_mask.png", np.ones((64, 40), np.uint8))
    records, codes = bring_in(project, tree)
    (turned,) = (record for record in records if record.name == "test/dent/200.png")
    assert codes == []
    assert (turned.width_px, turned.height_px) == (40, 64)
    assert turned.mask_id is not None
