"""The same part never stands on both sides, however its pictures are called and whenever they come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from service_parts import part, write

from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.import_rules import ImportRule, PartFrom, VerdictFrom, WatchedFolder
from bgad_studio.core.records import ImageRecord
from bgad_studio.services import bulk
from bgad_studio.services.import_plan import plan_import, with_rule
from bgad_studio.services.importing import Imported, Regrouped, import_folder
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides
from bgad_studio.services.watching import Watch

CAMERAS = ImportRule(VerdictFrom.ALL_OK, part_from=PartFrom.START, separator="_cam")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "P.bgad") as made:
        yield made


def _picture(folder: Path, name: str, number: int) -> Path:
    save_png(write(folder, ()) / name, part(number))
    return folder / name


def _saved_anew(file: Path, name: str) -> Path:
    again = file.with_name(name)
    Image.open(file).save(again, quality=90)
    return again


def _import(project: Project, *chosen: Path, rule: ImportRule = CAMERAS) -> list[object]:
    return list(import_folder(project, with_rule(plan_import(*chosen), rule)))


def _some(project: Project, event: Regrouped) -> list[ImageRecord]:
    return project.images.some(event.ids)


def _groups(project: Project) -> dict[str, str]:
    return {record.name: record.group for record in project.images.all()}


def test_twins_among_the_first_pictures_of_a_project_are_known(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", range(10))
    _saved_anew(folder / "001.png", "001b.jpg")
    events = _import(project, folder)
    groups = _groups(project)
    assert groups["001.png"] == groups["001b.jpg"]
    assert len(set(groups.values())) == 10
    assert sum(event.alike for event in events if isinstance(event, Imported)) == 1


def test_twins_that_came_before_parts_could_be_compared_are_joined_when_they_can(
    project: Project, tmp_path: Path
) -> None:
    files = [_picture(tmp_path / "in", f"{number}.png", number) for number in range(7)]
    again = _saved_anew(files[2], "again.jpg")
    for file in (files[2], again, *files[:2], *files[3:5]):
        _import(project, file)
    groups = _groups(project)
    assert len(set(groups.values())) == 6
    before = {record.name: record.id for record in project.images.all()}
    events = _import(project, files[5], files[6])
    assert [event.ids for event in events if isinstance(event, Regrouped)] == [(before["again.jpg"],)]
    groups = _groups(project)
    assert groups["2.png"] == groups["again.jpg"] == "2.png"
    assert len(set(groups.values())) == 7


def test_a_twin_that_bears_the_name_of_another_part_makes_them_one_part(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for number in range(10):
        for camera in (1, 2):
            _picture(folder, f"{number}_cam{camera}.png", 100 * camera + number)
    _import(project, folder)
    bulk.remove(project, [record.id for record in project.images.all() if record.name == "7_cam2.png"])
    twin = _saved_anew(folder / "3_cam1.png", "7_cam5.jpg")
    events = _import(project, twin)
    told = [
        record.name for event in events if isinstance(event, Regrouped) for record in _some(project, event)
    ]
    assert told == ["7_cam1.png"], "a removed part is not told of as if it were there"
    _import(project, folder / "7_cam2.png")
    groups = _groups(project)
    together = {name for name, group in groups.items() if group == groups["3_cam1.png"]}
    assert together == {"3_cam1.png", "3_cam2.png", "7_cam1.png", "7_cam2.png", "7_cam5.jpg"}
    _import(
        project,
        _picture(tmp_path / "late", "7_cam3.png", 900),
        _picture(tmp_path / "late", "3_cam9.png", 901),
    )
    groups = _groups(project)
    assert groups["7_cam3.png"] == groups["3_cam9.png"] == groups["7_cam5.jpg"]
    assert len(set(groups.values())) == 9


def test_parts_joined_one_after_the_other_are_one_part_at_last(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number in range(10):
        _picture(folder, f"{number}_cam1.png", number)
    _import(project, folder)
    for number in (1, 2, 3):  # 1 is 0, 2 is 1, 3 is 2
        _import(project, _saved_anew(folder / f"{number - 1}_cam1.png", f"{number}_cam2.jpg"))
    groups = _groups(project)
    assert {groups[f"{number}_cam1.png"] for number in range(4)} == {"0"}
    assert len(set(groups.values())) == 7


def test_no_side_shares_a_picture_with_another_one(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    originals = [_picture(folder, f"{number}_cam1.png", number) for number in range(40)]
    for number, file in enumerate(originals[:20]):
        _saved_anew(file, f"{number + 100}_cam1.jpg")
    _import(project, folder)
    sides = draw_sides(project, project.images.all())
    assert sides.calibration

    def shown(images: list[ImageRecord]) -> set[int]:
        return {int(image.name.partition("_")[0]) % 100 for image in images}

    assert not shown(sides.calibration) & (shown(sides.normal) | shown(sides.validation))


def test_a_part_that_taught_goes_on_teaching_with_the_parts_it_is_joined_with(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for number in range(40):
        _picture(folder, f"{number}_cam1.png", number)
    _import(project, folder)
    sides = draw_sides(project, project.images.all())
    project.runs.add_snapshot(sides.items)
    taught, measured = sides.normal[0], sides.calibration[0]
    _import(project, _saved_anew(taught.path, measured.name.replace("cam1.png", "cam2.jpg")))
    sides = draw_sides(project, project.images.all())
    assert {taught.name, measured.name} <= {image.name for image in sides.normal}
    groups = _groups(project)
    assert groups[taught.name] in project.runs.taught_by().groups
    assert groups[taught.name] == groups[measured.name]


def test_a_watched_folder_joins_parts_too(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", range(5))
    watch = Watch(project, WatchedFolder(folder, CAMERAS))
    list(watch.bring_in([*sorted(folder.glob("*.png")), _saved_anew(folder / "004.png", "x.jpg")]))
    events = list(watch.bring_in([_picture(folder, f"9{number}.png", 90 + number) for number in range(3)]))
    assert [len(event.ids) for event in events if isinstance(event, Regrouped)] == [1]
    assert _groups(project)["x.jpg"] == "004.png"
