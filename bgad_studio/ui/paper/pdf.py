"""Sets a report on A4 pages and writes them as PDF. Works on any thread, and without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from bgad_studio.core.paper import Paper
from bgad_studio.ui.palette import LIGHT
from bgad_studio.ui.paper.strips import PT, Setter, Strip, font, space

_MARGINS_MM: Final = QMarginsF(18, 16, 18, 16)
_FOOT: Final = 22 * PT
"""Kept free below for the number of the page."""


def write_pdf(paper: Paper, file: Path) -> None:
    """Write a report as PDF.

    Raises:
        OSError: It cannot be written.
    """
    # into memory first: Qt says of a full disk only that it failed
    blob = QByteArray()
    buffer = QBuffer(blob)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _print(paper, buffer)
    file.write_bytes(blob.data())


def _print(paper: Paper, device: QBuffer) -> None:
    writer = QPdfWriter(device)
    writer.setResolution(round(72 * PT))
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        _MARGINS_MM,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    writer.setTitle(f"{paper.title} — {paper.subtitle}")
    writer.setCreator("BGAD Studio")
    setter = Setter(writer)
    pages = _pages(_chunks(paper, setter), setter.height - _FOOT)
    painter = QPainter(writer)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        top = 0.0
        for strip in page:
            strip.draw(painter, top)
            top += strip.height
        _draw_foot(painter, paper, setter, paper.page.format(number, len(pages)))
    painter.end()


def _chunks(paper: Paper, setter: Setter) -> list[list[Strip]]:
    """What must stand on one page together: a heading stands with what it heads."""
    title = setter.text(paper.title, font(20, bold=True), LIGHT.text)
    subtitle = setter.text(paper.subtitle, font(11), LIGHT.text2)
    chunks = [[title, subtitle, space(14)]]
    for section in paper.sections:
        strips = [strip for block in section.blocks for strip in setter.strips(block)]
        if not section.title:
            chunks += [[strip] for strip in strips]
            continue
        heading = setter.text(section.title, font(13, bold=True), LIGHT.text)
        above, below = space(10), space(5)
        chunks.append([above, heading, below, *strips[:3]])
        chunks += [[strip] for strip in strips[3:]]
    return chunks


def _pages(chunks: Sequence[Sequence[Strip]], height: float) -> list[list[Strip]]:
    pages: list[list[Strip]] = [[]]
    used = 0.0
    for chunk in chunks:
        needed = sum(strip.height for strip in chunk)
        if used + needed > height and pages[-1]:
            pages.append([])
            used = 0.0
            if chunk[0].blank and len(chunk) == 1:
                continue
            head = chunk[0].head
            if head is not None:
                pages[-1].append(head)
                used = head.height
        pages[-1] += chunk
        used += needed
    return pages


def _draw_foot(painter: QPainter, paper: Paper, setter: Setter, number: str) -> None:
    painter.setFont(font(8))
    painter.setPen(QColor(LIGHT.text2))
    box = QRectF(0, setter.height - 12 * PT, setter.width, 12 * PT)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"{paper.title} · {paper.subtitle}")
    painter.drawText(box, Qt.AlignmentFlag.AlignRight, number)
