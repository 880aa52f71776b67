"""A watched folder in the window: asked for at the import, told of quietly, stopped in the menu."""

from __future__ import annotations

from pathlib import Path

from parts_folder import write_parts
from pytestqt.qtbot import QtBot

from bgad_studio.services.project import Project


def test_what_comes_into_a_watched_folder_is_in_the_list_until_it_is_stopped(
    qtbot: QtBot, open_project, tmp_path: Path, monkeypatch
) -> None:
    folder = write_parts(tmp_path / "Line 3", 2, seed=1)
    Project.create(tmp_path / "P.bgad").close()

    def answer(question) -> int:
        question.watch.setChecked(True)
        return 1

    monkeypatch.setattr("bgad_studio.ui.workspace.ImportQuestion.exec", answer)
    monkeypatch.setattr("bgad_studio.services.arrivals.SETTLED_SECONDS", 0.0)
    workspace = open_project(tmp_path / "P.bgad")
    workspace.watcher._pause.setInterval(20)
    menu = workspace._menu._watched
    assert not menu.menuAction().isVisible()
    workspace.importer.look(folder)
    catalogue = workspace.session.catalogue
    qtbot.waitUntil(lambda: len(catalogue) == 2 and menu.menuAction().isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: not workspace.session.busy, timeout=10_000)
    write_parts(tmp_path / "later", 3, seed=5)
    for number, file in enumerate(sorted((tmp_path / "later").iterdir())):
        file.rename(folder / f"later_{number}.png")
    qtbot.waitUntil(lambda: len(catalogue) == 5, timeout=10_000)
    qtbot.waitUntil(lambda: "from Line 3" in workspace.notice.title(), timeout=10_000)

    folder.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: "cannot be reached" in workspace.notice.title(), timeout=10_000)
    (tmp_path / "away").rename(folder)
    qtbot.waitUntil(lambda: not workspace.notice.isVisible(), timeout=10_000)

    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: not menu.menuAction().isVisible(), timeout=10_000)
    assert workspace.session.project.watches.all() == []
