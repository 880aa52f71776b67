"""Every unusual place comes with the nearest marked defect and the nearest good patch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from planted import plant
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.services.looks_like import LooksLike, Seen
from bgad_studio.services.project import Project
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.results import likeness_presenter
from bgad_studio.ui.results.state import Finding
from bgad_studio.ui.results.view import ResultsView


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the parts searched; the first region of each is a scratch, the second nothing known."""
    names: list[str] = []

    def search(_project, _client, plan):
        names.append(plan.record.name)
        picture = np.full((40, 40, 3), 90, np.uint8)
        normal = Seen(plan.normal[0], 0, picture)
        yield LooksLike(Seen(plan.normal[-1], 1, picture), normal), LooksLike(None, normal)

    monkeypatch.setattr(likeness_presenter, "search", search)
    return names


def _open(qtbot: QtBot, open_project, path: Path) -> ResultsView:
    plant(path)
    with Project.open(path) as project:
        project.masks.add_defect_type("scratch")
    workspace = open_project(path)
    workspace.go(Place.RESULTS)
    view = workspace.place(Place.RESULTS)
    qtbot.waitUntil(lambda: view.presenter.likeness.state.finding in (Finding.FOUND, Finding.FAILED))
    return view


def test_the_chosen_place_is_told_with_pictures_that_lead_to_their_parts(
    qtbot: QtBot, open_project, twelve_parts: Path, searched: list[str]
) -> None:
    view = _open(qtbot, open_project, twelve_parts)
    likeness = view.panel.likeness
    assert (likeness.defect.word.full_text(), likeness.normal.word.full_text()) == ("scratch", "good")
    assert likeness.defect.isVisible()
    view.panel.regions.step(1)
    view.panel.regions.step(1)
    assert not likeness.defect.isVisible()
    assert likeness._why.text() == "No defect is marked on another part yet."
    view.panel.regions.step(-1)
    first, wanted = view.presenter.shown_id, likeness.defect.image_id
    qtbot.mouseClick(likeness.defect.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.presenter.shown_id == wanted)
    qtbot.waitUntil(lambda: len(searched) == 2)
    view.browser.show_part(first)
    qtbot.waitUntil(lambda: view.presenter.shown_id == first)
    qtbot.waitUntil(lambda: view.presenter.likeness.state.finding is Finding.FOUND)
    assert len(searched) == 2  # what was found is kept
    assert not view._session.compute.busy


def test_what_cannot_be_compared_is_said_in_its_place(
    qtbot: QtBot, open_project, twelve_parts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(_project, _client, _plan):
        raise StudioError(problems.COMPUTE_SILENT)
        yield

    monkeypatch.setattr(likeness_presenter, "search", search)
    view = _open(qtbot, open_project, twelve_parts)
    assert view.panel.likeness._why.text() == "It cannot be compared now."
    assert not view.panel.likeness.normal.isVisible()
