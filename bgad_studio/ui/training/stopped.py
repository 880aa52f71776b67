"""What is offered where a training stopped on its way: go on, keep what it learned, or throw it away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bgad_studio.services.unfinished import Unfinished
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label


class Stopped(QWidget):
    """Shows an :class:`Unfinished` and three buttons; hidden where there is none.

    Signals:
        goOnWanted(), finishWanted(), throwWanted(): What the person decided.
    """

    goOnWanted = Signal()  # noqa: N815 - a signal
    finishWanted = Signal()  # noqa: N815
    throwWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Unfinished | None = None
        self._heading = SectionHeading(self)
        self.text = text_label(wrap=True, parent=self)
        self._hint = text_label("secondary", wrap=True, parent=self)
        self.go_on, self.finish, self.throw = QPushButton(self), QPushButton(self), QPushButton(self)
        self.go_on.setProperty("role", "primary")
        self.go_on.setIcon(icon("train", "on_accent", "on_accent"))
        self.finish.setProperty("tall", True)
        self.throw.setProperty("role", "ghost")
        self.go_on.clicked.connect(self.goOnWanted)
        self.finish.clicked.connect(self.finishWanted)
        self.throw.clicked.connect(self.throwWanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing)
        for widget in (self._heading, self.text, self._hint, self.go_on, self.finish, self.throw):
            column.addWidget(widget)
        self._retranslate()
        self.hide()

    def show_found(self, found: Unfinished | None, *, ready: bool) -> None:
        """Offer it; ``ready``: nothing else is being computed."""
        self._found = found
        self.setVisible(found is not None)
        for button in (self.go_on, self.finish, self.throw):
            button.setEnabled(ready)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        step, steps = (0, 0) if self._found is None else (self._found.step, self._found.steps)
        self._heading.set_text(QCoreApplication.translate("Stopped", "Stopped on the way"))
        stopped = QCoreApplication.translate("Stopped", "Training stopped at step {0} of {1}.")
        self.text.setText(stopped.format(step, steps))
        self._hint.setText(
            QCoreApplication.translate(
                "Stopped", "It goes on with the parts and the paint as they were when it began."
            )
        )
        self.go_on.setText(QCoreApplication.translate("Stopped", "Go on from step {0}").format(step))
        self.go_on.setToolTip(
            QCoreApplication.translate("Stopped", "The model becomes the same as without the stop")
        )
        self.finish.setText(QCoreApplication.translate("Stopped", "Keep what it learned"))
        fewer = QCoreApplication.translate("Stopped", "Make a model of it now, without the {0} steps left")
        self.finish.setToolTip(fewer.format(steps - step))
        self.throw.setText(QCoreApplication.translate("Stopped", "Throw it away"))
        self.throw.setToolTip(QCoreApplication.translate("Stopped", "Then a new training can begin"))
