"""The gate's numbers and verdicts in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.intervals import Share
from bgad_studio.services.gate import Effect, KindRow

EFFECT_ROLES: Final = {
    Effect.DEFECT_LOST: "ng",
    Effect.FALSE_ALARM: "review",
    Effect.OPEN: "text2",
    Effect.FALSE_ALARM_GONE: "ok",
    Effect.DEFECT_FOUND: "ok",
}
"""The palette's name for the colour of each effect."""


def effect_word(effect: Effect) -> str:
    """What a changed verdict means, translated."""
    return {
        Effect.DEFECT_LOST: QCoreApplication.translate("Gate", "defect would pass"),
        Effect.FALSE_ALARM: QCoreApplication.translate("Gate", "good part would be stopped"),
        Effect.OPEN: QCoreApplication.translate("Gate", "other verdict"),
        Effect.FALSE_ALARM_GONE: QCoreApplication.translate("Gate", "good part would pass"),
        Effect.DEFECT_FOUND: QCoreApplication.translate("Gate", "defect would be stopped"),
    }[effect]


def kind_word(row: KindRow) -> str:
    """What a row of the comparison counts, translated."""
    if row.kind is None:
        return QCoreApplication.translate("Gate", "Good parts stopped")
    return QCoreApplication.translate("Gate", "{0} stopped").format(row.kind.name)


def basis_word(row: KindRow) -> str:
    """On what a row was measured, translated."""
    if row.unseen:
        return QCoreApplication.translate("Gate", "not learned from")
    return QCoreApplication.translate("Gate", "no unseen example yet")


def share_text(share: Share) -> str:
    """``5 of 6, 44–97 %``."""
    low, high = share.interval
    span = f"{round(100 * low)}–{round(100 * high)} %"
    return QCoreApplication.translate("Gate", "{0} of {1}, {2}").format(share.count, share.total, span)
