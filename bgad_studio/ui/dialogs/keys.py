"""The cheat sheet: every key and what it does; a click on a key chooses another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bgad_studio.ui import keymap, theme
from bgad_studio.ui.actions import ACTIONS, action_text, shortcuts, usual_shortcuts, who_has
from bgad_studio.ui.dialogs.key_rows import KeyButton
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label

_PARTS: Final = (
    *("next", "previous", "next_open", "next_review", "previous_review", "search", "grid"),
    *("ok", "ng", "unsure", "accept_next", "remove_parts"),
    *("go_label", "go_synth", "go_train", "go_results", "go_review", "go_inspect", "go_models"),
    "go_history",
)
_TOOLS: Final = (
    *("pan", "brush", "square", "eraser", "polygon", "polygon_minus", "lasso", "rectangle"),
    *("ellipse", "wand", "edges", "fill", "erase", "next_type", "ignore"),
)
_PAINT: Final = (*("smaller", "larger", "undo", "redo", "fill_holes", "grow", "shrink", "accept"),)
_LOOK: Final = (
    *("zoom_in", "zoom_out", "fit", "actual", "hand", "peek"),
    *("tone", "navigator", "heat", "contour", "boxes", "mask", "next_region", "previous_region"),
    *("approve", "reject"),
)
_ELSEWHERE: Final = {*_PARTS, *_TOOLS, *_PAINT, *_LOOK}
_PROJECT: Final = tuple(action for action in ACTIONS if action not in _ELSEWHERE)
COLUMNS: Final = ((_PARTS,), (_TOOLS, _PAINT), (_LOOK, _PROJECT))
"""Groups of actions as they stand side by side."""


class Keys(QDialog):
    """All keys, in groups.

    Signals:
        chosen(object): Other keys were chosen: all that differ from the usual ones (:data:`keymap.Keys`).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Keys", "Keys"))
        self.buttons: dict[str, KeyButton] = {}
        self._resets: dict[str, QPushButton] = {}
        self._wanted: tuple[str, str] | None = None
        self.message = text_label("secondary", parent=self)
        self.take = QPushButton(QCoreApplication.translate("Keys", "Use it here"), self)
        self.take.clicked.connect(self._take_over)
        self.take.hide()
        self.reset = QPushButton(QCoreApplication.translate("Keys", "The usual keys"), self)
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(lambda: self._choose({}))
        close = QPushButton(QCoreApplication.translate("Keys", "Close"), self)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addWidget(self.take)
        foot.addWidget(self.reset)
        foot.addWidget(close)
        gap = TOKENS.spacing
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * gap, gap, 3 * gap, 2 * gap)
        whole.addLayout(self._columns())
        whole.addLayout(foot)
        self._show()

    def _columns(self) -> QHBoxLayout:
        titles = iter(
            (
                QCoreApplication.translate("Keys", "Parts"),
                QCoreApplication.translate("Keys", "Tools"),
                QCoreApplication.translate("Keys", "Paint"),
                QCoreApplication.translate("Keys", "Looking"),
                QCoreApplication.translate("Keys", "Project"),
            )
        )
        columns = QHBoxLayout()
        columns.setSpacing(3 * TOKENS.spacing)
        for groups in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(0)
            for actions in groups:
                column.addWidget(self._group(next(titles), actions))
            if len(groups) == 1:
                column.addWidget(_fixed_keys())
            column.addStretch(1)
            columns.addLayout(column)
        return columns

    def _group(self, title: str, actions: tuple[str, ...]) -> QWidget:
        group, grid = _grid(title)
        for row, action in enumerate(actions, start=1):
            button = self.buttons[action] = KeyButton(action, group)
            button.setAccessibleName(action_text(action))
            button.listening.connect(self._forget)
            button.keyPressed.connect(lambda key, action=action: self._offer(action, key))
            button.keyRefused.connect(self._refuse)
            back = self._resets[action] = QPushButton("↺", group)
            back.setProperty("role", "key")
            back.setAutoDefault(False)
            back.setToolTip(QCoreApplication.translate("Keys", "The usual key"))
            back.clicked.connect(lambda _, action=action: self._set_back(action))
            word = text_label(parent=group)
            word.setText(action_text(action))
            grid.addWidget(button, row, 0)
            grid.addWidget(word, row, 1)
            grid.addWidget(back, row, 2)
        return group

    def _show(self) -> None:
        """The keys as they are now."""
        changed = keymap.chosen()
        for action, button in self.buttons.items():
            button.show_keys("  ".join(dict.fromkeys(_native(text) for text in shortcuts(action))))
            back = self._resets[action]
            policy = back.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            back.setSizePolicy(policy)
            back.setVisible(action in changed)
        self.reset.setEnabled(bool(changed))
        self._forget()

    def _forget(self) -> None:
        """No key is offered; say how it is done."""
        self._wanted = None
        self.take.hide()
        self.message.setText(QCoreApplication.translate("Keys", "Click a key to choose another."))

    def _offer(self, action: str, key: str) -> None:
        """A key was pressed for an action; one that is taken is asked about."""
        owner = who_has(key)
        if owner is None or owner == action:
            self._choose({**keymap.chosen(), action: (key,)})
            return
        self._wanted = (action, key)
        text = QCoreApplication.translate("Keys", "{0} is the key of “{1}”.")
        self.message.setText(text.format(_native(key), action_text(owner)))
        self.take.show()
        self.take.setFocus()

    def _refuse(self, key: str) -> None:
        text = QCoreApplication.translate("Keys", "{0} has fixed work everywhere. Press another key.")
        self.message.setText(text.format(_native(key)))

    def _take_over(self) -> None:
        """The action that had the key loses it."""
        if self._wanted is not None:
            action, key = self._wanted
            self._choose({**_without(key), action: (key,)})

    def _set_back(self, action: str) -> None:
        keys = keymap.chosen()
        keys.pop(action, None)
        for key in usual_shortcuts(action):
            owner = who_has(key)
            if owner is not None and owner != action:
                self._offer(action, key)  # somebody else has it by now: ask
                return
        self._choose(keys)

    def _choose(self, keys: dict[str, tuple[str, ...]]) -> None:
        changed = {action: found for action, found in keys.items() if found != usual_shortcuts(action)}
        keymap.use(changed)
        self._show()
        self.chosen.emit(changed)


