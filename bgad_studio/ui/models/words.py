"""A model's facts in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.intervals import Share
from bgad_studio.core.manifest import Runtime
from bgad_studio.core.records import ModelState
from bgad_studio.services.models import LabelChanges, ModelSummary


def model_name(summary: ModelSummary) -> str:
    """By its number, and as a person calls it."""
    number = QCoreApplication.translate("ModelsView", "Model {0}").format(summary.model.number)
    return f"{number} · {summary.name}" if summary.name else number


def state_word(summary: ModelSummary) -> str:
    """What becomes of it, translated."""
    if not summary.usable:
        return QCoreApplication.translate("ModelsView", "thrown away")
    return {
        ModelState.ACTIVE: QCoreApplication.translate("ModelsView", "judges"),
        ModelState.CANDIDATE: QCoreApplication.translate("ModelsView", "waits for a decision"),
        ModelState.RETIRED: QCoreApplication.translate("ModelsView", "kept"),
    }[summary.model.state]


def changes_text(changes: LabelChanges | None) -> str:
    """``+3 defects, 1 repainted``, translated; empty for the first model."""
    if changes is None:
        return ""
    parts = []
    words = (
        (changes.defects_added, QCoreApplication.translate("ModelsView", "+{0} defects")),
        (changes.defects_gone, QCoreApplication.translate("ModelsView", "-{0} defects")),
        (changes.repainted, QCoreApplication.translate("ModelsView", "{0} repainted")),
        (changes.good_added, QCoreApplication.translate("ModelsView", "+{0} good")),
        (changes.good_gone, QCoreApplication.translate("ModelsView", "-{0} good")),
    )
    for count, word in words:
        if count:
            parts.append(word.format(count))
    return ", ".join(parts) if parts else QCoreApplication.translate("ModelsView", "none")


def share_text(share: Share) -> str:
    """``5 of 6``; a dash where there is none."""
    if not share.total:
        return "–"
    return QCoreApplication.translate("ModelsView", "{0} of {1}").format(share.count, share.total)


def interval_text(share: Share) -> str:
    """``5 of 6, 44–97 %``; a dash where there is none."""
    if not share.total:
        return "–"
    low, high = share.interval
    return f"{share_text(share)}, {round(100 * low)}–{round(100 * high)} %"


def size_text(size: int) -> str:
    """``12.3 MB``; empty where the files are gone."""
    return f"{size / 1e6:.1f} MB" if size else ""


def runtime_text(runtime: Runtime) -> str:
    """``processor, 2 threads``, translated."""
    if runtime.device != "cpu":
        return QCoreApplication.translate("ModelsView", "graphics card")
    return QCoreApplication.translate("ModelsView", "processor, threads: {0}").format(runtime.threads)


def clock_text(seconds: float) -> str:
    """``1:05``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
