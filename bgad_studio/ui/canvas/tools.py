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
    SQUARE = "square"
    ERASER = "eraser"
    LASSO = "lasso"
    POLYGON = "polygon"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    WAND = "wand"
    EDGES = "edges"
    FILL = "fill"


BRUSHES: Final = (Tool.BRUSH, Tool.SQUARE, Tool.ERASER)
"""Tools with a size."""


class Stroke(Protocol):
    """One drag, undone as one."""

    def draw_to(self, x: float, y: float) -> Rect | None:
        """Go on to (``x``, ``y``), image pixels; returns what has to be drawn anew."""

    def finish(self) -> Atom | None:
        """The drag as one step of the history; None if nothing changed."""

    def abort(self) -> Rect | None:
        """Put everything back; returns what has to be drawn anew."""


class BrushStroke:
    """One drag of a brush.

    Args:
        recorder: Of the label map, which is painted in place.
        radius_px: Of the brush, image pixels; may be changed under way.
        value: Label to paint; 0 erases.
        square: The brush is no disc.
    """

    def __init__(self, recorder: StrokeRecorder, radius_px: float, value: int, square: bool) -> None:
        self.radius_px = radius_px
        self._recorder = recorder
        self._value = value
        self._square = square
        self._last_xy: tuple[float, float] | None = None

    def draw_to(self, x: float, y: float) -> Rect | None:
        """Go on to (``x``, ``y``); the first call is a dot."""
        here = (x, y)
        start = self._last_xy or here
        rect = stamp_segment(
            self._recorder.label_map, start, here, self.radius_px, self._value, square=self._square
        )
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
    """One drag that selects a region, shown as it grows: lasso, rectangle, ellipse, wand, fill.

    Args:
        tool: Which of them.
        recorder: Of the label map, which is painted in place.
        picture: (H, W, C) uint8, for the wand.
        value: Label to paint; 0 erases.
    """

    def __init__(self, tool: Tool, recorder: StrokeRecorder, picture: NDArray[np.uint8], value: int) -> None:
        self._tool = tool
        self._recorder = recorder
        self._picture = picture
        self._value = value
        self._points: list[tuple[float, float]] = []
        self._tolerance = -1

    def draw_to(self, x: float, y: float) -> Rect | None:
        """Select up to (``x``, ``y``)."""
        self._points.append((x, y))
        if (self._tool is Tool.WAND and not self._widens()) or (
            self._tool is Tool.FILL and len(self._points) > 1
        ):
            return None
        before = self._recorder.abort()
        region = self._region()
        if region is None:
            return before
        regions.paint(self._recorder.label_map, region, self._value)
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
        height, width = self._recorder.label_map.shape
        first, last = self._points[0], self._points[-1]
        if self._tool is Tool.LASSO:
            return regions.polygon(self._points, width, height)
        if self._tool is Tool.WAND:
            return regions.similar(self._picture, first, self._tolerance)
        if self._tool is Tool.FILL:
            return regions.same(self._recorder.label_map, first)
        shape = regions.rectangle if self._tool is Tool.RECTANGLE else regions.ellipse
        return shape(first, last, width, height)
