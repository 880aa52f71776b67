"""What the place looks like: the nearest marked defect and the nearest patch of a good part, as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from bgad_studio.services.looks_like import LooksLike, Seen
from bgad_studio.ui.browser.thumbnails import to_pixmap
from bgad_studio.ui.icons import icon
from bgad_studio.ui.results.state import Finding, LikenessState
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, SectionHeading, text_label

_PICTURE: Final = QSize(72, 72)


class LikenessView(QWidget):
    """Shows a :class:`LikenessState` for one region.

    Signals:
        partWanted(int): The person wants to see the part a picture was taken from.
    """

    partWanted = Signal(int)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = LikenessState()
        self._row = 0
        self._names: Mapping[int, str] = {}
        self._heading = SectionHeading(self)
        self._why = text_label("secondary", wrap=True, parent=self)
        self.defect, self.normal = _Example(self), _Example(self)
        pictures = QHBoxLayout()
        pictures.setSpacing(TOKENS.spacing)
        for example in (self.defect, self.normal):
            pictures.addWidget(example, 1)
            example.button.clicked.connect(
                lambda _checked, example=example: self.partWanted.emit(example.image_id)
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._why)
        column.addLayout(pictures)
        self._show()

    def show_state(self, state: LikenessState, names: Mapping[int, str]) -> None:
        """Show what was found; ``names`` of defect types by id."""
        self._state, self._names = state, names
        self._show()

    def show_region(self, row: int) -> None:
        """Speak of the region in this row of the list."""
        self._row = row
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        self._heading.set_text(QCoreApplication.translate("Likeness", "Looks like"))
        finding = self._state.finding
        self.setVisible(finding is not Finding.NOTHING)
        found = LooksLike(None, None)
        compared = 0 <= self._row < len(self._state.answers)
        if compared:
            found = self._state.answers[self._row]
        self.defect.show_seen(found.defect, self._defect_word(found.defect))
        self.normal.show_seen(found.normal, QCoreApplication.translate("Likeness", "good"))
        self._why.setText(self._reason(found, compared=compared))
        self._why.setVisible(bool(self._why.text()))

    def _defect_word(self, seen: Seen | None) -> str:
        return "" if seen is None else self._names.get(seen.type_id, "")

    def _reason(self, found: LooksLike, *, compared: bool) -> str:
        """Why there is less than two pictures; empty: there are two."""
        words = {
            Finding.SEARCHING: QCoreApplication.translate("Likeness", "Comparing with other parts…"),
            Finding.WAITING: QCoreApplication.translate(
                "Likeness", "Compared when the work in hand is done."
            ),
            Finding.FAILED: QCoreApplication.translate("Likeness", "It cannot be compared now."),
        }
        if self._state.finding in words:
            return words[self._state.finding]
        if not compared:
            return QCoreApplication.translate("Likeness", "Only the strongest places are compared.")
        if found.defect is None:
            return QCoreApplication.translate("Likeness", "No defect is marked on another part yet.")
        return ""


class _Example(QWidget):
    """A picture that leads to its part, and two words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image_id = 0
        self.button = QToolButton(self)
        self.button.setIconSize(_PICTURE)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.button.setFixedSize(_PICTURE + QSize(6, 6))
        self.word = ElidedLabel(parent=self)
        self.name = ElidedLabel(parent=self)
        self.name.setProperty("kind", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.button, self.word, self.name):
            column.addWidget(widget)

    def show_seen(self, seen: Seen | None, word: str) -> None:
        """Show a place of another part, or nothing."""
        self.setVisible(seen is not None)
        if seen is None:
            return
        self.image_id = seen.record.id
        self.button.setIcon(icon("image", "text2") if seen.picture is None else self._icon(seen.picture))
        self.word.set_text(word)
        self.name.set_text(seen.record.name)
        text = f"{word}: {seen.record.name}"
        self.button.setToolTip(text)
        self.button.setAccessibleName(text)

    def _icon(self, picture: NDArray[np.uint8]) -> QIcon:
        """As large as there is room: icons are never enlarged by themselves."""
        ratio = self.devicePixelRatioF()
        aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        made = to_pixmap(picture).scaled(_PICTURE * ratio, aspect, smooth)
        made.setDevicePixelRatio(ratio)
        return QIcon(made)
