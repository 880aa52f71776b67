"""Reports on pages: nothing is torn, headings stay with what they head, every page has its number."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from bgad_studio.core.paper import Cell, Facts, Histogram, Line, Paper, Prose, Section, Series, Table, Tone
from bgad_studio.ui.paper.pdf import _chunks, _pages, write_pdf
from bgad_studio.ui.paper.strips import PT, Setter, Strip

ROWS = tuple((Cell(f"part_{number:03d}.png"), Cell("0.93", Tone.NG)) for number in range(120))
LONG = "/" + "a_very_long_folder_name" * 12


def _paper(*sections: Section) -> Paper:
    return Paper("en", "Line 3", "Report on model 7", "Page {0} of {1}", sections)


def _strip(height: float, **more: object) -> Strip:
    return Strip(height, lambda *_: None, **more)  # type: ignore[arg-type]


def test_a_strip_that_does_not_fit_begins_the_next_page_and_takes_its_head_along() -> None:
    head = _strip(10)
    rows = [_strip(40, head=head) for _ in range(4)]
    pages = _pages([[head], *([row] for row in rows)], 100)
    assert [[strip.height for strip in page] for page in pages] == [[10, 40, 40], [10, 40, 40]]


def test_no_page_begins_with_a_gap_and_what_belongs_together_stays_together() -> None:
    gap, text = _strip(20, blank=True), _strip(90)
    together = [_strip(10), _strip(30)]
    pages = _pages([[text], [gap], [text], [gap], together], 100)
    assert [[strip.height for strip in page] for page in pages] == [[90], [90], [10, 30]]


def test_what_is_larger_than_a_page_ends_nothing() -> None:
    assert len(_pages([[_strip(500)], [_strip(50)]], 100)) == 2


def test_a_long_table_goes_over_several_pages_that_are_numbered(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    write_pdf(_paper(Section("Parts", (Table(("File", "Score"), ROWS),))), file)
    blob = file.read_bytes()
    assert blob.startswith(b"%PDF")
    counted = re.search(rb"/Count (\d+)", blob)
    assert counted is not None
    assert int(counted[1]) >= 3


def test_everything_lies_within_the_page_even_a_long_path(qtbot: QtBot, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "x.pdf"))
    writer.setResolution(round(72 * PT))
    setter = Setter(writer)
    (row, _) = setter.strips(Facts((("Folder", LONG),)))
    (short, _) = setter.strips(Facts((("Folder", "x"),)))
    assert row.height > 1.8 * short.height  # wrapped, not cut off
    wide = Table(("File", "Why"), ((Cell(LONG), Cell("because " * 40)),))
    assert sum(setter._columns(wide)) <= setter.width + 1


def test_a_heading_stands_with_the_first_of_what_it_heads(qtbot: QtBot, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "x.pdf"))
    writer.setResolution(round(72 * PT))
    series = (Series("good", Tone.OK, (1, 2, 3)),)
    marks = (Line("Review", 0.5, Tone.REVIEW), Line("NG", 0.9, Tone.NG))
    blocks = (Histogram("Score", 0, 1, series, marks),)
    chunks = _chunks(_paper(Section("", (Prose("x"),)), Section("Scores", blocks)), Setter(writer))
    assert max(strip.height for strip in chunks[-1]) > 100 * PT
    assert len(chunks[-1]) > 3
