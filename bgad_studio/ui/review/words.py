"""Why a part is asked about, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.review import Reason


def reason_text(reason: Reason) -> str:
    """What makes somebody ask, translated; it is read before the part is looked at."""
    return {
        Reason.MISSED: QCoreApplication.translate("Review", "You said NG, the model lets it pass"),
        Reason.ALARM: QCoreApplication.translate("Review", "You said good, the model says NG"),
        Reason.BETWEEN: QCoreApplication.translate("Review", "Between the lines: the model cannot tell"),
        Reason.UNSURE: QCoreApplication.translate("Review", "You were unsure"),
        Reason.STRANGE: QCoreApplication.translate("Review", "Unlike what the model knows"),
        Reason.NEAR: QCoreApplication.translate("Review", "Close to a line"),
    }[reason]


def advice_text(reason: Reason) -> str:
    """What an answer is good for, translated."""
    return {
        Reason.MISSED: QCoreApplication.translate(
            "Review", "If there is a defect, paint it: the next training learns it from you."
        ),
        Reason.ALARM: QCoreApplication.translate(
            "Review", "Look where it is marked. If it is a defect after all, paint it."
        ),
        Reason.BETWEEN: QCoreApplication.translate("Review", "Only you can say it."),
        Reason.UNSURE: QCoreApplication.translate("Review", "With what the model sees, it may be clear now."),
        Reason.STRANGE: QCoreApplication.translate(
            "Review", "Among the most unusual parts that nobody has judged."
        ),
        Reason.NEAR: QCoreApplication.translate(
            "Review", "Your word on parts like this one moves the next model most."
        ),
    }[reason]
