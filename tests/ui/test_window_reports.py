"""Reports are written from the window, in its language, by the end of the file's name."""

from __future__ import annotations

from pathlib import Path

from planted import plant
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from bgad_studio.core.inspection import NewPart
from bgad_studio.core.records import Verdict
from bgad_studio.services.inspection.judge import begin
from bgad_studio.services.project import Project
from bgad_studio.ui import i18n
from bgad_studio.ui.frame.rail import Place


def _choose(monkeypatch, file: Path, kind: str = "PDF (*.pdf)") -> list[str]:
    """The dialog answers so; what it proposed."""
    proposed: list[str] = []

    def answer(_parent, _title, name, _kinds):
        proposed.append(name)
        return str(file), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def test_the_menu_writes_a_pdf_that_can_be_opened_at_once(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    plant(twelve_parts)
    workspace = open_project(twelve_parts)
    proposed = _choose(monkeypatch, tmp_path / "report")  # without an end: the kind chosen decides
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    workspace.papers.ask_report()
    qtbot.waitUntil(workspace.notice.isVisible, timeout=60_000)
    assert proposed == ["Line 3 model 1.pdf"]
    file = tmp_path / "report.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    workspace.notice.action.click()
    assert [url.toLocalFile() for url in opened] == [str(file)]


def test_without_a_model_nobody_is_asked_for_a_file(
    open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    proposed = _choose(monkeypatch, tmp_path / "report.pdf")
    workspace.papers.ask_report()
    assert proposed == []
    assert "model" in workspace.notice.title()
    assert not (tmp_path / "report.pdf").exists()


def test_an_inspection_is_reported_in_the_language_of_the_window(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    plant(twelve_parts)
    with Project.open(twelve_parts) as project:
        inspection = begin(project, tmp_path, watch=False)
        image = project.images.all()[0]
        project.inspections.add_parts(inspection.id, [NewPart(image.path, image.sha256, 7.0, Verdict.NG)])
    workspace = open_project(twelve_parts)
    workspace.go(Place.INSPECT)
    view = workspace.place(Place.INSPECT)
    qtbot.waitUntil(view.report.isEnabled, timeout=10_000)
    file = tmp_path / "report.html"
    _choose(monkeypatch, file)
    app = QApplication.instance()
    i18n.install(app, "zh_CN")
    try:
        view.report.click()
        qtbot.waitUntil(file.exists, timeout=60_000)
    finally:
        i18n.install(app, "en")
    page = file.read_text("utf-8")
    assert '<html lang="zh-CN">' in page
    assert "检验 1 报告" in page
    qtbot.waitUntil(lambda: str(file) in workspace.notice.title(), timeout=10_000)


def test_the_report_on_an_older_model_is_on_that_one(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    plant(twelve_parts)
    older = plant(twelve_parts, judges=False)
    workspace = open_project(twelve_parts)
    file = tmp_path / "report.html"
    workspace.papers.write_report(file, older)
    qtbot.waitUntil(file.exists, timeout=60_000)
    assert "Report on model 2" in file.read_text("utf-8")
    qtbot.waitUntil(workspace.notice.isVisible, timeout=10_000)
