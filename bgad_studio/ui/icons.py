"""One stroke icon set (``resources/icons``), tinted by the palette at paint time.

The icons follow a change of theme by themselves: the engine asks for the palette whenever it paints.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from bgad_studio.core.resources import resource
from bgad_studio.ui import theme

_DISABLED_OPACITY: Final = 0.5


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    """The source of one icon."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    """A renderer of one icon in one colour (``#RRGGBB``)."""
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(path.stem for path in resource("icons").glob("*.svg")))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str, opacity: float = 1.0) -> None:
    """Draw one icon into ``rect`` in ``colour`` (``#RRGGBB``)."""
    painter.save()
    painter.setOpacity(painter.opacity() * opacity)
    _renderer(name, colour).render(painter, rect)
    painter.restore()


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0, opacity: float = 1.0) -> QPixmap:
    """One icon as a picture of ``size`` device-independent pixels, crisp at the device ratio ``ratio``."""
    key = f"bgad:{name}:{size}:{colour}:{ratio}:{opacity}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, QRectF(made.rect()), name, colour, opacity)
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


class _Engine(QIconEngine):
    """Paints one SVG in the colour of its role, mode and state."""

    def __init__(self, name: str, role: str, checked_role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._checked_role = checked_role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw centred and square in ``rect``."""
        role = self._checked_role if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = "text2"
        edge = min(rect.width(), rect.height())
        square = QRectF(0, 0, edge, edge)
        square.moveCenter(QRectF(rect).center())
        opacity = _DISABLED_OPACITY if mode == QIcon.Mode.Disabled else 1.0
        paint_icon(painter, square, self._name, getattr(theme.current(), role), opacity)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of ``size`` physical pixels."""
        made = QPixmap(size)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        self.paint(painter, made.rect(), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return _Engine(self._name, self._role, self._checked_role)


def icon(name: str, role: str = "text", checked_role: str = "accent") -> QIcon:
    """The icon ``name`` in the palette's colour ``role``, or ``checked_role`` while its button is checked.

    Args:
        name: File name in ``resources/icons`` without its ending.
        role: A field of :class:`~bgad_studio.ui.palette.Palette`; ``on_accent`` for main buttons.
        checked_role: The same, for the state On.

    Raises:
        FileNotFoundError: There is no icon of this name.
    """
    _svg(name)
    return QIcon(_Engine(name, role, checked_role))
