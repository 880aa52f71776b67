"""``bgad-studio evaluate``: its options, and the table it ends with."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bgad_studio.cli_projects import make_folder
from bgad_studio.core.backbone_store import with_best_backbone
from bgad_studio.core.config import PRESETS, Method, Preset, Strategy, TrainConfig
from bgad_studio.core.config_change import changed
from bgad_studio.core.progress import Progress
from bgad_studio.terminal import Reporter, result

if TYPE_CHECKING:
    from bgad_studio.services.evaluation.series import Variant
    from bgad_studio.services.evaluation.split import Draw

STARTED = time.perf_counter()
"""When the command began, near enough."""

Item = TypeVar("Item")


class SettingName(StrEnum):
    """Evaluation settings of the paper."""

    MULTI_CLASS = "multi-class"
    ONE_CLASS = "one-class"


def evaluate(
    data_dir: Annotated[Path, typer.Argument(help="A public data set.")],
    shots: Annotated[
        int | None, typer.Option(min=1, help="Known anomalies of every defect type [5].")
    ] = None,
    shots_total: Annotated[
        int | None, typer.Option(min=1, help="Known anomalies in all (the paper's K).")
    ] = None,
    setting: Annotated[SettingName, typer.Option()] = SettingName.MULTI_CLASS,
    seen: Annotated[
        str | None, typer.Option(help="The known type (one-class); without it every type in turn.")
    ] = None,
    method: Annotated[
        str, typer.Option(help="Several A,B,C are compared: bgad, nfad, gaussian, knn.")
    ] = Method.BGAD.value,
    synthesis: Annotated[
        str, typer.Option(help="Pseudo anomalies, one or several A,B,C of: rpag, perlin, poisson, none.")
    ] = Strategy.RPAG.value,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="Another value of a hyper-parameter, FIELD=VALUE, e.g. lam=1."),
    ] = None,
    ablate: Annotated[
        list[str] | None,
        typer.Option(help="Compare the first method with itself under FIELD=VALUE; may come again."),
    ] = None,
    preset: Annotated[Preset, typer.Option()] = Preset.FAST,
    backbone: Annotated[str | None, typer.Option(help="timm name [tf_efficientnet_lite0].")] = None,
    size: Annotated[str, typer.Option(help="Network input, pixels: auto or a multiple of 32.")] = "auto",
    seed: Annotated[int, typer.Option(min=0)] = 0,
    seeds: Annotated[str | None, typer.Option(help="Several seeds, A,B,C: means and deviations.")] = None,
    group_regex: Annotated[
        str | None, typer.Option(help="Names the capture group in a file name, e.g. '^(.*?)__'.")
    ] = None,
    calibrate: Annotated[
        bool,
        typer.Option(
            "--calibrate", help="A fifth of the good images sets thresholds; tells their false alarms."
        ),
    ] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures there too.")] = None,
    maps: Annotated[Path | None, typer.Option(help="Write score maps below this folder (.npy).")] = None,
) -> None:
    """Train on a public data set and measure on images the model has not seen; JSON on stdout."""
    from bgad_studio.services.evaluation.series import variants
    from bgad_studio.services.evaluation.split import Draw, Setting

    draw = Draw(_shots(shots, shots_total), shots_total, Setting(setting.value), seen, group_regex, calibrate)
    methods, strategies = _listed("--method", method, Method), _listed("--synthesis", synthesis, Strategy)
    numbers = _seeds(seed, seeds)
    try:
        wanted = variants(
            _base(PRESETS[preset], backbone, size, set_ or []), methods, strategies, ablate or []
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    for folder in (json_file and json_file.parent, maps):
        if folder is not None:
            make_folder(folder)
    _tell(_evaluate(data_dir, draw, wanted, numbers, maps), json_file)


def _shots(each: int | None, total: int | None) -> int | None:
    if each is not None and total is not None:
        raise typer.BadParameter("give --shots or --shots-total, not both")
    return 5 if total is None and each is None else each


def _tell(figures: dict[str, object], json_file: Path | None) -> None:
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    result(text)
    if json_file is not None:
        json_file.write_text(text + "\n", encoding="utf-8")


def _evaluate(
    data_dir: Path, draw: Draw, wanted: Sequence[Variant], seeds: Sequence[int], maps: Path | None
) -> dict[str, object]:
    import tempfile

    from bgad_studio.compute.client import ComputeClient
    from bgad_studio.services.evaluation.series import Done, conditions, report, run_series
    from bgad_studio.services.evaluation.table import done_line, table

    reporter = Reporter()
    splits = conditions(data_dir, draw, seeds)
    several = len(wanted) * len(splits) > 1
    with tempfile.TemporaryDirectory(prefix="bgad-studio-") as scratch:
        client = ComputeClient(Path(scratch))
        try:
            events = run_series(data_dir, wanted, splits, client, maps, STARTED)
            while True:
                try:
                    event = next(events)
                except StopIteration as end:
                    figures = report(end.value, splits)
                    break
                if isinstance(event, Progress):
                    reporter.progress(event)
                elif isinstance(event, Done) and several:
                    reporter.note(done_line(event))
        finally:
            client.close()
    for line in table(figures):
        reporter.note(line)
    return figures


def _base(preset: TrainConfig, backbone: str | None, size: str, changes: Sequence[str]) -> TrainConfig:
    """The recipe before methods and strategies: a preset with what the options change."""
    assignments = [*([] if backbone is None else [f"backbone={backbone}"]), *changes]
    config = with_best_backbone(preset)
    if size != "auto":
        if not size.isdigit() or int(size) % 32 or not 64 <= int(size) <= 2048:
            raise typer.BadParameter("--size is auto or a multiple of 32 from 64 to 2048")
        config = replace(config, height_in=int(size), width_in=int(size), largest_edge_in=0)
    for assignment in assignments:
        config = changed(config, assignment)
    return config


def _listed(option: str, text: str, kind: Callable[[str], Item]) -> list[Item]:
    try:
        return [kind(part.strip()) for part in text.split(",")]
    except ValueError as error:
        raise typer.BadParameter(f"{option}: {error}") from error


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
