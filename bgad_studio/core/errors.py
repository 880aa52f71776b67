"""Errors meant for the person at the machine: what happened, why, and what to do.

Everything else is a bug and is allowed to propagate to the crash dialog.
"""

from __future__ import annotations

from dataclasses import dataclass


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - Qt's marker, lupdate looks for this name
    """Mark ``text`` for translation under ``context`` and return it unchanged (no Qt needed)."""
    del context
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of trouble a person can act on.

    Attributes:
        code: Stable identifier, shown small so that a screenshot in any language can be looked up.
        text: English sentence with ``{name}`` places: what happened and why.
        remedy: English sentence with ``{name}`` places: what to do now.
    """

    code: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A :class:`Problem` with its particulars: plain data that can be stored, sent and translated later."""

    problem: Problem
    params: tuple[tuple[str, str], ...] = ()

    def english(self) -> str:
        """One line in English: sentence, remedy."""
        values = dict(self.params)
        return f"{self.problem.text.format(**values)} {self.problem.remedy.format(**values)}"


class StudioError(Exception):
    """Trouble raised to the person; never shown with a traceback.

    Args:
        problem: The catalogue entry (``core.problems``).
        **params: Values for the places in its text and remedy.
    """

    def __init__(self, problem: Problem, **params: object) -> None:
        self.trouble = Trouble(problem, tuple((key, str(value)) for key, value in params.items()))
        super().__init__(self.trouble.english())

    @property
    def problem(self) -> Problem:
        """The catalogue entry."""
        return self.trouble.problem
