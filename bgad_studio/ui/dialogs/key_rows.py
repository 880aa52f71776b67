"""One row of the cheat sheet: what is done, its key, and a way to choose another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

_ALONE: Final = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
"""No keys by themselves."""
_FIXED: Final = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Backspace,
)
"""By themselves they finish, go on and take back everywhere."""


def pressed(event: QKeyEvent) -> str:
    """What was pressed as a shortcut is written; a sign that needs Shift on this keyboard is named alone."""
    combination = event.keyCombination()
    modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sign = event.text()
    if len(sign) == 1 and sign.isprintable() and not sign.isalnum() and sign != " ":
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    sequence = QKeySequence(QKeyCombination(modifiers, combination.key()))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


class KeyButton(QPushButton):
    """Shows the keys of an action; after a click the next key pressed is told.

    Args:
        action: Of the table of actions.

    Signals:
        listening(): It waits for a key.
        keyPressed(str): As a shortcut is written.
        keyRefused(str): The same of a key whose work is fixed.
    """

    listening = Signal()
    keyPressed = Signal(str)  # noqa: N815 - a signal
    keyRefused = Signal(str)  # noqa: N815

    def __init__(self, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self._shown = ""
        self._listens = False
        self.setProperty("role", "key")
        self.setAutoDefault(False)
        self.clicked.connect(self._listen)

    def show_keys(self, text: str) -> None:
        """Show these keys and wait for none."""
        self._shown = text
        self._listens = False
        self.setText(text or "–")

    def event(self, event: QEvent) -> bool:
        """While it waits no key does anything else."""
        if self._listens and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere wants no other key."""
        super().focusOutEvent(event)
        if self._listens:
            self.show_keys(self._shown)

    def _listen(self) -> None:
        self._listens = True
        self.setText(QCoreApplication.translate("Keys", "Press a key…"))
        self.setFocus()
        self.listening.emit()

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _ALONE:
            return
        text = pressed(event)
        self.show_keys(self._shown)
        if event.key() == Qt.Key.Key_Escape:
            return
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        (self.keyRefused if alone and event.key() in _FIXED else self.keyPressed).emit(text)
