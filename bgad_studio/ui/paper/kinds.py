"""Which kind of file a report becomes, also where no window is open."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from bgad_studio.services.report.write import Writer, write_html
from bgad_studio.ui import i18n
from bgad_studio.ui.paper.pdf import write_pdf

PDF, HTML = ".pdf", ".html"


def writer_of(file: Path) -> Writer:
    """By the end of the file's name: PDF, or else HTML."""
    return write_pdf if file.suffix.lower() == PDF else write_html


def without_a_window(language: str) -> QCoreApplication:
    """Fonts and languages where no window is open; to be kept as long as a report is being written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QCoreApplication.instance() or QGuiApplication(["bgad-studio"])
    i18n.install(app, language)
    return app
