"""What a report says, before it becomes a page: sections of blocks, every text in its final language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bgad_studio.core.errors import Trouble


class Tone(StrEnum):
    """What a text or a bar speaks of; decides its colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    OK = "ok"
    REVIEW = "unsure"
    NG = "ng"


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that matters, with its name and what it rests on."""

    name: str
    value: str
    tone: Tone = Tone.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Numbers side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first column holds names, the others stand at the right of theirs."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one kind, a count a bin."""

    name: str
    tone: Tone
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A value that is marked across the bars."""

    name: str
    value: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars stacked over a range of values.

    Attributes:
        axis: What the values are.
        low: Left end of the first bin.
        high: Right end of the last one; what lies beyond either is counted at the end.
        series: From the bottom up, all of the same number of bins.
        lines: Across the bars.
    """

    axis: str
    low: float
    high: float
    series: tuple[Series, ...]
    lines: tuple[Line, ...]

    @property
    def highest(self) -> int:
        """Of the stacked bars; at least 1."""
        columns = zip(*(one.counts for one in self.series), strict=True)
        stacked: list[int] = [sum(column) for column in columns]
        return max([1, *stacked])

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0…1."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Case:
    """One part as it is shown.

    Attributes:
        name: Of its file.
        word: The verdict.
        tone: Of the verdict.
        figure: The score.
        picture: JPEG of the part; empty where it cannot be read.
        overlay: JPEG of the part with its map; empty where there is none.
        notes: Short lines below.
    """

    name: str
    word: str
    tone: Tone
    figure: str
    picture: bytes
    overlay: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """Parts as pictures, the worst first."""

    cases: tuple[Case, ...]


Block = Prose | Facts | Tiles | Table | Histogram | Cases


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; an empty title has none."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report.

    Attributes:
        language: Its code, such as ``zh_CN``.
        title: Of the whole.
        subtitle: Below it.
        page: How a page is numbered, with places for the page and how many there are.
        sections: In order.
    """

    language: str
    title: str
    subtitle: str
    page: str
    sections: tuple[Section, ...]


class Tongue:
    """Says texts of one context in one language; English unless told otherwise.

    Args:
        context: Under which the texts are marked for translation.
        translate: Context and English text → text.
        language: Code of the language.
    """

    def __init__(
        self, context: str, translate: Callable[[str, str], str] | None = None, language: str = "en"
    ) -> None:
        self._context = context
        self._translate = translate or (lambda _context, text: text)
        self.language = language

    def __call__(self, text: str, *values: object) -> str:
        """A text marked under the context, with values in its places; without values they stay open."""
        said = self._translate(self._context, text)
        return said.format(*values) if values else said

    def trouble(self, trouble: Trouble) -> str:
        """What happened."""
        return self._translate("Problem", trouble.problem.text).format(**dict(trouble.params))
