"""By what a model judges, in words: how its lines were set, by whom, and what a shift is to expect."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from bgad_studio.core.how_set import ByCost, ByHand, ByLevels, ByRecall, HowSet
from bgad_studio.core.intervals import Share
from bgad_studio.core.thresholds import NG_LEVEL, REVIEW_LEVEL, reachable_level
from bgad_studio.services.cuts import Judging
from bgad_studio.ui.i18n import counted


def how_text(judging: Judging) -> str:
    """``Set by cost 50 : 1 · anna, 26 Nov 2026``; the model's own thresholds name nobody."""
    chosen, own = judging.cuts, judging.thresholds
    if chosen is None:
        if not own.calibrated:
            return QCoreApplication.translate(
                "HowWords", "The model's own lines; too few good parts were kept aside to promise a level"
            )
        text = QCoreApplication.translate(
            "HowWords", "The model's own lines: 1 of {0} good parts to review, 1 of {1} NG"
        )
        return text.format(*_one_of(REVIEW_LEVEL, reachable_level(NG_LEVEL, own.normals)))
    return f"{_way_text(chosen.how)} · {signed_text(chosen.who, chosen.at)}"


def signed_text(who: str, at: datetime) -> str:
    """By whom, and on which day."""
    local = at.astimezone()
    day = QDate(local.year, local.month, local.day)
    return f"{who}, {QLocale().toString(day, QLocale.FormatType.ShortFormat)}"


def level_text(review: float, ng: float) -> str:
    """The shares of good parts that reach the lines."""
    text = QCoreApplication.translate("HowWords", "1 of {0} good parts to review, 1 of {1} NG")
    return text.format(*_one_of(review, ng))


def rests_text(how: ByCost) -> str:
    """On how many parts a line by cost rests."""
    text = QCoreApplication.translate(
        "HowWords", "on {0} good and {1} defective parts the model has not learned from"
    ).format(how.good, how.defective)
    if how.kinds_missing:
        lack = counted(
            how.kinds_missing,
            QCoreApplication.translate("HowWords", "one kind of defect has no such part"),
            QCoreApplication.translate("HowWords", "{0} kinds of defect have no such part"),
        )
        text = f"{text}; {lack}"
    return text


def found_text(how: ByRecall) -> str:
    """How many parts a line by recall finds, and whether the model has learned from them."""
    text = (
        QCoreApplication.translate("HowWords", "{0} of {1} defective parts it has not learned from")
        if how.unseen
        else QCoreApplication.translate(
            "HowWords", "{0} of {1} defective parts, all of which it has learned from"
        )
    )
    return text.format(how.found, how.total)


def expected_text(parts: int, stopped: Share, review: Share) -> str:
    """What a shift is to expect of good parts, with 95 % intervals."""
    text = QCoreApplication.translate(
        "HowWords", "{0} good parts stopped ({1} to {2}), {3} to review ({4} to {5})"
    )
    locale = QLocale()
    numbers = [value for share in (stopped, review) for value in _expected(parts, share)]
    return text.format(*(locale.toString(number) for number in numbers))


def _way_text(how: HowSet | None) -> str:
    if how is None:
        return QCoreApplication.translate("HowWords", "Set by a person")
    if isinstance(how, ByHand):
        return QCoreApplication.translate("HowWords", "Set by hand")
    if isinstance(how, ByLevels):
        return QCoreApplication.translate("HowWords", "Set so: {0}").format(level_text(how.review, how.ng))
    if isinstance(how, ByCost):
        text = QCoreApplication.translate("HowWords", "NG set by cost {0} : {1}, {2}")
        return text.format(f"{how.costs.escape:g}", f"{how.costs.overkill:g}", rests_text(how))
    if isinstance(how, ByRecall):
        text = QCoreApplication.translate("HowWords", "Set to find {0} %: {1}")
        return text.format(f"{100 * how.share:g}", found_text(how))
    return QCoreApplication.translate("HowWords", "Back to the model's own lines")


def _one_of(*levels: float) -> tuple[int, ...]:
    return tuple(round(1 / level) for level in levels)


def _expected(parts: int, share: Share) -> tuple[int, int, int]:
    """About how many, at least and at most."""
    low, high = share.interval
    return round(parts * share.count / share.total), round(parts * low), round(parts * high)
