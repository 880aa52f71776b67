"""Watched folders: what comes in, what does not, and what a restart remembers."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.import_rules import ImportRule, VerdictFrom
from bgad_studio.core.records import Mark, Verdict
from bgad_studio.services.importing import Imported, Skipped
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


def test_a_mask_that_comes_after_its_picture_is_no_part(tmp_path: Path, folder: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        watch(project, folder, ImportRule())
        source = Watch(project, project.watches.all()[0])
        _picture(folder / "1.png", 10)
        assert len(list(source.bring_in(source.look()))) > 0
        _picture(folder / "1_mask.png", 255)
        assert list(source.bring_in([folder / "1_mask.png"])) == []
        assert [image.name for image in project.images.all()] == ["1.png"]


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
