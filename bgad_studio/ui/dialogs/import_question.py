"""Asks what the parts of folders and files are, and shows what would happen before anything is written."""

from __future__ import annotations

from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.import_rules import ImportRule, PartFrom, VerdictFrom, guess_rule, words_of
from bgad_studio.services.import_plan import ImportPlan, few_names, preview
from bgad_studio.ui.dialogs.import_preview import PreviewTable, summary_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_PAUSE_MS: Final = 120
_LEFT: Final = 330
_ICONS: Final = {
    VerdictFrom.ALL_OK: ("ok", "ok"),
    VerdictFrom.ALL_NG: ("ng", "ng"),
    VerdictFrom.FOLDER: ("folder", "text2"),
    VerdictFrom.NAME: ("label", "text2"),
    VerdictFrom.NOWHERE: ("unsure", "text2"),
}


class ImportQuestion(QDialog):
    """Five answers to choose from, the best guess chosen; :attr:`rule` holds what was chosen."""

    def __init__(self, plan: ImportPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        unsaid = (candidate.name for candidate in plan.candidates if not candidate.of_set)
        guess = guess_rule(list(islice(unsaid, 2000)))
        self.buttons: dict[VerdictFrom, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.good, self.bad, self.separator = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.good_label, self.bad_label, self._separator_label = QLabel(self), QLabel(self), QLabel(self)
        self.hint = text_label("secondary", wrap=True, parent=self)
        self.part_box = QComboBox(self)
        self.masks = QCheckBox(self)
        self.masks.setText(QCoreApplication.translate("ImportQuestion", "Take the masks found beside them"))
        drawn = any(candidate.masks or candidate.outlines for candidate in plan.candidates)
        self.masks.setVisible(drawn)
        self.masks.setChecked(True)
        self.masks.toggled.connect(lambda _: self.show_preview())
        self.watch = QCheckBox(self)
        self._offer_to_watch()
        self.table, self.summary = PreviewTable(self), text_label(wrap=True, parent=self)
        self.go = QPushButton(QCoreApplication.translate("ImportQuestion", "Import"), self)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._wait.timeout.connect(self.show_preview)
        self.setWindowTitle(QCoreApplication.translate("ImportQuestion", "Import pictures"))
        self.resize(980, 620)
        self._lay_out()
        self._show_rule(guess)
        self._group.buttonClicked.connect(self._change)
        self.part_box.activated.connect(self._change)
        for field in (self.good, self.bad, self.separator):
            field.textEdited.connect(lambda _: self._wait.start())
        self._change()

    @property
    def rule(self) -> ImportRule:
        """As it stands in the fields."""
        chosen = next(source for source, button in self.buttons.items() if button.isChecked())
        return ImportRule(
            chosen,
            words_of(self.good.text()),
            words_of(self.bad.text()),
            PartFrom(self.part_box.currentData()),
            self.separator.text().strip(),
            self.masks.isChecked(),
        )

    def show_preview(self) -> None:
        """What would happen now."""
        self._wait.stop()
        seen = preview(self._plan, self.rule)
        self.table.show_examples(seen.examples)
        self.summary.setText(summary_text(seen))

    def _offer_to_watch(self) -> None:
        offer = QCoreApplication.translate("ImportQuestion", "Also bring in what comes later")
        # names of several folders say what their parts are among each other: none can be read alone
        self.watch.setEnabled(self._plan.chosen in ((), (self._plan.root,)))
        if not self.watch.isEnabled():
            why = QCoreApplication.translate("ImportQuestion", "only one folder by itself can be watched")
            offer = f"{offer} ({why})"
        self.watch.setText(offer)
        self.watch.setToolTip(
            QCoreApplication.translate(
                "ImportQuestion", "The folder is watched until you stop it in the menu at the top left."
            )
        )

    def _show_rule(self, rule: ImportRule) -> None:
        self.buttons[rule.verdict_from].setChecked(True)
        self.good.setText(", ".join(rule.good))
        self.bad.setText(", ".join(rule.bad))
        self.part_box.setCurrentIndex(self.part_box.findData(rule.part_from))
        self.separator.setText(rule.separator)

    def _change(self) -> None:
        """Show the fields that matter for what is chosen."""
        source = self.rule.verdict_from
        folder, name = source is VerdictFrom.FOLDER, source is VerdictFrom.NAME
        for widget in (self.good, self.good_label):
            widget.setVisible(folder or name)
        for widget in (self.bad, self.bad_label):
            widget.setVisible(name)
        for widget in (self.separator, self._separator_label):
            widget.setVisible(self.rule.part_from is PartFrom.START)
        self.good_label.setText(
            QCoreApplication.translate("ImportQuestion", "Folders of good parts")
            if folder
            else QCoreApplication.translate("ImportQuestion", "Good if the name holds")
        )
        self.hint.setText(self._hint(source))
        self.show_preview()

    def _hint(self, source: VerdictFrom) -> str:
        if source is VerdictFrom.FOLDER:
            return QCoreApplication.translate(
                "ImportQuestion", "Every other folder names the defect of the parts in it."
            )
        if source is VerdictFrom.NAME:
            return QCoreApplication.translate(
                "ImportQuestion", "Other words than NG and the like name the defect: scratch, dent."
            )
        return QCoreApplication.translate(
            "ImportQuestion",
            "Only parts marked good teach the machine what is usual. Verdicts can be changed at any time.",
        )

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        title, folder = text_label("title", parent=self), text_label("secondary", wrap=True, parent=self)
        ask = QCoreApplication.translate("ImportQuestion", "What are these {0} pictures?")
        title.setText(ask.format(self._plan.count))
        several = "" if self._plan.chosen in ((), (self._plan.root,)) else few_names(self._plan.chosen)
        folder.setText(f"{self._plan.root}: {several}" if several else str(self._plan.root))
        middle = QHBoxLayout()
        middle.setSpacing(3 * gap)
        left = QVBoxLayout()
        left.setSpacing(gap)
        self._add_answers(left)
        left.addWidget(self.hint)
        left.addLayout(self._make_form())
        left.addWidget(self.masks)
        left.addStretch(1)
        side = QWidget(self)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(_LEFT)
        right = QVBoxLayout()
        right.setSpacing(gap)
        right.addWidget(self.summary)
        right.addWidget(self.table, 1)
        middle.addWidget(side)
        middle.addLayout(right, 1)
        cancel = QPushButton(QCoreApplication.translate("ImportQuestion", "Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.watch)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * gap, 3 * gap, 3 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(title)
        column.addWidget(folder)
        column.addSpacing(gap)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _add_answers(self, column: QVBoxLayout) -> None:
        words = {
            VerdictFrom.ALL_OK: QCoreApplication.translate("ImportQuestion", "All are good parts"),
            VerdictFrom.ALL_NG: QCoreApplication.translate("ImportQuestion", "All have a defect"),
            VerdictFrom.FOLDER: QCoreApplication.translate("ImportQuestion", "Their folder says it"),
            VerdictFrom.NAME: QCoreApplication.translate("ImportQuestion", "Their name says it"),
            VerdictFrom.NOWHERE: QCoreApplication.translate("ImportQuestion", "Mixed: no verdict yet"),
        }
        for source, word in words.items():
            button = QPushButton(icon(*_ICONS[source]), word, self)
            button.setProperty("tall", True)
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._group.addButton(button)
            self.buttons[source] = button
            column.addWidget(button)

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(TOKENS.spacing // 2)
        self.bad_label.setText(QCoreApplication.translate("ImportQuestion", "Defective if the name holds"))
        self._separator_label.setText(
            QCoreApplication.translate("ImportQuestion", "The name of the part ends before")
        )
        parts = QLabel(QCoreApplication.translate("ImportQuestion", "Pictures of one part"), self)
        for source, word in (
            (PartFrom.PICTURE, QCoreApplication.translate("ImportQuestion", "Each picture is another part")),
            (PartFrom.START, QCoreApplication.translate("ImportQuestion", "Their names begin alike")),
            (
                PartFrom.SAME_NAME,
                QCoreApplication.translate("ImportQuestion", "Same name in several folders"),
            ),
        ):
            self.part_box.addItem(word, source)
        form.addRow(self.good_label, self.good)
        form.addRow(self.bad_label, self.bad)
        form.addRow(parts, self.part_box)
        form.addRow(self._separator_label, self.separator)
        return form
