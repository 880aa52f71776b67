"""How far long work is, how long it will take, and the button that stops it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEasingCurve, QEvent, QPropertyAnimation, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_STEPS: Final = 1000
_GLIDE_MS: Final = 250
_BAR_WIDTH: Final = 140


class ProgressStrip(QWidget):
    """One line: what is done, share, bar, time left, stop, and how much more there is. Hidden at first.

    Signals:
        stopRequested(): The person wants the work stopped; the button waits until :meth:`finish`.
    """

    stopRequested = Signal()  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = text_label(parent=self)
        self._left = text_label("secondary", parent=self)
        self._left.setFont(theme.figure_font(TOKENS.font_small))
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._glide = QPropertyAnimation(self._bar, b"value", self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._stop = QPushButton(self)
        self._stop.setProperty("role", "ghost")
        self._stop.setIcon(icon("stop"))
        self._stop.clicked.connect(self._ask_stop)
        self.more = QPushButton(self)
        self.more.setProperty("role", "ghost")
        self.more.setIcon(icon("chevron-up"))
        self._others = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.spacing + TOKENS.spacing // 2)
        for part in (self._what, self._bar, self._left, self._stop, self.more):
            row.addWidget(part)
        self._retranslate()
        self.hide()

    def set_progress(self, what: str, fraction: float | None, seconds_left: float | None = None) -> None:
        """Tell how far the work is; shows the strip.

        Args:
            what: Translated name of the phase.
            fraction: 0…1, or None while nobody can know.
            seconds_left: None while unknown.
        """
        share = "" if fraction is None else f" {fraction:.0%}".replace("%", " %")
        self._what.setText(what + share)
        self._left.setText(self._time_left(seconds_left))
        self._left.setVisible(seconds_left is not None)
        if fraction is None:
            self._glide.stop()
            self._bar.setRange(0, 0)
        else:
            self._glide_to(round(fraction * _STEPS))
        self.show()

    def set_stoppable(self, stoppable: bool) -> None:
        """Offer to stop the work, or not."""
        self._stop.setVisible(stoppable)

    def set_more(self, others: int) -> None:
        """So many other works go on or wait; they can be listed."""
        self._others = others
        self.more.setVisible(others > 0)
        self.more.setText(QCoreApplication.translate("ProgressStrip", "{0} more").format(others))

    def finish(self) -> None:
        """The work is over: hide, and be ready for the next."""
        self._glide.stop()
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(0)
        self._stop.setEnabled(True)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _glide_to(self, value: int) -> None:
        self._glide.stop()
        self._bar.setRange(0, _STEPS)
        if value < self._bar.value() or not self.isVisible():
            self._bar.setValue(value)
            return
        self._glide.setStartValue(self._bar.value())
        self._glide.setEndValue(value)
        self._glide.start()

    def _ask_stop(self) -> None:
        self._stop.setEnabled(False)
        self.stopRequested.emit()

    def _time_left(self, seconds: float | None) -> str:
        if seconds is None:
            return ""
        minutes, rest = divmod(round(seconds), 60)
        return QCoreApplication.translate("ProgressStrip", "{0} left").format(f"{minutes}:{rest:02d}")

    def _retranslate(self) -> None:
        self._stop.setText(QCoreApplication.translate("ProgressStrip", "Stop"))
        self.set_more(self._others)
        self.more.setToolTip(QCoreApplication.translate("ProgressStrip", "What else runs or waits its turn"))
        self._bar.setAccessibleName(QCoreApplication.translate("ProgressStrip", "Progress"))
