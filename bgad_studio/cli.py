"""The command line. Exit codes: 0 done, 1 something a person can put right, 2 wrong usage.

Everything heavy is imported inside the commands, so that ``--help`` and the window start at once.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bgad_studio.cli_projects import make_folder, open_or_create, session
from bgad_studio.core.config import PRESETS, Method, Preset, PseudoConfig, Strategy
from bgad_studio.core.errors import StudioError
from bgad_studio.core.inspection import Overlays
from bgad_studio.core.progress import Progress
from bgad_studio.terminal import Reporter, result

if TYPE_CHECKING:
    from bgad_studio.services.evaluation.split import Draw

app = typer.Typer(
    name="bgad-studio",
    help="Teach a machine to find defects. Without a command the window opens.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

STARTED = time.perf_counter()
"""When the command began, near enough."""


class Judgement(StrEnum):
    """What all pictures of a plain folder are."""

    GOOD = "good"
    DEFECTIVE = "defective"
    MIXED = "mixed"


class SettingName(StrEnum):
    """Evaluation settings of the paper."""

    MULTI_CLASS = "multi-class"
    ONE_CLASS = "one-class"


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
    from bgad_studio.services.demo import create_demo, demo_truth
    from bgad_studio.services.report import write_report
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
        figures = write_report(project, file, demo_truth())
    for name, value in figures.items():
        result(f"{name}: {100 * value:.2f} %")
    result(f"report: {file}")


@app.command("import")
def import_(
    project: Annotated[Path, typer.Argument(help="Project folder (NAME.bgad); made if it is not there.")],
    folder: Annotated[Path, typer.Argument(help="Folder of pictures, or an MVTec AD tree.")],
    parts: Annotated[
        Judgement, typer.Option(help="What the pictures of a plain folder show.")
    ] = Judgement.MIXED,
) -> None:
    """Take the pictures of a folder into a project."""
    from bgad_studio.core.records import Verdict
    from bgad_studio.services.importing import Imported, Skipped, import_folder, plan_import

    reporter = Reporter()
    plan = plan_import(folder)
    verdict = {Judgement.GOOD: Verdict.OK, Judgement.DEFECTIVE: Verdict.NG, Judgement.MIXED: None}[parts]
    imported = skipped = 0
    with open_or_create(project) as opened:
        for event in import_folder(opened, plan, verdict):
            if isinstance(event, Imported):
                imported += len(event.records)
            elif isinstance(event, Skipped):
                skipped += 1
                reporter.trouble(event.trouble)
            else:
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
) -> None:
    """Train a project's next model and score every image with it."""
    from bgad_studio.services.train import Finished, TrainOptions
    from bgad_studio.services.train import train as train_project

    reporter = Reporter()
    with session(project) as (opened, client):
        for event in train_project(opened, client, TrainOptions(preset, seed, promote)):
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
    out: Annotated[Path | None, typer.Option(help="For the table and overlays [in the project].")] = None,
    overlays: Annotated[Overlays, typer.Option(help="Parts to draw with their map.")] = Overlays.FLAGGED,
) -> None:
    """Judge pictures as they come and keep the results; verdict, score and file, tab-separated."""
    from bgad_studio.services.inspection.judge import Judged, begin, inspect_folder

    reporter = Reporter()
    with session(project) as (opened, client):
        inspection = begin(opened, folder, watch=watch, results=out)
        events = inspect_folder(opened, client, inspection, overlays)
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


