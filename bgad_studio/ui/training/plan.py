"""Right of the curves: how to train, the one button, and how the training goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from bgad_studio.core.backbone_store import with_best_backbone
from bgad_studio.core.config import PRESETS, Preset, TrainConfig
from bgad_studio.services.train import TrainOptions
from bgad_studio.ui import theme
from bgad_studio.ui.i18n import phase_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.training.advanced import Advanced
from bgad_studio.ui.training.state import End, Stage, TrainState
from bgad_studio.ui.training.stopped import Stopped
from bgad_studio.ui.training.words import about_text, log_lines, preset_name, reached_text
from bgad_studio.ui.widgets.labels import SectionHeading, text_label
from bgad_studio.ui.widgets.scroll_column import ScrollColumn

_STEPS = 1000


class Plan(QFrame):
    """What a person decides about a training.

    Signals:
        startWanted(object): Train with these :class:`TrainOptions`.
        keepWanted(), cancelWanted(): End it and keep, or throw away, what was learned.
        resultsWanted(): See what the new model says.
        backboneWanted(): Weights of a network should be added from a file.

    Attributes:
        stopped: What is offered where a training stopped on its way.
    """

    startWanted = Signal(object)  # noqa: N815 - a signal
    keepWanted = Signal()  # noqa: N815
    cancelWanted = Signal()  # noqa: N815
    resultsWanted = Signal()  # noqa: N815
    backboneWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self._state, self._undecided = TrainState(), False
        self._headings = [SectionHeading(self), SectionHeading(self)]
        self.stopped = Stopped(self)
        self.presets = {preset: QRadioButton(self) for preset in Preset}
        self.presets[Preset.FAST].setChecked(True)
        self._hints = {preset: text_label("secondary", wrap=True, parent=self) for preset in Preset}
        self.start = QPushButton(self)
        self.start.setProperty("role", "primary")
        self.start.setIcon(icon("train", "on_accent", "on_accent"))
        self.keep, self.cancel = QPushButton(self), QPushButton(self)
        self.keep.setProperty("tall", True)
        self.cancel.setProperty("role", "ghost")
        self.results = QPushButton(self)
        self.results.setProperty("role", "primary")
        self._phase = text_label(parent=self)
        self._left = text_label("secondary", parent=self)
        self._left.setFont(theme.figure_font(TOKENS.font_small))
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._summary = text_label(wrap=True, parent=self)
        self._plateau = text_label("secondary", wrap=True, parent=self)
        self.log = text_label("secondary", wrap=True, parent=self)
        self.log.setFont(theme.figure_font(TOKENS.font_small))
        self._parent_number: int | None = None
        self.warm = QCheckBox(self)
        self.warm.setChecked(True)
        self.warm.toggled.connect(self._show_estimates)
        self.unfold = QPushButton(self)
        self.unfold.setProperty("role", "ghost")
        self.unfold.setProperty("fold", True)
        self.unfold.setCheckable(True)
        self.advanced = Advanced(self)
        self.advanced.setVisible(False)
        for preset, button in self.presets.items():
            button.clicked.connect(
                lambda _on, preset=preset: self.advanced.set_preset(self._recipe_of(preset))
            )
        self.advanced.set_preset(PRESETS[Preset.FAST])
        self.advanced.backboneWanted.connect(self.backboneWanted)
        self.advanced.changed.connect(self._show_estimates)
        self.unfold.toggled.connect(self._unfold)
        self.start.clicked.connect(lambda: self.startWanted.emit(self.options()))
        self.keep.clicked.connect(self.keepWanted)
        self.cancel.clicked.connect(self.cancelWanted)
        self.results.clicked.connect(self.resultsWanted)
        self._lay_out()
        self._retranslate()

    def options(self) -> TrainOptions:
        """What the person chose."""
        recipe = self.advanced.recipe
        return TrainOptions(
            self._preset(), seed=recipe.seed if recipe else 0, recipe=recipe, warm=self.warm.isChecked()
        )

    def set_parent(self, number: int | None) -> None:
        """Which model judges: a training may go on from it; None: there is none yet."""
        self._parent_number = number
        self._name_parent()

    def show_state(self, state: TrainState, undecided: bool = False) -> None:
        """Show where the training is; ``undecided``: its model waits for a decision."""
        if state.backbones != self._state.backbones:
            self.advanced.set_backbones(state.backbones)
        self._state, self._undecided = state, undecided
        running = state.running
        choosing = not running and state.unfinished is None
        self.stopped.show_found(None if running else state.unfinished, ready=state.can_go_on)
        choices = (*self.presets.values(), *self._hints.values(), self.unfold, self.start, self._headings[0])
        for widget in choices:
            widget.setVisible(choosing)
        self.warm.setVisible(choosing and self._parent_number is not None)
        self.advanced.setVisible(choosing and self.unfold.isChecked())
        self._plateau.setVisible(state.plateau)
        lines = log_lines(state.story)
        self.log.setText("\n".join(lines))
        self.log.setVisible(bool(lines))
        self._show_estimates()
        for widget in (self._phase, self._left, self._bar, self.keep, self.cancel):
            widget.setVisible(running)
        self.start.setEnabled(state.can_start)
        self._name_start()
        self.keep.setEnabled(state.stage is Stage.RUNNING and bool(state.curve))
        self.cancel.setEnabled(state.stage in (Stage.RUNNING, Stage.STOPPING))
        finished = state.end is End.FINISHED and not running and not undecided
        self.results.setVisible(finished)
        quiet = finished or undecided
        theme.mark(self.start, role="" if quiet else "primary", tall=True)
        self.start.setIcon(icon("train", *(() if quiet else ("on_accent", "on_accent"))))
        self._show_progress()
        self._summary.setText("" if state.unfinished is not None else self._summary_text())
        self._headings[1].setVisible(running or bool(self._summary.text()))
        self._summary.setVisible(not running and bool(self._summary.text()))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        times = QHBoxLayout()
        times.addWidget(self._phase)
        times.addStretch(1)
        times.addWidget(self._left)
        column = ScrollColumn(self).column
        column.addWidget(self.stopped)
        column.addWidget(self._headings[0])
        for preset in Preset:
            column.addWidget(self.presets[preset])
            hint = QHBoxLayout()
            hint.setContentsMargins(3 * gap, 0, 0, gap)
            hint.addWidget(self._hints[preset])
            column.addLayout(hint)
        upper: tuple[QWidget, ...] = (self.warm, self.start, self.unfold, self.advanced, self._headings[1])
        for widget in upper:
            column.addWidget(widget)
        column.addLayout(times)
        for widget in (self._bar, self._summary, self.results, self._plateau, self.keep, self.cancel):
            column.addWidget(widget)
        column.addSpacing(gap)
        column.addWidget(self.log)
        column.addStretch(1)

    def _name_parent(self) -> None:
        text = QCoreApplication.translate("Plan", "Go on from model {0}")
        self.warm.setText(text.format(self._parent_number))
        self.warm.setToolTip(QCoreApplication.translate("Plan", "Otherwise it learns everything anew."))
        choosing = not self._state.running and self._state.unfinished is None
        self.warm.setVisible(choosing and self._parent_number is not None)

    def _name_start(self) -> None:
        """The reason it cannot be pressed again stands on it: what is said below may be out of sight."""
        waits = QCoreApplication.translate("Plan", "Waits its turn")
        self.start.setText(waits if self._state.queued else QCoreApplication.translate("Plan", "Train"))

    def _preset(self) -> Preset:
        return next(preset for preset, button in self.presets.items() if button.isChecked())

    def _recipe_of(self, preset: Preset) -> TrainConfig:
        return with_best_backbone(PRESETS[preset], self._state.backbones)

    def _unfold(self, on: bool) -> None:
        self.advanced.setVisible(on)
        self.unfold.setIcon(icon("chevron-up" if on else "chevron-down"))

    def _show_estimates(self) -> None:
        """What each recipe would take; the chosen one with what was changed under Advanced."""
        words = {
            Preset.QUICK: QCoreApplication.translate("Plan", "A first look, less sharp."),
            Preset.FAST: QCoreApplication.translate("Plan", "The usual choice."),
            Preset.PAPER: QCoreApplication.translate(
                "Plan", "The recipe of the BGAD paper, to compare with."
            ),
        }
        guess = QCoreApplication.translate("Plan", "{0} (first guess)")
        for preset, word in words.items():
            chosen = preset is self._preset()
            recipe = (self.advanced.recipe if chosen else None) or self._recipe_of(preset)
            found = self._state.estimated(
                recipe, warm=self.warm.isChecked() and self._parent_number is not None
            )
            takes = "" if found is None else about_text(found.seconds)
            if found is not None and not found.measured:
                takes = guess.format(takes)
            self._hints[preset].setText(f"{word}\n{takes}".strip())

    def _show_progress(self) -> None:
        progress = self._state.progress
        phase = (
            QCoreApplication.translate("Plan", "Starting") if progress is None else phase_text(progress.phase)
        )
        if self._state.stage is Stage.CANCELLING:
            phase = QCoreApplication.translate("Plan", "Cancelling")
        elif (
            self._state.stage is Stage.STOPPING
            and progress is not None
            and progress.phase.value == "training"
        ):
            phase = QCoreApplication.translate("Plan", "Stopping")
        self._phase.setText(phase)
        known = progress is not None and progress.total > 1
        self._bar.setRange(0, _STEPS if known else 0)
        if progress is not None and known:
            self._bar.setValue(round(progress.fraction * _STEPS))
        left = None if progress is None else progress.seconds_left
        self._left.setText("" if left is None else _left_text(left))

    def _summary_text(self) -> str:
        state = self._state
        if state.queued:
            return QCoreApplication.translate("Plan", "It begins as soon as the pictures in hand are judged.")
        if state.end is End.CANCELLED:
            return QCoreApplication.translate("Plan", "The last training was cancelled. Nothing was changed.")
        if state.end is End.FAILED and state.reached is not None:
            stopped = QCoreApplication.translate("Plan", "The last training did not come to its end. {0}")
            return stopped.format(reached_text(state.reached))
        if state.end is not End.FINISHED or state.seconds is None:
            return ""
        took = _clock(state.seconds)
        if state.model is None:
            return QCoreApplication.translate("Plan", "The last training took {0} min.").format(took)
        if self._undecided:
            return QCoreApplication.translate(
                "Plan",
                "Model {0} took {1} min and waits for your decision. Until then the one before judges.",
            ).format(state.model, took)
        if state.promoted:
            return QCoreApplication.translate(
                "Plan",
                "Model {0} loses no known defect and raises no more false alarms, so it judges now, as you "
                "have chosen. It took {1} min.",
            ).format(state.model, took)
        return QCoreApplication.translate(
            "Plan", "Model {0} is ready and judges all parts. It took {1} min."
        ).format(state.model, took)

    def _retranslate(self) -> None:
        self._headings[0].set_text(QCoreApplication.translate("Plan", "How to train"))
        self._headings[1].set_text(QCoreApplication.translate("Plan", "Training"))
        for preset, button in self.presets.items():
            button.setText(preset_name(preset))
        self._name_parent()
        self.unfold.setText(QCoreApplication.translate("Plan", "Advanced"))
        self.unfold.setIcon(icon("chevron-up" if self.unfold.isChecked() else "chevron-down"))
        self._plateau.setText(
            QCoreApplication.translate(
                "Plan", "It hardly gets better any more. To stop and keep it now would lose little."
            )
        )
        self._name_start()
        self.keep.setText(QCoreApplication.translate("Plan", "Stop and keep"))
        self.keep.setToolTip(QCoreApplication.translate("Plan", "End now and use what was learned so far"))
        self.cancel.setText(QCoreApplication.translate("Plan", "Cancel"))
        self.cancel.setToolTip(QCoreApplication.translate("Plan", "End now and throw this training away"))
        self.results.setText(QCoreApplication.translate("Plan", "See the results"))
        self.show_state(self._state, self._undecided)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _left_text(seconds: float) -> str:
    return QCoreApplication.translate("Plan", "{0} left").format(_clock(seconds))
