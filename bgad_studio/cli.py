"""The command line. Exit codes: 0 done, 1 something a person can put right, 2 wrong usage.

Everything heavy is imported inside the commands, so that ``--help`` and the window start at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from bgad_studio.cli_evaluate import evaluate
from bgad_studio.cli_projects import make_folder, open_or_create, session
from bgad_studio.cli_report import report
from bgad_studio.core.config import Preset
from bgad_studio.core.errors import StudioError
from bgad_studio.core.inspection import Overlays
from bgad_studio.core.progress import Progress, Remark
from bgad_studio.terminal import Reporter, result

app = typer.Typer(
    name="bgad-studio",
    help="Teach a machine to find defects. Without a command the window opens.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Judgement(StrEnum):
    """What all pictures of a plain folder are."""

    GOOD = "good"
    DEFECTIVE = "defective"
    MIXED = "mixed"


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code.

    A first argument that names no sub-command and is no option is the path of a project to open.
    """
    commands = typer.main.get_group(app).commands
    first = arguments[0] if arguments else None
    if first is None or not (first.startswith("-") or first in commands):
        return _open_window(None if first is None else Path(first), arguments[1:])
    try:
        app(list(arguments), prog_name="bgad-studio")
    except StudioError as error:
        Reporter().trouble(error.trouble)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _open_window(project: Path | None, rest: Sequence[str] = ()) -> int:
    if rest:
        sys.stderr.write(f"Unexpected: {' '.join(rest)}\nTry 'bgad-studio --help'.\n")
        return 2
    from bgad_studio.app import run as run_window

    return run_window(project)


def _show(reporter: Reporter, event: object) -> None:
    from bgad_studio.services.score import LogLine

    if isinstance(event, Progress):
        reporter.progress(event)
    elif isinstance(event, LogLine):
        reporter.trouble(event.trouble)
    elif isinstance(event, Remark):
        reporter.remark(event)


@app.callback()
def _main() -> None:
    """Teach a machine to find defects. Without a command the window opens; PROJECT opens a project."""


@app.command()
def demo(
    headless: Annotated[
        bool, typer.Option(help="No window: label, train, score and write a report.")
    ] = False,
    out: Annotated[Path, typer.Option(help="Folder for Demo.bgad and report.html (headless).")] = Path(
        "bgad-studio-demo"
    ),
) -> None:
    """Open the demo project, or go through it without a window."""
    if not headless:
        from bgad_studio.app import run as run_window

        raise typer.Exit(run_window(None, demo=True))
    from bgad_studio.core.progress import result_of
    from bgad_studio.services.demo import create_demo, demo_truth
    from bgad_studio.services.report.write import report_model
    from bgad_studio.services.train import train as train_project

    reporter = Reporter()
    path = out / "Demo.bgad"
    make_folder(out)
    if not path.exists():
        for progress in create_demo(path):
            reporter.progress(progress)
    with session(path) as (project, client):
        for event in train_project(project, client):
            _show(reporter, event)
        file = (out / "report.html").resolve()
        figures = result_of(report_model(project, file, truth=demo_truth()))
    for name, value in figures.items():
        result(f"{name}: {100 * value:.2f} %")
    result(f"report: {file}")


@app.command("import")
def import_(
    project: Annotated[Path, typer.Argument(help="Project folder (NAME.bgad); made if it is not there.")],
    chosen: Annotated[list[Path], typer.Argument(help="Pictures, folders of them, or public data sets.")],
    parts: Annotated[
        Judgement, typer.Option(help="What pictures show that are of no data set.")
    ] = Judgement.MIXED,
) -> None:
    """Take pictures into a project."""
    from bgad_studio.core.records import Verdict
    from bgad_studio.services.import_plan import by_drive
    from bgad_studio.services.importing import Imported, Marked, Skipped, import_folder, plan_import

    reporter = Reporter()
    plans = [plan_import(*together) for together in by_drive(chosen)]
    verdict = {Judgement.GOOD: Verdict.OK, Judgement.DEFECTIVE: Verdict.NG, Judgement.MIXED: None}[parts]
    imported = skipped = 0
    with open_or_create(project) as opened:
        for event in chain.from_iterable(import_folder(opened, plan, verdict) for plan in plans):
            if isinstance(event, Imported):
                imported += len(event.records)
            elif isinstance(event, Skipped):
                skipped += 1
                reporter.trouble(event.trouble)
            elif isinstance(event, Marked):
                result(f"masks for parts that were here before: {len(event.ids)}")
            elif isinstance(event, Progress):
                reporter.progress(event)
    result(f"imported: {imported}, left out: {skipped}")


