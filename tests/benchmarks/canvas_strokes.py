"""How long a stroke takes from the mouse event to the pixels, and a change of part with its overlay.

``python tests/benchmarks/canvas_strokes.py [EDGE]``: a picture of EDGE × EDGE pixels (4096), real mouse
events on the real canvas, every event painted before the next. Prints percentiles in milliseconds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from bgad_studio.app import make_application
from bgad_studio.core.imaging.pyramid import pyramid
from bgad_studio.services.preferences import Preferences
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas

STROKES, MOVES, CHANGES = 20, 40, 20
LEFT = Qt.MouseButton.LeftButton


def main() -> None:
    """Measure and print."""
    edge = int(sys.argv[1]) if len(sys.argv) > 1 else 4096
    app = make_application(Preferences(language="en", theme="light"))
    canvas = ImageCanvas()
    canvas.resize(1010, 620)
    canvas.show()
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 255, (edge, edge, 3), np.uint8)
    ready = pyramid(picture)  # the window makes it beside the canvas
    canvas.set_image(ready)
    canvas.set_label_map(None, {1: "#E06A00"})
    for fitted in (True, False):
        canvas.fit() if fitted else canvas.actual()
        for tool in (Tool.BRUSH, Tool.LASSO):
            canvas.set_tool(tool)
            canvas.set_brush_radius(24)
            times = strokes(app, canvas, rng)
            say(f"{tool.value}, {'whole picture' if fitted else '100 %'}, event to pixels", times)
    values = rng.random((128, 128), np.float32)
    labels = np.zeros((edge, edge), np.uint8)

    def change() -> None:
        canvas.set_image(ready, keep_view=True)
        canvas.set_label_map(labels, {1: "#E06A00"})
        canvas.set_heat(values, 0.2, 1.0, 0.95)
        canvas.viewport().repaint()

    say("another part with its overlay", [timed(change) for _ in range(CHANGES)])


def strokes(app: QApplication, canvas: ImageCanvas, rng: np.random.Generator) -> list[float]:
    """Milliseconds of every event of some strokes."""
    times: list[float] = []
    for _ in range(STROKES):
        at = np.array([505.0, 310.0]) + rng.uniform(-200, 200, 2)
        times.append(timed(lambda at=at: send(app, canvas, QEvent.Type.MouseButtonPress, at)))
        for _ in range(MOVES):
            at = at + rng.uniform(-12, 12, 2)
            times.append(timed(lambda at=at: send(app, canvas, QEvent.Type.MouseMove, at)))
        send(app, canvas, QEvent.Type.MouseButtonRelease, at)
    return times


def send(app: QApplication, canvas: ImageCanvas, kind: QEvent.Type, at: np.ndarray) -> None:
    """One mouse event, with everything it makes painted."""
    viewport, point = canvas.viewport(), QPointF(*at)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    glob = QPointF(viewport.mapToGlobal(point))
    app.sendEvent(viewport, QMouseEvent(kind, point, glob, button, held, Qt.KeyboardModifier.NoModifier))
    app.processEvents()


def timed(work: Callable[[], None]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def say(what: str, times: list[float]) -> None:
    """Percentiles on one line."""
    p50, p95, p99 = np.percentile(times, (50, 95, 99))
    print(f"{what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms ({len(times)})")  # noqa: T201


if __name__ == "__main__":
    main()
