"""Pieces of the window still look as they did, in both languages and themes."""

from __future__ import annotations

from collections.abc import Iterator

import golden_screens
import pytest
from golden_screens import SCREENS, golden_file, names, photograph, toolbar, unlike
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from bgad_studio.core.imaging.load import load_image
from bgad_studio.ui import i18n, theme


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """English and light again afterwards."""
    yield qapp
    i18n.install(qapp, "en")
    theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("name", list(names()), ids=" ".join)
def test_it_looks_as_it_did(app: QApplication, name: tuple[str, str, str]) -> None:
    screen, language, _ = name
    if language == "zh_CN" and not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese letters on this computer")
    assert unlike(photograph(app, *name), load_image(golden_file(*name))) < SCREENS[screen][1]


def test_a_missing_button_is_noticed(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def without() -> QWidget:
        made = toolbar()
        made._groups[0][1].hide()  # type: ignore[attr-defined]
        return made

    monkeypatch.setitem(golden_screens.SCREENS, "toolbar", (without, 0.5))
    name = ("toolbar", "en", "light")
    assert unlike(photograph(app, *name), load_image(golden_file(*name))) > 0.5
