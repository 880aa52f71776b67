"""The gate's numbers and verdicts in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.intervals import Share
from bgad_studio.core.records import Verdict
from bgad_studio.services.gate import Balance, Effect, KindRow, News, Told

EFFECT_ROLES: Final = {
    Effect.DEFECT_LOST: "ng",
    Effect.FALSE_ALARM: "review",
    Effect.OPEN: "text2",
    Effect.FALSE_ALARM_GONE: "ok",
    Effect.DEFECT_FOUND: "ok",
}
"""The palette's name for the colour of each effect."""

_JOINED: Final = "\N{NO-BREAK SPACE}"
"""Figures that belong together stay on one line."""


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
    if row.untyped:
        return QCoreApplication.translate("Gate", "Defective parts without a type stopped")
    if row.kind is None:
        return QCoreApplication.translate("Gate", "Good parts stopped")
    return QCoreApplication.translate("Gate", "{0} stopped").format(row.kind.name)


def basis_word(row: KindRow) -> str:
    """On what a row was measured, translated."""
    if row.unseen:
        return QCoreApplication.translate("Gate", "not learned from")
    return QCoreApplication.translate("Gate", "no unseen example yet")


def share_text(share: Share) -> str:
    """``5 of 6, 44–97 %``; where there is little room it breaks after the comma."""
    low, high = share.interval
    span = f"{round(100 * low)}–{round(100 * high)} %".replace(" ", _JOINED)
    return QCoreApplication.translate("Gate", ", ").join([_count_text(share), span])


def _count_text(share: Share) -> str:
    """``5 of 6``, on one line."""
    one = QCoreApplication.translate("Gate", "{0} of {1}").format(share.count, share.total)
    return one.replace(" ", _JOINED)


def balance_text(balance: Balance) -> str:
    """``Finds 3 of 3 new crack (2 taught it), loses nothing, false alarms: 1 more.``"""
    parts = [_news_text(item) for item in balance.news]
    if balance.lost:
        parts.append(QCoreApplication.translate("Gate", "known defects lost: {0}").format(balance.lost))
    else:
        parts.append(QCoreApplication.translate("Gate", "loses nothing"))
    if balance.alarms > 0:
        parts.append(QCoreApplication.translate("Gate", "false alarms: {0} more").format(balance.alarms))
    elif balance.alarms < 0:
        parts.append(QCoreApplication.translate("Gate", "false alarms: {0} fewer").format(-balance.alarms))
    else:
        parts.append(QCoreApplication.translate("Gate", "no more false alarms"))
    sentence = QCoreApplication.translate("Gate", ", ").join(parts)
    return sentence[:1].upper() + sentence[1:] + QCoreApplication.translate("Gate", ".")


def _news_text(news: News) -> str:
    """What a model has learned from it should find: that is told, lest it be taken for proof."""
    text = QCoreApplication.translate("Gate", "finds {0} of {1} new {2}")
    if news.taught:
        text = QCoreApplication.translate("Gate", "finds {0} of {1} new {2} ({3} taught it)")
    return text.format(news.stopped.count, news.stopped.total, news.kind.name, news.taught)


def alike_text(row: KindRow) -> str:
    """``3 of 5 → 5 of 5``: stopped at the same rate of false alarms."""
    if row.alike is None:
        return ""
    old, new = map(_count_text, row.alike)
    return f"{old} →{_JOINED}{new}"


def told_text(told: Told) -> str:
    """``AUROC 91.0 % → 97.2 %; difference +6.2 points, 95 % interval 1.0…11.0, over 12 good …``."""
    text = QCoreApplication.translate(
        "Gate",
        "Good told from defective (image AUROC): {0} → {1}. Difference in points, 95 % interval: {2} to {3}. "
        "Over {4} good and {5} defective parts",
    ).format(
        f"{100 * told.auroc.first:.1f} %",
        f"{100 * told.auroc.second:.1f} %",
        f"{100 * told.auroc.low:+.1f}",
        f"{100 * told.auroc.high:+.1f}",
        told.good,
        told.defective,
    )
    basis = {
        frozenset[Verdict](): QCoreApplication.translate("Gate", "not learned from"),
        frozenset((Verdict.NG,)): QCoreApplication.translate("Gate", "the defective ones have taught"),
        frozenset((Verdict.OK,)): QCoreApplication.translate("Gate", "the good ones have taught"),
    }.get(told.taught, QCoreApplication.translate("Gate", "all of which have taught"))
    return QCoreApplication.translate("Gate", "{0}, {1}.").format(text, basis)
