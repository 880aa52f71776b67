"""Sixty pseudo anomalies of the demo's parts at 256²: on first sight, and when a slider has moved.

``python tests/benchmarks/previews.py [PROJECT]``: seconds on two threads, as in the window; without a project
the demo is made.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bgad_studio.core.config import PseudoConfig, SynthesisConfig
from bgad_studio.core.synthesis.choices import Recipe
from bgad_studio.services import synthesis
from bgad_studio.services.demo import create_demo
from bgad_studio.services.preview import PreviewMaker
from bgad_studio.services.project import Project

COUNT = 60


def main() -> None:
    """Make, turn, tell."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "Demo.bgad"
        if not path.exists():
            for _ in create_demo(path):
                pass
        with Project.open(path) as project:
            for strategy in synthesis.COMPARED:
                maker = PreviewMaker(project)
                first, there = measure(project, maker, PseudoConfig(strategy))
                slider, _ = measure(project, maker, PseudoConfig(strategy, strength=0.7))
                sys.stdout.write(
                    f"{strategy}: first {first:.2f} s, slider {slider:.2f} s, {there} of {COUNT}\n"
                )


def measure(project: Project, maker: PreviewMaker, each: PseudoConfig) -> tuple[float, int]:
    """Seconds for all of them on two threads, and how many found a place."""
    studio = synthesis.look(project, Recipe(SynthesisConfig(each)))
    with ThreadPoolExecutor(2) as pool:
        started = time.perf_counter()
        made = list(pool.map(lambda record: maker.make(record, studio), studio.planned[:COUNT]))
        return time.perf_counter() - started, sum(item is not None for item in made)


if __name__ == "__main__":
    main()
