"""Small pictures of parts on disk, and a hand for the canvas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from bgad_studio.ui.canvas.view import ImageCanvas

EDGE = 96


def write_parts(folder: Path, count: int, seed: int = 0) -> Path:
    """``count`` grey discs on a dark ground, each with its own grain."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[:EDGE, :EDGE] - EDGE / 2
    disc = np.hypot(rows, columns) < EDGE * 0.4
    for number in range(1, count + 1):
        grey = np.where(disc, 150, 30) + rng.normal(0, 6, disc.shape)
        rgb = np.repeat(grey.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)
        Image.fromarray(rgb).save(folder / f"part_{number:02d}.png")
    return folder


def paint(canvas: ImageCanvas, *points: tuple[float, float]) -> None:
    """One stroke of the left button through image pixels, as real mouse events."""
    viewport = canvas.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(
        kind: QEvent.Type, point: tuple[float, float], button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        at = canvas.viewportTransform().map(QPointF(*point))
        event = QMouseEvent(
            kind, at, QPointF(viewport.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, event)

    send(QEvent.Type.MouseButtonPress, points[0], left, left)
    for point in points[1:]:
        send(QEvent.Type.MouseMove, point, none, left)
    send(QEvent.Type.MouseButtonRelease, points[-1], left, none)
