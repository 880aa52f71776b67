"""A small map of the whole picture with a frame round what is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bgad_studio.core.imaging.pyramid import Pyramid, bgra
from bgad_studio.ui import theme
from bgad_studio.ui.canvas.overlays import pen
from bgad_studio.ui.canvas.picture import wrap
from bgad_studio.ui.theme import TOKENS

if TYPE_CHECKING:
    from bgad_studio.ui.canvas.navigation import PanZoomView

_EDGE: Final = 168
_NEAR: Final = 1.25
"""Shown from this many times the zoom at which all of the picture is in view."""


class Navigator(QWidget):
    """Lies in a corner of a view; a press or a drag brings that place to the middle of the view.

    Args:
        view: Which it shows the place of.
    """

    def __init__(self, view: PanZoomView) -> None:
        super().__init__(view)
        self._view = view
        self._small: QImage | None = None
        self._pixels: Pyramid | None = None
        self._wanted = True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.follow)
        view.zoomChanged.connect(self.follow)
        view.installEventFilter(self)

    def set_picture(self, picture: Pyramid | None) -> None:
        """The picture in the view."""
        self._pixels, self._small = picture, None
        if picture is not None:
            level = next((item for item in reversed(picture.levels) if max(item.shape[:2]) >= _EDGE), None)
            level = picture.levels[0] if level is None else level
            width, height = picture.size
            size = QSize(width, height).scaled(_EDGE, _EDGE, Qt.AspectRatioMode.KeepAspectRatio)
            pixels = bgra(level)
            self._small = wrap(pixels, QImage.Format.Format_RGB32).scaled(
                size.expandedTo(QSize(1, 1)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self.resize(self._small.size())
        self.follow()

    def set_wanted(self, wanted: bool) -> None:
        """Whether it may be shown at all."""
        self._wanted = wanted
        self.follow()

    def follow(self) -> None:
        """Show where the view is now; hide where all of the picture is in view."""
        near = self._view.zoom() > _NEAR * self._view.fitting_zoom()
        self.setVisible(self._wanted and self._small is not None and near)
        if self.isVisible():
            gap = TOKENS.spacing
            self.move(self._view.width() - self.width() - gap, self._view.height() - self.height() - gap)
            self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Stay in the corner of the view."""
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map and the frame."""
        del event
        if self._small is None:
            return
        palette = theme.current()
        painter = QPainter(self)
        painter.drawImage(0, 0, self._small)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        seen = self._seen().intersected(whole)
        for shade in (
            pen(painter, theme.colour(palette.halo, 0.8), 4.0),
            pen(painter, theme.colour(palette.glow), 2.0),
        ):
            painter.setPen(shade)
            painter.drawRect(seen)
        painter.setPen(pen(painter, theme.colour(palette.line), 1.0))
        painter.drawRect(whole)

    def _seen(self) -> QRectF:
        """What is in view, on the map."""
        scale = self._scale()
        area = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)

    def _look_at(self, at: QPointF) -> None:
        self._view.look_at(at / self._scale())

    def _scale(self) -> float:
        """Pixels of the map to one of the picture."""
        return self.width() / self._pixels.size[0] if self._pixels is not None else 1.0
