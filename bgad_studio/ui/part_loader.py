"""Brings one part after the other from the disk to a canvas: the picture first, then what lies on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.imaging.pyramid import Pyramid, pyramid
from bgad_studio.core.records import ImageRecord
from bgad_studio.services import browse
from bgad_studio.ui.session import Session


class PartLoader(QObject):
    """Of several wishes in a row only the last is answered.

    Args:
        session: The open project.
        key: Of its lanes; one a place.
        read: On the store's lane, after whatever was being saved: what lies on the picture.

    Signals:
        loaded(object, object, object): Record, picture (:class:`Pyramid`) and what ``read`` gave.
        failed(object, object): Record and :class:`Trouble`.
    """

    loaded = Signal(object, object, object)
    failed = Signal(object, object)

    def __init__(
        self, session: Session, key: str, read: Callable[[ImageRecord], Any], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self._read = read
        self.wanted: int | None = None

    def load(self, image_id: int) -> None:
        """Read this part; ids nobody knows are ignored."""
        record = self._session.catalogue.get(image_id)
        if record is None:
            return
        self.wanted = image_id
        ready = self._session.ready.get(_name(record))
        if ready is not None:
            self._session.pictures.forget(self._key)
            self._take_picture(record, ready)
            return
        self._session.pictures.submit(
            lambda: _prepare(self._session, record),
            lambda picture: self._take_picture(record, picture),
            lambda trouble: self._fail(record, trouble),
            key=self._key,
        )

    def load_ahead(self, image_ids: Iterable[int]) -> None:
        """Have the pictures of these parts ready in case they are wanted next."""
        for place, record in enumerate(map(self._session.catalogue.get, image_ids)):
            if record is None:
                continue
            self._session.ahead.submit(
                partial(_prepare, self._session, record),
                failed=lambda _: None,  # told when the part is really wanted
                key=f"{self._key}-ahead-{place}",
            )

    def forget(self) -> None:
        """No part is wanted any more."""
        self.wanted = None
        self._session.pictures.forget(self._key)
        self._session.store.forget(self._key)

    def _take_picture(self, record: ImageRecord, picture: Pyramid) -> None:
        self._session.store.submit(
            lambda: self._read(record),
            lambda found: self._take(record, picture, found),
            lambda trouble: self._fail(record, trouble),
            key=self._key,
        )

    def _take(self, record: ImageRecord, picture: Pyramid, found: Any) -> None:
        if record.id == self.wanted:
            self.loaded.emit(record, picture, found)

    def _fail(self, record: ImageRecord, trouble: Trouble) -> None:
        if record.id == self.wanted:
            self.wanted = None
            self.failed.emit(record, trouble)


def _name(record: ImageRecord) -> tuple[str, str]:
    return str(record.path), record.sha256


def _prepare(session: Session, record: ImageRecord) -> Pyramid:
    """On a thread of the pictures' lane: the picture as a canvas draws it."""
    return session.ready.made(
        _name(record), lambda: pyramid(browse.load_picture(record)), lambda ready: ready.nbytes
    )
