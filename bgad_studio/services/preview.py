"""Pseudo anomalies made from the painted defects, to look at before training uses such ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.config import FAST
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.imaging.resize import mask_to, to_network
from bgad_studio.core.masks.codec import decode_label_map
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.core.synthesis.recipe import Pictures, generate, plan
from bgad_studio.core.synthesis.rpag import Known
from bgad_studio.services.project import Project


@dataclass(frozen=True, slots=True)
class PseudoPreview:
    """A pseudo anomaly at network size.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) bool.
        source: Image the defect was cut from.
        target: Good part it was pasted onto.
        transforms: What was done to it.
        seed: Its own seed.
    """

    image: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    source: ImageRecord
    target: ImageRecord
    transforms: tuple[str, ...]
    seed: int


def preview(project: Project, seed: int, count: int) -> list[PseudoPreview]:
    """Make pseudo anomalies as training would.

    Args:
        project: Open.
        seed: Another seed gives others, the same seed the same.
        count: How many at most; a defect that finds no place on a part is left out.

    Raises:
        StudioError: If no defect is painted, no part is good, or a file cannot be read.
    """
    images = project.images.all()
    known = [image for image in images if image.verdict is Verdict.NG and image.painted_type_ids]
    normal = [image for image in images if image.verdict is Verdict.OK]
    if not known:
        raise StudioError(problems.NO_MASKS_TO_PREVIEW)
    if not normal:
        raise StudioError(problems.NO_NORMALS, needed=1)
    config = replace(FAST.synthesis, per_known=-(-count // len(known)), max_total=count)

    @cache
    def picture(record: ImageRecord) -> NDArray[np.uint8]:
        return to_network(load_image(record.path, record.sha256), FAST.height_in, FAST.width_in)

    @cache
    def anomaly(index: int) -> Known:
        record = known[index]
        assert record.mask_id is not None
        label_map = decode_label_map(project.masks.blob(record.mask_id))
        return Known(picture(record), mask_to(label_map, FAST.height_in, FAST.width_in))

    found = Pictures(
        anomaly, lambda index: picture(normal[index]), lambda index: foreground(picture(normal[index]))
    )
    made = generate(plan(config, len(known), len(normal), seed), found)
    return [
        PseudoPreview(
            item.image,
            item.label_map > 0,
            known[item.order.source],
            normal[item.order.target],
            item.transforms,
            item.order.seed,
        )
        for item in made
        if item is not None
    ]
