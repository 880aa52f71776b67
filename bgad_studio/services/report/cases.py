"""Parts as pictures: how each was judged, outlined where it is marked, and with its map."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import StudioError
from bgad_studio.core.heatmap import blend
from bgad_studio.core.imaging.load import encode_jpeg, load_image
from bgad_studio.core.imaging.resize import mask_to
from bgad_studio.core.imaging.thumbnails import thumbnail
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.paper import Case, Tongue
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import Verdict
from bgad_studio.services.report.pieces import TONES, verdict_word
from bgad_studio.services.results import ScoreMap

MOST: Final = 24
"""Parts shown as pictures, and files named, in one section."""
EDGE_PX: Final = 360
"""Longest side of a picture in a report."""
MARK_RGB: Final = (64, 196, 255)

Reader = Callable[[], tuple[ScoreMap | None, NDArray[np.uint8] | None]]
"""Reads the map of a part, and what is marked on it ((h, w) uint8, 0: nothing)."""


class CaseMaker:
    """Turns parts into cases, and counts them.

    Args:
        say: In which language.
        total: How many there will be.
        ramp: Colours of the maps.
    """

    def __init__(self, say: Tongue, total: int, ramp: Ramp) -> None:
        self._say = say
        self._ramp = ramp
        self._total = total
        self._done = 0

    def make(
        self, path: Path, sha256: str, score: float, verdict: Verdict, notes: Sequence[str], read: Reader
    ) -> Generator[Progress, None, Case]:
        """One case; a picture that is gone costs no report.

        Args:
            path: Of the picture.
            sha256: Of its bytes when it was judged.
            score: Of the part.
            verdict: Of the model.
            notes: Lines below the pictures; empty ones are left out.
            read: Map and marks of the part.
        """
        lines = [note for note in notes if note]
        picture = overlay = b""
        try:
            image = thumbnail(load_image(path, sha256), EDGE_PX)
            found, marks = read()
            picture = encode_jpeg(_marked(image, marks), 85)
            if found is not None:
                drawn = blend(image, found.values, found.low, found.high, found.threshold, self._ramp)
                overlay = encode_jpeg(drawn, 85)
        except StudioError as error:
            lines.append(self._say.trouble(error.trouble))
        self._done += 1
        yield Progress(Phase.SAVING, self._done, self._total)
        word, tone = verdict_word(self._say, verdict), TONES[verdict]
        return Case(path.name, word, tone, f"{score:.2f}", picture, overlay, tuple(lines))


def _marked(image: NDArray[np.uint8], marks: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """With the outline of what is marked."""
    if marks is None:
        return image
    inside = (mask_to(marks, *image.shape[:2]) > 0).astype(np.uint8)
    edges, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(image.copy(), edges, -1, MARK_RGB, 1), np.uint8)
