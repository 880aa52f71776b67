"""A comparison as lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bgad_studio.services.evaluation.figures import LEVELS
from bgad_studio.services.evaluation.paired import METRICS
from bgad_studio.services.evaluation.series import Done

HEADS = {"image_auroc": "image AUROC", "pixel_auroc": "pixel AUROC", "pro": "PRO"}
WIDTH = 24


def done_line(done: Done) -> str:
    """One evaluation in a line."""
    seen = f", seen {done.condition.draw.seen}" if done.condition.draw.seen else ""
    values = ", ".join(f"{HEADS[name]} {_figure(done.figures[name])}" for name in METRICS)
    rates = "".join(
        f", at {level} %: {_figure(done.figures[f'false_alarms_at_{level}'])} % of the good stopped, "
        f"{_figure(done.figures[f'found_at_{level}'])} % of the defective"
        for level in LEVELS
        if done.figures.get(f"false_alarms_at_{level}") is not None
    )
    return f"{done.variant}{seen}, seed {done.condition.seed}: {values}{rates}"


def table(report: Mapping[str, Any]) -> list[str]:
    """Every run with its means and deviations, then the gains of the first; nothing for a single one.

    Args:
        report: From :func:`.series.report`.
    """
    if "runs" not in report:
        return []
    names = [run["run"] for run in report["runs"]]
    margin = 2 + max(len(f"{names[0]} - {name}") for name in names)
    lines = ["".join(["".ljust(margin), *(HEADS[name].ljust(WIDTH) for name in METRICS)])]
    for run in report["runs"]:
        cells = [f"{_figure(run[name])} ± {_figure(run.get(f'{name}_sd'))}" for name in METRICS]
        lines.append("".join([run["run"].ljust(margin), *(cell.ljust(WIDTH) for cell in cells)]))
    for gain in report["differences"]:
        cells = [_gain(gain[name]) for name in METRICS]
        label = f"{gain['first']} - {gain['other']}".ljust(margin)
        lines.append("".join([label, *(cell.ljust(WIDTH) for cell in cells)]))
    return [line.rstrip() for line in lines]


def _figure(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else "-"


def _gain(gain: Mapping[str, float] | None) -> str:
    return "-" if gain is None else f"{gain['gain']:+.2f} [{gain['low']:+.2f}, {gain['high']:+.2f}]"
