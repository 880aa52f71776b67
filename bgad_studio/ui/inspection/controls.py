"""Above the part: which inspection, begin one, stop it, and how it is done."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.inspection import Inspection, Overlays
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.icons import icon
from bgad_studio.ui.inspection.state import InspectState
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, text_label

_OWN, _OTHER, _CHOOSE = range(3)
_PAST_WIDTH: Final = 300


class Controls(QFrame):
    """Buttons and choices of the place.

    Signals:
        folderWanted(), watchWanted(): Begin an inspection, or watch a folder.
        stopWanted(): End it.
        resumeWanted(): Go on with the one shown.
        pastChosen(object): Show this :class:`Inspection`.
        placeWanted(): Choose where results go.
        bellChosen(bool): Ring at NG, or not.
    """

    folderWanted = Signal()  # noqa: N815 - a signal
    watchWanted = Signal()  # noqa: N815
    stopWanted = Signal()  # noqa: N815
    resumeWanted = Signal()  # noqa: N815
    pastChosen = Signal(object)  # noqa: N815
    placeWanted = Signal()  # noqa: N815
    bellChosen = Signal(bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self._state = InspectState()
        self._place: Path | None = None
        self.past = QComboBox(self)
        self.past.setMinimumWidth(_PAST_WIDTH)
        self.past.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.folder, self.watch, self.stop, self.resume = (QPushButton(self) for _ in range(4))
        self.folder.setIcon(icon("folder"))
        self.watch.setIcon(icon("watch"))
        self.stop.setIcon(icon("stop"))
        self.resume.setIcon(icon("train"))
        self.overlays, self.place = QComboBox(self), QComboBox(self)
        for which in Overlays:
            self.overlays.addItem("", which)
        for entry in (_OWN, _CHOOSE):
            self.place.addItem("", entry)
        self._overlays_label, self._place_label = (text_label("secondary", parent=self) for _ in range(2))
        self.bell = QCheckBox(self)
        self.bell.setIcon(icon("bell", "text2"))
        self.status = ElidedLabel(parent=self)
        self.status.setProperty("kind", "secondary")
        self._lay_out()
        self.past.activated.connect(self._choose_past)
        self.place.activated.connect(self._choose_place)
        self.bell.toggled.connect(self.bellChosen)
        for button, signal in (
            (self.folder, self.folderWanted),
            (self.watch, self.watchWanted),
            (self.stop, self.stopWanted),
            (self.resume, self.resumeWanted),
        ):
            button.clicked.connect(signal)
        self._retranslate()

    def show_state(self, state: InspectState) -> None:
        """Show which inspection it is and whether it runs."""
        if (state.past, state.inspection) != (self._state.past, self._state.inspection):
            self._list(state)
        self._state = state
        for widget in (self.past, self.overlays, self.place):
            widget.setEnabled(not state.running)
        self.folder.setVisible(not state.running)
        self.watch.setVisible(not state.running)
        self.stop.setVisible(state.running)
        self.stop.setEnabled(not state.stopping)
        self.resume.setVisible(state.paused or (not state.running and state.inspection is not None))
        self.status.set_text(self._status_text())

    def set_place(self, folder: Path | None) -> None:
        """Where results go; None: into the project."""
        self._place = folder
        while self.place.count() > 2:
            self.place.removeItem(1)
        if folder is not None:
            self.place.insertItem(1, folder.name or str(folder), _OTHER)
            self.place.setItemData(1, str(folder), 3)  # tool tip
        self.place.setCurrentIndex(0 if folder is None else 1)

    def results_place(self) -> Path | None:
        """Where results go; None: into the project."""
        return self._place if self.place.currentData() == _OTHER else None

    def wanted_overlays(self) -> Overlays:
        """Of which parts pictures are written."""
        return Overlays(self.overlays.currentData())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(gap)
        first.addWidget(self.past, 1)
        for button in (self.resume, self.folder, self.watch, self.stop):
            first.addWidget(button)
        second.addWidget(self.status, 1)
        second.addWidget(self._place_label)
        second.addWidget(self.place)
        second.addSpacing(gap)
        second.addWidget(self._overlays_label)
        second.addWidget(self.overlays)
        second.addSpacing(gap)
        second.addWidget(self.bell)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        column.setSpacing(gap)
        column.addLayout(first)
        column.addLayout(second)

    def _list(self, state: InspectState) -> None:
        self.past.clear()
        shown = list(state.past)
        current = state.inspection
        if current is not None and all(past.id != current.id for past in shown):
            shown.insert(0, current)
        for inspection in shown:
            self.past.addItem(_title(inspection), inspection)
            if current is not None and inspection.id == current.id:
                self.past.setCurrentIndex(self.past.count() - 1)

    def _choose_past(self) -> None:
        inspection = self.past.currentData()
        if isinstance(inspection, Inspection):
            self.pastChosen.emit(inspection)

    def _choose_place(self) -> None:
        if self.place.currentData() == _CHOOSE:
            self.place.setCurrentIndex(0 if self._place is None else 1)
            self.placeWanted.emit()

    def _status_text(self) -> str:
        state = self._state
        if state.inspection is None:
            return ""
        folder = str(state.inspection.folder)
        if state.stopping:
            return QCoreApplication.translate("Inspect", "Stopping…")
        if state.paused:
            return counted(
                state.waiting,
                QCoreApplication.translate("Inspect", "Paused: 1 picture waits"),
                QCoreApplication.translate("Inspect", "Paused: {0} pictures wait"),
            )
        if state.running and state.held:
            return counted(
                state.waiting,
                QCoreApplication.translate("Inspect", "1 picture waits: other work is being computed"),
                QCoreApplication.translate("Inspect", "{0} pictures wait: other work is being computed"),
            )
        if state.running and state.waiting:
            return counted(
                state.waiting,
                QCoreApplication.translate("Inspect", "1 picture to go · {1}"),
                QCoreApplication.translate("Inspect", "{0} pictures to go · {1}"),
                folder,
            )
        if state.running and state.inspection.watched:
            return QCoreApplication.translate("Inspect", "Watching {0}").format(folder)
        if state.running:
            return QCoreApplication.translate("Inspect", "Judging {0}").format(folder)
        return QCoreApplication.translate("Inspect", "{0} · thresholds {1} and {2} · by {3}").format(
            folder, f"{state.inspection.review:.2f}", f"{state.inspection.ng:.2f}", state.inspection.who
        )

    def _retranslate(self) -> None:
        self.folder.setText(QCoreApplication.translate("Inspect", "Inspect a folder…"))
        self.watch.setText(QCoreApplication.translate("Inspect", "Watch a folder…"))
        self.watch.setToolTip(
            QCoreApplication.translate("Inspect", "Judge every picture that arrives in a folder from now on")
        )
        self.stop.setText(QCoreApplication.translate("Inspect", "Stop"))
        self.resume.setText(QCoreApplication.translate("Inspect", "Go on"))
        self.resume.setToolTip(
            QCoreApplication.translate(
                "Inspect", "Judge what this inspection has not judged yet, as it began"
            )
        )
        self._place_label.setText(QCoreApplication.translate("Inspect", "Results go to"))
        self.place.setItemText(0, QCoreApplication.translate("Inspect", "this project"))
        self.place.setItemText(
            self.place.count() - 1, QCoreApplication.translate("Inspect", "another folder…")
        )
        self._overlays_label.setText(QCoreApplication.translate("Inspect", "Save pictures of"))
        words = {
            Overlays.FLAGGED: QCoreApplication.translate("Inspect", "review and NG"),
            Overlays.ALL: QCoreApplication.translate("Inspect", "every part"),
            Overlays.NONE: QCoreApplication.translate("Inspect", "no part"),
        }
        for which, word in words.items():
            self.overlays.setItemText(self.overlays.findData(which), word)
        self.bell.setText(QCoreApplication.translate("Inspect", "Bell at NG"))
        self.past.setAccessibleName(QCoreApplication.translate("Inspect", "Inspections"))
        self.past.setPlaceholderText(QCoreApplication.translate("Inspect", "No inspection yet"))
        self.place.setAccessibleName(self._place_label.text())
        self.overlays.setAccessibleName(self._overlays_label.text())
        self._list(self._state)
        self.show_state(self._state)


def _title(inspection: Inspection) -> str:
    when = QDateTime.fromSecsSinceEpoch(round(inspection.started.timestamp()))
    text = QCoreApplication.translate("Inspect", "Inspection {0} · {1} · model {2}")
    moment = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    return text.format(inspection.id, moment, inspection.model_number)
