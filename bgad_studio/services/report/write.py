"""Writes reports as self-contained HTML; other kinds of file are written by whoever can."""

from __future__ import annotations

import base64
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path

import jinja2

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.inspection import Inspection
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.paper import Paper, Tongue
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import ModelRecord
from bgad_studio.core.resources import resource
from bgad_studio.services.project import Project
from bgad_studio.services.report.inspection import InspectionReport
from bgad_studio.services.report.model import ModelReport, Truth
from bgad_studio.services.score import active_model

Writer = Callable[[Paper, Path], None]
"""Writes a report to a file; raises OSError."""
Writing = Generator[Progress, None, dict[str, float]]


def report_model(
    project: Project,
    file: Path,
    *,
    model: ModelRecord | None = None,
    say: Tongue | None = None,
    write: Writer | None = None,
    truth: Truth | None = None,
    ramp: Ramp = Ramp.INFERNO,
) -> Writing:
    """Write the report on a model.

    Args:
        project: Open, with a model and scores.
        file: Overwritten.
        model: Of the project; None: the one that judges.
        say: In which language; None: English.
        write: What kind of file; None: HTML.
        truth: True masks, where they are known (demo).
        ramp: Colours of the maps.

    Returns:
        The figures measured against ``truth``, as fractions; empty without it.

    Raises:
        StudioError: NO_MODEL, EXPORT_UNWRITABLE.
    """
    report = ModelReport(project, model or active_model(project), say or Tongue("Report"), truth, ramp)
    paper = yield from report.paper()
    _write(paper, file, write or write_html)
    return report.measured


def report_inspection(
    project: Project,
    file: Path,
    inspection: Inspection,
    *,
    say: Tongue | None = None,
    write: Writer | None = None,
    ramp: Ramp = Ramp.INFERNO,
) -> Generator[Progress, None, None]:
    """Write the report on an inspection; arguments and errors as of :func:`report_model`."""
    paper = yield from InspectionReport(project, inspection, say or Tongue("Report"), ramp).paper()
    _write(paper, file, write or write_html)


def write_html(paper: Paper, file: Path) -> None:
    """Write one page that fetches nothing.

    Raises:
        OSError: It cannot be written.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data_uri"] = _data_uri
    environment.filters["kind"] = lambda block: type(block).__name__
    file.write_text(environment.get_template("report.html").render(paper=paper), encoding="utf-8")


def _write(paper: Paper, file: Path, write: Writer) -> None:
    """Whole or not at all."""
    partial = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write(paper, partial)
        partial.replace(file)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise StudioError(problems.EXPORT_UNWRITABLE, file=file, reason=error.strerror or error) from error


def _data_uri(picture: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode()
