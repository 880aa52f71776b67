"""Every value of the recipe a person may change, each with the paper's symbol and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.config import TrainConfig
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.training.words import backbone_name
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.number_box import keep_off_edge


@dataclass(frozen=True, slots=True)
class _Field:
    """One value: where it lies in the recipe (``part.name``), symbol, and range; decimals 0: whole.

    A ``choice`` is one of several names instead, a ``switch`` on or off.
    """

    path: str
    symbol: str
    low: float = 0.0
    high: float = 1.0
    decimals: int = 0
    step: float = 1.0
    switch: bool = False
    choice: bool = False


FIELDS: Final = (
    _Field("backbone", "", choice=True),
    _Field("largest_edge_in", "", 256, 768, step=128),
    _Field("steps", "T", 10, 100_000, step=50),
    _Field("epochs", "E", 1, 1000, step=10),
    _Field("learning_rate", "lr", 1e-5, 1e-1, 5, 1e-4),
    _Field("beta", "β", 0.001, 0.2, 3, 0.005),
    _Field("tau", "τ", 0.0, 2.0, 2, 0.05),
    _Field("alpha", "α", 1.0, 100.0, 1, 1.0),
    _Field("lam", "λ", 0.0, 10.0, 2, 0.1),
    _Field("known_share", "1/3", 0.05, 0.8, 2, 0.05),
    _Field("nfad_share", "1/25", 0.0, 0.9, 2, 0.02),
    _Field("focal", "γ", switch=True),
    _Field("synthesis.each.transforms", "S", 1, 9),
    _Field("synthesis.per_known", "", 0, 100),
    _Field("opinion.enabled", "", switch=True),
    _Field("seed", "", 0, 1_000_000),
)


def read_field(config: TrainConfig, path: str) -> Any:
    """A value of the recipe."""
    value: Any = config
    for name in path.split("."):
        value = getattr(value, name)
    return value


def with_field(config: TrainConfig, path: str, value: Any) -> TrainConfig:
    """The recipe with one other value."""
    *parts, name = path.split(".")
    for depth in range(len(parts), 0, -1):
        value = replace(read_field(config, ".".join(parts[:depth])), **{name: value})
        name = parts[depth - 1]
    changed: dict[str, Any] = {name: value}
    return replace(config, **changed)


class Advanced(QWidget):
    """The values of one recipe.

    Signals:
        changed(): A person changed a value, or took all of them back.
        backboneWanted(): Weights of a network should be added from a file.
    """

    changed = Signal()
    backboneWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset = self._config = TrainConfig()
        self.editors: dict[str, QWidget] = {}
        self._names: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._shown = text_label("secondary", wrap=True, parent=self)
        self.add_backbone = QPushButton(self)
        self.add_backbone.clicked.connect(self.backboneWanted)
        self.reset = QPushButton(self)
        self.reset.clicked.connect(lambda: self._take(self._preset))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing)
        column.addWidget(self._shown)
        for field in FIELDS:
            column.addWidget(self._make_row(field))
            if field.choice:
                column.addWidget(self.add_backbone)
        column.addWidget(self.reset)
        self._retranslate()

    @property
    def recipe(self) -> TrainConfig | None:
        """The recipe with what a person changed; None: nothing was changed."""
        return None if self._config == self._preset else self._config

    def set_preset(self, config: TrainConfig) -> None:
        """Start from the values of a preset; what was changed before is forgotten."""
        self._preset = config
        self._take(config)

    def set_backbones(self, names: Sequence[str]) -> None:
        """Offer the networks with these timm names."""
        editor = self.editors["backbone"]
        assert isinstance(editor, QComboBox)
        editor.blockSignals(True)
        editor.clear()
        for name in dict.fromkeys((*names, self._config.backbone)):
            editor.addItem(backbone_name(name), name)
        editor.setCurrentIndex(editor.findData(self._config.backbone))
        editor.blockSignals(False)

    def choose_backbone(self, name: str) -> None:
        """Train with the network ``name``, which is offered."""
        editor = self.editors["backbone"]
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(name))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _make_row(self, field: _Field) -> QWidget:
        row = self._rows[field.path] = QWidget(self)
        name = self._names[field.path] = text_label(wrap=True, parent=row)
        hint = self._hints[field.path] = text_label("secondary", wrap=True, parent=row)
        editor = self.editors[field.path] = self._make_editor(field, row)
        name.setBuddy(editor)
        line = QVBoxLayout() if field.choice else QHBoxLayout()  # names of networks are long
        line.addWidget(name, 1)
        line.addWidget(editor)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(hint)
        return row

    def _make_editor(self, field: _Field, parent: QWidget) -> QWidget:
        edit = partial(self._edit, field.path)
        if field.switch:
            box = QCheckBox(parent)
            box.toggled.connect(edit)
            return box
        if field.choice:
            names = QComboBox(parent)
            names.currentIndexChanged.connect(lambda _: edit(names.currentData()))
            return names
        if field.decimals:
            real = QDoubleSpinBox(parent)
            real.setDecimals(field.decimals)
            real.setRange(field.low, field.high)
            real.setSingleStep(field.step)
            real.valueChanged.connect(edit)
            real.setFixedWidth(112)
            keep_off_edge(real)
            return real
        whole = QSpinBox(parent)
        whole.setRange(int(field.low), int(field.high))
        whole.setSingleStep(int(field.step))
        whole.valueChanged.connect(edit)
        whole.setFixedWidth(112)
        keep_off_edge(whole)
        return whole

    def _edit(self, path: str, value: Any) -> None:
        before = read_field(self._preset, path)
        editor = self.editors[path]
        if isinstance(editor, QDoubleSpinBox) and abs(value - before) < 0.5 * 10 ** -editor.decimals():
            value = before  # as shown: 0.33 is the preset's 1/3
        self._config = with_field(self._config, path, value)
        self._show_changes()
        self.changed.emit()

    def _take(self, config: TrainConfig) -> None:
        self._config = config
        for path, editor in self.editors.items():
            editor.blockSignals(True)
            if isinstance(editor, QCheckBox):
                editor.setChecked(read_field(config, path))
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(read_field(config, path)))
            elif isinstance(editor, QSpinBox | QDoubleSpinBox):
                editor.setValue(read_field(config, path))
            editor.blockSignals(False)
        self._rows["steps"].setVisible(bool(self._preset.steps))
        self._rows["largest_edge_in"].setVisible(bool(self._preset.largest_edge_in))
        self._rows["epochs"].setVisible(bool(self._preset.epochs))
        self._show_changes()
        self.changed.emit()

    def _show_changes(self) -> None:
        count = sum(read_field(self._config, f.path) != read_field(self._preset, f.path) for f in FIELDS)
        self.reset.setEnabled(bool(count))
        text = QCoreApplication.translate("Advanced", "These are the values of the chosen recipe.")
        if count:
            text = counted(
                count,
                QCoreApplication.translate("Advanced", "1 value differs from the recipe."),
                QCoreApplication.translate("Advanced", "{0} values differ from the recipe."),
            )
        self._shown.setText(text)

    def _retranslate(self) -> None:
        symbols = {field.path: field.symbol for field in FIELDS}
        for path, (name, hint) in field_texts().items():
            symbol = symbols[path]
            self._names[path].setText(f"{name} ({symbol})" if symbol else name)
            self._hints[path].setText(hint)
            self.editors[path].setToolTip(hint)
            self.editors[path].setAccessibleName(name)
        self.add_backbone.setText(QCoreApplication.translate("Advanced", "Add a network from a file…"))
        self.reset.setText(QCoreApplication.translate("Advanced", "Back to the recipe"))
        self._show_changes()


def field_texts() -> dict[str, tuple[str, str]]:
    """Name and sentence of every value, translated."""
    return {**_learning_texts(), **_defect_texts()}


def _learning_texts() -> dict[str, tuple[str, str]]:
    return {
        "backbone": (
            QCoreApplication.translate("Advanced", "Network that looks"),
            QCoreApplication.translate(
                "Advanced",
                "It turns a picture into features and is never changed. A larger one sees more and takes "
                "longer.",
            ),
        ),
        "largest_edge_in": (
            QCoreApplication.translate("Advanced", "Finest look"),
            QCoreApplication.translate(
                "Advanced",
                "Edge in pixels up to which parts are looked at where defects are small. Twice takes four "
                "times as long.",
            ),
        ),
        "steps": (
            QCoreApplication.translate("Advanced", "Steps"),
            QCoreApplication.translate("Advanced", "How long it learns. More takes longer and fits closer."),
        ),
        "epochs": (
            QCoreApplication.translate("Advanced", "Epochs"),
            QCoreApplication.translate("Advanced", "How often it goes through all good parts."),
        ),
        "learning_rate": (
            QCoreApplication.translate("Advanced", "Learning rate"),
            QCoreApplication.translate(
                "Advanced", "Size of each step. Too large is restless, too small is slow."
            ),
        ),
        "beta": (
            QCoreApplication.translate("Advanced", "Share below the boundary"),
            QCoreApplication.translate("Advanced", "Share of good places that lie below the boundary."),
        ),
        "tau": (
            QCoreApplication.translate("Advanced", "Margin"),
            QCoreApplication.translate("Advanced", "How far below the boundary defects are pushed."),
        ),
        "alpha": (
            QCoreApplication.translate("Advanced", "Normalizer"),
            QCoreApplication.translate("Advanced", "Divides likelihoods before they meet the boundary."),
        ),
        "lam": (
            QCoreApplication.translate("Advanced", "Weight of the boundary"),
            QCoreApplication.translate(
                "Advanced", "How much pushing and pulling counts beside learning good parts."
            ),
        ),
    }


def _defect_texts() -> dict[str, tuple[str, str]]:
    return {
        "known_share": (
            QCoreApplication.translate("Advanced", "Defective pictures"),
            QCoreApplication.translate("Advanced", "Share of the pictures of one step that show a defect."),
        ),
        "nfad_share": (
            QCoreApplication.translate("Advanced", "Good parts first"),
            QCoreApplication.translate(
                "Advanced", "Share of the training on good parts alone, before defects join."
            ),
        ),
        "focal": (
            QCoreApplication.translate("Advanced", "Hard places count more"),
            QCoreApplication.translate("Advanced", "Weighs places near the boundary higher than easy ones."),
        ),
        "synthesis.each.transforms": (
            QCoreApplication.translate("Advanced", "Changes to a pasted defect"),
            QCoreApplication.translate(
                "Advanced", "How many random changes every pseudo anomaly goes through."
            ),
        ),
        "synthesis.per_known": (
            QCoreApplication.translate("Advanced", "Pseudo anomalies"),
            QCoreApplication.translate("Advanced", "How many are made from every painted defect."),
        ),
        "opinion.enabled": (
            QCoreApplication.translate("Advanced", "Second opinion"),
            QCoreApplication.translate(
                "Advanced", "Learns known defects directly as well, where that helps. Not part of the paper."
            ),
        ),
        "seed": (
            QCoreApplication.translate("Advanced", "Random seed"),
            QCoreApplication.translate("Advanced", "The same number gives the same model again."),
        ),
    }
