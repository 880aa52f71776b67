"""Every visible text has its Chinese, with the same places to fill, and switches while the window is open."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import translate
from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import Phase
from bgad_studio.core.resources import resource
from bgad_studio.services.demo import create_demo
from bgad_studio.ui import i18n
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.main_window import MainWindow

CATALOGUE = "bgad_studio_zh_CN"
_PLACES = re.compile(r"\{(\w*)\}")


def _messages(file: Path) -> list[tuple[str, str, str]]:
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            text = message.findtext("source", ""), message.findtext("translation", "")
            found.append((context.findtext("name", ""), *text))
    return found


def test_the_catalogue_holds_every_text_of_the_sources_and_no_other(tmp_path: Path) -> None:
    stored = resource("translations", f"{CATALOGUE}.ts")
    copy = tmp_path / stored.name
    shutil.copy(stored, copy)
    translate.update(copy)
    assert _messages(copy) == _messages(stored)
    assert translate.untranslated(copy) == []


def test_the_compiled_catalogue_is_the_one_of_the_texts(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    translate.compile_catalogue(resource("translations", f"{CATALOGUE}.ts"), made)
    assert made.read_bytes() == resource("translations", f"{CATALOGUE}.qm").read_bytes()


def test_source_and_translation_have_the_same_places_to_fill() -> None:
    for context, source, translation in _messages(resource("translations", f"{CATALOGUE}.ts")):
        places = sorted(_PLACES.findall(source)), sorted(_PLACES.findall(translation))
        assert places[0] == places[1], (context, source)


def test_every_problem_and_phase_speaks_chinese(qapp) -> None:
    i18n.install(qapp, "zh_CN")
    try:
        for problem in problems.ALL.values():
            values = dict.fromkeys(_PLACES.findall(problem.text + problem.remedy), "…")
            for text in i18n.trouble_text(Trouble(problem, tuple(values.items()))):
                assert any("\u4e00" <= letter <= "\u9fff" for letter in text), problem.code
        assert len({i18n.phase_text(phase) for phase in Phase}) == len(Phase)
    finally:
        i18n.install(qapp, "en")


def test_an_open_window_changes_its_language_everywhere(
    qtbot: QtBot, window, open_project, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    for place in Place:
        workspace.go(place)
    window._choose_language("zh_CN")
    try:
        qtbot.waitUntil(lambda: workspace.top_bar.train_button.text() != "Train")
        texts = [
            workspace.top_bar.train_button.text(),
            workspace.place(Place.LABEL).browser.filters.filter_box.itemText(0),
            workspace.place(Place.TRAIN).plan.start.text(),
            workspace.place(Place.RESULTS).panel.look.heat.text(),
            workspace.place(Place.SYNTH).side.dice.text(),
            workspace.place(Place.LABEL).commands["undo"].toolTip(),
        ]
        assert texts == ["训练", "全部零件 (12)", "训练", "热力图", "换一批", "撤销 (Ctrl+Z)"]
    finally:
        window._choose_language("en")
    qtbot.waitUntil(lambda: workspace.top_bar.train_button.text() == "Train")


def test_the_demo_names_its_defects_in_the_language_it_is_drawn_in(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = partial(create_demo, good=1, defective_per_kind=1)
    monkeypatch.setattr("bgad_studio.ui.project_host.create_demo", few)
    window._choose_language("zh_CN")
    try:
        window.open_demo()
        qtbot.waitUntil(lambda: window.project is not None, timeout=30_000)
        catalogue = window.workspace.session.catalogue
        qtbot.waitUntil(lambda: len(catalogue.types) == 4, timeout=10_000)
        assert [kind.name for kind in catalogue.types] == ["划痕", "凹坑", "污渍", "压痕"]
    finally:
        window._choose_language("en")
