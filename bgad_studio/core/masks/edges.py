"""The edge of a defect inside an outline drawn roughly round it: GrabCut on a small piece of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.masks import regions
from bgad_studio.core.masks.regions import Point, Region

_MARGIN: Final = 0.5
_LEAST_MARGIN: Final = 8
"""Surroundings looked at, as a share of the outline's size and at least so many pixels: they show what is
not the defect."""
_PIXELS: Final = 120_000
"""A larger piece is looked at smaller, so that the answer takes half a second whatever was drawn."""
_ROUNDS: Final = 4
_FLAT: Final = 0.15
"""An outline that fills less of its box than this is no outline: the drag across a box was meant."""


@dataclass(frozen=True, slots=True, eq=False)
class EdgeSearch:
    """A piece of a picture and where in it to look.

    Attributes:
        rect: Of the piece, in the picture.
        piece: (rect.height, rect.width, 3) uint8 RGB.
        inside: (rect.height, rect.width) bool, what the outline encloses.
    """

    rect: Rect
    piece: NDArray[np.uint8]
    inside: NDArray[np.bool_]


def search_inside(picture: Pyramid, outline_xy: Sequence[Point]) -> EdgeSearch | None:
    """Prepare the search inside an outline, or inside the box a straight drag spans.

    Args:
        picture: The piece of it is copied.
        outline_xy: Image pixels.

    Returns:
        None where the outline lies outside, is a dot, or leaves no surroundings.
    """
    width, height = picture.size
    drawn = _drawn(outline_xy, width, height)
    if drawn is None or min(drawn.rect.width, drawn.rect.height) < 2:
        return None
    across = max(round(drawn.rect.width * _MARGIN), _LEAST_MARGIN)
    down = max(round(drawn.rect.height * _MARGIN), _LEAST_MARGIN)
    rect = Rect(
        drawn.rect.x - across,
        drawn.rect.y - down,
        drawn.rect.width + 2 * across,
        drawn.rect.height + 2 * down,
    ).clip(width, height)
    assert rect is not None
    inside = np.zeros((rect.height, rect.width), np.bool_)
    left, top = drawn.rect.x - rect.x, drawn.rect.y - rect.y
    inside[top : top + drawn.rect.height, left : left + drawn.rect.width] = drawn.inside
    if inside.all():
        return None
    return EdgeSearch(rect, picture.rgb(rect), inside)


def find_edges(search: EdgeSearch) -> Region | None:
    """The pixels inside the outline that look unlike its surroundings [Rother et al. 2004].

    Returns:
        None where nothing does.
    """
    height, width = search.inside.shape
    shrink = min(1.0, (_PIXELS / (height * width)) ** 0.5)
    size = max(round(width * shrink), 8), max(round(height * shrink), 8)
    piece = cv2.resize(search.piece, size, interpolation=cv2.INTER_AREA) if shrink < 1 else search.piece
    inside = cv2.resize(search.inside.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    guess = np.where(inside > 0, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_BGD))
    if guess.min() == guess.max():
        return None
    cv2.setRNGSeed(0)  # of this thread: the same outline finds the same edge
    cv2.grabCut(
        cv2.cvtColor(piece, cv2.COLOR_RGB2BGR),
        guess,
        None,
        np.zeros((1, 65)),
        np.zeros((1, 65)),
        _ROUNDS,
        cv2.GC_INIT_WITH_MASK,
    )
    found = (guess == cv2.GC_PR_FGD).astype(np.float32)
    fine = cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR) >= 0.5
    region = np.asarray(fine & search.inside, np.bool_)
    return Region(search.rect, region) if region.any() else None


def _drawn(outline_xy: Sequence[Point], width: int, height: int) -> Region | None:
    points = np.asarray(outline_xy, np.float32)
    box = np.prod(points.max(0) - points.min(0))
    if cv2.contourArea(points) < _FLAT * box:
        return regions.rectangle(outline_xy[0], outline_xy[-1], width, height)
    return regions.polygon(outline_xy, width, height)
