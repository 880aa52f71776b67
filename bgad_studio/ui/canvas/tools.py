"""What the left button does, and the stroke it draws on a label map."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks.brush import stamp_segment
from bgad_studio.core.masks.undo import Atom, StrokeRecorder


class Tool(Enum):
    """What the left button does on the picture."""

    PAN = "pan"
    BRUSH = "brush"
    ERASER = "eraser"


class Stroke:
    """One drag of a round brush, undone as one.

    Args:
        label_map: (H, W) uint8, painted in place.
        radius_px: Of the brush, image pixels.
        value: Label to paint; 0 erases.
    """

    def __init__(self, label_map: NDArray[np.uint8], radius_px: float, value: int) -> None:
        self._label_map = label_map
        self._radius_px = radius_px
        self._value = value
        self._recorder = StrokeRecorder(label_map)
        self._last_xy: tuple[float, float] | None = None

    def draw_to(self, x: float, y: float) -> Rect | None:
        """Go on to (``x``, ``y``); the first call is a dot. Returns what has to be drawn anew."""
        here = (x, y)
        rect = stamp_segment(self._label_map, self._last_xy or here, here, self._radius_px, self._value)
        self._last_xy = here
        self._recorder.add(rect)
        return rect

    def finish(self) -> Atom | None:
        """The stroke as one step of the history; None if nothing changed."""
        return self._recorder.finish()

    def abort(self) -> Rect | None:
        """Put everything back; returns what has to be drawn anew."""
        return self._recorder.abort()
