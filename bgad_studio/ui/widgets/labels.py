"""Text and icons that follow theme, width and contrast by themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.icons import paint_icon
from bgad_studio.ui.theme import TOKENS


def text_label(kind: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label of one of the sheet's kinds: ``title``, ``heading``, ``secondary``, ``number``, ``verdict``.

    Args:
        kind: Empty for body text.
        wrap: Break long text into lines.
        parent: Of the label.
    """
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if kind:
        label.setProperty("kind", kind)
    if kind in ("number", "verdict"):
        label.setFont(theme.figure_font())
    return label


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the tool tip then has all of it.

    Names of files differ at their ends, so ``Qt.TextElideMode.ElideMiddle`` is the default.
    """

    def __init__(
        self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show ``text``, shortened as needed."""
        self._text = text
        self._elide()

    def full_text(self) -> str:
        """The whole text."""
        return self._text

    def minimumSizeHint(self) -> QSize:
        """As narrow as may be."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._text, self._mode, self.contentsRect().width())
        self.setText(shown)
        self.setToolTip(self._text if shown != self._text else "")


class IconView(QWidget):
    """One icon in a colour of the palette, taken anew with every theme."""

    def __init__(
        self, name: str, role: str = "text2", size: int = TOKENS.icon, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self.setFixedSize(size, size)
        theme.theme_changed.connect(self.update)

    def set_icon(self, name: str, role: str) -> None:
        """Show ``resources/icons/<name>.svg`` in the palette's colour ``role``."""
        self._name = name
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, getattr(theme.current(), self._role))


class SectionHeading(QWidget):
    """Name of a section at the left, at the right a quiet word on it, such as a count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label("heading", parent=self)
        self._detail = text_label("secondary", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, TOKENS.spacing, 0, TOKENS.spacing // 2)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._detail)

    def set_text(self, title: str, detail: str = "") -> None:
        """Both texts, translated."""
        self._title.setText(title)
        self._detail.setText(detail)
