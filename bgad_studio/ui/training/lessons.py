"""Left of the curves: what a training learns from, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from bgad_studio.core import problems
from bgad_studio.core.config import Method
from bgad_studio.core.records import DefectType
from bgad_studio.services.train import Readiness
from bgad_studio.ui import theme
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.labelling.panel import swatch, type_colour
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label
from bgad_studio.ui.widgets.scroll_column import ScrollColumn


class Lessons(QFrame):
    """Counts of what there is to learn from.

    Signals:
        labelWanted(): The person wants to go and judge or paint parts.
        previewWanted(): The person wants to see pseudo anomalies.
    """

    labelWanted = Signal()  # noqa: N815 - a signal
    previewWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self._readiness: Readiness | None = None
        self._types: tuple[DefectType, ...] = ()
        self._heading = SectionHeading(self)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(TOKENS.spacing)
        self._rows.setVerticalSpacing(TOKENS.spacing)
        self._rows.setColumnStretch(1, 1)
        self._cells: list[QWidget] = []
        self._method = text_label("secondary", wrap=True, parent=self)
        self._missing = text_label(wrap=True, parent=self)
        self._remedy = text_label("secondary", wrap=True, parent=self)
        self._label, self._preview = QPushButton(self), QPushButton(self)
        self._label.clicked.connect(self.labelWanted)
        self._preview.clicked.connect(self.previewWanted)
        gap = TOKENS.spacing
        column = ScrollColumn(self).column
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addSpacing(gap)
        for widget in (self._method, self._missing, self._remedy):
            column.addWidget(widget)
        column.addSpacing(gap)
        column.addWidget(self._label)
        column.addWidget(self._preview)
        column.addStretch(1)
        theme.mark(self._missing, verdict="unsure")
        self._show()

    def show_readiness(self, readiness: Readiness | None, types: Sequence[DefectType]) -> None:
        """Show what there is."""
        if (readiness, tuple(types)) != (self._readiness, self._types):
            self._readiness, self._types = readiness, tuple(types)
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        self._heading.set_text(QCoreApplication.translate("Lessons", "It will learn from"))
        self._label.setText(QCoreApplication.translate("Lessons", "Go and label"))
        self._preview.setText(QCoreApplication.translate("Lessons", "See pseudo anomalies"))
        self._fill_rows()
        found = self._readiness
        trouble = None if found is None else found.trouble
        self._method.setVisible(found is not None and trouble is None)
        for label in (self._missing, self._remedy):
            label.setVisible(trouble is not None)
        self._preview.setVisible(found is not None and bool(found.known))
        self._label.setVisible(trouble is not None and trouble.problem is not problems.NO_IMAGES)
        if trouble is not None:
            text, remedy = trouble_text(trouble)
            self._missing.setText(text)
            self._remedy.setText(remedy)
        elif found is not None:
            self._method.setText(_method_text(found))

    def _fill_rows(self) -> None:
        for cell in self._cells:
            cell.deleteLater()
        self._cells.clear()
        found = self._readiness
        if found is None:
            return
        self._add_row(None, QCoreApplication.translate("Lessons", "Good parts"), found.normals)
        if found.normals_holdout:
            aside = QCoreApplication.translate("Lessons", "Good parts kept aside to set the thresholds")
            self._add_row(None, aside, found.normals_holdout)
        for kind in self._types:
            if found.known.get(kind.id):
                self._add_row(kind, kind.name, found.known[kind.id])
        if found.unmasked:
            bare = QCoreApplication.translate("Lessons", "Defective parts without paint")
            self._add_row(None, bare, found.unmasked)
        if found.known_holdout:
            measured = QCoreApplication.translate("Lessons", "Defects kept aside to measure with")
            self._add_row(None, measured, found.known_holdout)
        if found.unmasked_holdout:
            aside = QCoreApplication.translate("Lessons", "Defective parts without paint, to measure with")
            self._add_row(None, aside, found.unmasked_holdout)
        if found.known:
            made = QCoreApplication.translate("Lessons", "Pseudo anomalies made from them, at most")
            self._add_row(None, made, found.pseudo)

    def _add_row(self, kind: DefectType | None, text: str, number: int) -> None:
        row = len(self._cells) // 3
        icon, word = QLabel(self), text_label(wrap=True, parent=self)
        figure = text_label(parent=self)
        if kind is not None:
            icon.setPixmap(swatch(type_colour(kind)).pixmap(14, 14))
        word.setText(text)
        figure.setText(str(number))
        figure.setFont(theme.figure_font(bold=True))
        for column, widget in enumerate((icon, word, figure)):
            self._rows.addWidget(widget, row, column)
            widget.show()
            self._cells.append(widget)


def _method_text(found: Readiness) -> str:
    if found.method is Method.NFAD:
        return QCoreApplication.translate(
            "Lessons",
            "No defect is painted yet, so it learns what good parts look like and nothing else. "
            "Painting a few defects makes it sharper.",
        )
    if not found.known:
        return QCoreApplication.translate(
            "Lessons",
            "It learns what good parts look like, and from parts called defective how those differ "
            "as a whole. Painting the defects makes it sharper.",
        )
    return QCoreApplication.translate(
        "Lessons", "It learns what good parts look like, and pushes the painted defects away from them."
    )
