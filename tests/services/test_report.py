"""Reports say what was found and on what that rests; nothing is half written, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from planted import THRESHOLDS, plant
from service_parts import make_project

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.how_set import ByLevels
from bgad_studio.core.inspection import Inspection, NewPart
from bgad_studio.core.intervals import Share
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.paper import Cases, Facts, Histogram, Paper, Table, Tiles, Tongue
from bgad_studio.core.progress import result_of
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.services.annotate import person, set_verdict
from bgad_studio.services.cuts import choose_cuts
from bgad_studio.services.inspection.judge import begin
from bgad_studio.services.project import Project
from bgad_studio.services.report.inspection import InspectionReport
from bgad_studio.services.report.model import ModelReport
from bgad_studio.services.report.pieces import range_text
from bgad_studio.services.report.write import report_inspection, report_model

ENGLISH = Tongue("Report")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Ten good parts, two marked, two unjudged; the planted model calls every one NG."""
    path = tmp_path / "Line.bgad"
    make_project(path).close()
    plant(path)
    with Project.open(path) as opened:
        yield opened


def _inspected(project: Project, scores: list[float]) -> tuple[Inspection, list[ImageRecord]]:
    inspection = begin(project, Path("/line/camera 2"), watch=True)
    images = project.images.all()[: len(scores)]
    parts = [
        NewPart(image.path, image.sha256, score, THRESHOLDS.verdict(score))
        for image, score in zip(images, scores, strict=True)
    ]
    lost = NewPart(Path("/line/broken.png"), trouble=Trouble(problems.IMAGE_CHANGED, (("file", "b"),)))
    project.inspections.add_parts(inspection.id, [*parts, lost])
    return inspection, images


def _blocks(paper: Paper, kind: type) -> list:
    return [block for section in paper.sections for block in section.blocks if isinstance(block, kind)]


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_an_inspection_is_told_with_counts_intervals_thresholds_model_and_folder(project: Project) -> None:
    inspection, _ = _inspected(project, [1.0, 2.0, 4.5, 7.0])
    paper = result_of(InspectionReport(project, project.inspections.get(inspection.id), ENGLISH).paper())
    facts = dict(_blocks(paper, Facts)[0].rows)
    assert facts["Folder"] == "/line/camera 2, watched for new pictures"
    assert facts["Thresholds"] == "review from 4.00, NG from 6.00"
    assert facts["Thresholds set"] == "by the model, from 40 good parts kept aside"
    assert facts["Regions begin at"] == "5.00"
    assert facts["Model"] == "1"
    assert inspection.who in facts["Judged"]
    tiles = {tile.name: tile.value for tile in _blocks(paper, Tiles)[0].tiles}
    assert tiles == {"OK": "2", "review": "1", "NG": "1", "unreadable": "1"}
    shares = _blocks(paper, Table)[0]
    assert [row[1:4] for row in _texts(shares)] == [
        ["1 of 4", "25.0 %", range_text(Share(1, 4))],
        ["1 of 4", "25.0 %", range_text(Share(1, 4))],
        ["2 of 4", "50.0 %", range_text(Share(2, 4))],
    ]
    histogram = _blocks(paper, Histogram)[0]
    assert [line.value for line in histogram.lines] == [4.0, 6.0]
    assert sum(sum(series.counts) for series in histogram.series) == 4
    assert [case.figure for case in _blocks(paper, Cases)[0].cases] == ["7.00", "4.50", "2.00", "1.00"]
    assert _texts(_blocks(paper, Table)[-1])[0][0] == "broken.png"


def test_verdicts_given_in_the_project_stand_against_those_of_the_inspection(project: Project) -> None:
    inspection, images = _inspected(project, [1.0, 7.0, 7.0])
    set_verdict(project, [image.id for image in images], None)
    report = InspectionReport(project, inspection, ENGLISH)
    assert "No person has judged" in str(result_of(report.paper()))
    set_verdict(project, [images[0].id], Verdict.NG)
    set_verdict(project, [images[1].id], Verdict.OK)
    paper = result_of(InspectionReport(project, inspection, ENGLISH).paper())
    assert _texts(_blocks(paper, Table)[1]) == [["OK", "0", "0", "1", "1"], ["NG", "1", "0", "0", "1"]]


