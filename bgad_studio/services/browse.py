"""What lists and the canvas show of a project's images."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import encode_jpeg, load_image
from bgad_studio.core.imaging.thumbnails import thumbnail
from bgad_studio.core.records import ImageRecord
from bgad_studio.services.project import Project

THUMBNAIL_PX = 160

log = logging.getLogger(__name__)


def list_images(project: Project) -> list[ImageRecord]:
    """Every image of a project, in the order they were imported."""
    return project.images.all()


def load_picture(record: ImageRecord) -> NDArray[np.uint8]:
    """The picture itself, (H, W, 3) uint8 RGB.

    Raises:
        StudioError: If the file is gone, damaged, or not the one that was imported.
    """
    return load_image(record.path, record.sha256)


def load_thumbnail(project: Project, record: ImageRecord, edge_px: int = THUMBNAIL_PX) -> NDArray[np.uint8]:
    """A small copy, at most ``edge_px`` on its longer side, (h, w, 3) uint8 RGB; kept in the cache.

    Raises:
        StudioError: As :func:`load_picture`, unless there is a copy already.
    """
    file = project.cache_dir / "thumbnails" / f"{record.sha256}-{edge_px}.jpg"
    if file.exists():
        try:
            return load_image(file)
        except StudioError:
            file.unlink(missing_ok=True)  # the cache may be broken off anywhere: make it again
    small = thumbnail(load_picture(record), edge_px)
    try:
        _keep(file, encode_jpeg(small, 88))
    except OSError as error:  # it will be made again
        log.warning("thumbnail not kept: %s", error)
    return small


def _keep(file: Path, blob: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{uuid4().hex}.tmp")
    try:
        partial.write_bytes(blob)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
