"""Decisions in words, of the window and of the table alike."""

from __future__ import annotations

from bgad_studio.core.errors import QT_TRANSLATE_NOOP
from bgad_studio.core.history import Event, Source, Told, Value
from bgad_studio.core.paper import Tongue
from bgad_studio.core.records import Deed, MaskOrigin, Verdict
from bgad_studio.services.annotate import IMPORT, PAINTED


def who_text(say: Tongue, event: Event) -> str:
    """The person; what decided by itself is named, and what nobody noted is empty."""
    if event.who == IMPORT:
        return say(QT_TRANSLATE_NOOP("History", "came with the import"))
    if event.who == PAINTED:
        return say(QT_TRANSLATE_NOOP("History", "follows from paint"))
    return event.who or ""


def deed_text(say: Tongue, event: Event) -> str:
    """What was done."""
    if event.source is Source.MODEL:
        return _model_deed(say, event.deed)
    if event.source is Source.PAINT:
        return {
            MaskOrigin.DRAWN.value: say(QT_TRANSLATE_NOOP("History", "Painted")),
            MaskOrigin.ACCEPTED.value: say(QT_TRANSLATE_NOOP("History", "Took what the model sees as paint")),
            MaskOrigin.IMPORTED.value: say(QT_TRANSLATE_NOOP("History", "Imported paint")),
        }.get(event.deed, event.deed)
    return {
        Source.VERDICT: say(QT_TRANSLATE_NOOP("History", "Verdict")),
        Source.HOLD_OUT: say(QT_TRANSLATE_NOOP("History", "Held out to measure")),
        Source.REMOVED: say(QT_TRANSLATE_NOOP("History", "Removed from the project")),
        Source.THRESHOLDS: say(QT_TRANSLATE_NOOP("History", "Thresholds")),
        Source.CONTOUR: say(QT_TRANSLATE_NOOP("History", "Where regions begin")),
        Source.TRAINED: say(QT_TRANSLATE_NOOP("History", "Trained")),
        Source.INSPECTION: say(QT_TRANSLATE_NOOP("History", "Inspection begun")),
        Source.RECIPE: say(QT_TRANSLATE_NOOP("History", "Recipe of pseudo anomalies")),
        Source.PSEUDO: say(QT_TRANSLATE_NOOP("History", "Pseudo anomaly")),
        Source.FOREGROUND: say(QT_TRANSLATE_NOOP("History", "Where the part is")),
        Source.WATCHED: say(QT_TRANSLATE_NOOP("History", "Watched folder")),
    }[event.source]


def before_text(say: Tongue, event: Event) -> str:
    """What it was."""
    if event.source is Source.VERDICT:
        return _verdict(say, event.before)
    if event.source is Source.PAINT:
        return _types(say, event.before)
    if event.source in (Source.HOLD_OUT, Source.REMOVED):
        return _yes(say, event.before)
    return _value(say, event, event.before)


def after_text(say: Tongue, event: Event) -> str:
    """What it is since."""
    after = event.after
    if event.source is Source.VERDICT:
        kind = f" · {event.note}" if event.note else ""
        return _verdict(say, after) + kind
    if event.source is Source.PAINT:
        return _types(say, after)
    if event.source in (Source.HOLD_OUT, Source.REMOVED, Source.WATCHED):
        return _yes(say, after)
    if event.source is Source.PSEUDO:
        if after is None:
            return say(QT_TRANSLATE_NOOP("History", "taken back"))
        approved, rejected = (
            say(QT_TRANSLATE_NOOP("History", "approved")),
            say(QT_TRANSLATE_NOOP("History", "rejected")),
        )
        return approved if after else rejected
    if event.source is Source.RECIPE:
        saved, gone = (
            say(QT_TRANSLATE_NOOP("History", "saved")),
            say(QT_TRANSLATE_NOOP("History", "taken away")),
        )
        return saved if after else gone
    if event.source is Source.FOREGROUND:
        drawn, found = (
            say(QT_TRANSLATE_NOOP("History", "drawn")),
            say(QT_TRANSLATE_NOOP("History", "found by itself")),
        )
        return drawn if after else found
    if event.source is Source.MODEL and event.note:
        return {
            "on": say(QT_TRANSLATE_NOOP("History", "on")),
            "off": say(QT_TRANSLATE_NOOP("History", "off")),
        }.get(event.note, event.note)
    return _value(say, event, after)


def judge_text(say: Tongue, told: Told) -> str:
    """Which model judged then, by which thresholds, and what it says of the part."""
    judge = told.judge
    if judge is None:
        return ""
    text = say(
        QT_TRANSLATE_NOOP("History", "{0} · review {1}, NG {2}"),
        judge.number,
        f"{judge.review:.2f}",
        f"{judge.ng:.2f}",
    )
    if told.score is None:
        return text
    return text + " · " + say(QT_TRANSLATE_NOOP("History", "score {0}"), f"{told.score:.2f}")


def _model_deed(say: Tongue, deed: str) -> str:
    return {
        Deed.PROMOTED.value: say(QT_TRANSLATE_NOOP("History", "Judges from now on")),
        Deed.AUTO_PROMOTED.value: say(QT_TRANSLATE_NOOP("History", "Judges from now on, unasked")),
        Deed.KEPT_BEFORE.value: say(QT_TRANSLATE_NOOP("History", "Not promoted")),
        Deed.DISCARDED.value: say(QT_TRANSLATE_NOOP("History", "Thrown away")),
        Deed.RENAMED.value: say(QT_TRANSLATE_NOOP("History", "Renamed")),
        Deed.DELETED.value: say(QT_TRANSLATE_NOOP("History", "Deleted")),
        Deed.AUTO_PROMOTION.value: say(QT_TRANSLATE_NOOP("History", "Promote safe models unasked")),
        Deed.PARTS_PER_SHIFT.value: say(QT_TRANSLATE_NOOP("History", "Parts a shift")),
        Deed.TYPE_RENAMED.value: say(QT_TRANSLATE_NOOP("History", "Defect type renamed")),
    }.get(deed, deed)


def _verdict(say: Tongue, value: Value) -> str:
    if value is Verdict.OK:
        return say(QT_TRANSLATE_NOOP("History", "OK"))
    if value is Verdict.NG:
        return say(QT_TRANSLATE_NOOP("History", "NG"))
    if value is Verdict.UNSURE:
        return say(QT_TRANSLATE_NOOP("History", "unsure"))
    return say(QT_TRANSLATE_NOOP("History", "no verdict"))


def _types(say: Tongue, value: Value) -> str:
    if isinstance(value, tuple) and value:
        return ", ".join(str(item) for item in value)
    return say(QT_TRANSLATE_NOOP("History", "nothing"))


def _yes(say: Tongue, value: Value) -> str:
    yes, no = say(QT_TRANSLATE_NOOP("History", "yes")), say(QT_TRANSLATE_NOOP("History", "no"))
    return yes if value else no


def _value(say: Tongue, event: Event, value: Value) -> str:
    """Thresholds, a model, a map value, a name; empty for nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " / ".join(f"{cut:.2f}" for cut in value if isinstance(cut, float))
    if event.source in (Source.THRESHOLDS, Source.CONTOUR) and value is None:
        return say(QT_TRANSLATE_NOOP("History", "the model's own"))
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, int) and event.source in (Source.MODEL, Source.TRAINED):
        return say(QT_TRANSLATE_NOOP("History", "model {0}"), value)
    return ""
