"""Left navigation: the places of the window, one above the other."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from bgad_studio.ui.actions import key_text
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class Place(Enum):
    """The places of the window, in the order of the work."""

    LABEL = "label"
    SYNTH = "synth"
    TRAIN = "train"
    RESULTS = "results"
    REVIEW = "review"
    INSPECT = "inspect"
    MODELS = "model"
    HISTORY = "clock"


_MOST: Final = 999
"""More parts than this are shown as "more than": the number has little room."""

GO_KEYS: Final = {
    Place.LABEL: "go_label",
    Place.SYNTH: "go_synth",
    Place.TRAIN: "go_train",
    Place.RESULTS: "go_results",
    Place.REVIEW: "go_review",
    Place.INSPECT: "go_inspect",
    Place.MODELS: "go_models",
    Place.HISTORY: "go_history",
}
"""The action that leads to each place."""


class Rail(QFrame):
    """One button a place.

    Signals:
        placeChosen(object): A person wants to go to this :class:`Place`.
    """

    placeChosen = Signal(object)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setFixedWidth(TOKENS.rail_width)
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, QToolButton] = {}
        column = QVBoxLayout(self)
        gap = TOKENS.spacing
        column.setContentsMargins(gap - 2, gap, gap - 2, gap)
        column.setSpacing(gap // 2)
        for place in Place:
            if place is Place.HISTORY:
                column.addStretch(1)  # no step of the work: apart from the others
            button = QToolButton(self)
            button.setProperty("rail", True)
            button.setCheckable(True)
            button.setIcon(icon(place.value, "text2"))
            button.setIconSize(QSize(22, 22))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked, place=place: self.placeChosen.emit(place))
            self._group.addButton(button)
            self._buttons[place] = button
            column.addWidget(button)
        self._to_review = 0
        self.badge = text_label("badge", parent=self._buttons[Place.REVIEW])
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.hide()
        self._retranslate()

    def set_place(self, place: Place) -> None:
        """Show where the person is; emits nothing."""
        self._buttons[place].setChecked(True)

    def set_to_review(self, count: int) -> None:
        """Show how many parts wait for an answer; 0: nothing."""
        if count == self._to_review:
            return
        self._to_review = count
        self.badge.setText(str(count) if count <= _MOST else f"{_MOST}+")
        self.badge.setVisible(count > 0)
        self.badge.adjustSize()
        button = self._buttons[Place.REVIEW]
        beside_icon = (button.width() + button.iconSize().width()) // 2 - 2
        self.badge.move(min(beside_icon, button.width() - self.badge.width()), 2)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        words = {
            Place.LABEL: QCoreApplication.translate("Rail", "Label"),
            Place.SYNTH: QCoreApplication.translate("Rail", "Preview"),
            Place.TRAIN: QCoreApplication.translate("Rail", "Train"),
            Place.RESULTS: QCoreApplication.translate("Rail", "Results"),
            Place.REVIEW: QCoreApplication.translate("Rail", "Review"),
            Place.INSPECT: QCoreApplication.translate("Rail", "Inspect"),
            Place.MODELS: QCoreApplication.translate("Rail", "Models"),
            Place.HISTORY: QCoreApplication.translate("Rail", "History"),
        }
        for place, word in words.items():
            self._buttons[place].setText(word)
            self._buttons[place].setToolTip(f"{word} ({key_text(GO_KEYS[place])})")
        left = counted(
            self._to_review,
            QCoreApplication.translate("Rail", "1 part to look at"),
            QCoreApplication.translate("Rail", "{0} parts to look at"),
        )
        name = f"{words[Place.REVIEW]}: {left}" if self._to_review else words[Place.REVIEW]
        self._buttons[Place.REVIEW].setAccessibleName(name)
