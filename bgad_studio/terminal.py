"""Progress and messages on a terminal: progress on stderr, results on stdout."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict

from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import Matter, Phase, Progress, Remark

WORDS = {
    Phase.STARTING: "Starting",
    Phase.IMPORTING: "Importing",
    Phase.GENERATING: "Drawing parts",
    Phase.SYNTHESIS: "Making pseudo anomalies",
    Phase.FEATURES: "Looking at pictures",
    Phase.CALIBRATING: "Setting thresholds",
    Phase.PREPARING: "Preparing the training",
    Phase.TRAINING: "Training",
    Phase.SCORING: "Scoring",
    Phase.INSPECTING: "Inspecting",
    Phase.SAVING: "Saving",
}
REMARKS = {
    Matter.ON_CPU: "On the processor, {threads} threads",
    Matter.ON_GPU: "On the graphics card ({reason})",
    Matter.RESUMED: "Went on from step {step} of {steps}",
    Matter.SMALLER: "Not enough memory: going on with 1/{parts} at once, slower ({reason})",
    Matter.TO_CPU: "Still not enough memory: going on without the graphics card, slower ({reason})",
    Matter.UNKEPT: "Step {step} could not be kept to go on from ({reason})",
}
INTERVAL_SECONDS = {True: 0.1, False: 5.0}
"""Between two lines, on a terminal and in a log."""
CLEAR_LINE = "\r\x1b[2K"


class Reporter:
    """Writes one changing line on a terminal, or a line now and then into a log."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = 0.0
        self._phase: Phase | None = None

    def progress(self, progress: Progress) -> None:
        """Show progress, not more often than can be read."""
        now = time.monotonic()
        due = now - self._last >= INTERVAL_SECONDS[self._terminal]
        if not due and progress.phase is self._phase and progress.done < progress.total:
            return
        self._last, self._phase = now, progress.phase
        text = f"{WORDS[progress.phase]} {progress.done}/{progress.total}"
        if progress.seconds_left is not None:
            text += f", {round(progress.seconds_left)} s left"
        end = "" if self._terminal else "\n"
        sys.stderr.write((CLEAR_LINE if self._terminal else "") + text + end)
        sys.stderr.flush()

    def note(self, text: str) -> None:
        """A line of its own."""
        sys.stderr.write((CLEAR_LINE if self._terminal else "") + text + "\n")
        sys.stderr.flush()

    def remark(self, remark: Remark) -> None:
        """What a run has to say beside its progress."""
        self.note(REMARKS[remark.matter].format(**asdict(remark)))

    def trouble(self, trouble: Trouble) -> None:
        """What went wrong, and what to do."""
        self.note(trouble.english())


def result(text: str) -> None:
    """A result, on stdout; it takes the place of the changing line."""
    if sys.stderr.isatty():
        sys.stderr.write(CLEAR_LINE)
        sys.stderr.flush()
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