def test_a_report_says_that_thresholds_were_moved_and_an_older_inspection_does_not(project: Project) -> None:
    inspection, _ = _inspected(project, [1.0])
    model = project.models.active()
    assert model is not None
    choose_cuts(project, model, 3.0, 5.0, ByLevels(0.05, 0.01))
    paper = result_of(ModelReport(project, model, ENGLISH).paper())
    facts = dict(_blocks(paper, Facts)[0].rows)
    assert facts["Thresholds"] == "review from 3.00, NG from 5.00"
    how = f"by {person()}: by false alarms, 5.0 % of good parts to review and 1.0 % to NG"
    assert facts["Thresholds set"].endswith(how)
    old = result_of(InspectionReport(project, inspection, ENGLISH).paper())
    assert "by false alarms" not in str(_blocks(old, Facts))


def test_defects_that_pass_and_good_parts_that_are_stopped_come_first_and_no_part_twice(
    project: Project,
) -> None:
    model = project.models.active()
    assert model is not None
    bad = next(image for image in project.images.all() if image.verdict is Verdict.NG)
    project.models.save_scores(model.id, [(bad.id, 0.5, Verdict.OK)])
    paper = result_of(ModelReport(project, model, ENGLISH).paper())
    titles = [section.title for section in paper.sections if section.title]
    assert titles[-3:] == [
        "Defects that pass · 1 of 1",
        "Good parts that are stopped · 10 of 10",
        "Most unusual parts · 3 of 3",
    ]
    names = [case.name for block in _blocks(paper, Cases) for case in block.cases]
    assert sorted(names) == sorted(image.path.name for image in project.images.all())
    defects = _texts(_blocks(paper, Table)[0])
    assert defects[0][:4] == ["All defects", "1 of 2", "50.0 %", range_text(Share(1, 2))]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def test_every_text_of_a_report_is_in_the_language_asked_for(project: Project) -> None:
    inspection, _ = _inspected(project, [1.0, 7.0])
    model = project.models.active()
    assert model is not None
    say = Tongue("Report", lambda _context, text: f"«{text}»", "xx")
    for report in (ModelReport(project, model, say), InspectionReport(project, inspection, say)):
        paper = result_of(report.paper())
        assert paper.language == "xx"
        plain = {text for text in _strings(paper) if "«" not in text}
        known = {"Line", "xx", str(project.path), "dent", "ok", "ng", "unsure", "plain", "quiet"}
        letters = {t for t in plain - known if any(c.isalpha() for c in t)}
        files = {image.path.name for image in project.images.all()} | {"broken.png"}
        assert letters - files - {str(inspection.results)} == set()


def test_a_report_that_cannot_be_written_is_told_and_leaves_no_half(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StudioError) as caught:
        result_of(report_model(project, tmp_path / "file" / "report.html"))
    assert caught.value.problem is problems.EXPORT_UNWRITABLE
    inspection, _ = _inspected(project, [1.0])

    def torn(_paper: Paper, file: Path) -> None:
        file.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StudioError, match="No space left"):
        result_of(report_inspection(project, tmp_path / "out" / "report.html", inspection, write=torn))
    assert list((tmp_path / "out").iterdir()) == []


def test_maps_in_a_report_have_the_colours_that_were_chosen(project: Project, tmp_path: Path) -> None:
    papers: list[Paper] = []

    def keep(paper: Paper, file: Path) -> None:
        papers.append(paper)
        file.touch()

    for ramp in Ramp:
        result_of(report_model(project, tmp_path / "r", ramp=ramp, write=keep))
    cases = [[case for block in _blocks(paper, Cases) for case in block.cases] for paper in papers]
    for same_part in zip(*cases, strict=True):
        assert len({case.picture for case in same_part}) == 1
        assert len({case.overlay for case in same_part}) == len(Ramp)


def test_a_page_of_an_inspection_fetches_nothing_and_marks_up_nothing(
    project: Project, tmp_path: Path
) -> None:
    inspection, _ = _inspected(project, [1.0, 7.0])
    odd = replace(inspection, folder=Path("/line/<script>alert(1)</script>"))
    file = tmp_path / "report.html"
    result_of(report_inspection(project, file, odd))
    page = file.read_text("utf-8")
    assert page.count("<img") == 2  # no maps are kept: the parts alone
    assert "<script>" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
