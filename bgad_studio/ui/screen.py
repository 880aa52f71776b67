"""Room for the window on small screens, and on large ones that draw everything large."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

LEAST: Final = QSize(1100, 680)
"""The window is never smaller, in pixels of its own."""
USUAL: Final = QSize(1440, 900)
_FRAME_PX: Final = 40
"""Of the height for the title bar."""
_SMALLEST: Final = 0.6
"""Below this nobody could read it: then the window is larger than the screen."""
_SCALE: Final = "QT_SCALE_FACTOR"


@contextmanager
def fitted_to_screen() -> Iterator[float]:
    """Draw everything smaller where the system's scale leaves too little room, as 200 % on full HD does.

    Qt reads the scale when it starts: make the application inside. Programs that are started later, to show a
    report, see nothing of it.

    Yields:
        How much smaller; 1 where the window fits as it is.
    """
    probe = QGuiApplication(sys.argv[:1])
    room = probe.primaryScreen().availableSize()
    probe.shutdown()
    share, before = shrunk_by(room), os.environ.get(_SCALE)
    if share < 1:
        os.environ[_SCALE] = f"{share * _scale_of_person():.4f}"
    try:
        yield share
    finally:
        if before is not None:
            os.environ[_SCALE] = before
        else:
            os.environ.pop(_SCALE, None)


def shrunk_by(room: QSize) -> float:
    """How much smaller everything has to be for the window to fit into ``room``; 1: it fits."""
    fits = min(room.width() / LEAST.width(), (room.height() - _FRAME_PX) / LEAST.height())
    return min(1.0, max(fits, _SMALLEST))


def first_size() -> QSize:
    """Of the window when it opens: the usual one, or what the screen has."""
    return USUAL.boundedTo(QGuiApplication.primaryScreen().availableSize()).expandedTo(LEAST)


def _scale_of_person() -> float:
    """What somebody has set for all Qt programs; what is no number says nothing."""
    try:
        return float(os.environ.get(_SCALE, "1"))
    except ValueError:
        return 1.0
