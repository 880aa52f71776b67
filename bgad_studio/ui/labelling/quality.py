"""Looks at the paint of the part on the canvas, beside the window, and says what may be wrong with it."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.keeper import Keeper
from bgad_studio.core.masks.hints import Remark, remarks
from bgad_studio.core.network_size import edge_of
from bgad_studio.core.records import Verdict
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.services.foregrounds import Corrected, corrected
from bgad_studio.ui.session import Session

_PART_EDGE = 512
"""Pixels of the picture's longer side on which the part is found."""
_PARTS_BYTES = 8_000_000


class Quality(QObject):
    """Never blocks and never stops anything: a remark comes when it comes.

    Signals:
        found(object): Every :class:`Remark` on the part on the canvas.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._parts: Keeper[NDArray[np.bool_]] = Keeper(_PARTS_BYTES)
        self._image_id: int | None = None
        self._picture: Pyramid | None = None
        self._label_map: NDArray[np.uint8] | None = None
        self._verdict: Verdict | None = None
        session.catalogue.merged.connect(self._look_at_verdict)

    def show(self, image_id: int, picture: Pyramid, label_map: NDArray[np.uint8] | None) -> None:
        """This part is on the canvas now; the label map is not changed by anybody."""
        self.found.emit(())
        self._image_id, self._picture, self._label_map = image_id, picture, label_map
        self._look()

    def change(self, label_map: NDArray[np.uint8]) -> None:
        """The part has this paint now; not changed by anybody."""
        self._label_map = label_map
        self._look()

    def leave(self) -> None:
        """No part is on the canvas."""
        self._image_id = self._picture = self._label_map = None
        for lane in (self._session.store, self._session.pictures):
            lane.forget("quality")
        self.found.emit(())

    def look_again(self) -> None:
        """Where the part lies may have been corrected meanwhile."""
        self._look()

    def _look_at_verdict(self) -> None:
        record = None if self._image_id is None else self._session.catalogue.get(self._image_id)
        if record is not None and record.verdict is not self._verdict:
            self._look()

    def _look(self) -> None:
        self._session.pictures.forget("quality")  # what is still being looked at is of another part or paint
        record = None if self._image_id is None else self._session.catalogue.get(self._image_id)
        if record is None or self._picture is None:
            return
        self._verdict = record.verdict
        work = partial(_remarks, self._picture, self._label_map, record.verdict, record.sha256, self._parts)
        project, pictures = self._session.project, self._session.pictures

        def look(known: Corrected | None) -> None:
            pictures.submit(lambda: work(known), self.found.emit, key="quality")

        self._session.store.submit(
            lambda: corrected(project, record),
            look,
            lambda _: look(None),  # remarks are not worth a warning
            key="quality",
        )


def _remarks(
    picture: Pyramid,
    label_map: NDArray[np.uint8] | None,
    verdict: Verdict | None,
    name: str,
    parts: Keeper[NDArray[np.bool_]],
    known: Corrected | None,
) -> tuple[Remark, ...]:
    """On a thread of the pictures' lane."""
    if known is None:
        part = parts.made(name, lambda: foreground(picture.small(_PART_EDGE)), lambda found: found.nbytes)
    else:
        part = known.mask > 0
    recipe = PRESETS[Preset.FAST]
    edge_in = recipe.largest_edge_in or edge_of(recipe.height_in, recipe.width_in)
    return remarks(label_map, verdict, part, edge_in)
