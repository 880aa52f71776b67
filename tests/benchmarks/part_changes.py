"""How long a change of part takes in the real window, from the key to the painted picture with its mask.

``python tests/benchmarks/part_changes.py [EDGE] [DWELL_MS]``: a project of pictures of EDGE × EDGE pixels
(4096), each with a painted defect. Every part is looked at for DWELL_MS (1200), in which its neighbours are
made ready. Prints percentiles in milliseconds, with and without the neighbours, and the memory in use.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from bgad_studio.app import make_application, make_window
from bgad_studio.core.imaging.load import save_png
from bgad_studio.services import annotate
from bgad_studio.services.importing import import_folder, plan_import
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.labelling.view import LabelView

PARTS, CHANGES = 12, 20


def main() -> None:
    """Measure and print."""
    edge = int(sys.argv[1]) if len(sys.argv) > 1 else 4096
    dwell = int(sys.argv[2]) if len(sys.argv) > 2 else 1200
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = folder
        make_application(Preferences(language="en", theme="light"))
        window = make_window()
        window.resize(1366, 768)
        window.show()
        window.open_project(make_project(Path(folder), edge))
        wait_until(lambda: window.workspace is not None and len(window.workspace.session.catalogue) == PARTS)
        assert window.workspace is not None
        session, view = window.workspace.session, window.workspace.place(Place.LABEL)
        assert isinstance(view, LabelView)
        wait_until(lambda: view.canvas.label_map() is not None)
        wait_until(lambda: not session.pictures.busy)  # small copies of all parts
        say("neighbours ready", [change(view, dwell) for _ in range(CHANGES)])
        print(f"{psutil.Process().memory_info().rss / 1e6:.0f} MB in use")  # noqa: T201
        view.presenter.load_ahead = lambda _: None  # type: ignore[method-assign]
        session.ready.keep = lambda *_: None  # type: ignore[method-assign]
        session.ready.get = lambda _: None  # type: ignore[method-assign]
        say("nothing ready", [change(view, dwell) for _ in range(CHANGES // 2)])
        session.close()


def make_project(folder: Path, edge: int) -> Path:
    """Parts with grain, and a defect painted on each."""
    rng = np.random.default_rng(0)
    # about as hard to decode as a machined surface: 12 MB a picture of 16 megapixels
    grain = (8 * np.rint(rng.normal(17, 0.7, (edge, edge)))).clip(0, 255).astype(np.uint8)
    (folder / "parts").mkdir()
    for number in range(PARTS):
        rgb = np.repeat(np.roll(grain, 31 * number, 1)[..., None], 3, axis=2)
        save_png(folder / "parts" / f"{number:02d}.png", rgb)
    with Project.create(folder / "Changes.bgad") as project:
        for _ in import_folder(project, plan_import(folder / "parts"), None):
            pass
        annotate.add_defect_type(project, "scratch")
        label_map = np.zeros((edge, edge), np.uint8)
        cv2.ellipse(label_map, (edge // 2, edge // 2), (edge // 8, edge // 20), 20, 0, 360, 1, -1)
        for record in project.images.all():
            annotate.save_mask(project, record.id, label_map)
        return project.path


def change(view: LabelView, dwell: int) -> float:
    """Milliseconds from the key to the painted picture of the next part; at the end it goes back."""
    number, total = view.browser.position()
    view.setProperty("back", number == total or (view.property("back") and number > 1))
    loop = QEventLoop()
    view.presenter.shown.connect(loop.quit)  # after the view, which connected first
    started = time.perf_counter()
    QTest.keyClick(view.canvas, Qt.Key.Key_Left if view.property("back") else Qt.Key.Key_Right)
    loop.exec()
    view.presenter.shown.disconnect(loop.quit)
    view.canvas.viewport().repaint()
    took = 1000 * (time.perf_counter() - started)
    wait(dwell)
    return took


def wait(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: object) -> None:
    """Let the window live until something is so."""
    while not condition():  # type: ignore[operator]
        wait(20)


def say(what: str, times: list[float]) -> None:
    """Percentiles on one line."""
    p50, p95 = np.percentile(times, (50, 95))
    print(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {max(times):.0f} ms ({len(times)})")  # noqa: T201


if __name__ == "__main__":
    main()
