"""The picture with paint that can be changed, undone and redone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bgad_studio.core.geometry import Rect
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.masks import regions
from bgad_studio.core.masks.regions import Region, bounds
from bgad_studio.core.masks.undo import Atom, History, StrokeRecorder
from bgad_studio.core.records import NO_DEFECT
from bgad_studio.ui.canvas.display import LayeredView


class PaintedView(LayeredView):
    """Holds the label map on the picture and the history of it. Knows no tools.

    Signals:
        strokeFinished(): A person changed the label map: a stroke ended, or was undone or redone.
        historyChanged(bool, bool): Whether there is something to undo, and to redo.
    """

    strokeFinished = Signal()  # noqa: N815 - a signal
    historyChanged = Signal(bool, bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels: NDArray[np.uint8] | None = None
        self._kept: NDArray[np.uint8] | None = None
        self.colours: dict[int, str] = {}
        self._history = History()
        self._defect = 1

    def set_image(self, picture: NDArray[np.uint8] | Pyramid | None, *, keep_view: bool = False) -> None:
        """As in the base class; the history and whatever is in hand go with the last picture's paint."""
        self.take_labels(None)
        super().set_image(picture, keep_view=keep_view)

    def set_label_map(
        self,
        label_map: NDArray[np.uint8] | None,
        colours: Mapping[int, str],
        history: History | None = None,
    ) -> None:
        """Show (H, W) uint8 labels of the picture's size and let the brush work on a copy of them.

        Before this call after :meth:`set_image` nothing can be painted.

        Args:
            label_map: None is a map without any paint.
            colours: ``{label value: "#RRGGBB"}``.
            history: Of exactly this label map; None begins a new one.

        Raises:
            ValueError: The label map is not of the picture's size.
        """
        width, height = self.image_size()
        if label_map is not None and label_map.shape != (height, width):
            raise ValueError(f"label map {label_map.shape} on a picture of {(height, width)}")
        labels = np.zeros((height, width), np.uint8) if label_map is None else label_map.copy()
        self.set_colours(colours)
        self.take_labels(labels if labels.size else None, history)

    def set_colours(self, colours: Mapping[int, str]) -> None:
        """Colour label values anew, keeping paint and history: ``{label value: "#RRGGBB"}``."""
        self.colours = dict(colours)
        self.paint_item.set_colours(self.colours)

    def label_map(self) -> NDArray[np.uint8] | None:
        """A copy of the label map, or None while there is none."""
        return None if self.labels is None else self.labels.copy()

    def set_defect(self, value: int) -> None:
        """Label value painted from the next stroke on: 1…250, or 255 for pixels to ignore."""
        self._defect = value

    def defect(self) -> int:
        """Label value that is painted."""
        return self._defect

    def history(self) -> History:
        """Strokes on the label map, to be handed back with it."""
        return self._history

    def recorder(self) -> StrokeRecorder:
        """Of a stroke that begins now; there must be a label map. What is painted is seen."""
        assert self.labels is not None
        self.set_mask_visible(True)
        if self._kept is None:
            self._kept = self.labels.copy()
        return StrokeRecorder(self.labels, self._kept)

    def change_region(self, change: Callable[[NDArray[np.bool_]], NDArray[np.bool_]]) -> None:
        """Change what is painted of the chosen defect as one step: mask (H, W) bool before → after."""
        if self.labels is None or self.in_hand():
            return
        recorder = self.recorder()
        before = self.labels == self._defect
        after = change(before)
        self.labels[before & ~after] = NO_DEFECT
        self.labels[after & (self.labels == NO_DEFECT)] = self._defect  # other defects stay
        recorder.add(bounds(before | after))
        self.commit(recorder.finish())

    def paint_region(self, region: Region, value: int) -> None:
        """Give the pixels of a region a label, as one step."""
        if self.labels is not None:
            recorder = self.recorder()
            regions.paint(self.labels, region, value)
            recorder.add(region.rect)
            self.commit(recorder.finish())

    def undo(self) -> None:
        """Take back the last stroke."""
        self._go(self._history.undo)

    def redo(self) -> None:
        """Put back the last stroke taken back."""
        self._go(self._history.redo)

    def in_hand(self) -> bool:
        """Whether a stroke has begun and not ended."""
        return False

    def commit(self, atom: Atom | None) -> None:
        """Keep a finished change, show it and tell of it; None: nothing changed."""
        if atom is not None:
            self._history.push(atom)
            self._changed(atom.rect)

    def take_labels(self, labels: NDArray[np.uint8] | None, history: History | None = None) -> None:
        """Work on these labels from now on."""
        self.labels, self._kept = labels, None
        self.paint_item.set_labels(labels)
        self._history = history or History()
        self.historyChanged.emit(self._history.can_undo, self._history.can_redo)
        self.update_cursor()

    def _go(self, step: Callable[[NDArray[np.uint8]], Rect | None]) -> None:
        """Through the history."""
        if self.labels is None or self.in_hand():
            return
        rect = step(self.labels)
        if rect is not None:
            self.set_mask_visible(True)
            if self._kept is not None:
                self._kept[rect.rows, rect.columns] = self.labels[rect.rows, rect.columns]
            self._changed(rect)

    def _changed(self, rect: Rect) -> None:
        self.paint_item.refresh(rect)
        self.strokeFinished.emit()
        self.historyChanged.emit(self._history.can_undo, self._history.can_redo)
