"""Says on the picture that the paint is hidden; else somebody would think that it is lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton

from bgad_studio.ui.actions import key_text
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS


class HiddenPaint(QPushButton):
    """A button in the corner of a canvas, only there while the paint is not; a click shows it again.

    Over the picture and not beside it: nothing moves while somebody compares with and without.
    """

    def __init__(self, canvas: ImageCanvas) -> None:
        super().__init__(icon("mask"), "", canvas)
        self._canvas = canvas
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.move(2 * TOKENS.spacing, 2 * TOKENS.spacing)
        self.clicked.connect(lambda: canvas.set_mask_visible(True))
        canvas.maskVisibleChanged.connect(lambda visible: self.setVisible(not visible))
        self._retranslate()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        shortcut = key_text("mask")
        text = QCoreApplication.translate("HiddenPaint", "Paint is hidden: show it")
        self.setText(f"{text} ({shortcut})" if shortcut else text)
        self.adjustSize()
