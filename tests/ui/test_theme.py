from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.resources import resource
from bgad_studio.ui import i18n, icons, theme
from bgad_studio.ui.palette import PALETTES
from bgad_studio.ui.stylesheet import style_sheet


@pytest.fixture(autouse=True)
def light(qapp):
    yield
    theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("name", PALETTES)
def test_a_theme_dresses_what_the_sheet_names_and_what_it_does_not(qapp, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(theme.theme_changed):
        theme.apply_theme(qapp, name)
    palette = theme.current()
    assert palette is PALETTES[name]
    assert qapp.palette().window().color() == QColor(palette.background)
    button = QPushButton("Train")
    qtbot.addWidget(button)
    theme.mark(button, role="primary")
    button.resize(120, 44)
    assert button.grab().toImage().pixelColor(10, 22) == QColor(palette.accent)


def test_an_unknown_theme_is_refused_and_changes_nothing(qapp) -> None:
    before = theme.current()
    with pytest.raises(KeyError):
        theme.apply_theme(qapp, "pink")
    assert theme.current() is before


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_the_sheet_names_no_colour_outside_the_palette(palette) -> None:
    sheet = style_sheet(palette, theme.TOKENS, {})
    allowed = {getattr(palette, key) for key in palette.__dataclass_fields__ if key != "defect"}
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet))
    mixed = used - allowed
    assert len(mixed) <= 4  # disabled text and the three verdicts' soft backgrounds
    assert "$" not in sheet


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_colour_asked_for(qapp, name: str) -> None:
    image = icons.pixmap(name, 24, "#FF0000").toImage()
    seen = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    inked = [colour for colour in seen if colour.alpha() > 128]
    assert inked
    assert all(colour.green() < 40 and colour.blue() < 40 for colour in inked)


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_of_one_set(name: str) -> None:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert "currentColor" in svg
    assert not re.search(r"#[0-9A-Fa-f]{3,6}", svg)


def test_an_icon_nobody_drew_is_refused(qapp) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_icons_follow_the_theme(qapp, qtbot: QtBot) -> None:
    button = QPushButton(icons.icon("brush"), "")
    qtbot.addWidget(button)
    seen = []
    for name in PALETTES:
        theme.apply_theme(qapp, name)
        seen.append(button.icon().pixmap(24, 24).toImage())
    assert seen[0] != seen[1]


def test_a_marked_label_takes_the_verdicts_colour(qapp, qtbot: QtBot) -> None:
    theme.apply_theme(qapp, "light")
    label = QLabel("NG")
    qtbot.addWidget(label)
    theme.mark(label, kind="verdict", verdict="ng")
    label.ensurePolished()
    assert label.palette().windowText().color() == QColor(theme.current().ng)


def test_a_trouble_is_told_with_its_particulars() -> None:
    trouble = Trouble(problems.IMAGE_DUPLICATE, (("file", "a.png"), ("other", "b.png")))
    text, remedy = i18n.trouble_text(trouble)
    assert text == "a.png: the same picture is already in the project as b.png."
    assert remedy == problems.IMAGE_DUPLICATE.remedy


def test_a_language_nobody_speaks_is_refused_and_changes_nothing(qapp) -> None:
    before = i18n.current()
    with pytest.raises(KeyError):
        i18n.install(qapp, "tlh")
    assert i18n.current() == before


def test_going_back_to_english_takes_the_other_language_away(qapp) -> None:
    i18n.install(qapp, "zh_CN")
    assert i18n.current() == "zh_CN"
    i18n.install(qapp, "en")
    assert i18n.current() == "en"
    assert QCoreApplication.translate("Verdict", "Unsure") == "Unsure"