@app.command()
def evaluate(
    data_dir: Annotated[Path, typer.Argument(help="MVTec AD tree.")],
    shots: Annotated[
        int | None, typer.Option(min=1, help="Known anomalies of every defect type [5].")
    ] = None,
    shots_total: Annotated[
        int | None, typer.Option(min=1, help="Known anomalies in all (the paper's K).")
    ] = None,
    setting: Annotated[SettingName, typer.Option()] = SettingName.MULTI_CLASS,
    seen: Annotated[str | None, typer.Option(help="The known type (one-class).")] = None,
    method: Annotated[Method, typer.Option()] = Method.BGAD,
    synthesis: Annotated[
        Strategy, typer.Option(help="Pseudo anomalies: of the known ones, textures, patches, none.")
    ] = Strategy.RPAG,
    preset: Annotated[Preset, typer.Option()] = Preset.FAST,
    backbone: Annotated[str, typer.Option(help="timm name.")] = "tf_efficientnet_lite0",
    size: Annotated[str, typer.Option(help="Network input, pixels: auto or a multiple of 32.")] = "auto",
    seed: Annotated[int, typer.Option(min=0)] = 0,
    seeds: Annotated[str | None, typer.Option(help="Several seeds, A,B,C: means and deviations.")] = None,
    group_regex: Annotated[
        str | None, typer.Option(help="Names the capture group in a file name, e.g. '^(.*?)__'.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures there too.")] = None,
    maps: Annotated[Path | None, typer.Option(help="Write score maps below this folder (.npy).")] = None,
) -> None:
    """Train on a public data set and measure on images the model has not seen; JSON on stdout."""
    from bgad_studio.services.evaluation.split import Draw, Setting

    if shots is not None and shots_total is not None:
        raise typer.BadParameter("give --shots or --shots-total, not both")
    if setting is SettingName.ONE_CLASS and seen is None:
        raise typer.BadParameter("--setting one-class needs --seen CLASS")
    shots = 5 if shots is None and shots_total is None else shots
    draw = Draw(shots, shots_total, Setting(setting.value), seen, group_regex)
    for folder in (json_file and json_file.parent, maps):
        if folder is not None:
            make_folder(folder)
    changes = {"method": method, "backbone": backbone, **_fixed_size(size)}
    changes["synthesis"] = replace(PRESETS[preset].synthesis, each=PseudoConfig(synthesis))
    figures = _evaluate(data_dir, draw, preset, changes, _seeds(seed, seeds), maps)
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    result(text)
    if json_file is not None:
        json_file.write_text(text + "\n", encoding="utf-8")


def _evaluate(
    data_dir: Path,
    draw: Draw,
    preset: Preset,
    changes: dict[str, object],
    seeds: list[int],
    maps: Path | None,
) -> dict[str, object]:
    import tempfile

    from bgad_studio.compute.client import ComputeClient
    from bgad_studio.services.evaluation.figures import over_seeds
    from bgad_studio.services.evaluation.run import evaluate as measure

    reporter = Reporter()
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="bgad-studio-") as scratch:
        client = ComputeClient(Path(scratch))
        try:
            for number in seeds:
                started = STARTED if not results else time.perf_counter()
                config = replace(PRESETS[preset], seed=number, **changes)  # type: ignore[arg-type]
                folder = maps / f"seed-{number}" if maps is not None and len(seeds) > 1 else maps
                events = measure(data_dir, draw, config, client, folder, started)
                while True:
                    try:
                        event = next(events)
                    except StopIteration as end:
                        results.append(end.value)
                        break
                    reporter.progress(event)
        finally:
            client.close()
    return results[0] if len(results) == 1 else over_seeds(results)


def _fixed_size(size: str) -> dict[str, object]:
    """The values of a recipe that ``--size`` fixes."""
    if size == "auto":
        return {}
    if not size.isdigit() or int(size) % 32 or not 64 <= int(size) <= 2048:
        raise typer.BadParameter("--size is auto or a multiple of 32 from 64 to 2048")
    return {"height_in": int(size), "width_in": int(size), "largest_edge_in": 0}


def _seeds(seed: int, seeds: str | None) -> list[int]:
    if seeds is None:
        return [seed]
    try:
        numbers = [int(part) for part in seeds.split(",")]
    except ValueError as error:
        raise typer.BadParameter("--seeds is a list like 0,1,2") from error
    if min(numbers) < 0:
        raise typer.BadParameter("no seed is below 0")
    return numbers
