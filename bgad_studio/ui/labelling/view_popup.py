"""How the picture is shown, and only shown: brightness, contrast, gamma."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from bgad_studio.core.imaging.tone import PLAIN, Tone
from bgad_studio.ui import theme
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label

_STEPS: Final = 50
"""Of a slider to either side of its middle."""
_BRIGHTNESS: Final = 0.5
_CONTRAST: Final = 2.0
_GAMMA: Final = 4.0
"""At the ends of the sliders, see :class:`Tone`."""


class ViewPopup(QFrame):
    """Three sliders, whether they stay for the next parts, and a way back.

    Signals:
        toneChosen(object): A :class:`Tone`.
        navigatorChosen(bool): Show the small map when zoomed in.
    """

    toneChosen = Signal(object)  # noqa: N815 - a signal
    navigatorChosen = Signal(bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popover", True)
        self._heading = SectionHeading(self)
        self.sliders = tuple(self._slider() for _ in range(3))
        self._names = tuple(text_label(parent=self) for _ in self.sliders)
        self._figures = tuple(text_label("secondary", parent=self) for _ in self.sliders)
        self.keep = QCheckBox(self)
        self.navigator = QCheckBox(self)
        self.navigator.setChecked(True)
        self.navigator.toggled.connect(self.navigatorChosen)
        self.reset_button = QPushButton(self)
        self.reset_button.clicked.connect(self.reset)
        self._lay_out()
        self._retranslate()
        self._show_figures()

    def tone(self) -> Tone:
        """What the sliders say."""
        brightness, contrast, gamma = (slider.value() / _STEPS for slider in self.sliders)
        return Tone(_BRIGHTNESS * brightness, _CONTRAST * contrast, _GAMMA**gamma)

    def reset(self) -> None:
        """The picture as it is."""
        for slider in self.sliders:
            slider.setValue(0)

    def new_part(self) -> None:
        """Another part comes: what is not to be kept goes."""
        if not self.keep.isChecked() and self.tone() != PLAIN:
            self.reset()

    def open_above(self, button: QWidget) -> None:
        """Show with its right edge over a button."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), -self.height() - TOKENS.spacing))
        self.move(corner)
        self.show()
        self.sliders[0].setFocus()

    def event(self, event: QEvent) -> bool:
        """Keys pressed here are of the sliders, not of the place beneath."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(-_STEPS, _STEPS)
        slider.setFixedWidth(160)
        slider.valueChanged.connect(self._tell)
        return slider

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * gap)
        for row, parts in enumerate(zip(self._names, self.sliders, self._figures, strict=True)):
            for column, part in enumerate(parts):
                grid.addWidget(part, row, column)
            parts[2].setFont(theme.figure_font(TOKENS.font_small))
            parts[2].setMinimumWidth(48)
            parts[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        whole.setSpacing(gap)
        whole.addWidget(self._heading)
        whole.addLayout(grid)
        whole.addWidget(self.keep)
        whole.addWidget(self.navigator)
        whole.addWidget(self.reset_button)

    def _tell(self) -> None:
        self._show_figures()
        self.toneChosen.emit(self.tone())

    def _show_figures(self) -> None:
        tone = self.tone()
        texts = (f"{100 * tone.brightness:+.0f} %", f"× {2**tone.contrast:.2f}", f"{tone.gamma:.2f}")
        for label, text in zip(self._figures, texts, strict=True):
            label.setText(text)
        self.reset_button.setEnabled(tone != PLAIN)

    def _retranslate(self) -> None:
        self._heading.set_text(QCoreApplication.translate("ViewPopup", "Only how it is shown"))
        names = (
            QCoreApplication.translate("ViewPopup", "Brightness"),
            QCoreApplication.translate("ViewPopup", "Contrast"),
            QCoreApplication.translate("ViewPopup", "Gamma"),
        )
        for name, label, slider in zip(names, self._names, self.sliders, strict=True):
            label.setText(name)
            slider.setAccessibleName(name)
        self.keep.setText(QCoreApplication.translate("ViewPopup", "Keep for the next parts"))
        self.navigator.setText(QCoreApplication.translate("ViewPopup", "Small map when zoomed in"))
        self.reset_button.setText(QCoreApplication.translate("ViewPopup", "Reset"))
