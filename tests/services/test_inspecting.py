"""Pictures are judged as they come: whole ones only, each once, and kept with what judged them."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from service_parts import make_project, part, write
from tiny import TINY

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core import problems
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import encode_png, load_image, save_png
from bgad_studio.core.inspection import Overlays
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.records import Verdict
from bgad_studio.services.arrivals import Arrivals
from bgad_studio.services.cuts import choose_cuts
from bgad_studio.services.inspection.adopt import adopt
from bgad_studio.services.inspection.judge import (
    Judged,
    Waiting,
    arrivals,
    begin,
    inspect_folder,
    judge,
    load_map,
    load_picture,
)
from bgad_studio.services.inspection.result_files import COLUMNS, table_file
from bgad_studio.services.project import Project
from bgad_studio.services.train import train

LONG_AGO = time.time() - 3600


def age(folder: Path) -> Path:
    """As if nobody had written to the pictures for an hour."""
    for path in folder.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_old_pictures_come_at_once_by_name_and_only_once(tmp_path: Path) -> None:
    source = Arrivals(age(write(tmp_path, range(3))))
    assert names(source.look()) == ["000.png", "001.png", "002.png"]
    assert source.look() == []


def test_a_picture_that_still_grows_waits_until_two_looks_agree(tmp_path: Path) -> None:
    blob = encode_png(part(1))
    file = tmp_path / "slow.png"
    source = Arrivals(tmp_path)
    for size in (0, len(blob) // 2, len(blob)):
        file.write_bytes(blob[:size])
        assert source.look() == []
        assert source.unsettled == 1
    assert source.look() == [file]
    assert (source.unsettled, source.look()) == (0, [])


def test_an_empty_file_is_waited_for_and_taken_in_the_end(tmp_path: Path) -> None:
    file = tmp_path / "empty.png"
    file.touch()
    source = Arrivals(tmp_path)
    assert [source.look() for _ in range(3)] == [[], [], []]
    os.utime(file, (LONG_AGO, LONG_AGO))
    assert [source.look(), source.look()] == [[], [file]]


def test_watching_leaves_out_what_was_there_and_takes_what_changes(tmp_path: Path) -> None:
    age(write(tmp_path, range(2)))
    source = Arrivals(tmp_path, existing=False)
    assert [source.look(), source.look()] == [[], []]
    write(tmp_path, [7])
    assert source.look() == []
    assert names(source.look()) == ["007.png"]
    (tmp_path / "000.png").write_bytes(encode_png(part(99)))  # the camera uses its names again
    assert source.look() == []
    assert names(source.look()) == ["000.png"]


def test_results_inside_the_folder_are_no_parts(tmp_path: Path) -> None:
    write(tmp_path / "results" / "overlays", range(2))
    age(write(tmp_path, [5]))
    assert names(Arrivals(tmp_path, (tmp_path / "results",)).look()) == ["005.png"]


def test_a_folder_that_goes_and_comes_back_is_looked_through_again(tmp_path: Path) -> None:
    folder = age(write(tmp_path / "drive", range(1)))
    source = Arrivals(folder)
    source.look()
    folder.rename(tmp_path / "unplugged")
    with pytest.raises(StudioError) as caught:
        source.look()
    assert caught.value.problem is problems.FOLDER_MISSING
    (tmp_path / "unplugged").rename(folder)
    age(write(folder, [3]))
    assert [names(source.look()), names(source.look())] == [[], ["003.png"]]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, ComputeClient]]:
    path = tmp_path_factory.mktemp("inspect") / "Line.bgad"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PRESETS, Preset.FAST, TINY)
        project = make_project(path)
        client = ComputeClient(project.cache_dir)
        for _ in train(project, client):
            pass
    yield project, client
    client.close()
    project.close()


def test_without_a_model_nothing_begins(tmp_path: Path) -> None:
    with Project.create(tmp_path / "New.bgad") as project:
        with pytest.raises(StudioError) as caught:
            begin(project, tmp_path, watch=False)
        assert caught.value.problem is problems.NO_MODEL


def test_results_that_cannot_be_written_are_refused_before_anything_is_kept(
    trained: tuple[Project, ComputeClient], tmp_path: Path
) -> None:
    project, _ = trained
    (tmp_path / "file").touch()
    before = project.inspections.all()
    with pytest.raises(StudioError) as caught:
        begin(project, tmp_path, watch=False, results=tmp_path / "file" / "below")
    assert caught.value.problem is problems.PROJECT_UNWRITABLE
    assert project.inspections.all() == before


def test_a_folder_is_judged_whole_and_a_bad_file_stops_nothing(
    trained: tuple[Project, ComputeClient], tmp_path: Path
) -> None:
    project, client = trained
    folder = write(tmp_path / "new", range(5))
    (folder / "broken.png").write_bytes(encode_png(part(1))[:200])
    age(folder)
    images = len(project.images.all())
    inspection = begin(project, folder, watch=False, results=tmp_path / "out")
    events = list(inspect_folder(project, client, inspection, Overlays.ALL))
    judged = [item for event in events if isinstance(event, Judged) for item in event.parts]
    assert len(judged) == 6
    assert len(project.images.all()) == images  # nobody took them in
    kept = project.inspections.get(inspection.id)
    assert kept.tally.total == 6
    assert kept.tally.unreadable == 1
    assert project.inspections.parts(inspection.id) == sorted(judged, key=lambda item: item.id)
    with table_file(inspection).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert {Path(row["file"]).name: row["verdict"] for row in rows}["broken.png"] == "unreadable"
    assert len(list((tmp_path / "out" / "overlays").glob("*.png"))) == 5
    first = next(item for item in judged if item.path.name == "000.png")
    assert load_picture(first).shape == (64, 64, 3)
    assert load_map(project, inspection, first) is not None
    (folder / "000.png").write_bytes(encode_png(part(50)))
    with pytest.raises(StudioError) as caught:
        load_picture(first)
    assert caught.value.problem is problems.IMAGE_CHANGED


def test_pictures_with_the_map_have_the_chosen_colours(
    trained: tuple[Project, ComputeClient], tmp_path: Path
) -> None:
    project, client = trained
    folder = tmp_path / "new"
    folder.mkdir()
    scratched = part(0)
    scratched[20:40, 20:40] = 255 - scratched[20:40, 20:40]
    save_png(folder / "scratched.png", scratched)
    drawn = []
    for ramp in (Ramp.INFERNO, Ramp.CIVIDIS):
        inspection = begin(project, folder, watch=False, results=tmp_path / ramp)
        list(judge(project, client, inspection, list(folder.iterdir()), Overlays.ALL, ramp))
        (file,) = (tmp_path / ramp / "overlays").glob("*.png")
        drawn.append(load_image(file))
    assert not (drawn[0] == drawn[1]).all()


def test_an_inspection_keeps_the_thresholds_it_began_with(
    trained: tuple[Project, ComputeClient], tmp_path: Path
) -> None:
    project, client = trained
    model = project.models.active()
    assert model is not None
    choose_cuts(project, model, -1e9, -1e9)
    inspection = begin(project, age(write(tmp_path / "new", range(2))), watch=False)
    choose_cuts(project, model, 1e9, 1e9)
    for _ in inspect_folder(project, client, inspection, Overlays.NONE):
        pass
    assert {item.verdict for item in project.inspections.parts(inspection.id)} == {Verdict.NG}
    assert project.inspections.get(inspection.id).ng == -1e9
    assert not (inspection.results / "overlays").exists()


def test_watching_judges_what_comes_until_it_is_stopped(
    trained: tuple[Project, ComputeClient], tmp_path: Path
) -> None:
    project, client = trained
    folder = age(write(tmp_path / "line", range(2)))
    inspection = begin(project, folder, watch=True, results=folder / "results")
    events = inspect_folder(project, client, inspection, Overlays.ALL, existing=False)
    assert next(events) == Waiting(0)
    write(folder, [40])
    judged = next(event for event in events if isinstance(event, Judged))
    assert [item.path.name for item in judged.parts] == ["040.png"]
    for _ in range(3):  # overlays that lie below the folder are not judged in turn
        assert not isinstance(next(events), Judged)
    events.close()
    assert arrivals(project, inspection, existing=False).look() == []
    # going on later: what was judged does not come again, what was there before it began may
    assert names(arrivals(project, inspection).look()) == ["000.png", "001.png"]


def test_a_part_taken_into_the_project_is_a_copy_with_its_score(
    trained: tuple[Project, ComputeClient], tmp_path: Path
) -> None:
    project, client = trained
    folder = age(write(tmp_path / "new", range(600, 602)))
    inspection = begin(project, folder, watch=False)
    for _ in inspect_folder(project, client, inspection):
        pass
    parts = project.inspections.parts(inspection.id)
    adopted = adopt(project, inspection, parts[:1])
    (record,) = adopted.records
    assert adopted.troubles == ()
    assert record.score is not None
    assert record.score.score == parts[0].score
    model = project.models.active()
    assert model is not None
    assert project.maps.load(record.id, model.id) == project.maps.load_inspected(parts[0].id)
    parts[0].path.unlink()
    assert record.path.is_relative_to(project.path)
    assert record.path.is_file()
    assert [again.id for again in adopt(project, inspection, parts[:1]).records] == [record.id]
