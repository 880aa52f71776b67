"""Label maps in little memory: most of a part bears no paint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Trimmed:
    """The painted rectangle of a label map.

    Attributes:
        shape: (H, W) of the whole.
        corner_rc: Row and column of the piece's first pixel.
        piece: (h, w) uint8, of its own memory; empty where nothing is painted.
    """

    shape: tuple[int, int]
    corner_rc: tuple[int, int]
    piece: NDArray[np.uint8]

    @classmethod
    def of(cls, label_map: NDArray[np.uint8]) -> Self:
        """Take what is painted on an (H, W) uint8 label map."""
        x, y, width, height = cv2.boundingRect(label_map)
        rows, columns = label_map.shape
        return cls((rows, columns), (y, x), label_map[y : y + height, x : x + width].copy())

    @property
    def nbytes(self) -> int:
        """Memory it takes."""
        return self.piece.nbytes

    def whole(self) -> NDArray[np.uint8]:
        """The label map again, (H, W) uint8, the caller's own."""
        row, column = self.corner_rc
        height, width = self.piece.shape
        label_map = np.zeros(self.shape, np.uint8)
        label_map[row : row + height, column : column + width] = self.piece
        return label_map
