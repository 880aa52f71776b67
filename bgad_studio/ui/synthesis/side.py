"""Right of the gallery: recipes, what they are made of, where the part is, what training uses."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.ui.actions import key_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.presenter import LARGEST_SEED, SynthesisPresenter
from bgad_studio.ui.synthesis.recipe_panel import RecipePanel
from bgad_studio.ui.synthesis.state import GalleryState
from bgad_studio.ui.synthesis.supply_panel import SupplyPanel
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label
from bgad_studio.ui.widgets.scroll_column import ScrollColumn


class SidePanel(QFrame):
    """Everything a person can turn.

    Args:
        session: Knows the kinds of defect.
        presenter: Told what the person does.
    """

    def __init__(
        self, session: Session, presenter: SynthesisPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._presenter = session, presenter
        self._state = GalleryState()
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width + 3 * TOKENS.spacing)
        self.names = QComboBox(self)
        self.more = QToolButton(self)
        self.more.setIcon(icon("menu"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.save, self.remove, self.reset = (self.menu.addAction("") for _ in range(3))
        self.recipe = RecipePanel(LARGEST_SEED, self)
        self.supply = SupplyPanel(self)
        self.outline, self.part = QCheckBox(self), QCheckBox(self)
        self.outline.setChecked(True)
        self.correct = QPushButton(self)
        self.doubt = text_label(wrap=True, parent=self)
        self.doubt.setProperty("verdict", "unsure")
        self.whole = text_label("secondary", wrap=True, parent=self)
        self.dice = QPushButton(self)
        self.dice.setProperty("role", "primary")
        self.dice.setIcon(icon("dice", "on_accent"))
        self.exactly = QCheckBox(self)
        self._why = text_label("secondary", wrap=True, parent=self)
        self._headings = [SectionHeading(self) for _ in range(2)]
        self._lay_out()
        presenter.counted.connect(lambda: self.supply.set_usable(presenter.state.usable))
        self.recipe.changed.connect(presenter.change)
        self.dice.clicked.connect(presenter.roll)
        self.names.activated.connect(self._choose)
        self.save.triggered.connect(self._ask_name)
        self.remove.triggered.connect(lambda: presenter.remove(self._state.name))
        self.reset.triggered.connect(presenter.reset)
        self.exactly.toggled.connect(self._use_exactly)

    def show_state(self, state: GalleryState) -> None:
        """Follow the gallery."""
        self._state = state
        studio = state.studio
        if studio is None:
            return
        self.recipe.set_recipe(self._presenter.recipe)
        self.names.clear()
        self.names.addItem(_unnamed(state))
        self.names.addItems(list(studio.names))
        self.names.setCurrentIndex(studio.names.index(state.name) + 1 if state.name else 0)
        self.remove.setEnabled(bool(state.name))
        self.supply.set_supplies(studio.supplies, self._session.catalogue.types)
        self.supply.set_usable(state.usable)
        count = len(studio.approved)
        self.exactly.blockSignals(True)
        self.exactly.setChecked(studio.recipe.approved_only)
        self.exactly.blockSignals(False)
        self.exactly.setEnabled(bool(count) or studio.recipe.approved_only)
        for widget in (self.recipe, self.names, self.dice):
            widget.setEnabled(not studio.recipe.approved_only)
        self._why.setText(_why(count, studio.recipe.approved_only))
        self.doubt.setText(_doubt_text(len(state.doubtful)))
        self.doubt.setVisible(bool(state.doubtful))
        self.whole.setVisible(state.whole and not state.doubtful)

    def retranslate(self) -> None:
        """Speak the language in use."""
        self.recipe.retranslate()
        self.names.setAccessibleName(QCoreApplication.translate("SidePanel", "Recipe"))
        self.more.setToolTip(QCoreApplication.translate("SidePanel", "Save, remove or reset the recipe"))
        self.save.setText(QCoreApplication.translate("SidePanel", "Save this recipe as…"))
        self.remove.setText(QCoreApplication.translate("SidePanel", "Remove this recipe"))
        self.reset.setText(QCoreApplication.translate("SidePanel", "Reset to default"))
        self.outline.setText(QCoreApplication.translate("SidePanel", "Outline the defect"))
        self.part.setText(QCoreApplication.translate("SidePanel", "Outline the part"))
        self.whole.setText(
            QCoreApplication.translate(
                "SidePanel", "All of every picture counts as the part, as on a surface."
            )
        )
        self.correct.setText(QCoreApplication.translate("SidePanel", "Correct where the part is…"))
        self.dice.setText(QCoreApplication.translate("SidePanel", "New ones"))
        self.exactly.setText(QCoreApplication.translate("SidePanel", "Train with exactly the approved ones"))
        self._headings[0].set_text(QCoreApplication.translate("SidePanel", "Painted defects"))
        self._headings[1].set_text(QCoreApplication.translate("SidePanel", "Where the part is"))
        self.show_state(self._state)

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        scroll = ScrollColumn(self, fill=False)
        column = scroll.column
        row = QHBoxLayout()
        row.addWidget(self.names, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        column.addWidget(self.recipe)
        column.addWidget(self._headings[0])
        column.addWidget(self.supply)
        column.addWidget(self._headings[1])
        column.addWidget(self.doubt)
        column.addWidget(self.whole)
        column.addWidget(self.correct)
        column.addWidget(self.part)
        column.addWidget(self.outline)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(2 * gap, gap, 2 * gap, 2 * gap)
        bottom.setSpacing(gap)
        for widget in (self.exactly, self._why, self.dice):
            bottom.addWidget(widget)
        outer.addLayout(bottom)

    def _choose(self, place: int) -> None:
        if place > 0:
            self._presenter.choose(self.names.itemText(place))

    def _ask_name(self) -> None:
        title = QCoreApplication.translate("SidePanel", "Save this recipe")
        name, kept = QInputDialog.getText(self, title, QCoreApplication.translate("SidePanel", "Name"))
        if kept and name.strip():
            self._presenter.save_as(name.strip())

    def _use_exactly(self, wanted: bool) -> None:
        self._presenter.use(replace(self._presenter.recipe, approved_only=wanted))


def _unnamed(state: GalleryState) -> str:
    if state.name:
        return QCoreApplication.translate("SidePanel", "Saved recipes")
    return QCoreApplication.translate("SidePanel", "This recipe, not saved")


def _doubt_text(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("SidePanel", "On 1 part it looks wrong")
    return QCoreApplication.translate("SidePanel", "On {0} parts it looks wrong").format(count)


def _why(count: int, exactly: bool) -> str:
    """Why it cannot be ticked, or what it means."""
    if not count and not exactly:
        text = QCoreApplication.translate(
            "SidePanel", "First approve some: {0} approves a tile, {1} rejects it."
        )
        return text.format(key_text("approve"), key_text("reject"))
    if exactly:
        text = QCoreApplication.translate(
            "SidePanel", "These {0} and no others. Untick to make and approve more."
        )
        return text.format(count)
    return QCoreApplication.translate("SidePanel", "{0} approved").format(count)
