"""Quiet lines under the defects: what may be wrong with the paint of this part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bgad_studio.core.masks.hints import Hint, Remark
from bgad_studio.core.records import DefectType
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import IconView, text_label


class Remarks(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remarks: tuple[Remark, ...] = ()
        self._types: tuple[DefectType, ...] = ()
        self._text = text_label("secondary", wrap=True, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.spacing)
        row.addWidget(IconView("info", "review", 16, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def set_remarks(self, remarks: Sequence[Remark], types: Sequence[DefectType]) -> None:
        """Show these; ``types`` names the defects they are about."""
        self._remarks, self._types = tuple(remarks), tuple(types)
        self._show()

    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        names = {kind.id: kind.name for kind in self._types}
        texts = _texts()
        lines = [texts[remark.hint].format(names.get(remark.type_id or 0, "")) for remark in self._remarks]
        self._text.setText("\n".join(lines))
        self.setVisible(bool(lines))


def _texts() -> dict[Hint, str]:
    """What each hint says of a defect type, translated."""
    return {
        Hint.THIN: QCoreApplication.translate(
            "Remarks", "{0} is partly thinner than two pixels of what the model sees."
        ),
        Hint.LARGE: QCoreApplication.translate("Remarks", "{0} covers more than half of the picture."),
        Hint.OUTSIDE: QCoreApplication.translate("Remarks", "{0} lies mostly beside the part."),
        Hint.NOTHING_PAINTED: QCoreApplication.translate(
            "Remarks", "NG, but nothing is painted: training learns that this part differs, not where."
        ),
        Hint.PAINTED_GOOD: QCoreApplication.translate("Remarks", "Judged OK, but a defect is painted."),
    }
