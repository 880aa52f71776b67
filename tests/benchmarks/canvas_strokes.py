"""How long a stroke takes from the mouse event to the pixels, and a change of part with its overlay.

``python tests/benchmarks/canvas_strokes.py [EDGE] [--training]``: a picture of EDGE × EDGE pixels (4096),
real mouse events on the real canvas, every event painted before the next. Prints percentiles in milliseconds.
With ``--training`` the same is measured before, during and after a training of the demo's parts in the
compute process, and the percentiles beside it are told as multiples of those without.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bgad_studio.app import make_application
from bgad_studio.compute.client import ComputeClient
from bgad_studio.core.backbone_store import with_best_backbone
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.imaging.pyramid import pyramid
from bgad_studio.core.progress import CurvePoint
from bgad_studio.services.demo import create_demo
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.services.train import TrainOptions, train
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.workers.compute import ComputeWorker

STROKES, MOVES, CHANGES = 20, 40, 20
LEFT = Qt.MouseButton.LeftButton
ENDLESS = 1_000_000
"""Steps of a training that goes on as long as it is measured beside."""
PERCENTILES = (50, 95, 99)

Times = dict[str, list[float]]
"""What was done → milliseconds of every time."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edge", nargs="?", type=int, default=4096)
    parser.add_argument("--training", action="store_true")
    asked = parser.parse_args()
    app = make_application(Preferences(language="en", theme="light"))
    bench = Bench(app, asked.edge)
    without = bench.measure()
    if not asked.training:
        for what, times in without.items():
            say(what, times)
        return
    with tempfile.TemporaryDirectory() as folder, training(Path(folder)) as steps:
        before = steps()
        beside = bench.measure()
        learned = steps() - before
    for what, times in bench.measure().items():
        without[what] += times
    print(f"meanwhile the training made {learned} steps")  # noqa: T201
    for what, times in without.items():
        compare(what, times, beside[what])


@contextmanager
def training(folder: Path) -> Iterator[Callable[[], int]]:
    """A training in the compute process, begun as by the window: it learns, and tells its newest step."""
    path, points = folder / "Demo.bgad", [CurvePoint(0, ENDLESS, 0.0, 0.0, 0.0, None)]
    for _ in create_demo(path):
        pass
    recipe = replace(with_best_backbone(PRESETS[Preset.FAST]), steps=ENDLESS)
    with Project.open(path) as project:
        worker = ComputeWorker(ComputeClient(project.cache_dir))
        job = worker.run(lambda client: train(project, client, TrainOptions(recipe=recipe)))
        job.happened.connect(lambda events: points.extend(e for e in events if isinstance(e, CurvePoint)))
        while len(points) == 1:
            assert worker.busy, "the training has failed"
            QTest.qWait(50)
        try:
            yield lambda: points[-1].step
            assert worker.busy, "the training has ended"
        finally:
            worker.cancel()
            while worker.busy:
                QTest.qWait(50)
            worker.close()


class Bench:
    """A canvas with a picture of noise."""

    def __init__(self, app: QApplication, edge: int) -> None:
        self._app, self._rng = app, np.random.default_rng(0)
        self._canvas = ImageCanvas()
        self._canvas.resize(1010, 620)
        self._canvas.show()
        self._ready = pyramid(self._rng.integers(0, 255, (edge, edge, 3), np.uint8))  # made beside the canvas
        self._values = self._rng.random((128, 128), np.float32)
        self._labels = np.zeros((edge, edge), np.uint8)

    def measure(self) -> Times:
        """Strokes of two tools, near and far, then changes of part."""
        canvas, found = self._canvas, Times()
        canvas.set_image(self._ready)
        canvas.set_label_map(None, {1: "#E06A00"})
        for fitted in (True, False):
            canvas.fit() if fitted else canvas.actual()
            for tool in (Tool.BRUSH, Tool.LASSO):
                canvas.set_tool(tool)
                canvas.set_brush_radius(24)
                what = f"{tool.value}, {'whole picture' if fitted else '100 %'}, event to pixels"
                found[what] = self._strokes()
        found["another part with its overlay"] = [timed(self._change) for _ in range(CHANGES)]
        return found

    def _strokes(self) -> list[float]:
        """Milliseconds of every event of some strokes."""
        times: list[float] = []
        for _ in range(STROKES):
            at = np.array([505.0, 310.0]) + self._rng.uniform(-200, 200, 2)
            times.append(timed(partial(self._send, QEvent.Type.MouseButtonPress, at)))
            for _ in range(MOVES):
                at = at + self._rng.uniform(-12, 12, 2)
                times.append(timed(partial(self._send, QEvent.Type.MouseMove, at)))
            self._send(QEvent.Type.MouseButtonRelease, at)
        return times

    def _send(self, kind: QEvent.Type, at: np.ndarray) -> None:
        """One mouse event, with everything it makes painted."""
        viewport, point = self._canvas.viewport(), QPointF(*at)
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        glob, none = QPointF(viewport.mapToGlobal(point)), Qt.KeyboardModifier.NoModifier
        self._app.sendEvent(viewport, QMouseEvent(kind, point, glob, button, held, none))
        self._app.processEvents()

    def _change(self) -> None:
        canvas = self._canvas
        canvas.set_image(self._ready, keep_view=True)
        canvas.set_label_map(self._labels, {1: "#E06A00"})
        canvas.set_heat(self._values, 0.2, 1.0, 0.95)
        canvas.viewport().repaint()


def timed(work: Callable[[], None]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def say(what: str, times: list[float]) -> None:
    """Percentiles on one line."""
    told = zip(PERCENTILES, np.percentile(times, PERCENTILES), strict=True)
    line = ", ".join(f"p{share} {value:.1f} ms" for share, value in told)
    print(f"{what}: {line} ({len(times)})")  # noqa: T201


def compare(what: str, without: list[float], beside: list[float]) -> None:
    """Percentiles without a training and beside one, and how many times as long that is."""
    told = zip(PERCENTILES, *(np.percentile(t, PERCENTILES) for t in (without, beside)), strict=True)
    line = ", ".join(f"p{share} {one:.1f} → {two:.1f} ms (× {two / one:.2f})" for share, one, two in told)
    print(f"{what}: {line}")  # noqa: T201


if __name__ == "__main__":
    main()
