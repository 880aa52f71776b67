"""What the strip above the part says, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bgad_studio.ui.widgets.notice import Words


def no_edge() -> Words:
    """Nothing was found where a person drew round something."""
    return Words(
        QCoreApplication.translate("LabelView", "No edge was found there"),
        QCoreApplication.translate(
            "LabelView", "Nothing inside looks unlike what lies round it. Draw closer, or paint it."
        ),
    )


def no_opinion() -> Words:
    """There is nothing to take over from the model."""
    return Words(
        QCoreApplication.translate("LabelView", "The model does not know this part"),
        QCoreApplication.translate("LabelView", "Give it your verdict."),
    )


def save_again() -> str:
    """On the button that tries to save once more."""
    return QCoreApplication.translate("LabelView", "Save again")
