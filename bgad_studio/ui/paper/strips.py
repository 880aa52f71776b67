"""Blocks of a report as strips: pieces of a page that are never torn, each with its height. Units are points.

Everything is measured and drawn in device pixels of the printer; :data:`PT` of them make a point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPageLayout, QPainter, QPdfWriter, QPen

from bgad_studio.core.paper import (
    Block,
    Case,
    Cases,
    Facts,
    Histogram,
    Prose,
    Table,
    Tiles,
    Tone,
)
from bgad_studio.ui import theme
from bgad_studio.ui.palette import LIGHT

PT: Final = 10.0
"""Device pixels a point: text is laid out at 720 dots an inch."""
Draw = Callable[[QPainter, float], None]
"""Draws at a distance from the top of the page."""
Align = Qt.AlignmentFlag

_BODY, _SMALL, _NUMBER = 9.5, 8.0, 18.0
_GAP: Final = 6 * PT
_TONES: Final = {
    Tone.PLAIN: LIGHT.text,
    Tone.QUIET: LIGHT.text2,
    Tone.OK: LIGHT.ok,
    Tone.REVIEW: LIGHT.review,
    Tone.NG: LIGHT.ng,
}


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page.

    Attributes:
        height: Device pixels.
        draw: Draws it.
        head: Drawn again above it when it begins a page.
        blank: Nothing but room, which no page begins with.
    """

    height: float
    draw: Draw
    head: Strip | None = None
    blank: bool = False


def space(height_pt: float) -> Strip:
    """Room between others."""
    return Strip(height_pt * PT, lambda *_: None, blank=True)


