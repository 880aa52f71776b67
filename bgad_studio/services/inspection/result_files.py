"""What an inspection leaves in a folder: a table for spreadsheets, and pictures with their map."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.heatmap import blend
from bgad_studio.core.imaging.load import load_image, save_png
from bgad_studio.core.imaging.thumbnails import thumbnail
from bgad_studio.core.inspection import InspectedPart, Inspection
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.records import Verdict
from bgad_studio.services.results import ScoreMap

COLUMNS: Final = ("time", "file", "verdict", "score", "model", "review_from", "ng_from", "who", "trouble")
WORDS: Final = {Verdict.OK: "OK", Verdict.NG: "NG", Verdict.UNSURE: "review", None: "unreadable"}
OVERLAYS: Final = "overlays"
OVERLAY_EDGE_PX: Final = 1600
"""Longest side of an overlay: it is looked at, the part itself is not changed."""


def table_file(inspection: Inspection) -> Path:
    """The table of an inspection."""
    return inspection.results / f"inspection-{inspection.id}.csv"


def prepare(inspection: Inspection) -> None:
    """Make the folder and the head of the table.

    Raises:
        StudioError: PROJECT_UNWRITABLE, naming the folder.
    """
    try:
        inspection.results.mkdir(parents=True, exist_ok=True)
        # with a byte-order mark: spreadsheets else take names in Chinese for another encoding
        with table_file(inspection).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerow(COLUMNS)
    except OSError as error:
        raise _unwritable(inspection, error) from error


def add_rows(inspection: Inspection, parts: Sequence[InspectedPart]) -> None:
    """Add parts to the table.

    Raises:
        StudioError: PROJECT_UNWRITABLE; the parts are kept in the project all the same.
    """
    try:
        with table_file(inspection).open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_row(inspection, part) for part in parts)
    except OSError as error:
        raise _unwritable(inspection, error) from error


def save_overlay(inspection: Inspection, part: InspectedPart, score_map: ScoreMap, ramp: Ramp) -> Path:
    """Write the part with its map in these colours, outlined where it is unusual.

    The part's number in the file's name keeps equal names apart.

    Raises:
        StudioError: The picture cannot be read any more, or PROJECT_UNWRITABLE.
    """
    picture = thumbnail(load_image(part.path, part.sha256), OVERLAY_EDGE_PX)
    drawn = blend(picture, score_map.values, score_map.low, score_map.high, score_map.threshold, ramp)
    word = WORDS[part.verdict].lower()
    file = inspection.results / OVERLAYS / f"{part.id:06d}_{word}_{part.path.stem[:100]}.png"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        save_png(file, drawn)
    except OSError as error:
        raise _unwritable(inspection, error) from error
    return file


def _row(inspection: Inspection, part: InspectedPart) -> tuple[str, ...]:
    return (
        part.at.astimezone().isoformat(timespec="seconds"),
        str(part.path),
        WORDS[part.verdict],
        "" if part.score is None else f"{part.score:.4f}",
        str(inspection.model_number),
        f"{inspection.review:.4f}",
        f"{inspection.ng:.4f}",
        inspection.who,
        "" if part.trouble is None else part.trouble.english(),
    )


def _unwritable(inspection: Inspection, error: OSError) -> StudioError:
    return StudioError(
        problems.PROJECT_UNWRITABLE, project=inspection.results, reason=error.strerror or error
    )
