"""Room for the window on small screens, and on large ones that draw everything large."""

from __future__ import annotations

import os
import sys
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
_BEFORE: Final = "BGAD_STUDIO_SCALE_BEFORE"
"""What the scale was before the program began anew; empty: none was set."""


def fit_screen() -> None:
    """Draw everything smaller where the system's scale leaves too little room, as 200 % on full HD does.

    Qt reads the scale once, when it starts, and a second application in one process would take every object
    of the first one along: the program therefore begins anew, in its own place. Call this before there is a
    window. Programs that are started later, to show a report, see nothing of it.
    """
    begun_anew = os.environ.pop(_BEFORE, None)
    if begun_anew is not None:
        _set_scale(begun_anew)
        return
    share = shrunk_by(QGuiApplication.primaryScreen().availableSize())
    if share < 1:
        before = os.environ.get(_SCALE, "")
        os.environ[_BEFORE] = before
        _set_scale(f"{share * _factor(before):.4f}")
        os.execv(sys.executable, sys.orig_argv)


def shrunk_by(room: QSize) -> float:
    """How much smaller everything has to be for the window to fit into ``room``; 1: it fits."""
    fits = min(room.width() / LEAST.width(), (room.height() - _FRAME_PX) / LEAST.height())
    return min(1.0, max(fits, _SMALLEST))


def first_size() -> QSize:
    """Of the window when it opens: the usual one, or what the screen has."""
    return USUAL.boundedTo(QGuiApplication.primaryScreen().availableSize()).expandedTo(LEAST)


def _set_scale(scale: str) -> None:
    """For programs that start from now on; empty: none."""
    if scale:
        os.environ[_SCALE] = scale
    else:
        os.environ.pop(_SCALE, None)


def _factor(scale: str) -> float:
    """What somebody has set for all Qt programs; what is no number says nothing."""
    try:
        return float(scale)
    except ValueError:
        return 1.0
