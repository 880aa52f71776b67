"""What the window knows of an open project; every place reads it here."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.records import IGNORE_VALUE, DefectType, ImageRecord, ModelRecord, Verdict
from bgad_studio.core.taught import NOTHING, Taught


@dataclass(frozen=True, slots=True)
class Counts:
    """Parts of a project by what a person said of them, and how many the model has judged."""

    good: int = 0
    defective: int = 0
    unsure: int = 0
    unlabelled: int = 0
    scored: int = 0

    @property
    def total(self) -> int:
        """All parts."""
        return self.good + self.defective + self.unsure + self.unlabelled


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything the window reads from the store at once."""

    records: tuple[ImageRecord, ...]
    types: tuple[DefectType, ...]
    model: ModelRecord | None
    taught: Taught = NOTHING


class Catalogue(QObject):
    """Images, defect types and the active model, as last read from the store.

    Only answers of the store's lane come in here: they are in order, so nothing older replaces newer.

    Signals:
        replaced(): Any image may have come, gone or changed.
        merged(object): A frozenset of the ids that came or changed.
        countsChanged(): Other numbers of verdicts.
        typesChanged(): Other defect types.
        modelChanged(): Another active model, or none.
    """

    replaced = Signal()
    merged = Signal(object)
    countsChanged = Signal()  # noqa: N815 - a signal
    typesChanged = Signal()  # noqa: N815
    modelChanged = Signal()  # noqa: N815

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: dict[int, ImageRecord] = {}
        self._verdicts: Counter[Verdict | None] = Counter()
        self._painted: Counter[int] = Counter()
        self._scored = 0
        self._types: tuple[DefectType, ...] = ()
        self._model: ModelRecord | None = None
        self._taught = NOTHING
        self._several: dict[str, list[int]] | None = None

    def __len__(self) -> int:
        return len(self._records)

    @property
    def records(self) -> Iterable[ImageRecord]:
        """All images."""
        return self._records.values()

    @property
    def types(self) -> tuple[DefectType, ...]:
        """Defect types in the order they were made."""
        return self._types

    @property
    def model(self) -> ModelRecord | None:
        """The model that judges."""
        return self._model

    @property
    def taught(self) -> Taught:
        """What the model that judges has learned from."""
        return self._taught

    def get(self, image_id: int) -> ImageRecord | None:
        """One image, or None if there is none of this id."""
        return self._records.get(image_id)

    def same_part(self, record: ImageRecord | None) -> list[str]:
        """Names of the other pictures that count as pictures of this part."""
        if record is None:
            return []
        if self._several is None:
            self._several = _several(self._records.values())
        ids = self._several.get(record.group, ())
        return [self._records[other].name for other in ids if other != record.id]

    def counts(self) -> Counts:
        """How many parts there are of each verdict."""
        numbers = self._verdicts
        return Counts(
            numbers[Verdict.OK], numbers[Verdict.NG], numbers[Verdict.UNSURE], numbers[None], self._scored
        )

    def painted_counts(self) -> dict[int, int]:
        """Defect type id, or ``IGNORE_VALUE`` → images on which it is painted."""
        return {type_id: count for type_id, count in self._painted.items() if count}

    def fill(self, contents: Contents) -> None:
        """Take everything anew."""
        self._records = {record.id: record for record in contents.records}
        self._several = None
        gc.freeze()  # else the search for cycles stands still for 0.2 s at 100 000 records
        self._verdicts, self._painted, self._scored = Counter(), Counter(), 0
        self._count(contents.records, 1)
        self._taught = contents.taught
        self.set_types(contents.types)
        self.replaced.emit()
        self.countsChanged.emit()
        if contents.model != self._model:
            self._model = contents.model
            self.modelChanged.emit()

    def merge(self, records: Iterable[ImageRecord]) -> None:
        """Take some images anew, or in addition."""
        changed = {record.id: record for record in records}
        if any(self._group_of(image_id) != record.group for image_id, record in changed.items()):
            self._several = None
        self._count([self._records[image_id] for image_id in changed if image_id in self._records], -1)
        self._count(changed.values(), 1)
        self._records.update(changed)
        self.merged.emit(frozenset(changed))
        self.countsChanged.emit()

    def remove(self, ids: Iterable[int]) -> None:
        """Images left the project."""
        gone = [self._records.pop(image_id) for image_id in set(ids) if image_id in self._records]
        self._several = None
        self._count(gone, -1)
        self.replaced.emit()
        self.countsChanged.emit()

    def add_new(self, records: Iterable[ImageRecord]) -> None:
        """Take images in addition; ones that are known stay as they are."""
        self.merge(record for record in records if record.id not in self._records)

    def set_types(self, types: Iterable[DefectType]) -> None:
        """Take the defect types anew."""
        taken = tuple(types)
        if taken != self._types:
            self._types = taken
            self.typesChanged.emit()

    def _group_of(self, image_id: int) -> str | None:
        known = self._records.get(image_id)
        return None if known is None else known.group

    def _count(self, records: Iterable[ImageRecord], by: int) -> None:
        """Counted as they come and go: a hundred thousand are too many to go through at every stroke."""
        for record in records:
            self._verdicts[record.verdict] += by
            self._scored += by * (record.score is not None)
            for type_id in record.painted_type_ids:
                self._painted[type_id] += by
            if record.ignores:
                self._painted[IGNORE_VALUE] += by


def _several(records: Iterable[ImageRecord]) -> dict[str, list[int]]:
    """Groups of more than one picture; the many of one are not kept."""
    first: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for record in records:
        earlier = first.setdefault(record.group, record.id)
        if earlier != record.id:
            found.setdefault(record.group, [earlier]).append(record.id)
    return found
