"""Top of the window: menu, project, parts by verdict, the model that judges, the one button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from bgad_studio.core.records import ModelRecord
from bgad_studio.ui import theme
from bgad_studio.ui.browser.catalogue import Counts
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, IconView, text_label


class TopBar(QFrame):
    """What holds for the whole project.

    Signals:
        trainWanted(): The person pressed the one button.
    """

    trainWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setFixedHeight(60)
        self._model: ModelRecord | None = None
        self._counts = Counts()
        self.menu_button = QToolButton(self)
        self.menu_button.setProperty("tool", True)
        self.menu_button.setIcon(icon("menu"))
        self.menu_button.setIconSize(QSize(TOKENS.icon, TOKENS.icon))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        self._name = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self._name.setProperty("kind", "title")
        self._numbers = text_label(parent=self)
        self._news = text_label(parent=self)
        theme.mark(self._news, verdict="unsure")
        self._running = self._undecided = False
        self._new_defects, self._takes = 0, ""
        self._dot = IconView("model", "text2", parent=self)
        self._model_label = text_label(parent=self)
        self.train_button = QPushButton(self)
        self.train_button.setProperty("role", "primary")
        self.train_button.clicked.connect(self.trainWanted)
        row = QHBoxLayout(self)
        gap = TOKENS.spacing
        row.setContentsMargins(gap + gap // 2, gap, 2 * gap, gap)
        row.setSpacing(gap)
        row.addWidget(self.menu_button)
        row.addWidget(self._name, 1)
        row.addWidget(self._numbers)
        row.addSpacing(3 * gap)
        row.addWidget(self._dot)
        row.addWidget(self._model_label)
        row.addSpacing(2 * gap)
        row.addWidget(self._news)
        row.addWidget(self.train_button)
        self.set_training(False)

    def set_project(self, name: str) -> None:
        """Show the project's name."""
        self._name.set_text(name)

    def set_counts(self, counts: Counts) -> None:
        """Show how many parts there are of each verdict."""
        self._counts = counts
        self._retranslate()

    def set_model(self, model: ModelRecord | None) -> None:
        """Show which model judges."""
        self._model = model
        self._retranslate()

    def set_news(self, defects: int, takes: str = "") -> None:
        """Show how many painted defects the model has not learned from, and how long that would take."""
        if (defects, takes) != (self._new_defects, self._takes):
            self._new_defects, self._takes = defects, takes
            self._retranslate()

    def set_training(self, running: bool, *, undecided: bool = False) -> None:
        """While a training runs, or its model waits for a decision, the button leads there."""
        self._running, self._undecided = running, undecided
        name = "chevron-right" if running or undecided else "train"
        self.train_button.setIcon(icon(name, "on_accent", "on_accent"))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        counts = self._counts
        parts = [
            QCoreApplication.translate("TopBar", "{0} good").format(counts.good),
            QCoreApplication.translate("TopBar", "{0} NG").format(counts.defective),
        ]
        if counts.unsure:
            parts.append(QCoreApplication.translate("TopBar", "{0} unsure").format(counts.unsure))
        if counts.unlabelled:
            parts.append(
                QCoreApplication.translate("TopBar", "{0} without verdict").format(counts.unlabelled)
            )
        self._numbers.setText(" · ".join(parts) if counts.total else "")
        if self._model is None:
            self._model_label.setText(QCoreApplication.translate("TopBar", "No model yet"))
        else:
            self._model_label.setText(
                QCoreApplication.translate("TopBar", "Model {0}").format(self._model.number)
            )
        self._dot.set_icon("model", "text2" if self._model is None else "ok")
        if self._running:
            word = QCoreApplication.translate("TopBar", "Training…")
        elif self._undecided:
            word = QCoreApplication.translate("TopBar", "Decide")
        elif self._model is None:
            word = QCoreApplication.translate("TopBar", "Train")
        else:
            word = QCoreApplication.translate("TopBar", "Retrain")
        self.train_button.setText(word)
        news = ""
        if self._new_defects and self._model is not None and not (self._running or self._undecided):
            news = counted(
                self._new_defects,
                QCoreApplication.translate("TopBar", "1 new defect since model {1}"),
                QCoreApplication.translate("TopBar", "{0} new defects since model {1}"),
                self._model.number,
            )
            if self._takes:
                news += f" · {self._takes}"
        self._news.setText(news)
        self._news.setVisible(bool(news))
        self.menu_button.setToolTip(QCoreApplication.translate("TopBar", "Menu"))
        self.menu_button.setAccessibleName(QCoreApplication.translate("TopBar", "Menu"))
