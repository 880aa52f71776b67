"""Preferences outlive a restart; a damaged file costs no more than what is damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bgad_studio.core.map_look import MapLook, Ramp
from bgad_studio.services.preferences import RECENT, Preferences, load_preferences, save_preferences


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "preferences.json"
    saved = Preferences("zh_CN", "dark", ("/a.bgad",), {"redo": ("Ctrl+Y", "J"), "eraser": ()})
    saved = replace(saved, look=MapLook(heat=False, boxes=True, ramp=Ramp.CIVIDIS, strength=35))
    save_preferences(saved, file)
    assert load_preferences(file) == saved
    assert [path.name for path in file.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("text", ["", "{", "\x00", "[1"])
def test_an_unreadable_file_means_the_usual_ones(tmp_path: Path, text: str) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(text)
    assert load_preferences(file) == Preferences()


def test_a_key_of_the_wrong_kind_loses_itself_only(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(
        json.dumps({"language": 3, "theme": "dark", "recent": ["/a", 1], "new": True, "keys": []})
    )
    assert load_preferences(file) == Preferences(theme="dark")


def test_keys_of_the_wrong_kind_lose_themselves_only(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"keys": {"brush": ["U"], "eraser": "E", "next": [1]}}))
    assert load_preferences(file).keys == {"brush": ("U",)}


@pytest.mark.parametrize("look", [3, {"ramp": "rainbow"}, {"strength": "much"}])
def test_a_look_nobody_knows_is_the_usual_one(tmp_path: Path, look: object) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"theme": "dark", "look": look}))
    assert load_preferences(file) == Preferences(theme="dark")


@pytest.mark.parametrize("text", ["3", "[]", '"dark"', "null"])
def test_json_that_is_no_record_means_the_usual_ones(tmp_path: Path, text: str) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(text)
    assert load_preferences(file) == Preferences()


def test_the_newest_project_comes_first_and_once() -> None:
    preferences = Preferences()
    for number in range(RECENT + 3):
        preferences = preferences.opened(Path(f"/{number}.bgad"))
    preferences = preferences.opened(Path("/5.bgad"))
    assert preferences.recent[0] == "/5.bgad"
    assert len(set(preferences.recent)) == len(preferences.recent) == RECENT
