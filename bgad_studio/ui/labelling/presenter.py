"""Painting: reads pictures, keeps every stroke, never mixes up parts. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.keeper import Keeper
from bgad_studio.core.masks.edges import EdgeSearch, find_edges
from bgad_studio.core.masks.trimmed import Trimmed
from bgad_studio.core.records import DefectType, ImageRecord, MaskOrigin
from bgad_studio.services import annotate
from bgad_studio.services.results import unusual_regions
from bgad_studio.ui.labelling.state import Shown
from bgad_studio.ui.part_loader import PartLoader
from bgad_studio.ui.session import Session

MASK_BYTES = 32_000_000
"""Of label maps kept."""
_Paint = tuple[NDArray[np.uint8], MaskOrigin]


class LabelPresenter(QObject):
    """What the view of the place to label asks for.

    A stroke belongs to the part that is on the canvas when it ends, whatever is being loaded meanwhile. Paint
    that could not be saved is kept and shown again until it could.

    Signals:
        leaving(): Another part comes onto the canvas next: end what is in hand.
        shown(object): A :class:`Shown`: this part comes onto the canvas now.
        unreadable(object, object): The record of a part and the :class:`Trouble` with its picture.
        saving(): A change is on its way to the disk.
        saved(object): The time (``datetime``) of a commit.
        saveFailed(object): The :class:`Trouble`; the paint is kept and :meth:`retry` tries again.
        regionsRead(object): (H, W) bool of the part on the canvas: where the model sees something unusual.
        edgesFound(object, object): An :class:`EdgeSearch` and the :class:`Region` it found, or None.
        typeAdded(object): A new :class:`DefectType`.
        troubled(object): Any other :class:`Trouble`.
    """

    leaving = Signal()
    shown = Signal(object)
    unreadable = Signal(object, object)
    saving = Signal()
    saved = Signal(object)
    saveFailed = Signal(object)  # noqa: N815 - a signal
    regionsRead = Signal(object)  # noqa: N815
    edgesFound = Signal(object, object)  # noqa: N815
    typeAdded = Signal(object)  # noqa: N815
    troubled = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._masks: annotate.Masks = Keeper(MASK_BYTES)
        self._loader = PartLoader(session, "label-page", lambda record: self._read_mask(record.id), self)
        self._loader.loaded.connect(self._show)
        self._loader.failed.connect(self._fail)
        self._on_canvas: int | None = None
        self._mask_id: int | None = None
        session.catalogue.merged.connect(self._see_mask)
        self._to_mark: tuple[int, tuple[int, int]] | None = None
        self._unsaved: dict[int, _Paint] = {}
        self._failed: set[int] = set()

    @property
    def record(self) -> ImageRecord | None:
        """The part on the canvas, as the catalogue knows it now."""
        return None if self._on_canvas is None else self._session.catalogue.get(self._on_canvas)

    @property
    def unsaved(self) -> int:
        """On how many parts the last paint could not be saved."""
        return len(self._failed)

    @property
    def saved_all(self) -> bool:
        """Whether all paint is on the disk."""
        return not self._unsaved

    def open(self, image_id: int) -> None:
        """Bring a part onto the canvas; of several calls in a row only the last counts."""
        if image_id != self._loader.wanted:
            self._loader.load(image_id)

    def load_ahead(self, image_ids: Sequence[int]) -> None:
        """Have these parts ready in case they are opened next."""
        self._loader.load_ahead(image_ids)
        for place, image_id in enumerate(image_ids):
            self._session.store.submit(
                partial(self._read_mask, image_id), failed=lambda _: None, key=f"mask-ahead-{place}"
            )

    def leave(self) -> None:
        """Nothing is on the canvas any more."""
        self._on_canvas = None
        self._loader.forget()

    def keep_stroke(self, label_map: NDArray[np.uint8], origin: MaskOrigin = MaskOrigin.DRAWN) -> None:
        """Save the label map of the part on the canvas.

        Args:
            label_map: (H, W) uint8; not changed by anybody afterwards.
            origin: Of the newest change.
        """
        if self._on_canvas is not None:
            self._save(self._on_canvas, label_map, origin)

    def mark_region(self, image_id: int, at_xy: tuple[int, int]) -> None:
        """Read the region at a pixel as soon as this part, which was opened, is on the canvas."""
        if self._on_canvas == image_id == self._loader.wanted:
            self.read_regions(at_xy)
        else:
            self._to_mark = (image_id, at_xy)

    def read_regions(self, at_xy: tuple[int, int] | None = None) -> None:
        """See where the model sees something unusual on the part on the canvas, or only at one pixel."""
        record, project = self.record, self._session.project
        if record is None:
            return

        def take(mask: NDArray[np.bool_] | None) -> None:
            if mask is not None and self._on_canvas == record.id:
                self.regionsRead.emit(mask)

        self._session.store.submit(lambda: unusual_regions(project, record, at_xy), take, self.troubled.emit)

    def find_edges(self, search: EdgeSearch) -> None:
        """Look for edges in a piece of the picture; a later search replaces one that has not begun."""
        self._session.pictures.submit(
            lambda: find_edges(search),
            lambda region: self.edgesFound.emit(search, region),
            self.troubled.emit,
            key="edges",
        )

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        for image_id in sorted(self._failed):
            self._save(image_id, *self._unsaved[image_id])

    def add_type(self, name: str) -> None:
        """Make a new type of defect."""
        project = self._session.project

        def add() -> tuple[DefectType, list[DefectType]]:
            made = annotate.add_defect_type(project, name)
            return made, annotate.defect_types(project)

        self._session.store.submit(add, self._take_type, self.troubled.emit)

    def rename_type(self, type_id: int, name: str) -> None:
        """Call a type of defect something else."""
        project = self._session.project

        def rename() -> list[DefectType]:
            annotate.rename_defect_type(project, type_id, name)
            return annotate.defect_types(project)

        self._session.store.submit(rename, self._session.catalogue.set_types, self.troubled.emit)

    def need_type(self, name: str) -> None:
        """Make a first type of defect of this name; where there are types, take the first."""
        project = self._session.project

        def find() -> tuple[DefectType, list[DefectType]]:
            return annotate.first_defect_type(project, name), annotate.defect_types(project)

        self._session.store.submit(find, self._take_type, self.troubled.emit)

    def _read_mask(self, image_id: int) -> NDArray[np.uint8] | None:
        """On the store's lane."""
        return annotate.load_mask(self._session.project, image_id, self._masks)

    def _show(self, record: ImageRecord, picture: Pyramid, label_map: NDArray[np.uint8] | None) -> None:
        self.leaving.emit()  # a stroke in hand ends here and is still the last part's
        kept = self._unsaved.get(record.id)
        self._on_canvas = record.id
        self._mask_id = None if self.record is None else self.record.mask_id
        self.shown.emit(Shown(record, picture, label_map if kept is None else kept[0]))
        wanted, self._to_mark = self._to_mark, None
        if wanted is not None and wanted[0] == record.id:
            self.read_regions(wanted[1])

    def _fail(self, record: ImageRecord, trouble: Trouble) -> None:
        self.leaving.emit()
        self._on_canvas = None
        self.unreadable.emit(record, trouble)

    def _save(self, image_id: int, label_map: NDArray[np.uint8], origin: MaskOrigin) -> None:
        project = self._session.project
        self._unsaved[image_id] = (label_map, origin)
        self.saving.emit()
        self._session.store.submit(
            lambda: annotate.save_mask(project, image_id, label_map, origin),
            lambda record: self._take_saved(record, label_map),
            lambda trouble: self._keep_unsaved(image_id, trouble),
        )

    def _take_saved(self, record: ImageRecord, label_map: NDArray[np.uint8]) -> None:
        waiting = self._unsaved.get(record.id)
        if waiting is not None and waiting[0] is label_map:
            del self._unsaved[record.id]
        self._failed.discard(record.id)
        if record.id == self._on_canvas:
            self._mask_id = record.mask_id
        if record.mask_id is not None:
            trimmed = Trimmed.of(label_map)
            self._masks.keep(record.mask_id, trimmed, trimmed.nbytes)
        self._session.catalogue.merge([record])
        self.saved.emit(datetime.now())

    def _see_mask(self) -> None:
        """The mask of the part on the canvas may have come after its picture."""
        now = self.record
        if now is not None and now.mask_id != self._mask_id and now.id not in self._unsaved:
            self._mask_id = now.mask_id
            if self._loader.wanted == now.id:
                self._loader.load(now.id)

    def _keep_unsaved(self, image_id: int, trouble: Trouble) -> None:
        self._failed.add(image_id)
        self.saveFailed.emit(trouble)

    def _take_type(self, answer: tuple[DefectType, list[DefectType]]) -> None:
        made, types = answer
        self._session.catalogue.set_types(types)
        self.typeAdded.emit(made)
