"""One part under both models, side by side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.services.gate import Flip, Gate
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui.browser.words import model_word
from bgad_studio.ui.canvas.linked import Linked
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.gate.words import effect_word
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.look_box import LookBox

_EDGE: Final = 440
"""Of the room for either picture."""


class Compare(QDialog):
    """What the old and the new model see in a part whose verdict would change.

    Args:
        gate: Both models.
        flip: The part.
        picture: Ready to be shown.
        maps: Under the old and the new model; None where it is not kept.
        parent: Window it belongs to.
    """

    def __init__(
        self,
        gate: Gate,
        flip: Flip,
        picture: Pyramid,
        maps: tuple[ScoreMap | None, ScoreMap | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(flip.record.name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * TOKENS.spacing)
        self.pictures: list[ImageCanvas] = []
        sides = zip((gate.champion, gate.challenger), (flip.before, flip.after), maps, strict=True)
        for column, (model, score, found) in enumerate(sides):
            head = text_label("heading", parent=self)
            head.setText(QCoreApplication.translate("Compare", "Model {0}").format(model.number))
            word = text_label(parent=self)
            word.setText(f"{model_word(score.verdict)} · {score.score:.2f}")
            shown = ImageCanvas(self)
            shown.setFixedSize(_EDGE, _EDGE)
            shown.setAccessibleName(f"{head.text()}: {word.text()}")
            shown.navigator.set_wanted(False)
            shown.set_image(picture)
            if found is not None:
                shown.set_heat(found.values, found.low, found.high, found.threshold)
            missing = text_label("secondary", parent=self)
            if found is None:
                missing.setText(QCoreApplication.translate("Compare", "The map of this model is not kept."))
            for row, widget in enumerate((head, word, shown, missing)):
                grid.addWidget(widget, row, column)
            self.pictures.append(shown)
        Linked(*self.pictures)
        meaning = text_label(parent=self)
        meaning.setText(f"{flip.record.name}: {effect_word(flip.effect)}")
        self.results, close = QPushButton(self), QPushButton(self)
        self.results.setText(QCoreApplication.translate("Compare", "See it among the results"))
        self.results.clicked.connect(self.accept)
        close.setText(QCoreApplication.translate("Compare", "Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(LookBox(self, bare=True))
        buttons.addWidget(self.results)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column_layout = QVBoxLayout(self)
        column_layout.setSpacing(2 * TOKENS.spacing)
        column_layout.addWidget(meaning)
        column_layout.addLayout(grid)
        column_layout.addLayout(buttons)
