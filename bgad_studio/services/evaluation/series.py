"""Several evaluations of the same splits, and what they say against each other."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bgad_studio.compute.client import JobRunner
from bgad_studio.core.config import Method, Strategy, TrainConfig
from bgad_studio.core.config_change import changed
from bgad_studio.core.layouts import read_dataset
from bgad_studio.core.progress import Progress
from bgad_studio.services.evaluation.figures import over_seeds
from bgad_studio.services.evaluation.paired import METRICS, intervals, resample
from bgad_studio.services.evaluation.run import Measured, evaluate
from bgad_studio.services.evaluation.split import Draw, Setting, defect_types


@dataclass(frozen=True, slots=True)
class Variant:
    """A recipe under a name of its own."""

    name: str
    config: TrainConfig


@dataclass(frozen=True, slots=True)
class Condition:
    """One split: how known anomalies are drawn, and by which seed."""

    draw: Draw
    seed: int


@dataclass(frozen=True, slots=True)
class Done:
    """One evaluation of a series has come to its end."""

    variant: str
    condition: Condition
    figures: dict[str, object]


@dataclass(frozen=True, slots=True)
class Series:
    """All evaluations of one variant, in the order of the conditions."""

    variant: Variant
    measured: tuple[Measured, ...]


def variants(
    base: TrainConfig, methods: Sequence[Method], strategies: Sequence[Strategy], ablations: Sequence[str]
) -> list[Variant]:
    """Every method with every strategy, then the first of them with one field changed at a time.

    Methods that learn from no defects come once: no strategy changes them.

    Args:
        base: Everything else.
        methods: In order.
        strategies: In order.
        ablations: ``field=value`` each.

    Raises:
        ValueError: If an ablation names no field, or a value that does not fit.
    """
    made: dict[str, Variant] = {}
    for method in methods:
        for strategy in strategies if method is Method.BGAD else strategies[:1]:
            each = replace(base.synthesis.each, strategy=strategy)
            config = replace(base, method=method, synthesis=replace(base.synthesis, each=each))
            name = f"{method} {strategy}" if method is Method.BGAD and len(strategies) > 1 else str(method)
            made.setdefault(name, Variant(name, config))
    first = next(iter(made.values()))
    for change in ablations:
        name = f"{first.name} {change}"
        made[name] = Variant(name, changed(first.config, change))
    return list(made.values())


def conditions(folder: Path, draw: Draw, seeds: Sequence[int]) -> list[Condition]:
    """Every seed; in the one-class setting without a seen type, every type in turn with every seed.

    Raises:
        StudioError: If the data cannot be used.
    """
    if draw.setting is Setting.ONE_CLASS and draw.seen is None:
        draws = [replace(draw, seen=name) for name in defect_types(read_dataset(folder))] or [draw]
    else:
        draws = [draw]
    return [Condition(each, seed) for each in draws for seed in seeds]


def run_series(
    folder: Path,
    wanted: Sequence[Variant],
    splits: Sequence[Condition],
    client: JobRunner,
    maps: Path | None,
    started: float,
) -> Generator[Progress | Done, None, list[Series]]:
    """Evaluate every variant on every split; several variants share the features of files.

    Args:
        folder: Data set.
        wanted: What to train.
        splits: What to train and test on.
        client: Compute process.
        maps: For the score maps, below it in a folder for each variant, seen type and seed where there are
            several; None: not.
        started: ``time.perf_counter()`` at the command's start.

    Raises:
        StudioError: If the data cannot be used.
    """
    measured: dict[str, list[Measured]] = {variant.name: [] for variant in wanted}
    with ExitStack() as stack:
        cache = None
        if len(wanted) > 1:
            cache = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bgad-features-")))
        for split in splits:
            for variant in wanted:
                config = replace(variant.config, seed=split.seed)
                place = maps and maps.joinpath(*_place(variant, split, wanted, splits))
                one = yield from evaluate(folder, split.draw, config, client, place, started, cache)
                measured[variant.name].append(one)
                yield Done(variant.name, split, one.figures)
                started = time.perf_counter()
    return [Series(variant, tuple(measured[variant.name])) for variant in wanted]


def _place(
    variant: Variant, split: Condition, wanted: Sequence[Variant], splits: Sequence[Condition]
) -> list[str]:
    """Folders below that of the maps, as many as tell the evaluations apart."""
    parts = [variant.name.replace("/", "-")] if len(wanted) > 1 else []
    if len({other.draw.seen for other in splits}) > 1:
        parts.append(f"seen-{split.draw.seen}")
    return [*parts, f"seed-{split.seed}"] if len({other.seed for other in splits}) > 1 else parts


def report(runs: Sequence[Series], splits: Sequence[Condition]) -> dict[str, object]:
    """Everything as one record for JSON.

    A single evaluation gives its figures, several of one variant on several seeds their means (see
    :func:`over_seeds`). Several variants, or several seen types, give ``runs``: such a record of each
    variant with its name as ``run``; and ``differences``: of every other variant the first one's gain in
    percentage points, mean over seeds and seen types, with a 95 % interval over test images.
    """
    several = len(runs) > 1 or len({split.draw.seen for split in splits}) > 1
    if not several:
        figures = [one.figures for one in runs[0].measured]
        return figures[0] if len(figures) == 1 else over_seeds(figures)
    rows: list[dict[str, object]] = []
    for run in runs:
        figures = [
            {"seen": split.draw.seen, "seed": split.seed, **one.figures}
            for split, one in zip(splits, run.measured, strict=True)
        ]
        joined = over_seeds(figures)
        del joined["seen"], joined["seed"], joined["seed_sd"]
        rows.append({"run": run.variant.name, **joined})
    return {"runs": rows, "differences": _differences(runs)}


def _differences(runs: Sequence[Series]) -> list[dict[str, object]]:
    first = runs[0]
    resampled = [resample([one.evidence for one in run.measured]) for run in runs] if len(runs) > 1 else []
    found = []
    for index, run in enumerate(runs[1:], start=1):
        record: dict[str, object] = {"first": first.variant.name, "other": run.variant.name}
        between = intervals(resampled[0], resampled[index])
        for metric in METRICS:
            limits = between[metric]
            gains = [
                _number(one.figures[metric]) - _number(other.figures[metric])
                for one, other in zip(first.measured, run.measured, strict=True)
            ]
            if limits is None or not np.isfinite(gains).all():
                record[metric] = None
                continue
            record[metric] = {
                "gain": round(float(np.mean(gains)), 2),
                "low": limits.low,
                "high": limits.high,
            }
        found.append(record)
    return found


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)
