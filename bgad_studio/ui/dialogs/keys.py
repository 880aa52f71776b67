"""The cheat sheet: every key and what it does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.ui import theme
from bgad_studio.ui.actions import ACTIONS, action_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label

_GROUPS = (
    (
        "next",
        "previous",
        "ok",
        "ng",
        "unsure",
        "grid",
        "go_label",
        "go_synth",
        "go_train",
        "go_results",
        "go_models",
    ),
    (
        *("brush", "square", "eraser", "polygon", "polygon_minus", "lasso", "rectangle", "ellipse"),
        *("wand", "edges", "fill", "erase", "ignore", "fill_holes", "grow", "shrink"),
        *("accept", "pan", "smaller", "larger", "undo", "redo"),
    ),
    ("zoom_in", "zoom_out", "fit", "actual", "tone", "navigator", "heat", "contour", "mask"),
    ("import", "train", "report", "open", "new", "keys", "quit"),
)


class Keys(QDialog):
    """All keys, in four groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Keys", "Keys"))
        gap = TOKENS.spacing
        titles = (
            QCoreApplication.translate("Keys", "Parts"),
            QCoreApplication.translate("Keys", "Painting"),
            QCoreApplication.translate("Keys", "Looking"),
            QCoreApplication.translate("Keys", "Project"),
        )
        by_hand = {
            1: (
                (QCoreApplication.translate("Keys", "Shift + wheel"), action_text("larger")),
                (QCoreApplication.translate("Keys", "Ctrl held"), action_text("eraser")),
                ("Esc", QCoreApplication.translate("Keys", "Take back the stroke in hand")),
            ),
            2: (
                (QCoreApplication.translate("Keys", "Space held"), action_text("pan")),
                (
                    QCoreApplication.translate("Keys", "Q held"),
                    QCoreApplication.translate("Keys", "Bare picture"),
                ),
            ),
        }
        columns = QHBoxLayout()
        columns.setSpacing(4 * gap)
        for half in ((0, 3), (1, 2)):
            column = QVBoxLayout()
            for index in half:
                rows = [(_keys_of(key), action_text(key)) for key in _GROUPS[index]]
                column.addWidget(_group(titles[index], [*rows, *by_hand.get(index, ())]))
            column.addStretch(1)
            columns.addLayout(column)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * gap, 2 * gap, 3 * gap, 2 * gap)
        whole.addLayout(columns)
        whole.addWidget(box)


def _keys_of(key: str) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(QKeySequence(text).toString(native) for text in ACTIONS[key].shortcuts)


def _group(title: str, rows: list[tuple[str, str]]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * TOKENS.spacing)
    heading = SectionHeading(group)
    heading.set_text(title)
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (keys, text) in enumerate(rows, start=1):
        key = QLabel(keys, group)
        key.setFont(theme.figure_font(bold=True))
        word = text_label(parent=group)
        word.setText(text)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(word, row, 1)
    grid.setColumnMinimumWidth(0, 120)
    grid.setColumnStretch(1, 1)
    return group
