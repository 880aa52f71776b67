"""The recipe: where pseudo anomalies come from and how far they may differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.config import Strategy
from bgad_studio.core.synthesis.choices import Recipe
from bgad_studio.ui.icons import icon
from bgad_studio.ui.synthesis.words import strategy_hint, strategy_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.number_box import keep_off_edge

_STEPS: Final = 100
"""Of a slider for a share."""
_EDGE_STEPS: Final = 10
"""Of a slider, in a network pixel."""
_MOST_STEP: Final = 20
"""Pseudo anomalies to a step of the slider for all together."""


class ValueSlider(QWidget):
    """A slider under its name and its value.

    Args:
        low: Least value, in steps.
        high: Greatest value.
        shown: Value → how it is written.
    """

    moved = Signal(int)

    def __init__(
        self, low: int, high: int, shown: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._name, self._value = text_label(parent=self), text_label("secondary", parent=self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(low, high)
        self.slider.setPageStep(max((high - low) // 10, 1))
        top = QHBoxLayout()
        top.addWidget(self._name)
        top.addStretch(1)
        top.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._tell)

    def set_texts(self, name: str, tip: str) -> None:
        """Name and tool tip, translated."""
        self._name.setText(name)
        self.slider.setAccessibleName(name)
        self.setToolTip(tip)
        self._value.setText(self._shown(self.slider.value()))

    def set_value(self, value: int) -> None:
        """Show a value without telling."""
        self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(False)
        self._value.setText(self._shown(value))

    def _tell(self, value: int) -> None:
        self._value.setText(self._shown(value))
        self.moved.emit(value)


class RecipePanel(QWidget):
    """Strategy, sliders and seed.

    Signals:
        changed(object): A person turned something: the new :class:`Recipe`.
    """

    changed = Signal(object)

    def __init__(self, largest_seed: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self.strategy = QComboBox(self)
        for strategy in Strategy:
            self.strategy.addItem("", strategy)
        self.hint = text_label("secondary", wrap=True, parent=self)
        self.extent = ValueSlider(0, 100, _size_text, self)
        self.turn = ValueSlider(0, 180, lambda value: f"±{value}°", self)
        self.strength = ValueSlider(20, 100, lambda value: f"{value} %", self)
        self.edge = ValueSlider(0, 40, lambda value: f"{value / _EDGE_STEPS:.1f} px", self)
        self.count = ValueSlider(1, 40, str, self)
        self.changes = ValueSlider(1, 9, str, self)
        self.onto = ValueSlider(0, 100, lambda value: f"{value} %", self)
        self.most = ValueSlider(1, 25, lambda value: str(_MOST_STEP * value), self)
        self.unfold = QPushButton(self)
        self.unfold.setProperty("role", "ghost")
        self.unfold.setProperty("fold", True)
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._unfold)
        self.seed = QSpinBox(self)
        self.seed.setRange(0, largest_seed)
        self.seed.setKeyboardTracking(False)
        keep_off_edge(self.seed)
        self._seed_label = QLabel(self)
        self._seed_label.setBuddy(self.seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing)
        for widget in (self.strategy, self.hint, *self.sliders[: -len(self._rare)]):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._seed_label)
        row.addWidget(self.seed, 1)
        column.addLayout(row)
        for widget in (self.unfold, *self._rare):
            column.addWidget(widget)
        self.strategy.activated.connect(self._tell)
        self.seed.valueChanged.connect(self._tell)
        for slider in self.sliders:
            slider.moved.connect(self._tell)
        self.retranslate()

    @property
    def sliders(self) -> tuple[ValueSlider, ...]:
        """All of them, from top to bottom."""
        return self.extent, self.turn, self.strength, self.edge, self.count, *self._rare

    @property
    def _rare(self) -> tuple[ValueSlider, ...]:
        """Those few people need."""
        return self.changes, self.onto, self.most

    def set_recipe(self, recipe: Recipe) -> None:
        """Show a recipe without telling."""
        self._recipe = recipe
        each = recipe.config.each
        self.strategy.setCurrentIndex(self.strategy.findData(each.strategy))
        self.extent.set_value(round(each.scale_spread * _STEPS))
        self.turn.set_value(round(each.rotation_deg))
        self.strength.set_value(round(each.strength * _STEPS))
        self.edge.set_value(round(each.feather_px * _EDGE_STEPS))
        self.count.set_value(recipe.config.per_known)
        self.changes.set_value(each.transforms)
        self.onto.set_value(round(each.foreground_share * _STEPS))
        self.most.set_value(round(recipe.config.max_total / _MOST_STEP))
        self.seed.blockSignals(True)
        self.seed.setValue(recipe.seed)
        self.seed.blockSignals(False)
        self._adapt()

    def retranslate(self) -> None:
        """Speak the language in use."""
        for place, strategy in enumerate(Strategy):
            self.strategy.setItemText(place, strategy_text(strategy))
        self.strategy.setAccessibleName(QCoreApplication.translate("RecipePanel", "Made from"))
        self.extent.set_texts(
            QCoreApplication.translate("RecipePanel", "Size"),
            QCoreApplication.translate("RecipePanel", "How much smaller and larger a defect may become"),
        )
        self.turn.set_texts(
            QCoreApplication.translate("RecipePanel", "Turned by up to"),
            QCoreApplication.translate(
                "RecipePanel", "How far a defect may be turned; less where it always runs one way"
            ),
        )
        self.strength.set_texts(
            QCoreApplication.translate("RecipePanel", "Strength"),
            QCoreApplication.translate("RecipePanel", "How much of the defect covers the part beneath it"),
        )
        self.edge.set_texts(
            QCoreApplication.translate("RecipePanel", "Soft edge"),
            QCoreApplication.translate("RecipePanel", "How softly a defect runs into the part"),
        )
        self.count.set_texts(
            QCoreApplication.translate("RecipePanel", "For every painted part"),
            QCoreApplication.translate("RecipePanel", "How many pseudo anomalies training makes of it"),
        )
        self.changes.set_texts(
            QCoreApplication.translate("RecipePanel", "Changes (S)"),
            QCoreApplication.translate(
                "RecipePanel", "How many random changes every pasted defect goes through"
            ),
        )
        self.onto.set_texts(
            QCoreApplication.translate("RecipePanel", "On the part"),
            QCoreApplication.translate("RecipePanel", "Share of a pasted defect that must lie on the part"),
        )
        self.most.set_texts(
            QCoreApplication.translate("RecipePanel", "In all"),
            QCoreApplication.translate(
                "RecipePanel", "No more than these are made, however many defects are painted"
            ),
        )
        self._unfold(self.unfold.isChecked())
        self._seed_label.setText(QCoreApplication.translate("RecipePanel", "Seed"))
        self.seed.setToolTip(
            QCoreApplication.translate("RecipePanel", "The same number always makes the same examples")
        )
        self._adapt()

    def _adapt(self) -> None:
        strategy = self._recipe.config.each.strategy
        self.hint.setText(strategy_hint(strategy))
        for slider in self.sliders:
            slider.setEnabled(strategy is not Strategy.NONE)
        self.edge.setEnabled(strategy in (Strategy.RPAG, Strategy.PERLIN))  # patches have no seam
        self.changes.setEnabled(strategy is Strategy.RPAG)
        self.onto.setEnabled(strategy in (Strategy.RPAG, Strategy.POISSON))  # texture is cut to the part

    def _unfold(self, on: bool) -> None:
        for slider in self._rare:
            slider.setVisible(on)
        self.unfold.setText(QCoreApplication.translate("RecipePanel", "Advanced"))
        self.unfold.setIcon(icon("chevron-up" if on else "chevron-down"))

    def _tell(self) -> None:
        config = self._recipe.config
        each = replace(
            config.each,
            strategy=Strategy(self.strategy.currentData()),
            scale_spread=self.extent.slider.value() / _STEPS,
            rotation_deg=float(self.turn.slider.value()),
            strength=self.strength.slider.value() / _STEPS,
            feather_px=self.edge.slider.value() / _EDGE_STEPS,
            transforms=self.changes.slider.value(),
            foreground_share=self._foreground_share(),
        )
        config = replace(
            config,
            each=each,
            per_known=self.count.slider.value(),
            max_total=self._max_total(),
        )
        self._recipe = replace(self._recipe, config=config, seed=self.seed.value())
        self._adapt()
        self.changed.emit(self._recipe)

    def _foreground_share(self) -> float:
        """As it was where the slider shows it rounded: two thirds stay two thirds."""
        before, shown = self._recipe.config.each.foreground_share, self.onto.slider.value()
        return before if shown == round(before * _STEPS) else shown / _STEPS

    def _max_total(self) -> int:
        """As it was where the slider cannot show it."""
        before, shown = self._recipe.config.max_total, self.most.slider.value()
        least, most = self.most.slider.minimum(), self.most.slider.maximum()
        kept = min(max(round(before / _MOST_STEP), least), most)
        return before if shown == kept else _MOST_STEP * shown


def _size_text(steps: int) -> str:
    factor = 1 + steps / _STEPS
    return f"{100 / factor:.0f}–{100 * factor:.0f} %" if steps else "100 %"
