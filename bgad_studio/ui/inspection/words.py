"""What the strips above the part say, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.errors import Trouble
from bgad_studio.ui.i18n import counted, trouble_text
from bgad_studio.ui.widgets.notice import Words


def adopted(number: int) -> Words:
    """Parts of an inspection are in the project."""
    text = counted(
        number,
        QCoreApplication.translate("Inspect", "1 part is in the project now."),
        QCoreApplication.translate("Inspect", "{0} parts are in the project now."),
    )
    return Words(text, action=QCoreApplication.translate("Inspect", "Label them"))


def failed(trouble: Trouble, *, again: bool) -> Words:
    """Judging failed; what becomes of the pictures."""
    title, remedy = trouble_text(trouble)
    if again:
        remedy = QCoreApplication.translate("Inspect", "No picture is lost: it is tried again by itself.")
        return Words(title, remedy, code=trouble.problem.code)
    kept = QCoreApplication.translate("Inspect", "No picture is lost: they wait until you press Go on.")
    return Words(title, kept, go_on(), trouble.problem.code)


def earlier(number: int) -> Words:
    """A watched folder held pictures before."""
    text = counted(
        number,
        QCoreApplication.translate(
            "Inspect", "1 picture is in the folder already. Only new ones are judged."
        ),
        QCoreApplication.translate(
            "Inspect", "{0} pictures are in the folder already. Only new ones are judged."
        ),
    )
    return Words(text, action=QCoreApplication.translate("Inspect", "Judge them too"))


def newer_model(own: int, newer: int) -> Words:
    """Another model judges the project than the one of the inspection."""
    return Words(
        QCoreApplication.translate(
            "Inspect", "Model {0} judges now. This inspection goes on with model {1}."
        ).format(newer, own),
        QCoreApplication.translate(
            "Inspect", "With the new one, a new inspection of the same folder begins."
        ),
        QCoreApplication.translate("Inspect", "Use model {0}").format(newer),
    )


def go_on() -> str:
    """On the button that goes on."""
    return QCoreApplication.translate("Inspect", "Go on")