def _without(key: str) -> dict[str, tuple[str, ...]]:
    """What is chosen, with a key taken from whoever has it."""
    keys = keymap.chosen()
    owner = who_has(key)
    if owner is not None:
        keys[owner] = tuple(text for text in shortcuts(owner) if text != key)
    return keys


def _native(text: str) -> str:
    """A shortcut as this computer writes it."""
    return QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText)


def _fixed_keys() -> QWidget:
    """What cannot be another way."""
    rows = (
        (QCoreApplication.translate("Keys", "Shift + wheel"), action_text("larger")),
        (QCoreApplication.translate("Keys", "Alt + drag"), action_text("larger")),
        (QCoreApplication.translate("Keys", "Ctrl held"), action_text("eraser")),
        ("Enter", QCoreApplication.translate("Keys", "Close the outline in hand")),
        ("Backspace", QCoreApplication.translate("Keys", "Take back its last corner")),
        ("Esc", QCoreApplication.translate("Keys", "Take back the stroke in hand")),
        (
            QCoreApplication.translate("Keys", "Ctrl + arrows"),
            action_text("pan"),
        ),
    )
    group, grid = _grid(QCoreApplication.translate("Keys", "Always"))
    for row, (keys, text) in enumerate(rows, start=1):
        key, word = QLabel(keys, group), text_label(parent=group)
        key.setFont(theme.figure_font(bold=True))
        key.setIndent(7)  # as the text of a button
        key.setMinimumHeight(22)  # as a row with a button
        word.setText(text)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(word, row, 1)
    return group


def _grid(title: str) -> tuple[QWidget, QGridLayout]:
    """A group under its heading."""
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(TOKENS.spacing)
    grid.setVerticalSpacing(1)
    heading = SectionHeading(group)
    heading.set_text(title)
    grid.addWidget(heading, 0, 0, 1, 3)
    grid.setColumnMinimumWidth(0, 112)
    grid.setColumnStretch(1, 1)
    return group, grid
