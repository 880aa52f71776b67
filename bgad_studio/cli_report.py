"""The command that writes reports."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import Progress
from bgad_studio.terminal import Reporter, result


class Language(StrEnum):
    """Languages a report can be written in."""

    ENGLISH = "en"
    CHINESE = "zh_CN"


def report(
    project: Annotated[Path, typer.Argument(help="Project folder with a trained model.")],
    file: Annotated[Path, typer.Argument(help="File to write: NAME.pdf or NAME.html.")],
    model: Annotated[int | None, typer.Option(help="Number of a model [the one that judges].")] = None,
    inspection: Annotated[
        int | None, typer.Option(help="Number of an inspection, instead of a model.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of the report.")] = Language.ENGLISH,
) -> None:
    """Write the report on a model, or on an inspection, as PDF or HTML."""
    from bgad_studio.services.project import Project
    from bgad_studio.services.report.write import report_inspection, report_model
    from bgad_studio.ui import i18n
    from bgad_studio.ui.paper.kinds import without_a_window, writer_of

    reporter = Reporter()
    app = without_a_window(language.value)
    say, write = i18n.tongue("Report"), writer_of(file)
    with Project.open(project) as opened:
        if inspection is not None:
            found = {item.id: item for item in opened.inspections.all()}
            if inspection not in found:
                raise StudioError(problems.NUMBER_UNKNOWN, number=inspection)
            steps: Iterator[Progress] = report_inspection(
                opened, file, found[inspection], say=say, write=write
            )
        else:
            models = {item.number: item for item in opened.models.all()}
            if model is not None and model not in models:
                raise StudioError(problems.NUMBER_UNKNOWN, number=model)
            chosen = None if model is None else models[model]
            steps = report_model(opened, file, model=chosen, say=say, write=write)
        for progress in steps:
            reporter.progress(progress)
    del app
    result(f"report: {file.resolve()}")
