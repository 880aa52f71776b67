"""Small pictures for lists: read beside the window, the ones looked at last first, kept in memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from bgad_studio.core.records import ImageRecord
from bgad_studio.workers.lane import Lane

_KEPT: Final = 1500
_WAITING: Final = 300
_AT_ONCE: Final = 2
_AGAIN_S: Final = 30.0
"""What could not be read is tried again after so long, when it is looked at."""

Load = Callable[[ImageRecord], NDArray[np.uint8]]


def to_pixmap(rgb: NDArray[np.uint8]) -> QPixmap:
    """(H, W, 3) uint8 RGB as a pixmap; copied."""
    whole = np.ascontiguousarray(rgb)
    height, width = whole.shape[:2]
    image = QImage(whole.data, width, height, whole.strides[0], QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image.copy())


class Thumbnails(QObject):
    """Gives thumbnails that are there and reads the others.

    While somebody scrolls past thousands, only the newest wishes are kept: what is asked for last is what is
    looked at now.

    Args:
        lane: For reading.
        load: ``services.browse.load_thumbnail`` of the project.

    Signals:
        ready(int): The thumbnail of this image can be had now.
    """

    ready = Signal(int)

    def __init__(self, lane: Lane, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._load = load
        self._pixmaps: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[int, ImageRecord] = OrderedDict()
        self._reading: set[int] = set()
        self._unread: dict[int, float] = {}

    def get(self, record: ImageRecord) -> QPixmap | None:
        """The thumbnail; None while it is read (``ready`` tells), a null pixmap if it cannot be."""
        found = self._pixmaps.get(record.id)
        if found is not None and found.isNull() and time.monotonic() - self._unread[record.id] > _AGAIN_S:
            self._unread[record.id] = time.monotonic()  # the drive may be back
            self._want(record)
        if found is not None:
            self._pixmaps.move_to_end(record.id)
            return found
        self._want(record)
        return None

    def _want(self, record: ImageRecord) -> None:
        if record.id not in self._reading:
            self._wanted[record.id] = record
            self._wanted.move_to_end(record.id)
            if len(self._wanted) > _WAITING:
                self._wanted.popitem(last=False)
            self._read_next()

    def _read_next(self) -> None:
        while self._wanted and len(self._reading) < _AT_ONCE:
            image_id, record = self._wanted.popitem()
            self._reading.add(image_id)
            self._lane.submit(
                lambda record=record: self._load(record),  # type: ignore[misc]
                lambda rgb, image_id=image_id: self._take(image_id, to_pixmap(rgb)),  # type: ignore[misc]
                lambda _, image_id=image_id: self._take(image_id, QPixmap()),  # type: ignore[misc]
            )

    def _take(self, image_id: int, pixmap: QPixmap) -> None:
        self._reading.discard(image_id)
        if pixmap.isNull():
            self._unread[image_id] = time.monotonic()
        self._pixmaps[image_id] = pixmap
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        self.ready.emit(image_id)
        self._read_next()
