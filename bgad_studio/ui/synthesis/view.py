"""The place to look at pseudo anomalies: a gallery, and beside it where each one comes from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core import problems
from bgad_studio.core.records import ImageRecord
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.gallery import Gallery
from bgad_studio.ui.synthesis.presenter import LARGEST_SEED, SynthesisPresenter
from bgad_studio.ui.synthesis.state import GalleryState
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.labels import ElidedLabel, SectionHeading, text_label


class SynthesisView(QWidget):
    """Shows what training makes of the painted defects.

    Signals:
        labelWanted(): The person wants to go and paint or judge parts.
    """

    labelWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.presenter = SynthesisPresenter(session, self)
        self.gallery = Gallery()
        self.empty = EmptyState("synth", self)
        self._go = self.empty.add_button(primary=True)
        self._go.clicked.connect(self.labelWanted)
        self.dice = QPushButton(self)
        self.dice.setProperty("role", "primary")
        self.dice.setIcon(icon("dice", "on_accent"))
        self.seed = QSpinBox(self)
        self.seed.setRange(0, LARGEST_SEED)
        self.seed.setKeyboardTracking(False)
        self.outline = QCheckBox(self)
        self.outline.setChecked(True)
        self._texts = [text_label("secondary", wrap=True, parent=self) for _ in range(2)]
        self._headings = [SectionHeading(self) for _ in range(3)]
        self._pictures = [QLabel(self) for _ in range(2)]
        self._names = [ElidedLabel(parent=self) for _ in range(2)]
        self._seed_label = text_label(parent=self)
        self._seed_label.setBuddy(self.seed)
        self._lay_out()
        self.dice.clicked.connect(self.presenter.roll)
        self.seed.valueChanged.connect(self.presenter.make)
        self.outline.toggled.connect(self.gallery.set_outlined)
        self.gallery.selectionModel().currentChanged.connect(self._show_origin)
        self.presenter.changed.connect(self._show)
        session.thumbnails.ready.connect(self._show_origin)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the gallery up to date."""
        super().showEvent(event)
        self.presenter.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show(self.presenter.state)

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        panel = QFrame(self)
        panel.setProperty("panel", True)
        panel.setFixedWidth(TOKENS.panel_width)
        seed_row = QHBoxLayout()
        seed_row.addWidget(self._seed_label)
        seed_row.addWidget(self.seed, 1)
        column = QVBoxLayout(panel)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(self._texts[0])
        column.addSpacing(gap)
        column.addWidget(self.dice)
        column.addLayout(seed_row)
        column.addWidget(self.outline)
        self._origin = QWidget(panel)
        origin = QVBoxLayout(self._origin)
        origin.setContentsMargins(0, 0, 0, 0)
        origin.setSpacing(gap // 2)
        for heading, picture, name in zip(self._headings, self._pictures, self._names, strict=False):
            origin.addWidget(heading)
            origin.addWidget(picture)
            origin.addWidget(name)
        origin.addWidget(self._headings[2])
        origin.addWidget(self._texts[1])
        column.addWidget(self._origin)
        column.addStretch(1)
        self._full = QWidget(self)
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.gallery, 1)
        row.addWidget(panel)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)

    def _show(self, state: GalleryState) -> None:
        self.seed.blockSignals(True)
        self.seed.setValue(state.seed)
        self.seed.blockSignals(False)
        self.dice.setEnabled(not state.making)
        self._stack.setCurrentWidget(self._full if state.trouble is None else self.empty)
        if state.trouble is not None:
            title, remedy = trouble_text(state.trouble)
            self.empty.set_text(title, remedy)
            labelling = (problems.NO_MASKS_TO_PREVIEW, problems.NO_NORMALS)
            self._go.setVisible(state.trouble.problem in labelling)
        if not state.making:
            self.gallery.pseudo.set_previews(state.previews)
            if state.previews:
                self.gallery.setCurrentIndex(self.gallery.pseudo.index(0))
        self._show_origin()

    def _show_origin(self) -> None:
        index = self.gallery.currentIndex()
        self._origin.setVisible(index.isValid())
        if not index.isValid():
            return
        item = self.gallery.pseudo.preview(index.row())
        for label, name, record in zip(self._pictures, self._names, (item.source, item.target), strict=True):
            self._show_part(label, name, record)
        self._texts[1].setText(", ".join(_transform_word(name) for name in item.transforms))

    def _show_part(self, label: QLabel, name: ElidedLabel, record: ImageRecord) -> None:
        pixmap = self._session.thumbnails.get(record)
        label.clear()
        if pixmap is not None and not pixmap.isNull():
            label.setPixmap(pixmap.scaledToHeight(104, Qt.TransformationMode.SmoothTransformation))
        label.setFixedHeight(104)
        name.set_text(record.name)

    def _retranslate(self) -> None:
        self._texts[0].setText(
            QCoreApplication.translate(
                "SynthesisView",
                "Training cuts out the defects you painted, changes them and pastes them onto good parts. "
                "These are examples; if they look possible, the machine will learn the right thing.",
            )
        )
        self.dice.setText(QCoreApplication.translate("SynthesisView", "New ones"))
        self._seed_label.setText(QCoreApplication.translate("SynthesisView", "Seed"))
        self.seed.setToolTip(
            QCoreApplication.translate("SynthesisView", "The same number always makes the same examples")
        )
        self.outline.setText(QCoreApplication.translate("SynthesisView", "Outline the defect"))
        self._headings[0].set_text(QCoreApplication.translate("SynthesisView", "Defect from"))
        self._headings[1].set_text(QCoreApplication.translate("SynthesisView", "Pasted onto"))
        self._headings[2].set_text(QCoreApplication.translate("SynthesisView", "Changed by"))
        self._go.setText(QCoreApplication.translate("SynthesisView", "Go and label"))


def _transform_word(name: str) -> str:
    """What was done to a defect, in a factory's words."""
    words = {
        "flip": QCoreApplication.translate("Transform", "mirroring"),
        "rotation": QCoreApplication.translate("Transform", "turning"),
        "transpose": QCoreApplication.translate("Transform", "swapping the axes"),
        "noise": QCoreApplication.translate("Transform", "grain"),
        "distortion": QCoreApplication.translate("Transform", "bending"),
        "brightness": QCoreApplication.translate("Transform", "brightness"),
        "sharpness": QCoreApplication.translate("Transform", "sharpening"),
        "translation": QCoreApplication.translate("Transform", "moving"),
        "blur": QCoreApplication.translate("Transform", "blurring"),
    }
    return words.get(name, name)
