"""Blocks that every report is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import QT_TRANSLATE_NOOP
from bgad_studio.core.intervals import Share
from bgad_studio.core.manifest import Calibration
from bgad_studio.core.paper import Cell, Histogram, Line, Series, Table, Tile, Tone, Tongue
from bgad_studio.core.records import Verdict
from bgad_studio.core.thresholds import false_alarm_level

TONES: Final = {Verdict.OK: Tone.OK, Verdict.UNSURE: Tone.REVIEW, Verdict.NG: Tone.NG}
BINS: Final = 48
_BEYOND: Final = 2.0
"""The histogram ends so many spans (lowest score to NG) beyond NG."""

Said = Mapping[Verdict | None, Sequence[float]]
"""Scores of parts by what a person said of them; None: nothing."""


def verdict_word(say: Tongue, verdict: Verdict) -> str:
    """What a model says of a part."""
    return {
        Verdict.OK: say(QT_TRANSLATE_NOOP("Report", "OK")),
        Verdict.UNSURE: say(QT_TRANSLATE_NOOP("Report", "review")),
        Verdict.NG: say(QT_TRANSLATE_NOOP("Report", "NG")),
    }[verdict]


def person_word(say: Tongue, verdict: Verdict | None) -> str:
    """What a person said of a part."""
    if verdict is None:
        return say(QT_TRANSLATE_NOOP("Report", "no verdict"))
    if verdict is Verdict.UNSURE:
        return say(QT_TRANSLATE_NOOP("Report", "unsure"))
    return verdict_word(say, verdict)


def time_text(when: datetime) -> str:
    """Date and time as they were here."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M")


def percent(value: float) -> str:
    """A fraction of one, in percent."""
    return f"{100 * value:.1f} %"


def range_text(share: Share) -> str:
    """Wilson's 95 % interval of a share."""
    return span_text(*share.interval)


def span_text(low: float, high: float) -> str:
    """From one fraction of one to another, in percent; a dash where nothing is known."""
    return "–" if math.isnan(low) else f"{100 * low:.1f}–{100 * high:.1f} %"


def count_tiles(say: Tongue, found: Sequence[Verdict]) -> tuple[Tile, ...]:
    """How many parts of each verdict, and their share."""
    tiles = []
    for verdict in (Verdict.OK, Verdict.UNSURE, Verdict.NG):
        share = Share(found.count(verdict), len(found))
        note = percent(share.count / share.total) if share.total else ""
        tiles.append(Tile(verdict_word(say, verdict), str(share.count), TONES[verdict], note))
    return tuple(tiles)


def share_table(say: Tongue, name: str, rows: Sequence[tuple[str, Share, str]]) -> Table:
    """Shares with Wilson intervals: name, share, what it was measured on."""
    head = (
        name,
        say(QT_TRANSLATE_NOOP("Report", "Parts")),
        say(QT_TRANSLATE_NOOP("Report", "Share")),
        say(QT_TRANSLATE_NOOP("Report", "95 % interval")),
        say(QT_TRANSLATE_NOOP("Report", "Measured on")),
    )
    of = QT_TRANSLATE_NOOP("Report", "{0} of {1}")
    cells = []
    for label, share, basis in rows:
        value = percent(share.count / share.total) if share.total else "–"
        interval = range_text(share) if share.total else "–"
        texts = (label, say(of, share.count, share.total), value, interval, basis)
        cells.append(tuple(Cell(text) for text in texts))
    return Table(head, tuple(cells))


def confusion(say: Tongue, pairs: Sequence[tuple[Verdict | None, Verdict]]) -> Table:
    """What persons said against what the model said; ``pairs`` of both, a part each."""
    order = (Verdict.OK, Verdict.UNSURE, Verdict.NG)
    head = (
        say(QT_TRANSLATE_NOOP("Report", "A person says")),
        *(say(QT_TRANSLATE_NOOP("Report", "Model: {0}"), verdict_word(say, verdict)) for verdict in order),
        say(QT_TRANSLATE_NOOP("Report", "Together")),
    )
    rows = []
    for person in (Verdict.OK, Verdict.NG, Verdict.UNSURE, None):
        said = [model for human, model in pairs if human is person]
        if not said:
            continue
        cells = [Cell(person_word(say, person))]
        for verdict in order:
            count = said.count(verdict)
            tone = Tone.NG if count and _wrong(person, verdict) else Tone.PLAIN
            cells.append(Cell(str(count), tone))
        rows.append((*cells, Cell(str(len(said)))))
    return Table(head, tuple(rows))


def _wrong(person: Verdict | None, model: Verdict) -> bool:
    """A defect that passes, or a good part that is thrown away."""
    return (person, model) in ((Verdict.NG, Verdict.OK), (Verdict.OK, Verdict.NG))


def histogram(say: Tongue, said: Said, review: float, ng: float) -> Histogram:
    """Scores by what persons said, with both thresholds."""
    names = {
        Verdict.OK: (say(QT_TRANSLATE_NOOP("Report", "good")), Tone.OK),
        Verdict.NG: (say(QT_TRANSLATE_NOOP("Report", "defective")), Tone.NG),
        None: (say(QT_TRANSLATE_NOOP("Report", "no verdict")), Tone.QUIET),
    }
    values = {key: np.asarray(said.get(key, ()), np.float64) for key in names}
    every = np.concatenate(list(values.values()))
    low = min(float(every.min()) if every.size else 0.0, ng - 1e-3)
    high = max(float(every.max()) if every.size else ng, ng)
    high = min(high, ng + _BEYOND * (ng - low)) + 1e-6
    series = tuple(
        Series(*names[key], _counts(of_kind, low, high)) for key, of_kind in values.items() if of_kind.size
    )
    lines = (
        Line(say(QT_TRANSLATE_NOOP("Report", "Review from {0}"), f"{review:.2f}"), review, Tone.REVIEW),
        Line(say(QT_TRANSLATE_NOOP("Report", "NG from {0}"), f"{ng:.2f}"), ng, Tone.NG),
    )
    return Histogram(say(QT_TRANSLATE_NOOP("Report", "Score")), low, high, series, lines)


def _counts(values: NDArray[np.float64], low: float, high: float) -> tuple[int, ...]:
    counts, _ = np.histogram(np.clip(values, low, high), bins=BINS, range=(low, high))
    return tuple(int(count) for count in counts)


def level_text(say: Tongue, calibration: Calibration, score: float) -> str:
    """How rare a score is; nothing where too few good parts were kept aside to tell."""
    if not calibration.thresholds.calibrated:
        return ""
    level = false_alarm_level(calibration.normal_scores, score)
    if level >= 0.5:
        return say(QT_TRANSLATE_NOOP("Report", "usual for a good part"))
    return say(QT_TRANSLATE_NOOP("Report", "1 in {0} good parts scores as high"), math.floor(1 / level + 0.5))
