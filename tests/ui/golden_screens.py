"""Pieces of the window as they looked when somebody last looked; run as a program, makes the pictures anew.

``python tests/ui/golden_screens.py`` writes ``tests/ui/golden``. Look at what changed before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from bgad_studio.core.evidence import Evidence
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.records import IGNORE_VALUE
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services.cuts import Judging
from bgad_studio.ui import i18n, theme
from bgad_studio.ui.actions import ACTIONS, ActionSet
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.frame.rail import Place, Rail
from bgad_studio.ui.labelling.toolbar import PaintBar
from bgad_studio.ui.results.counts import Scores
from bgad_studio.ui.results.judging_panel import JudgingPanel
from bgad_studio.ui.welcome import Welcome

FOLDER = Path(__file__).with_name("golden")
BLOCK = 8
"""Pixels on a side that are compared as one: letters of another font have about the same ink."""


def rail() -> QWidget:
    """Where one goes."""
    made = Rail()
    made.set_place(Place.RESULTS)
    made.setFixedSize(76, 480)
    return made


def welcome() -> QWidget:
    """Without a project."""
    made = Welcome()
    made.setFixedSize(800, 480)
    return made


def toolbar() -> QWidget:
    """Under the part."""
    owner = QWidget()
    actions = ActionSet(owner, {key: lambda *_: None for key in ACTIONS})
    actions["brush"].setChecked(True)
    actions["undo"].setEnabled(False)
    made = PaintBar(actions)
    owner.setParent(made)
    made.show_radius(12)
    made.show_zoom(1.0)
    made.setFixedSize(1010, 48)
    return made


def canvas() -> QWidget:
    """A part with paint, an ignored area and heat."""
    made = ImageCanvas()
    made.setFixedSize(480, 320)
    rows, columns = np.mgrid[:80, :120]
    grey = (90 + 60 * (np.hypot(rows - 40, columns - 60) < 34)).astype(np.uint8)
    labels = np.zeros((80, 120), np.uint8)
    labels[30:36, 40:70] = 1
    labels[50:60, 70:84] = 2
    labels[5:20, 5:30] = IGNORE_VALUE
    values = np.exp(-((rows - 40) ** 2 + (columns - 90) ** 2) / 300).astype(np.float32)
    made.set_image(np.repeat(grey[..., None], 3, axis=2))
    made.set_label_map(labels, dict(enumerate(theme.current().defect, start=1)))
    made.set_heat(values, 0.2, 1.0, 0.6)
    return made


def thresholds() -> QWidget:
    """All scores and two lines, and what they make of the parts."""
    made = JudgingPanel(lambda: Evidence(np.zeros(0), {}, {}, np.zeros(0)))
    rng = np.random.default_rng(0)
    scores = Scores(rng.normal(1, 0.4, 200), rng.normal(4, 0.8, 30), np.array([2.0, 2.4]))
    judging = Judging(Thresholds(2.0, 3.0, 1.0, 0.0, 2.0, 120, True), parts_per_shift=1000)
    made.show_judging(scores, judging, tuple(np.linspace(0, 2.1, 120)))
    made.setFixedSize(700, 208)
    return made


SCREENS: dict[str, tuple[Callable[[], QWidget], float]] = {
    "rail": (rail, 1.6),
    "welcome": (welcome, 3.0),
    "toolbar": (toolbar, 0.5),
    "canvas": (canvas, 0.5),
    "thresholds": (thresholds, 2.0),
}
"""How each is made, and how unlike it may be: about as much as another font makes it, half of what another
accent colour or a missing button does."""
LOOKS = tuple((language, kind) for language in ("en", "zh_CN") for kind in ("light", "dark"))


def names() -> Iterator[tuple[str, str, str]]:
    """Screen, language and theme of every picture."""
    return ((screen, *look) for screen in SCREENS for look in LOOKS)


def golden_file(screen: str, language: str, kind: str) -> Path:
    """Where a picture lies."""
    return FOLDER / f"{screen}-{language}-{kind}.png"


def photograph(app: QApplication, screen: str, language: str, kind: str) -> np.ndarray:
    """(H, W, 3) uint8 RGB of a screen as it looks now."""
    i18n.install(app, language)
    theme.apply_theme(app, kind)
    QCursor.setPos(app.primaryScreen().geometry().bottomRight())  # else what lies under it looks pointed at
    made = SCREENS[screen][0]()
    made.show()
    if isinstance(made, ImageCanvas):
        made.fit()
    app.processEvents()
    focused = app.focusWidget()
    if focused is not None:  # only where the window is active
        focused.clearFocus()
    image = made.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    rgb = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
    made.close()
    made.deleteLater()
    return rgb


def unlike(one: np.ndarray, other: np.ndarray) -> float:
    """Mean difference of blocks, 0…255; pictures of other sizes have nothing in common."""
    if one.shape != other.shape:
        return 255.0
    size = (one.shape[1] // BLOCK, one.shape[0] // BLOCK)
    small = [cv2.resize(item, size, interpolation=cv2.INTER_AREA).astype(int) for item in (one, other)]
    return float(np.abs(small[0] - small[1]).max(axis=2).mean())


def main() -> None:
    """Make all pictures anew."""
    app = QApplication([])
    FOLDER.mkdir(exist_ok=True)
    for name in names():
        save_png(golden_file(*name), photograph(app, *name))


if __name__ == "__main__":
    main()
