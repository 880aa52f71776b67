"""One part under both models, side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.heatmap import blend
from bgad_studio.services.gate import Flip, Gate
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui.browser.words import model_word
from bgad_studio.ui.gate.words import effect_word
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class Compare(QDialog):
    """What the old and the new model see in a part whose verdict would change.

    Args:
        gate: Both models.
        flip: The part.
        picture: (H, W, 3) uint8 RGB, small enough to show as it is.
        maps: Under the old and the new model; None where it is not kept.
        parent: Window it belongs to.
    """

    def __init__(
        self,
        gate: Gate,
        flip: Flip,
        picture: NDArray[np.uint8],
        maps: tuple[ScoreMap | None, ScoreMap | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(flip.record.name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * TOKENS.spacing)
        self.pictures: list[QLabel] = []
        sides = zip((gate.champion, gate.challenger), (flip.before, flip.after), maps, strict=True)
        for column, (model, score, found) in enumerate(sides):
            head = text_label("heading", parent=self)
            head.setText(QCoreApplication.translate("Compare", "Model {0}").format(model.number))
            word = text_label(parent=self)
            word.setText(f"{model_word(score.verdict)} · {score.score:.2f}")
            shown = QLabel(self)
            shown.setAccessibleName(f"{head.text()}: {word.text()}")
            shown.setPixmap(_pixmap(picture, found))
            missing = text_label("secondary", parent=self)
            if found is None:
                missing.setText(QCoreApplication.translate("Compare", "The map of this model is not kept."))
            for row, widget in enumerate((head, word, shown, missing)):
                grid.addWidget(widget, row, column)
            self.pictures.append(shown)
        meaning = text_label(parent=self)
        meaning.setText(f"{flip.record.name}: {effect_word(flip.effect)}")
        self.results, close = QPushButton(self), QPushButton(self)
        self.results.setText(QCoreApplication.translate("Compare", "See it among the results"))
        self.results.clicked.connect(self.accept)
        close.setText(QCoreApplication.translate("Compare", "Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.results)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column_layout = QVBoxLayout(self)
        column_layout.setSpacing(2 * TOKENS.spacing)
        column_layout.addWidget(meaning)
        column_layout.addLayout(grid)
        column_layout.addLayout(buttons)


def _pixmap(picture: NDArray[np.uint8], found: ScoreMap | None) -> QPixmap:
    shown = picture
    if found is not None:
        shown = blend(picture, found.values, found.low, found.high, found.threshold)
    height, width = shown.shape[:2]
    image = QImage(np.ascontiguousarray(shown).data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image.copy())
