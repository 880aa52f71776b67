"""What tells two models apart, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from bgad_studio.core.config import PRESETS
from bgad_studio.services.models import ModelSummary
from bgad_studio.services.results import runtime_of
from bgad_studio.ui import theme
from bgad_studio.ui.models.words import (
    changes_text,
    clock_text,
    interval_text,
    model_name,
    runtime_text,
    size_text,
    state_word,
)
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.training.field_words import field_texts, value_text
from bgad_studio.ui.training.fields import FIELDS, read_field
from bgad_studio.ui.training.words import preset_name
from bgad_studio.ui.widgets.labels import text_label


class Facts(QWidget):
    """A column a model; facts that differ are bold. Hidden unless two models are chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, TOKENS.spacing, 0, TOKENS.spacing)
        self._grid.setHorizontalSpacing(3 * TOKENS.spacing)
        self._grid.setVerticalSpacing(TOKENS.spacing // 2)
        self._grid.setColumnStretch(3, 1)
        self._cells: list[QWidget] = []
        self.hide()

    def show_models(self, models: Sequence[ModelSummary]) -> None:
        """Compare two models; anything else hides the comparison."""
        for cell in self._cells:
            cell.deleteLater()
        self._cells.clear()
        self.setVisible(len(models) == 2)
        if len(models) != 2:
            return
        columns = [_facts(summary) for summary in models]
        for row, key in enumerate(dict.fromkeys(key for facts in columns for key in facts)):
            values = [facts.get(key, "") for facts in columns]
            differ = values[0] != values[1]
            for column, text in enumerate((key, *values)):
                cell = text_label("secondary" if not column else "", parent=self)
                cell.setText(text)
                cell.setFont(theme.figure_font(bold=bool(column) and (differ or not row)))
                self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignLeft)
                cell.show()
                self._cells.append(cell)

    def rows(self) -> list[tuple[str, str, str]]:
        """What is shown, for whoever reads it aloud."""
        texts = [cell.text() for cell in self._cells if hasattr(cell, "text")]
        return [(texts[i], texts[i + 1], texts[i + 2]) for i in range(0, len(texts), 3)]


def _facts(summary: ModelSummary) -> dict[str, str]:
    recipe = summary.recipe
    facts = {
        "": model_name(summary),
        QCoreApplication.translate("Facts", "State"): state_word(summary),
        QCoreApplication.translate("Facts", "New defects stopped"): interval_text(summary.found),
        QCoreApplication.translate("Facts", "New good parts stopped"): interval_text(summary.alarms),
        QCoreApplication.translate("Facts", "Learned from, good / defects"): (
            f"{summary.normals} / {summary.defects}"
        ),
        QCoreApplication.translate("Facts", "New labels"): changes_text(summary.changes),
        QCoreApplication.translate("Facts", "Computed by"): runtime_text(runtime_of(summary.model.manifest)),
        QCoreApplication.translate("Facts", "Size"): size_text(summary.bytes),
        QCoreApplication.translate("Facts", "Took (min)"): clock_text(summary.seconds),
    }
    if recipe is not None:
        facts[QCoreApplication.translate("Facts", "Recipe")] = preset_name(recipe.preset)
        texts = field_texts()
        for field in FIELDS:
            value = read_field(recipe, field.path)
            if value != read_field(PRESETS[recipe.preset], field.path):
                facts[texts[field.path][0]] = value_text(value)
    return facts
