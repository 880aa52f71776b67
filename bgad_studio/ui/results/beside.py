"""The part a second time, beside the first: with what was painted, or with what another model sees."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord
from bgad_studio.services.other_sight import OtherSight
from bgad_studio.ui.browser.words import model_word
from bgad_studio.ui.canvas.linked import Linked
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.results.state import Beside, ResultShown
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class SideBySide(QWidget):
    """The canvas of the place, and where wanted a second one that follows it; a word over each."""

    def __init__(self, canvas: ImageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas, self.second = canvas, ImageCanvas(self)
        self.second.navigator.set_wanted(False)
        self._words = [text_label(parent=self) for _ in range(2)]
        self._link = Linked(canvas, self.second)
        self._shown: ResultShown | None = None
        self._sight: OtherSight | None = None
        self._failed = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.spacing // 2)
        self._columns = [QWidget(self), QWidget(self)]
        for holder, word, view in zip(self._columns, self._words, (canvas, self.second), strict=True):
            word.setContentsMargins(2 * TOKENS.spacing, TOKENS.spacing, TOKENS.spacing, TOKENS.spacing)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(word)
            column.addWidget(view, 1)
            row.addWidget(holder, 1)
        self._show()

    def show_part(self, shown: ResultShown | None, colours: dict[int, str]) -> None:
        """Show a part, or nothing; what another model sees comes with :meth:`show_sight`."""
        self._shown, self._sight, self._failed = shown, None, False
        self._show()
        if shown is None or shown.beside is Beside.NOTHING:
            self.second.set_image(None)
            return
        self._link.held = True  # a new picture is shown whole; the first one's place counts
        self.second.set_image(shown.picture)
        self._link.held = False
        if shown.beside is Beside.PAINT:
            self.second.set_label_map(shown.label_map, colours)
        self._link.align()

    def show_sight(self, sight: OtherSight) -> None:
        """Show what another model sees in the part."""
        self._sight = sight
        self._failed = sight.map is None
        if sight.map is not None:
            self.second.set_heat(sight.map.values, sight.map.low, sight.map.high, sight.map.threshold)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What was shown anew while nobody looked is seen whole: the first one's place counts."""
        super().showEvent(event)
        self._link.align()

    def renew(self, record: ImageRecord) -> None:
        """What is said of the part that is shown is this by now."""
        if self._shown is not None and self._shown.record.id == record.id:
            self._shown = replace(self._shown, record=record)
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        shown = self._shown
        two = shown is not None and shown.beside is not Beside.NOTHING
        self._columns[1].setVisible(two)
        self.canvas.navigator.set_wanted(not two)  # half the room: it would cover what is compared
        self._words[0].setVisible(two)
        if shown is None or not two:
            return
        model = QCoreApplication.translate("SideBySide", "Model {0}")
        score = shown.record.score
        said = "" if score is None else f" · {model_word(score.verdict)} · {score.score:.2f}"
        self._words[0].setText(model.format(shown.model_number) + said)
        self._words[1].setText(self._second_word(shown, model))

    def _second_word(self, shown: ResultShown, model: str) -> str:
        if shown.beside is Beside.PAINT:
            if shown.label_map is None or not shown.label_map.any():
                return QCoreApplication.translate("SideBySide", "Nothing is painted on this part")
            return QCoreApplication.translate("SideBySide", "What you painted")
        if shown.other is None:
            return QCoreApplication.translate("SideBySide", "There is no other model yet")
        name = model.format(shown.other.number)
        if self._sight is not None and self._sight.score is not None:
            score = self._sight.score
            return f"{name} · {model_word(score.verdict)} · {score.score:.2f}"
        if self._failed:
            return QCoreApplication.translate("SideBySide", "{0} · its map cannot be computed").format(name)
        return QCoreApplication.translate("SideBySide", "{0} · its map is being computed").format(name)
