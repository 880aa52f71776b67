"""The gate: champion against challenger, every verdict that would flip, and three buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.services.gate import Flip, Gate
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui import theme
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.ui.gate.compare import Compare
from bgad_studio.ui.gate.flips import FlipList
from bgad_studio.ui.gate.presenter import GatePresenter
from bgad_studio.ui.gate.state import Decision, GateState
from bgad_studio.ui.gate.words import alike_text, balance_text, basis_word, kind_word, share_text, told_text
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.labelling.panel import swatch, type_colour
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label


class GateView(QWidget):
    """Shows a :class:`GatePresenter`.

    Signals:
        partWanted(int): The person wants to see this part.
    """

    partWanted = Signal(int)  # noqa: N815 - a signal

    def __init__(
        self, presenter: GatePresenter, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._title = text_label("title", wrap=True, parent=self)
        self._balance = text_label(wrap=True, parent=self)
        self._balance.setFont(theme.figure_font(bold=True))
        self._advice = text_label(wrap=True, parent=self)
        self._told = text_label("secondary", wrap=True, parent=self)
        self._headings = [SectionHeading(self), SectionHeading(self)]
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(2 * TOKENS.spacing)
        self._table.setVerticalSpacing(TOKENS.spacing)
        self._table.setColumnStretch(5, 1)
        self._cells: list[QWidget] = []
        self.list = FlipList(thumbnails)
        self._none = text_label("secondary", wrap=True, parent=self)
        self.buttons = {decision: QPushButton(self) for decision in Decision}
        self.buttons[Decision.PROMOTE].setProperty("role", "primary")
        self.buttons[Decision.KEEP].setProperty("tall", True)
        self.buttons[Decision.DISCARD].setProperty("role", "danger")
        self.buttons[Decision.DISCARD].setProperty("tall", True)
        for decision, button in self.buttons.items():
            button.clicked.connect(lambda _checked, decision=decision: presenter.decide(decision))
        self.automatic = QCheckBox(self)
        self.automatic.clicked.connect(presenter.set_automatic)
        self.list.clicked.connect(lambda index: presenter.compare(self.list.flips.flip(index.row())))
        self.list.activated.connect(lambda index: presenter.compare(self.list.flips.flip(index.row())))
        presenter.compared.connect(self._compare)
        presenter.changed.connect(self._show)
        self._lay_out()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(self._title)
        column.addWidget(self._balance)
        column.addWidget(self._advice)
        column.addWidget(self._headings[0])
        column.addLayout(self._table)
        column.addWidget(self._told)
        column.addSpacing(gap)
        column.addWidget(self._headings[1])
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addStretch(0)  # takes the room of a list that is not there
        column.addWidget(self.automatic)
        row = QHBoxLayout()
        row.setSpacing(gap)
        for decision in (Decision.PROMOTE, Decision.KEEP):
            row.addWidget(self.buttons[decision])
        row.addStretch(1)
        row.addWidget(self.buttons[Decision.DISCARD])
        column.addLayout(row)

    def _show(self, state: GateState) -> None:
        for button in self.buttons.values():
            button.setEnabled(not state.deciding)
        self.automatic.setChecked(state.automatic)
        gate = state.gate
        if gate is None:
            return
        new, old = gate.challenger.number, gate.champion.number
        self._title.setText(
            QCoreApplication.translate("Gate", "Model {0} is ready. What would change?").format(new)
        )
        self._balance.setText(balance_text(gate.balance))
        self._told.setText("" if gate.told is None else told_text(gate.told))
        self._told.setVisible(gate.told is not None)
        self._advice.setText(_advice(gate))
        theme.mark(self._advice, verdict="ng" if gate.harmful else "ok")
        self._headings[1].set_text(
            QCoreApplication.translate("Gate", "Verdicts that would change"), str(len(gate.flips))
        )
        self._none.setVisible(not gate.flips)
        self.list.setVisible(bool(gate.flips))
        self.list.flips.set_flips(gate.flips)
        self._fill_table(gate, new, old)
        self.buttons[Decision.PROMOTE].setText(
            QCoreApplication.translate("Gate", "Use model {0}").format(new)
        )
        self.buttons[Decision.KEEP].setText(QCoreApplication.translate("Gate", "Keep model {0}").format(old))

    def _fill_table(self, gate: Gate, new: int, old: int) -> None:
        for cell in self._cells:
            cell.deleteLater()
        self._cells.clear()
        model = QCoreApplication.translate("Gate", "Model {0}")
        for column, number in ((2, old), (3, new)):
            head = text_label("heading", wrap=True, parent=self)
            head.setText(model.format(number))
            self._put(head, 0, column)
        if any(item.alike for item in gate.rows):
            head = text_label("heading", wrap=True, parent=self)
            head.setText(QCoreApplication.translate("Gate", "Equal alarms"))
            head.setToolTip(
                QCoreApplication.translate(
                    "Gate", "What either would stop if both stopped one good part in twenty"
                )
            )
            self._put(head, 0, 4)
        for row, item in enumerate(gate.rows, start=1):
            icon = QLabel(self)
            if item.kind is not None:
                icon.setPixmap(swatch(type_colour(item.kind)).pixmap(14, 14))
            self._put(icon, row, 0)
            texts = (
                kind_word(item),
                share_text(item.champion),
                share_text(item.challenger),
                alike_text(item),
                basis_word(item),
            )
            for column, text in enumerate(texts, start=1):
                label = text_label("secondary" if column == 5 else "", wrap=True, parent=self)
                label.setText(text)
                if column in (2, 3, 4):
                    label.setFont(theme.figure_font(bold=column == 3))
                self._put(label, row, column)

    def _compare(self, flip: Flip, picture: Pyramid, maps: tuple[ScoreMap | None, ScoreMap | None]) -> None:
        gate = self.presenter.state.gate
        if gate is None or not self.isVisible() or self.findChild(Compare) is not None:
            return
        shown = Compare(gate, flip, picture, maps, self)
        shown.accepted.connect(lambda: self.partWanted.emit(flip.record.id))
        shown.open()

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._table.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
        widget.show()
        self._cells.append(widget)

    def _retranslate(self) -> None:
        self._headings[0].set_text(QCoreApplication.translate("Gate", "Counted"))
        self._none.setText(QCoreApplication.translate("Gate", "No verdict would change."))
        self.automatic.setText(
            QCoreApplication.translate("Gate", "Use new models unasked if nothing gets worse")
        )
        self.automatic.setToolTip(
            QCoreApplication.translate("Gate", "No known defect is lost, and false alarms are not up")
        )
        discard = self.buttons[Decision.DISCARD]
        discard.setText(QCoreApplication.translate("Gate", "Throw it away"))
        self._show(self.presenter.state)


def _advice(gate: Gate) -> str:
    if gate.harmful:
        return counted(
            gate.harmful,
            QCoreApplication.translate(
                "Gate", "1 verdict would turn against what you said. Look at it before you decide."
            ),
            QCoreApplication.translate(
                "Gate", "{0} verdicts would turn against what you said. Look at them before you decide."
            ),
        )
    return QCoreApplication.translate("Gate", "No verdict would turn against what you said.")
