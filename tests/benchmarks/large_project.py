"""A project of many pictures: how long until its list is there, what a verdict and a stroke cost, and memory.

``python tests/benchmarks/large_project.py [COUNT]``: COUNT (100 000) images in the database, files behind the
first few of them; a model has judged all. Prints the processor time of the longest single piece of work on
the store's lane, which everything else waits behind, and of the window's thread without a pause.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

import numpy as np
import psutil
from planted import plant
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from bgad_studio.app import make_application, make_window
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.records import Verdict
from bgad_studio.services import annotate
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.store.images import NewImage
from bgad_studio.ui.browser.state import BrowserState, Filter
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.labelling.view import LabelView
from bgad_studio.ui.session import Session

EDGE, REAL, TIMES = 512, 60, 20


def main() -> None:
    """Fill, open, scroll, label, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "STATE"):  # not among the person's own projects
            os.environ[f"XDG_{name}_HOME"] = folder
        path = Path(folder) / "Large.bgad"
        with Project.create(path) as project:
            fill(project, Path(folder), count)
        plant(path)
        make_application(Preferences(language="en", theme="light"))
        window = make_window()
        window.resize(1366, 768)
        window.show()
        started = time.perf_counter()
        window.open_project(path)
        while window.workspace is None or len(window.workspace.session.catalogue) < count:
            pause(5)
        opened = time.perf_counter() - started
        session, view = window.workspace.session, window.workspace.place(Place.LABEL)
        assert isinstance(view, LabelView)
        bar, slowest = view.browser.list.horizontalScrollBar(), 0.0
        for step in range(100):
            started = time.perf_counter()
            bar.setValue(bar.maximum() * step // 100)
            view.browser.list.viewport().repaint()
            slowest = max(slowest, time.perf_counter() - started)
        say(f"{count} images: open {opened:.2f} s, slowest scroll {1000 * slowest:.0f} ms, {used()}")
        label(session, view)
        session.close()
        pause(200)


def label(session: Session, view: LabelView) -> None:
    """Verdicts and strokes as a person gives them, one after the other."""
    held = Held(session)
    view.browser.step(-len(session.catalogue))
    settle(session)

    def verdict() -> None:
        QTest.keyClick(view.canvas, Qt.Key.Key_1)
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)

    held.measure("a verdict, then the next part", verdict, view.presenter.shown)
    view.browser.set_state(BrowserState(filter=Filter.OK))
    settle(session)
    held.measure("the same where it leaves the list", verdict_away(view), view.presenter.shown)
    view.browser.set_state(BrowserState())
    view.browser.step(-len(session.catalogue))
    QTest.keyClick(view.canvas, Qt.Key.Key_B)
    settle(session)
    middle = view.canvas.viewport().rect().center()

    def stroke() -> None:
        port, left, none = view.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(port, left, none, middle)
        QTest.mouseMove(port, middle + QPoint(held.times, 40))
        QTest.mouseRelease(port, left, none, middle + QPoint(held.times, 40))

    held.measure("a stroke until it is saved", stroke, view.presenter.saved)
    view.browser.step(1)
    settle(session)
    say(f"{used()} at the end")


def verdict_away(view: LabelView) -> Callable[[], None]:
    """A verdict the filter does not show."""

    def work() -> None:
        QTest.keyClick(view.canvas, Qt.Key.Key_3)
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)

    return work


class Held:
    """How much work the store's lane, and the window's thread, did without looking up."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pieces: list[float] = []
        self._gaps: list[float] = []
        self._last = time.thread_time()
        self.times = 0
        carry_out = session.store._carry_out

        def timed(ticket: Any) -> Any:
            started = time.thread_time()
            answer = carry_out(ticket)
            self._pieces.append(time.thread_time() - started)
            return answer

        session.store._carry_out = timed  # type: ignore[method-assign]
        self._beat = QTimer()
        self._beat.timeout.connect(self._tick)
        self._beat.start(10)  # oftener it would take time from what is measured

    def measure(self, what: str, work: Callable[[], None], done: Any) -> None:
        """Do it some times, and say what it took until ``done`` and until everything was quiet."""
        waited = []
        self._pieces, self._gaps = [], []
        for self.times in range(TIMES):
            loop, started = QEventLoop(), time.perf_counter()
            done.connect(loop.quit)
            work()
            loop.exec()
            waited.append(time.perf_counter() - started)
            done.disconnect(loop.quit)
            pause(400)
        settle(self._session)
        p50, p95 = 1000 * np.percentile(waited, (50, 95))
        lane, gap = 1000 * max(self._pieces), 1000 * max(self._gaps)
        say(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms; lane {lane:.0f} ms, window {gap:.0f} ms")

    def _tick(self) -> None:
        now = time.thread_time()
        self._gaps.append(now - self._last)
        self._last = now


def fill(project: Project, folder: Path, count: int) -> None:
    """Rows, with files behind the first of them and paint on some."""
    rng = np.random.default_rng(0)
    digests = {}
    for number in range(min(REAL, count)):
        save_png(folder / f"{number}.png", rng.integers(90, 120, (EDGE, EDGE, 3), np.uint8))
        digests[number] = hashlib.sha256((folder / f"{number}.png").read_bytes()).hexdigest()
    new = [
        NewImage(
            folder / f"{number}.png",
            f"{number}.png",
            digests.get(number, f"{number:064x}"),
            EDGE,
            EDGE,
            f"{number}.png",
        )
        for number in range(count)
    ]
    for start in range(0, count, 5000):
        records = project.images.add(new[start : start + 5000])
        project.images.set_verdict([record.id for record in records], Verdict.OK, "benchmark")
    kind = annotate.add_defect_type(project, "scratch")
    label_map = np.zeros((EDGE, EDGE), np.uint8)
    label_map[100:140, 100:300] = kind.id
    painted = [record for record in project.images.all() if record.id % 100 == 0][: 2 * REAL]
    project.images.set_verdict([record.id for record in painted], Verdict.NG, "benchmark")
    for record in painted:
        annotate.save_mask(project, record.id, label_map)


def settle(session: Session) -> None:
    """Let the window live until nothing is on its way."""
    pause(300)
    while not session.settled or session.pictures.busy:
        pause(20)


def pause(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def used() -> str:
    """Memory of this process."""
    return f"{psutil.Process().memory_info().rss / 2**20:.0f} MB"


def say(text: str) -> None:
    """To whoever started it."""
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
