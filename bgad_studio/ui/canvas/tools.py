"""What the left button does, and the stroke it draws on a label map."""

from __future__ import annotations

import math
from enum import Enum
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks import regions
from bgad_studio.core.masks.brush import stamp_segment
from bgad_studio.core.masks.undo import Atom, StrokeRecorder

_FIRST_TOLERANCE: Final = 12
_PIXELS_A_STEP: Final = 4.0
"""The wand: so many image pixels of drag change the tolerance by one."""


class Tool(Enum):
    """What the left button does on the picture."""

    PAN = "pan"
    BRUSH = "brush"
    ERASER = "eraser"
    LASSO = "lasso"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    WAND = "wand"


class Stroke(Protocol):
    """One drag, undone as one."""

    def draw_to(self, x: float, y: float) -> Rect | None:
        """Go on to (``x``, ``y``), image pixels; returns what has to be drawn anew."""

    def finish(self) -> Atom | None:
        """The drag as one step of the history; None if nothing changed."""

    def abort(self) -> Rect | None:
        """Put everything back; returns what has to be drawn anew."""


class BrushStroke:
    """One drag of a round brush.

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
        """Go on to (``x``, ``y``); the first call is a dot."""
        here = (x, y)
        rect = stamp_segment(self._label_map, self._last_xy or here, here, self._radius_px, self._value)
        self._last_xy = here
        self._recorder.add(rect)
        return rect

    def finish(self) -> Atom | None:
        """As in :class:`Stroke`."""
        return self._recorder.finish()

    def abort(self) -> Rect | None:
        """As in :class:`Stroke`."""
        return self._recorder.abort()


class RegionStroke:
    """One drag that selects a region anew with every move: lasso, rectangle, ellipse, wand.

    Args:
        tool: Which of them.
        label_map: (H, W) uint8, painted in place.
        picture: (H, W, 3) uint8 RGB, for the wand.
        value: Label to paint; 0 erases.
    """

    def __init__(
        self, tool: Tool, label_map: NDArray[np.uint8], picture: NDArray[np.uint8], value: int
    ) -> None:
        self._tool = tool
        self._label_map = label_map
        self._picture = picture
        self._value = value
        self._recorder = StrokeRecorder(label_map)
        self._points: list[tuple[float, float]] = []
        self._tolerance = -1

    def draw_to(self, x: float, y: float) -> Rect | None:
        """Select up to (``x``, ``y``)."""
        self._points.append((x, y))
        if self._tool is Tool.WAND and not self._widens():
            return None
        before = self._recorder.abort()
        region = self._region()
        if region is None:
            return before
        self._label_map[region.rect.rows, region.rect.columns][region.inside] = self._value
        self._recorder.add(region.rect)
        return region.rect if before is None else region.rect.union(before)

    def finish(self) -> Atom | None:
        """As in :class:`Stroke`."""
        return self._recorder.finish()

    def abort(self) -> Rect | None:
        """As in :class:`Stroke`."""
        return self._recorder.abort()

    def _widens(self) -> bool:
        """Whether the wand takes other colours now: flooding a large picture is not done for nothing."""
        steps = int(math.dist(self._points[0], self._points[-1]) / _PIXELS_A_STEP)
        before, self._tolerance = self._tolerance, min(_FIRST_TOLERANCE + steps, 255)
        return before != self._tolerance

    def _region(self) -> regions.Region | None:
        height, width = self._label_map.shape
        first, last = self._points[0], self._points[-1]
        if self._tool is Tool.LASSO:
            return regions.polygon(self._points, width, height)
        if self._tool is Tool.WAND:
            return regions.similar(self._picture, first, self._tolerance)
        shape = regions.rectangle if self._tool is Tool.RECTANGLE else regions.ellipse
        return shape(first, last, width, height)
