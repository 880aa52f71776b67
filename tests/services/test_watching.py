"""Watched folders: what comes in, what does not, and what a restart remembers."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.import_rules import ImportRule, VerdictFrom
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import IGNORE_VALUE, Mark, MaskOrigin, Verdict
from bgad_studio.services.annotate import load_mask, save_mask
from bgad_studio.services.file_news import FileNews
from bgad_studio.services.importing import Imported, Marked, Skipped
from bgad_studio.services.project import Project
from bgad_studio.services.watching import Watch, stop_watching, watch

BY_FOLDER = ImportRule(VerdictFrom.FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Line 3").mkdir()
    return tmp_path / "Line 3"


def _picture(file: Path, shade: int) -> Path:
    """Written a while ago."""
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", (32, 24), (shade, 40, 90)).save(file)
    then = time.time() - 60
    os.utime(file, (then, then))
    return file


def _come(project: Project) -> list[str]:
    """Names that come in at one look after a start; nothing is told of the others."""
    (watched,) = project.watches.all()
    source = Watch(project, watched)
    events = list(source.bring_in(source.look()))
    assert not [event for event in events if isinstance(event, Skipped)]
    return [record.name for event in events if isinstance(event, Imported) for record in event.records]


def test_what_comes_is_read_by_the_remembered_rule_and_comes_once(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, BY_FOLDER)
        _picture(folder / "good" / "1.png", 10)
        _picture(folder / "dent" / "2.png", 200)
        assert _come(project) == ["dent/2.png", "good/1.png"]
    with Project.open(tmp_path / "P.bgad") as project:
        verdicts = {record.name: record.verdict for record in project.images.all()}
        assert verdicts == {"dent/2.png": Verdict.NG, "good/1.png": Verdict.OK}
        assert [kind.name for kind in project.masks.defect_types()] == ["dent"]
        assert project.watches.all()[0].rule == BY_FOLDER
        _picture(folder / "good" / "3.png", 120)
        assert _come(project) == ["good/3.png"]


def test_a_part_that_was_removed_does_not_come_back(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        _picture(folder / "1.png", 10)
        assert _come(project) == ["1.png"]
        project.images.mark([project.images.all()[0].id], Mark.REMOVED, True, "anna")
        assert _come(project) == []
        assert project.images.all() == []


def test_the_same_picture_copied_again_is_no_news(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        _picture(folder / "1.png", 10)
        assert _come(project) == ["1.png"]
        _picture(folder / "copy.png", 10)
        assert _come(project) == []


def test_a_file_that_still_grows_waits(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        assert source.look() == []
        whole = _picture(tmp_path / "elsewhere.png", 10).read_bytes()
        (folder / "1.png").write_bytes(whole[:40])
        assert source.look() == []
        (folder / "1.png").write_bytes(whole)
        assert source.look() == []
        assert source.look() == [folder / "1.png"]


def test_a_folder_that_is_gone_is_told_and_found_again(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        source.look()
        folder.rename(tmp_path / "away")
        with pytest.raises(StudioError) as caught:
            source.look()
        assert caught.value.problem is problems.WATCH_LOST
        (tmp_path / "away").rename(folder)
        _picture(folder / "1.png", 10)
        assert source.look() + source.look() == [folder / "1.png"]


def test_a_folder_that_is_stopped_stays_stopped(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        watch(project, folder, BY_FOLDER)
        assert [item.rule for item in project.watches.all()] == [BY_FOLDER]
        assert stop_watching(project, folder) == []
    with Project.open(tmp_path / "P.bgad") as project:
        assert project.watches.all() == []


def _look(project: Project) -> list[object]:
    """What one look after a start brings, but for progress."""
    (watched,) = project.watches.all()
    source = Watch(project, watched)
    return [event for event in source.bring_in(source.look()) if not isinstance(event, Progress)]


def test_a_mask_that_comes_after_its_picture_is_no_part_but_marks_it(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        _picture(folder / "1.png", 10)
        assert len(list(source.bring_in(source.look()))) > 0
        _picture(folder / "1_mask.png", 255)
        (image,) = project.images.all()
        marked = [event for event in source.bring_in([folder / "1_mask.png"]) if isinstance(event, Marked)]
        assert marked == [Marked((image.id,))]
        (image,) = project.images.all()
        assert (image.name, image.verdict, image.origin) == ("1.png", Verdict.NG, MaskOrigin.IMPORTED)
        assert load_mask(project, image.id).all()
        assert _look(project) == []  # nothing of it comes again at the next start


def test_a_late_mask_leaves_the_type_and_the_areas_a_person_gave(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        _picture(folder / "1.png", 10)
        list(source.bring_in(source.look()))
        (image,) = project.images.all()
        dent = project.masks.add_defect_type("dent")
        ignored = np.zeros((24, 32), np.uint8)
        ignored[:12] = IGNORE_VALUE
        save_mask(project, image.id, ignored)
        project.images.set_verdict([image.id], Verdict.NG, "anna", dent.id)
        _picture(folder / "1_mask.png", 255)
        assert Marked((image.id,)) in list(source.bring_in([folder / "1_mask.png"]))
        (image,) = project.images.all()
        assert (image.verdict, image.defect_type_id) == (Verdict.NG, dent.id)
        assert project.images.judged_by(image.id) == "anna"
        label_map = load_mask(project, image.id)
        assert (label_map[:12] == IGNORE_VALUE).all()
        assert (label_map[12:] == dent.id).all()
        assert [kind.name for kind in project.masks.defect_types()] == ["dent"]


def test_a_mask_that_comes_before_its_picture_waits_for_it(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        (folder / "ground_truth").mkdir()
        mask = _picture(folder / "ground_truth" / "dent" / "1.png", 255)
        assert [event.trouble.problem for event in source.bring_in([mask])] == [problems.MASK_ALONE]
        list(source.bring_in([_picture(folder / "dent" / "1.png", 10)]))
        assert project.images.all()[0].painted_type_ids == (1,)


def test_paint_a_person_took_away_does_not_come_back_with_the_mask(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        _picture(folder / "1.png", 10)
        _picture(folder / "1_mask.png", 255)
        _look(project)
        image_id = project.images.all()[0].id
        save_mask(project, image_id, np.zeros((24, 32), np.uint8))
        assert _look(project) == []
        assert load_mask(project, image_id) is None


def test_another_trouble_of_a_file_is_news(tmp_path: Path) -> None:
    file, told = tmp_path / "1.png", FileNews(tmp_path / "told.json")
    file.write_bytes(b"x")
    params = (("file", str(file)),)
    alone, empty = Trouble(problems.MASK_ALONE, params), Trouble(problems.MASK_EMPTY, params)
    assert [told.is_news(trouble) for trouble in (alone, empty, alone, empty)] == [True, True, False, False]
    told.save()
    again = FileNews(tmp_path / "told.json")
    assert not again.is_news(alone)
    file.write_bytes(b"xy")
    assert again.is_news(alone)


def test_a_late_mask_of_a_part_called_good_is_told_once_and_left_out(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule(VerdictFrom.ALL_OK))
        _picture(folder / "1.png", 10)
        assert _come(project) == ["1.png"]
        _picture(folder / "1_mask.png", 255)
        (event,) = _look(project)
        assert isinstance(event, Skipped)
        assert event.trouble.problem is problems.MASK_OF_GOOD
        assert project.images.all()[0].verdict is Verdict.OK
        assert _look(project) == []


def test_outlines_of_labelme_and_coco_are_read_when_they_come(tmp_path: Path, folder: Path) -> None:
    box = [[4, 4], [12, 4], [12, 12], [4, 12]]
    coco = {
        "images": [{"id": 7, "file_name": "2.png"}],
        "categories": [{"id": 1, "name": "pit"}],
        "annotations": [{"image_id": 7, "category_id": 1, "segmentation": [[4, 4, 12, 4, 12, 12, 4, 12]]}],
    }
    labelme = {"shapes": [{"label": "dent", "shape_type": "polygon", "points": box}]}
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        list(source.bring_in([_picture(folder / f"{number}.png", 50 * number) for number in (1, 2)]))
        source.look()
        for name, content in (("1.json", labelme), ("all.json", coco)):
            (folder / name).write_text(json.dumps(content))
        come = [*source.look(), *source.look()]
        assert {"1.json", "all.json"} <= {path.name for path in come}
        list(source.bring_in(come))
        types = {kind.id: kind.name for kind in project.masks.defect_types()}
        painted = {
            image.name: [types[one] for one in image.painted_type_ids] for image in project.images.all()
        }
        assert painted == {"1.png": ["dent"], "2.png": ["pit"]}


def test_a_damaged_file_is_told_of_once_and_again_when_it_was_written_anew(
    tmp_path: Path, folder: Path
) -> None:
    file = _picture(folder / "1.png", 10)
    whole = file.read_bytes()
    then = time.time() - 60
    file.write_bytes(whole[:40])
    os.utime(file, (then, then))
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        (event,) = _look(project)
        assert isinstance(event, Skipped)
    with Project.open(tmp_path / "P.bgad") as project:
        assert _look(project) == []
        file.write_bytes(whole[:50])
        os.utime(file, (then, then))
        assert len(_look(project)) == 1
        file.write_bytes(whole)
        os.utime(file, (then, then))
        assert [type(event) for event in _look(project)] == [Imported]


def test_a_mask_without_a_picture_is_told(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        (folder / "ground_truth").mkdir()
        file = _picture(folder / "ground_truth" / "dent" / "9.png", 255)
        source = Watch(project, project.watches.all()[0])
        (event,) = source.bring_in([file])
        assert isinstance(event, Skipped)
        assert event.trouble.problem is problems.MASK_ALONE


def test_masks_a_person_did_not_want_stay_away_later_too(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule(masks=False))
        _picture(folder / "1.png", 10)
        _picture(folder / "1_mask.png", 255)
        assert _come(project) == ["1.png"]
        assert project.images.all()[0].mask_id is None
        assert project.images.all()[0].verdict is None
