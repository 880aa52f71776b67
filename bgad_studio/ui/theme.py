"""The look of the whole window: Fusion, a ``QPalette`` and one style sheet, made from a palette and tokens.

Nobody else sets a style sheet or names a colour. A widget says what it *is* through a dynamic property, and
the sheet decides how that looks (set it with :func:`mark`, which also refreshes the widget):

===================  ========================  ==========================================================
Widget               Property                  Meaning
===================  ========================  ==========================================================
QPushButton          ``role="primary"``        the one main action of a place: accent, 44 px
QPushButton          ``role="danger"``         destroys something
QPushButton          ``role="ghost"``          quiet, no background at rest
QPushButton          ``role="key"``            a key in the cheat sheet, quiet, low
QPushButton          ``role="ok|ng|review"``   checkable verdict key, takes the verdict's colour when checked
QPushButton          ``tall=True``             44 px high like a main action, but quiet
QToolButton          ``rail=True``             left navigation: icon over word, accent when checked
QToolButton          ``tool=True``             36 × 36 toggle or action under the canvas
QToolButton          ``group=True``            the same with an arrow to more tools
QLabel               ``kind="title"``          name of a page, 20 px
QLabel               ``kind="heading"``        name of a section, 12 px, spaced small letters
QLabel               ``kind="secondary"``      12 px, secondary colour
QLabel               ``kind="number"``         20 px tabular figures
QLabel               ``kind="verdict"``        28 px, with ``verdict="ok|ng|unsure"``
QLabel, QWidget      ``verdict=…``             text in the verdict's colour
QWidget, QFrame      ``panel=True``            a surface (side panel, card) on the background
QFrame               ``popover=True``          a small window over the others
QWidget, QFrame      ``bar=True``              top bar or tool bar on the background
QFrame               ``notice="info|warning|error"``  strip of a notice
QFrame               ``line="h|v"``            hairline
===================  ========================  ==========================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from bgad_studio.ui import glyphs
from bgad_studio.ui.palette import LIGHT, PALETTES, Palette
from bgad_studio.ui.stylesheet import style_sheet


@dataclass(frozen=True, slots=True)
class Tokens:
    """Sizes every view shares, in device-independent pixels."""

    spacing: int = 8
    control_height: int = 36
    action_height: int = 44
    radius: int = 6
    font_body: int = 13
    font_small: int = 12
    font_number: int = 20
    font_verdict: int = 28
    icon: int = 20
    rail_width: int = 76
    panel_width: int = 288


TOKENS: Final = Tokens()

_CJK_FAMILIES: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)


class _State(QObject):
    """The theme in use, and the signal of its change."""

    changed = Signal()
    palette = LIGHT


_state: Final = _State()

theme_changed: Final = _state.changed
"""Emitted after another theme was applied; things painted by hand take their colours anew."""


def current() -> Palette:
    """The palette in use."""
    return _state.palette


def colour(value: str, opacity: float = 1.0) -> QColor:
    """``value`` (``#RRGGBB`` from the palette) as a colour with ``opacity`` 0…1."""
    made = QColor(value)
    made.setAlphaF(opacity)
    return made


def apply_theme(app: QApplication, name: str) -> None:
    """Dress ``app`` in the theme ``light`` or ``dark``; may be called again at any time.

    Raises:
        KeyError: There is no theme of this name.
    """
    palette = _state.palette = PALETTES[name]
    app.setStyle("Fusion")
    app.setPalette(_qt_palette(palette))
    app.setFont(body_font())
    app.setStyleSheet(style_sheet(palette, TOKENS, glyphs.write(palette)))
    _state.changed.emit()


def mark(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties on ``widget`` and let the style sheet see them."""
    for key, value in properties.items():
        widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def body_font() -> QFont:
    """The system's interface font at body size, with CJK families to fall back on."""
    font = QFont([_system_family(), *_CJK_FAMILIES])
    font.setPixelSize(TOKENS.font_body)
    return font


def figure_font(size_px: int = TOKENS.font_body, *, bold: bool = False) -> QFont:
    """The body font at ``size_px`` with figures of equal width, so that changing numbers do not jump."""
    font = body_font()
    font.setPixelSize(size_px)
    font.setFeature(QFont.Tag("tnum"), 1)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@lru_cache(maxsize=1)
def _system_family() -> str:
    """Asked once: afterwards the application's font is our own."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return QFontInfo(system).family()


def _qt_palette(palette: Palette) -> QPalette:
    """The palette as Qt roles, for everything the style sheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for key, value in (
        (role.Window, palette.background),
        (role.WindowText, palette.text),
        (role.Base, palette.surface),
        (role.AlternateBase, palette.background),
        (role.ToolTipBase, palette.raised),
        (role.ToolTipText, palette.text),
        (role.PlaceholderText, palette.text2),
        (role.Text, palette.text),
        (role.Button, palette.surface),
        (role.ButtonText, palette.text),
        (role.BrightText, palette.ng),
        (role.Link, palette.accent),
        (role.LinkVisited, palette.accent),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Accent, palette.accent),
        (role.Light, palette.raised),
        (role.Midlight, palette.raised),
        (role.Mid, palette.line),
        (role.Dark, palette.line),
        (role.Shadow, palette.line),
    ):
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, colour(palette.text2, 0.6))
    return made
