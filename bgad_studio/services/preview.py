"""Pseudo anomalies to look at: the same pixels a training gets."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import Strategy
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.imaging.resize import mask_to, to_network
from bgad_studio.core.keeper import Keeper
from bgad_studio.core.masks.codec import decode_label_map
from bgad_studio.core.records import ImageRecord
from bgad_studio.core.synthesis.choices import PseudoRecord
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.core.synthesis.recipe import NO_SOURCE, Order, Pictures, Pseudo, make
from bgad_studio.core.synthesis.rpag import Known
from bgad_studio.services.project import Project
from bgad_studio.services.synthesis import Studio

KEPT_BYTES = 96 * 2**20
"""Pictures kept decoded, 480 at 256²: a slider that moves decodes nothing."""
CUT_PX = 96
"""Edge of the little picture of where a defect was cut from."""
CUT_MARGIN = 0.35
"""Of the defect's size, shown around it."""

T = TypeVar("T", bound=np.generic)
Size = tuple[int, int]
"""Height and width, pixels."""


@dataclass(frozen=True, slots=True)
class PseudoPreview:
    """A pseudo anomaly at network size.

    Attributes:
        record: What it is made from.
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) bool, where the defect is.
        part: (H, W) bool, where the part is.
        cut: (CUT_PX, CUT_PX, 3) uint8 RGB, where the defect was cut from; None for a texture.
        source: Image of ``cut``.
        target: Good part it was put onto.
        transforms: What was done to it.
    """

    record: PseudoRecord
    image: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    part: NDArray[np.bool_]
    cut: NDArray[np.uint8] | None
    source: ImageRecord | None
    target: ImageRecord
    transforms: tuple[str, ...]


class PreviewMaker:
    """Makes previews from any thread and keeps the pictures they are made from.

    Args:
        project: Open.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept: Keeper[Any] = Keeper(KEPT_BYTES)

    def make(self, record: PseudoRecord, studio: Studio) -> PseudoPreview | None:
        """Make one.

        Args:
            record: Of ``studio``.
            studio: Knows the images and the corrected foregrounds.

        Returns:
            None when the defect found no place on the part.

        Raises:
            StudioError: If a picture cannot be read.
        """
        made = self._made(record, studio)
        if made is None:
            return None
        target, source = _images(record, studio)
        return PseudoPreview(
            record,
            made.image,
            made.label_map > 0,
            self._part(target, studio),
            self._cut(record, source, studio.size),
            source,
            target,
            made.transforms,
        )

    def finds_place(self, record: PseudoRecord, studio: Studio) -> bool:
        """Whether there is anything to make.

        Args:
            record: Of ``studio``.
            studio: Knows the images and the corrected foregrounds.

        Raises:
            StudioError: If a picture cannot be read.
        """
        return self._made(record, studio) is not None

    def _made(self, record: PseudoRecord, studio: Studio) -> Pseudo | None:
        target, source = _images(record, studio)
        here = {0: target, 1: source}

        def picture(index: int) -> NDArray[np.uint8]:
            image = here[index]
            assert image is not None
            return self._picture(image, studio.size)

        pictures = Pictures(
            lambda _: self._known(record, source, studio.size), picture, lambda _: self._part(target, studio)
        )
        order = Order(NO_SOURCE if source is None else 1, 0, record.seed, record.config)
        return make(order, pictures)

    def _picture(self, image: ImageRecord, size: Size) -> NDArray[np.uint8]:
        return self._array(
            ("picture", image.sha256, size), lambda: to_network(load_image(image.path, image.sha256), *size)
        )

    def _known(self, record: PseudoRecord, source: ImageRecord | None, size: Size) -> Known:
        assert source is not None
        mask_id = record.mask_id
        assert mask_id is not None

        def read() -> Known:
            label_map = decode_label_map(self._project.masks.blob(mask_id))
            return Known(self._picture(source, size), mask_to(label_map, *size))

        def nbytes(known: Known) -> int:
            return known.image.nbytes + known.label_map.nbytes

        return cast("Known", self._kept.made(("known", source.sha256, mask_id, size), read, nbytes))

    def _part(self, target: ImageRecord, studio: Studio) -> NDArray[np.bool_]:
        size = studio.size
        revision = studio.foregrounds.get(target.id, studio.foregrounds.get(None))
        if revision is None:
            return self._array(("part", target.sha256, size), lambda: foreground(self._picture(target, size)))
        mask_id = revision

        def read() -> NDArray[np.bool_]:
            mask = decode_label_map(self._project.synthesis.foreground_png(mask_id))
            return mask_to(mask, *size) > 0

        return self._array(("corrected", mask_id, size), read)

    def _cut(self, record: PseudoRecord, source: ImageRecord | None, size: Size) -> NDArray[np.uint8] | None:
        if source is None:
            return None
        if record.config.strategy is not Strategy.RPAG:
            whole = self._picture(source, size)
            return np.asarray(cv2.resize(whole, (CUT_PX, CUT_PX), interpolation=cv2.INTER_AREA))
        known = self._known(record, source, size)
        return self._array(("cut", source.sha256, record.mask_id, size), lambda: _cut_out(known))

    def _array(self, key: Hashable, make: Callable[[], NDArray[T]]) -> NDArray[T]:
        """What was made before, or is made now."""
        return cast("NDArray[T]", self._kept.made(key, make, lambda array: array.nbytes))


def _images(record: PseudoRecord, studio: Studio) -> tuple[ImageRecord, ImageRecord | None]:
    """The good part, and what is cut from."""
    source = None if record.source_id is None else studio.images[record.source_id]
    return studio.images[record.target_id], source


def _cut_out(known: Known) -> NDArray[np.uint8]:
    """The neighbourhood of a defect as a square of :data:`CUT_PX`."""
    rows, columns = np.nonzero(known.label_map)
    height, width = known.label_map.shape
    if not len(rows):
        rows, columns = np.array([0, height - 1]), np.array([0, width - 1])
    extent = max(rows.max() - rows.min(), columns.max() - columns.min()) + 1
    edge = int(min(max(extent * (1 + 2 * CUT_MARGIN), 32), height, width))
    top = int(np.clip((rows.min() + rows.max() - edge) // 2, 0, height - edge))
    left = int(np.clip((columns.min() + columns.max() - edge) // 2, 0, width - edge))
    window = known.image[top : top + edge, left : left + edge]
    return np.asarray(cv2.resize(window, (CUT_PX, CUT_PX), interpolation=cv2.INTER_CUBIC), np.uint8)