def font(size_pt: float, *, bold: bool = False) -> QFont:
    """The font of the window, in points of the page."""
    made = theme.figure_font(round(size_pt * PT), bold=bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class Setter:
    """Turns blocks into strips.

    Args:
        writer: Whose page it is; its resolution is 72 × :data:`PT`.
    """

    def __init__(self, writer: QPdfWriter) -> None:
        self._writer = writer
        page = writer.pageLayout().paintRectPixels(writer.resolution())
        assert writer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
        self.width, self.height = float(page.width()), float(page.height())

    def strips(self, block: Block) -> list[Strip]:
        """The strips of a block, from top to bottom."""
        if isinstance(block, Prose):
            return [self.text(block.text, font(_BODY), LIGHT.text2), space(6)]
        if isinstance(block, Facts):
            return self._facts(block)
        if isinstance(block, Tiles):
            return self._tiles(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Histogram):
            return [self._histogram(block), space(6)]
        return self._cases(block)

    def text(self, text: str, how: QFont, colour: str, left: float = 0, width: float | None = None) -> Strip:
        """Text of as many lines as it needs."""
        room = self.width - left if width is None else width
        box = self._measure(text, how, room)
        return Strip(box.height(), partial(_draw_text, text, how, colour, left, room))

    def _measure(self, text: str, how: QFont, room: float) -> QRectF:
        metrics = QFontMetricsF(how, self._writer)
        return metrics.boundingRect(QRectF(0, 0, room, 1e6), _flags(text, metrics, room), text)

    def _facts(self, block: Facts) -> list[Strip]:
        metrics = QFontMetricsF(font(_BODY), self._writer)
        names = max(metrics.horizontalAdvance(name) for name, _ in block.rows) + 3 * _GAP
        strips = []
        for name, value in block.rows:
            pair = (
                self.text(name, font(_BODY), LIGHT.text2),
                self.text(value, font(_BODY), LIGHT.text, names),
            )
            strips.append(_beside(pair, _GAP / 2))
        return [*strips, space(6)]

    def _tiles(self, block: Tiles) -> list[Strip]:
        across = min(len(block.tiles), 6)
        width = self.width / across
        strips = []
        for start in range(0, len(block.tiles), across):
            columns = []
            for place, tile in enumerate(block.tiles[start : start + across]):
                left, colour = place * width, _TONES[tile.tone]
                name = self.text(tile.name, font(_BODY, bold=True), colour, left, width - _GAP)
                value = self.text(tile.value, font(_NUMBER, bold=True), LIGHT.text, left, width - _GAP)
                note = self.text(tile.note, font(_SMALL), LIGHT.text2, left, width - _GAP)
                columns.append(_above((name, value, note)))
            strips += [_beside(columns), space(12)]
        return strips

    def _table(self, block: Table) -> list[Strip]:
        widths = self._columns(block)
        head = self._row([(text, LIGHT.text2) for text in block.head], widths, font(_SMALL))
        body = font(_BODY)
        rows = [
            self._row([(cell.text, _TONES[cell.tone]) for cell in row], widths, body, head)
            for row in block.rows
        ]
        return [head, *rows, space(12)]

    def _columns(self, block: Table) -> list[float]:
        """As wide as their texts need; where there is too little room the widest give way."""
        metrics = QFontMetricsF(font(_BODY), self._writer)
        lines = [block.head, *([cell.text for cell in row] for row in block.rows)]
        wanted = [
            max(map(metrics.horizontalAdvance, column)) + 3 * _GAP for column in zip(*lines, strict=True)
        ]
        while sum(wanted) > self.width + 1:
            widest = max(wanted)
            others = max((width for width in wanted if width < widest), default=0.0)
            count, surplus = wanted.count(widest), sum(wanted) - self.width
            cut = max(others, widest - surplus / count)
            wanted = [cut if width == widest else width for width in wanted]
        return wanted

    def _row(
        self, cells: Sequence[tuple[str, str]], widths: Sequence[float], how: QFont, head: Strip | None = None
    ) -> Strip:
        parts, left = [], 0.0
        for (text, colour), width in zip(cells, widths, strict=True):
            parts.append(self.text(text, how, colour, left, width - 2 * _GAP))
            left += width
        row = _beside(parts, _GAP)

        def draw(painter: QPainter, top: float) -> None:
            row.draw(painter, top + _GAP / 2)
            painter.setPen(QPen(QColor(LIGHT.line), PT / 2))
            bottom = round(top + row.height)
            painter.drawLine(0, bottom, round(left), bottom)

        return Strip(row.height + _GAP / 2, draw, head)

    def _histogram(self, block: Histogram) -> Strip:
        small = font(_SMALL)
        line = QFontMetricsF(small, self._writer).height()
        plot = QRectF(0, 2 * line, self.width, 130 * PT)

        def draw(painter: QPainter, top: float) -> None:
            area = plot.translated(0, top)
            _draw_bars(painter, block, area)
            for place, mark in enumerate(block.lines):
                x = area.left() + area.width() * block.share(mark.value)
                painter.setPen(QPen(QColor(_TONES[mark.tone]), 1.2 * PT))
                painter.drawLine(round(x), round(area.top() - line / 2), round(x), round(area.bottom()))
                painter.setFont(small)
                width = QFontMetricsF(small, self._writer).horizontalAdvance(mark.name) * 1.05
                # on the side where the other one is not, and within the page
                left = x + _GAP / 2 if place else x - width - _GAP / 2
                left = min(max(left, 0.0), self.width - width)
                painter.drawText(QRectF(left, top, width, line), 0, mark.name)
            below = area.bottom() + _GAP / 2
            painter.setPen(QColor(LIGHT.text2))
            painter.setFont(small)
            box = QRectF(0, below, self.width, line)
            for text, align in (
                (f"{block.low:.2f}", Align.AlignLeft),
                (block.axis, Align.AlignHCenter),
                (f"{block.high:.2f}", Align.AlignRight),
            ):
                painter.drawText(box, align, text)
            _draw_legend(painter, block, small, 0.0, below + 1.5 * line, line)

        return Strip(plot.bottom() + _GAP + 3 * line, draw)

    def _cases(self, block: Cases) -> list[Strip]:
        width = (self.width - 2 * _GAP) / 2
        strips = []
        for start in range(0, len(block.cases), 2):
            pair = [
                self._case(case, place * (width + 2 * _GAP), width)
                for place, case in enumerate(block.cases[start : start + 2])
            ]
            strips += [_beside(pair), space(12)]
        return strips

    def _case(self, case: Case, left: float, width: float) -> Strip:
        images = [_decoded(blob) for blob in (case.picture, case.overlay) if blob]
        room = (width - _GAP) / 2
        height = max((room * image.height() / max(image.width(), 1) for image in images), default=0.0)
        height = min(height, 1.2 * room)
        verdict = f"{case.word} {case.figure}"
        bold = font(_BODY, bold=True)
        said = QFontMetricsF(bold, self._writer).horizontalAdvance(verdict) + _GAP
        name = self.text(case.name, font(_BODY), LIGHT.text, left, width - said)
        word = self.text(verdict, bold, _TONES[case.tone], left + width - said + _GAP, said)
        notes = self.text(" · ".join(case.notes), font(_SMALL), LIGHT.text2, left, width)

        def draw(painter: QPainter, top: float) -> None:
            for place, image in enumerate(images):
                at = QRectF(left + place * (room + _GAP), top, room, height)
                painter.drawImage(_fitted(image, at), image)

        return _above((Strip(height + _GAP / 2, draw), _beside((name, word)), notes))


def _beside(strips: Sequence[Strip], below: float = 0.0) -> Strip:
    """Side by side; each knows its place."""

    def draw(painter: QPainter, top: float) -> None:
        for strip in strips:
            strip.draw(painter, top)

    return Strip(max(strip.height for strip in strips) + below, draw)


def _above(strips: Sequence[Strip]) -> Strip:
    """One above the other."""

    def draw(painter: QPainter, top: float) -> None:
        for strip in strips:
            strip.draw(painter, top)
            top += strip.height

    return Strip(sum(strip.height for strip in strips), draw)


def _flags(text: str, metrics: QFontMetricsF, room: float) -> int:
    """At spaces, and at any letter where a word, such as a path, is wider than the room."""
    longest = max(map(metrics.horizontalAdvance, text.split()), default=0.0)
    flag = Qt.TextFlag.TextWrapAnywhere if longest > room else Qt.TextFlag.TextWordWrap
    return flag.value


def _draw_text(
    text: str, how: QFont, colour: str, left: float, room: float, painter: QPainter, top: float
) -> None:
    painter.setFont(how)
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(how, painter.device())
    painter.drawText(QRectF(left, top, room, 1e6), _flags(text, metrics, room), text)


def _bar_colour(tone: Tone) -> QColor:
    """Parts nobody has judged are quieter than text."""
    return theme.colour(_TONES[tone], 0.55 if tone is Tone.QUIET else 1.0)


def _draw_bars(painter: QPainter, block: Histogram, area: QRectF) -> None:
    bins = len(block.series[0].counts)
    width = area.width() / bins
    for index in range(bins):
        bottom = area.bottom()
        for one in block.series:
            bar = area.height() * one.counts[index] / block.highest
            left = area.left() + index * width
            painter.fillRect(QRectF(left + PT / 2, bottom - bar, width - PT, bar), _bar_colour(one.tone))
            bottom -= bar
    painter.setPen(QPen(QColor(LIGHT.line), PT / 2))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def _draw_legend(
    painter: QPainter, block: Histogram, how: QFont, left: float, top: float, line: float
) -> None:
    metrics = QFontMetricsF(how, painter.device())
    for one in block.series:
        text = f"{one.name}: {sum(one.counts)}"
        box = line * 0.6
        painter.fillRect(QRectF(left, top + (line - box) / 2, box, box), _bar_colour(one.tone))
        painter.setPen(QColor(LIGHT.text2))
        width = metrics.horizontalAdvance(text) * 1.05
        painter.drawText(QRectF(left + line, top, width, line), 0, text)
        left += line + width + 3 * _GAP


def _decoded(blob: bytes) -> QImage:
    return QImage.fromData(QByteArray(blob))


def _fitted(image: QImage, room: QRectF) -> QRectF:
    """The largest rectangle of the picture's shape at the top left of the room."""
    scale = min(room.width() / max(image.width(), 1), room.height() / max(image.height(), 1))
    return QRectF(room.left(), room.top(), image.width() * scale, image.height() * scale)