@app.command()
def train(
    project: Annotated[Path, typer.Argument(help="Project folder.")],
    preset: Annotated[
        Preset, typer.Option(help="quick: a first look. fast: minutes. paper: the authors' recipe, hours.")
    ] = Preset.FAST,
    seed: Annotated[int, typer.Option(min=0, help="Of every random draw.")] = 0,
    promote: Annotated[
        bool, typer.Option(help="Let it judge at once, or leave that to be decided in the window.")
    ] = True,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the training that stopped; else it is thrown away.")
    ] = False,
) -> None:
    """Train a project's next model and score every image with it."""
    from bgad_studio.services.carry_out import Finished
    from bgad_studio.services.train import TrainOptions
    from bgad_studio.services.train import train as train_project
    from bgad_studio.services.unfinished import go_on

    reporter = Reporter()
    with session(project) as (opened, client):
        options = TrainOptions(preset, seed, promote)
        for event in go_on(opened, client) if resume else train_project(opened, client, options):
            _show(reporter, event)
            if isinstance(event, Finished):
                result(f"model: {event.model.number} ({event.run.seconds:.0f} s)")


@app.command()
def score(
    project: Annotated[Path, typer.Argument(help="Project folder with a trained model.")],
    pictures: Annotated[
        Path | None, typer.Argument(help="Folder or file to judge; without it the project's own images.")
    ] = None,
) -> None:
    """Print score, verdict and file of every picture, tab-separated, the most anomalous first."""
    from bgad_studio.services.score import FileScore, LogLine, Scored, score_folder, score_missing

    reporter = Reporter()
    rows: list[tuple[float, str, Path]] = []
    troubled = False
    with session(project) as (opened, client):
        events = score_missing(opened, client) if pictures is None else score_folder(opened, client, pictures)
        for event in events:
            if isinstance(event, FileScore):
                rows.append((event.score, event.verdict, event.path))
            elif isinstance(event, Scored):
                scored = [record for record in event.records if record.score]
                rows += [(r.score.score, r.score.verdict, r.path) for r in scored if r.score]
            else:
                troubled = troubled or isinstance(event, LogLine)
                _show(reporter, event)
    for value, verdict, path in sorted(rows, reverse=True):
        result(f"{value:.4f}\t{verdict}\t{path}")
    if troubled and not rows:
        raise typer.Exit(1)


@app.command()
def inspect(
    project: Annotated[Path, typer.Argument(help="Project folder with a trained model.")],
    folder: Annotated[Path, typer.Argument(help="Where the pictures are, or come.")],
    watch: Annotated[bool, typer.Option(help="Judge what comes from now on, until Ctrl+C.")] = False,
    existing: Annotated[bool, typer.Option(help="With --watch: also what is there already.")] = False,
    out: Annotated[Path | None, typer.Option(help="For the table and overlays [in the project].")] = None,
    overlays: Annotated[Overlays, typer.Option(help="Parts to draw with their map.")] = Overlays.FLAGGED,
) -> None:
    """Judge pictures as they come and keep the results; verdict, score and file, tab-separated."""
    from bgad_studio.services.inspection.judge import Judged, begin, inspect_folder

    reporter = Reporter()
    with session(project) as (opened, client):
        inspection = begin(opened, folder, watch=watch, results=out)
        events = inspect_folder(opened, client, inspection, overlays, existing=existing or not watch)
        try:
            for event in events:
                for part in event.parts if isinstance(event, Judged) else ():
                    if part.trouble is not None:
                        reporter.trouble(part.trouble)
                    else:
                        result(f"{part.verdict}\t{part.score:.4f}\t{part.path}")
                _show(reporter, event)
        except KeyboardInterrupt:
            events.close()
        tally = opened.inspections.get(inspection.id).tally
    reporter.note(
        f"OK {tally.ok}, review {tally.review}, NG {tally.ng}, unreadable {tally.unreadable}: "
        f"{inspection.results}"
    )


@app.command()
def export(
    project: Annotated[Path, typer.Argument(help="Project folder with a trained model.")],
    file: Annotated[Path, typer.Argument(help="ONNX file to write.")],
) -> None:
    """Write the model that judges as one ONNX file: picture in, anomaly map and score out."""
    from bgad_studio.services.models import export_onnx

    make_folder(file.resolve().parent)
    with session(project) as (opened, client):
        difference = export_onnx(opened, client, file)
    result(f"{file}: agrees with the program to {difference:.1e}")


app.command()(evaluate)
app.command()(report)


backbones = typer.Typer(help="Weights of the network that looks at pictures.", rich_markup_mode=None)
app.add_typer(backbones, name="backbone")


@backbones.callback()
def _backbones() -> None:
    """Weights of the network that looks at pictures."""


@backbones.command("add")
def add_backbone(
    file: Annotated[Path, typer.Argument(help="Weights as timm names them: .safetensors or .pth.")],
) -> None:
    """Check the weights of an EfficientNet and keep them; the paper's recipe then uses tf_efficientnet_b6."""
    from bgad_studio.services.backbones import add_backbone as add

    name, digest = add(file)
    result(f"{name}: sha256 {digest}")
