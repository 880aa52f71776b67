"""Where the part is, painted with the brush of the place to label."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.masks.regions import fill_holes
from bgad_studio.services.foregrounds import PART, ForegroundOrigin
from bgad_studio.ui import theme
from bgad_studio.ui.actions import ActionSet, tool_button
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.foreground_presenter import ForegroundPresenter
from bgad_studio.ui.synthesis.state import Doubt, ForegroundState
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, text_label
from bgad_studio.ui.widgets.scroll_column import ScrollColumn

_TOOLS: Final = (Tool.PAN, Tool.BRUSH, Tool.ERASER, Tool.LASSO, Tool.RECTANGLE, Tool.ELLIPSE, Tool.WAND)
_RADIUS_STEP: Final = 1.25


class ForegroundView(QWidget):
    """One part after the other: paint where it is, erase where it is not; every stroke is kept.

    Signals:
        done(): Back to the pseudo anomalies.
    """

    done = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = ForegroundPresenter(session, self)
        self.canvas = ImageCanvas(self)
        self.canvas.set_defect(PART)
        self.commands = self._make_actions()
        self._title = text_label("title", wrap=True, parent=self)
        self._text = text_label("secondary", wrap=True, parent=self)
        self._name, self._count = ElidedLabel(parent=self), text_label("secondary", parent=self)
        self.origin = text_label(wrap=True, parent=self)
        self.doubt = text_label(wrap=True, parent=self)
        self.doubt.setProperty("verdict", "unsure")
        self.edge, self.share, self.again, self.finish = (QPushButton(self) for _ in range(4))
        self.finish.setProperty("role", "primary")
        self.edge.setIcon(icon("wand"))
        self._lay_out()
        self.setFocusProxy(self.canvas)
        self.presenter.changed.connect(self._show)
        self.presenter.opened.connect(self._open)
        self.presenter.refined.connect(lambda part: self.canvas.change_region(lambda _: part))
        self.canvas.strokeFinished.connect(lambda: self.presenter.save(self._part()))
        self.canvas.historyChanged.connect(self._show_history)
        self.edge.clicked.connect(lambda: self.presenter.refine(self._part()))
        self.share.clicked.connect(lambda: self.presenter.share(self._part()))
        self.again.clicked.connect(self.presenter.find_again)
        self.finish.clicked.connect(self._finish)
        theme.theme_changed.connect(self._colour)
        self.set_tool(Tool.BRUSH)
        self._show_history(False, False)
        self._retranslate()

    def set_tool(self, tool: Tool) -> None:
        """Take a tool in hand."""
        self.canvas.set_tool(tool)
        for which in _TOOLS:
            action = self.commands[which.value]
            action.blockSignals(True)
            action.setChecked(which is tool)
            action.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
            self._retranslate()

    def _make_actions(self) -> ActionSet:
        canvas = self.canvas

        def resize(factor: float) -> None:
            radius = canvas.brush_radius()
            canvas.set_brush_radius(
                max(round(radius * factor), radius + 1) if factor > 1 else int(radius * factor)
            )

        return ActionSet(
            self,
            {
                **{tool.value: lambda _, tool=tool: self.set_tool(tool) for tool in _TOOLS},
                "smaller": lambda: resize(1 / _RADIUS_STEP),
                "larger": lambda: resize(_RADIUS_STEP),
                "fill_holes": lambda: canvas.change_region(fill_holes),
                "undo": canvas.undo,
                "redo": canvas.redo,
                **canvas.handlers(),
                "previous": lambda: self._step(-1),
                "next": lambda: self._step(1),
            },
        )

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        bar = QFrame(self)
        bar.setProperty("bar", True)
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(gap, gap // 2, gap, gap // 2)
        tools.setSpacing(gap // 2)
        for key in (*(tool.value for tool in _TOOLS), "smaller", "larger", "fill_holes", "undo", "redo"):
            tools.addWidget(tool_button(self.commands[key], bar))
        tools.addStretch(1)
        for key in ("zoom_out", "zoom_in", "fit"):
            tools.addWidget(tool_button(self.commands[key], bar))
        panel = QFrame(self)
        panel.setProperty("panel", True)
        panel.setFixedWidth(TOKENS.panel_width + 3 * gap)
        column = ScrollColumn(panel).column
        step = QHBoxLayout()
        step.addWidget(tool_button(self.commands["previous"], panel))
        step.addWidget(self._name, 1)
        step.addWidget(self._count)
        step.addWidget(tool_button(self.commands["next"], panel))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(gap)
        column.addLayout(step)
        for widget in (self.origin, self.doubt):
            column.addWidget(widget)
        column.addSpacing(gap)
        for button in (self.edge, self.share, self.again):
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.finish)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.canvas, 1)
        left.addWidget(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(panel)

    def _open(self, picture: Pyramid, part: NDArray[np.bool_]) -> None:
        self.canvas.set_image(picture)
        self.canvas.set_label_map(part.astype(np.uint8) * np.uint8(PART), {PART: theme.current().accent})
        self._show(self.presenter.state)

    def _step(self, by: int) -> None:
        self.canvas.end_in_hand()
        self.presenter.step(by)

    def _finish(self) -> None:
        self.canvas.end_in_hand()
        self.done.emit()

    def _part(self) -> NDArray[np.bool_]:
        labels = self.canvas.label_map()
        assert labels is not None  # whoever asks was only offered with a picture
        return np.asarray(labels == PART)

    def _show(self, state: ForegroundState) -> None:
        ready = state.origin is not None and not state.busy and self.canvas.label_map() is not None
        if state.origin is None:
            self.canvas.set_image(None)
        for button in (self.edge, self.share):
            button.setEnabled(ready)
        self.again.setEnabled(ready and state.origin is not ForegroundOrigin.FOUND)
        self._name.set_text(state.name)
        self._count.setText(f"{state.place + 1} / {len(state.ids)}")
        told = _origin_text(state.origin) if state.trouble is None else trouble_text(state.trouble)[0]
        self.origin.setText(told)
        self.doubt.setText(_doubt_text(state.doubt))
        self.doubt.setVisible(state.doubt is not Doubt.NONE and state.origin is not None)

    def _show_history(self, can_undo: bool, can_redo: bool) -> None:
        self.commands["undo"].setEnabled(can_undo)
        self.commands["redo"].setEnabled(can_redo)

    def _colour(self) -> None:
        self.canvas.set_colours({PART: theme.current().accent})

    def _retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate("ForegroundView", "Where the part is"))
        self._text.setText(
            QCoreApplication.translate(
                "ForegroundView",
                "Pseudo anomalies go onto the coloured area and nowhere else. "
                "Paint what is missing, erase what does not belong to the part.",
            )
        )
        self.edge.setText(QCoreApplication.translate("ForegroundView", "Follow the edge of the part"))
        self.edge.setToolTip(
            QCoreApplication.translate("ForegroundView", "Moves the edge of the area to the nearest real one")
        )
        self.share.setText(QCoreApplication.translate("ForegroundView", "Use on all parts"))
        self.share.setToolTip(
            QCoreApplication.translate(
                "ForegroundView", "For parts that always lie alike; replaces what was painted on others"
            )
        )
        self.again.setText(QCoreApplication.translate("ForegroundView", "Find it again"))
        self.again.setToolTip(
            QCoreApplication.translate(
                "ForegroundView", "Forgets what was painted; the part is found by itself"
            )
        )
        self.finish.setText(QCoreApplication.translate("ForegroundView", "Done"))
        self._show(self.presenter.state)


def _origin_text(origin: ForegroundOrigin | None) -> str:
    return {
        None: "",
        ForegroundOrigin.FOUND: QCoreApplication.translate("ForegroundView", "Found by itself"),
        ForegroundOrigin.OWN: QCoreApplication.translate("ForegroundView", "Painted on this part"),
        ForegroundOrigin.SHARED: QCoreApplication.translate("ForegroundView", "Painted once for all parts"),
    }[origin]


def _doubt_text(doubt: Doubt) -> str:
    return {
        Doubt.NONE: "",
        Doubt.HARDLY_ANY: QCoreApplication.translate(
            "ForegroundView", "Hardly anything counts as the part. Paint where it is."
        ),
        Doubt.EVERYTHING: QCoreApplication.translate(
            "ForegroundView",
            "The whole picture counts as the part. Right for a surface; else erase what is beside it.",
        ),
    }[doubt]
