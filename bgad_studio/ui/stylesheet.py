"""The one style sheet, written from a palette and the tokens.

Flat surfaces; spacing and tone separate, not boxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template
from typing import TYPE_CHECKING

from bgad_studio.ui.palette import Palette

if TYPE_CHECKING:
    from bgad_studio.ui.theme import Tokens

_BASE = """
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox { background: $background; }
QWidget:disabled { color: $faint; }
QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea, QAbstractScrollArea { border: none; }
QWidget[panel="true"] { background: $surface; }
QWidget[popover="true"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QWidget[bar="true"] { background: $background; }
QFrame[line="h"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[line="v"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; border-radius: 4px; padding: 5px 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $background; color: $text2; font-size: ${font_small}px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $text2; font-size: ${font_small}px; }
"""

_TEXT = """
QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${font_number}px; font-weight: 600; }
QLabel[kind="heading"] { font-size: ${font_small}px; font-weight: 600; color: $text2; }
QLabel[kind="secondary"] { font-size: ${font_small}px; color: $text2; }
QLabel[kind="number"] { font-size: ${font_number}px; font-weight: 600; }
QLabel[kind="verdict"] { font-size: ${font_verdict}px; font-weight: 700; }
QLabel[kind="badge"] { background: $accent; color: $on_accent; border-radius: 7px; padding: 0 3px;
    min-width: 8px; min-height: 14px; font-size: 10px; font-weight: 600; }
QLabel:disabled { color: $faint; }
QLabel[verdict="ok"] { color: $ok; }
QLabel[verdict="ng"] { color: $ng; }
QLabel[verdict="unsure"] { color: $review; }
QFrame[notice] { background: $surface; border: 1px solid $line; border-left: 3px solid $accent;
    border-radius: ${radius}px; }
QFrame[notice="warning"] { border-left-color: $review; }
QFrame[notice="error"] { border-left-color: $ng; }
"""

_BUTTONS = """
QPushButton { background: $surface; border: 1px solid $line; border-radius: ${radius}px; padding: 0 14px;
    min-height: ${control_inner}px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton:disabled { background: transparent; color: $faint; border-color: $line; }
QPushButton::menu-indicator { width: 0; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
    font-weight: 600;
    min-height: ${action_inner}px; padding: 0 20px; }
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed { background: $accent_strong;
    border-color: $accent_strong; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: $raised; color: $faint; border-color: $raised; }
QPushButton[tall="true"] { min-height: ${action_inner}px; }
QPushButton[role="danger"]:enabled { color: $ng; }
QPushButton[role="danger"]:enabled:hover { border-color: $ng; }
QPushButton[role="ghost"] { background: transparent; border-color: transparent; padding: 0 10px; }
QPushButton[role="ghost"]:hover { background: $raised; }
QPushButton[role="ghost"]:focus { border-color: $accent; }
QPushButton[fold="true"] { text-align: left; padding: 0 4px; font-weight: 600; }
QPushButton[fold="true"]:checked { background: transparent; border-color: transparent; color: $text; }
QPushButton[fold="true"]:focus { border-color: $accent; }
QPushButton[chip="true"] { background: $accent_soft; border-color: $accent; padding: 0 8px; }
QPushButton[cell] { padding: 0 2px; }
QPushButton[cell="wrong"]:enabled { color: $ng; }
QPushButton[role="key"] { background: transparent; border-color: transparent; padding: 0 6px;
    text-align: left; font-weight: 600; min-height: 20px; }
QPushButton[role="key"]:hover { background: $raised; border-color: $line; }
QPushButton[role="key"]:focus { border-color: $accent; }
QPushButton[role="ok"], QPushButton[role="ng"], QPushButton[role="review"] { font-weight: 600;
    padding: 0 6px; }
QPushButton[role="ok"]:checked { color: $ok; border-color: $ok; background: $ok_soft; }
QPushButton[role="ng"]:checked { color: $ng; border-color: $ng; background: $ng_soft; }
QPushButton[role="review"]:checked { color: $review; border-color: $review; background: $review_soft; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    padding: 4px; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $line; }
QToolButton:focus { border-color: $accent; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
QToolButton[tool="true"] { min-width: ${tool_inner}px; max-width: ${tool_inner}px;
    min-height: ${tool_inner}px;
    max-height: ${tool_inner}px; padding: 0; }
QToolButton[group="true"] { min-width: ${group_inner}px; max-width: ${group_inner}px;
    padding-right: ${arrow}px; }
QToolButton::menu-button { border: none; background: transparent; width: ${arrow}px; }
QToolButton::menu-button:hover { background: $line; border-radius: ${radius}px; }
QToolButton::menu-arrow { image: $glyph_down; width: 12px; height: 12px; }
QToolButton[rail="true"] { min-width: ${rail_inner}px; min-height: 54px; padding: 4px 0; color: $text2;
    font-size: ${font_small}px; }
QToolButton[rail="true"]:checked { color: $accent; font-weight: 600; }
QToolBar { background: $background; border: none; spacing: 4px; padding: 4px; }
QToolBar::separator { background: $line; width: 1px; margin: 8px 6px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $text2;
    background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus,
QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate { background: $accent;
    border-color: $accent; }
QCheckBox::indicator:checked { image: $glyph_check; }
QCheckBox::indicator:indeterminate { image: $glyph_dash; }
QRadioButton::indicator:checked { background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 $accent, stop:0.45 $accent, stop:0.55 $surface, stop:1 $surface); border-color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $raised; }
"""

_FIELDS = """
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: $surface; border: 1px solid $line;
    border-radius: ${radius}px; padding: 0 10px; min-height: ${control_inner}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { background: $surface; border: 1px solid $line; border-radius: ${radius}px;
    padding: 6px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: $text2; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus,
    QTextEdit:focus {
    border-color: $accent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { background: $background;
    color: $faint; border-color: $line; }
QAbstractSpinBox > QLineEdit, QComboBox > QLineEdit { border: none; background: transparent; padding: 0;
    min-height: 0; }
QAbstractItemView QLineEdit { padding: 0 2px; min-height: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: $glyph_down; width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; border-radius: ${radius}px;
    padding: 4px;
    outline: none; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    border: none;
    width: 22px; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: $glyph_up; width: 14px; height: 14px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: $glyph_down; width: 14px; height: 14px; }
QSlider { min-height: 24px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;
    background: $accent; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent_strong; }
QSlider::sub-page:horizontal:disabled { background: $line; }
QSlider::handle:horizontal:disabled { background: $faint; }
QProgressBar { background: $raised; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
    color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QGroupBox { border: none; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $text2; }
"""

_LISTS = """
QListView, QTreeView, QTableView, QTableWidget, QListWidget { background: $surface; border: none;
    outline: none;
    alternate-background-color: $background; gridline-color: $line; selection-background-color: $accent_soft;
    selection-color: $text; }
QListView::item, QTreeView::item, QTableView::item { padding: 6px 8px; min-height: 20px; }
QListView::item { border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: $raised; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: $accent_soft;
    color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text2; border: none; border-bottom: 1px solid $line;
    padding: 8px; font-size: ${font_small}px; font-weight: 600; }
QTableCornerButton::section { background: $surface; border: none; }
QMenuBar { background: $background; border: none; padding: 2px; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; border: 1px solid $line; border-radius: ${radius}px; padding: 6px; }
QMenu::item { padding: 8px 28px 8px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; border-radius: 4px; }
QMenu::indicator:checked { background: $accent; image: $glyph_check; }
QMenu::right-arrow { image: $glyph_right; width: 16px; height: 16px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: $text2; padding: 8px 12px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
"""


def blend(over: str, under: str, share: float) -> str:
    """``share`` (0…1) of ``over`` mixed into ``under``; all ``#RRGGBB``."""
    pairs = ((int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def style_sheet(palette: Palette, tokens: Tokens, glyphs: Mapping[str, str]) -> str:
    """The sheet for one theme.

    Args:
        palette: Its colours.
        tokens: Sizes; a control's height counts its two 1 px borders, which Qt adds to ``min-height``.
        glyphs: ``{name: file}`` from :mod:`bgad_studio.ui.glyphs`; missing ones are left out.
    """

    def glyph(name: str) -> str:
        return f'url("{glyphs[name]}")' if name in glyphs else "none"

    values = {
        **{key: getattr(palette, key) for key in palette.__dataclass_fields__ if key != "defect"},
        "faint": blend(palette.text2, palette.surface, 0.62),
        "ok_soft": blend(palette.ok, palette.surface, 0.14),
        "ng_soft": blend(palette.ng, palette.surface, 0.14),
        "review_soft": blend(palette.review, palette.surface, 0.14),
        "radius": tokens.radius,
        "font_small": tokens.font_small,
        "font_number": tokens.font_number,
        "font_verdict": tokens.font_verdict,
        "control_inner": tokens.control_height - 2,
        "action_inner": tokens.action_height - 2,
        "tool_inner": tokens.control_height - 2,
        "group_inner": tokens.control_height - 2,
        "arrow": 2 * tokens.spacing,
        "rail_inner": tokens.rail_width - 14,
        "glyph_check": glyph("check"),
        "glyph_dash": glyph("dash"),
        "glyph_down": glyph("chevron-down"),
        "glyph_up": glyph("chevron-up"),
        "glyph_right": glyph("chevron-right"),
    }
    return Template(_BASE + _TEXT + _BUTTONS + _FIELDS + _LISTS).substitute(values)
