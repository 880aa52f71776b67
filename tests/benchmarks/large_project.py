"""A project of many pictures: how long until its list is there, and how much memory the window takes.

``python tests/benchmarks/large_project.py [COUNT]``: COUNT (100 000) images in the database, no files
behind them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEventLoop, QTimer

from bgad_studio.app import make_application, make_window
from bgad_studio.core.records import Verdict
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.store.images import NewImage
from bgad_studio.ui.frame.rail import Place


def main() -> None:
    """Fill, open, scroll, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Large.bgad"
        with Project.create(path) as project:
            fill(project, Path(folder), count)
        make_application(Preferences(language="en", theme="light"))
        window = make_window()
        window.show()
        started = time.perf_counter()
        window.open_project(path)
        while window.workspace is None or len(window.workspace.session.catalogue) < count:
            pause(5)
        opened = time.perf_counter() - started
        browser = window.workspace.place(Place.LABEL).browser  # type: ignore[attr-defined]
        bar, slowest = browser.list.horizontalScrollBar(), 0.0
        for step in range(100):
            started = time.perf_counter()
            bar.setValue(bar.maximum() * step // 100)
            browser.list.viewport().repaint()
            slowest = max(slowest, time.perf_counter() - started)
        memory = psutil.Process().memory_info().rss / 2**20
        text = f"{count} images: open {opened:.2f} s, slowest scroll {1000 * slowest:.0f} ms, {memory:.0f} MB"
        print(text)  # noqa: T201
        session = window.workspace.session
        session.close()
        pause(200)


def fill(project: Project, folder: Path, count: int) -> None:
    """Rows without files."""
    new = [
        NewImage(folder / f"{number}.png", f"{number}.png", f"{number:064x}", 512, 512, f"{number}.png")
        for number in range(count)
    ]
    for start in range(0, count, 5000):
        records = project.images.add(new[start : start + 5000])
        project.images.set_verdict([record.id for record in records], Verdict.OK, "benchmark")


def pause(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
