"""Parts that need no store."""

from __future__ import annotations

from bgad_studio.core.records import ImageRecord, ImageScore, Verdict

OK, NG, UNSURE = Verdict.OK, Verdict.NG, Verdict.UNSURE


def part(image_id: int, verdict: Verdict | None = None, score: float | None = None) -> ImageRecord:
    """Part ``image_id``, named after its number."""
    opinion = None if score is None else ImageScore(1, score, NG if score > 0.5 else OK)
    name = f"part_{image_id}.png"
    return ImageRecord(image_id, name, name, f"{image_id:064x}", 8, 6, name, verdict, score=opinion)
