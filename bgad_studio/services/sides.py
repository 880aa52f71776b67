"""What every image of a project is for: teaching, choosing, setting thresholds, measuring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bgad_studio.core.records import ImageRecord, Role, SnapshotItem, Verdict
from bgad_studio.core.splits import is_calibration, is_held_out_defect, is_validation
from bgad_studio.services.project import Project

NORMALS_NEEDED = 5
"""Fewer good parts say nothing about what is usual."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Images of a project by what they are for.

    Attributes:
        normal: Good parts the flows learn from.
        validation: Good parts that choose and scale.
        calibration: Good parts that set the thresholds.
        known: Painted defects that teach.
        held_out: Painted defects that measure.
        unmasked: Defective parts without paint that teach.
        unmasked_held_out: Defective parts without paint that measure.
    """

    normal: list[ImageRecord]
    validation: list[ImageRecord]
    calibration: list[ImageRecord]
    known: list[ImageRecord]
    held_out: list[ImageRecord]
    unmasked: list[ImageRecord]
    unmasked_held_out: list[ImageRecord]

    @property
    def good(self) -> list[ImageRecord]:
        """All good parts."""
        return self.normal + self.validation + self.calibration

    @property
    def items(self) -> list[SnapshotItem]:
        """As a snapshot keeps them."""
        return [
            *(
                SnapshotItem(image.id, Role.NORMAL_TRAIN, _area(image))
                for image in self.normal + self.validation
            ),
            *(SnapshotItem(image.id, Role.NORMAL_HOLDOUT, _area(image)) for image in self.calibration),
            *(SnapshotItem(image.id, Role.ANOMALY_TRAIN, image.mask_id) for image in self.known),
            *(SnapshotItem(image.id, Role.ANOMALY_HOLDOUT, image.mask_id) for image in self.held_out),
            *(SnapshotItem(image.id, Role.ANOMALY_TRAIN) for image in self.unmasked),
            *(SnapshotItem(image.id, Role.ANOMALY_HOLDOUT) for image in self.unmasked_held_out),
        ]


def _area(image: ImageRecord) -> int | None:
    """The mask of a good part that matters: one that leaves something of it out."""
    return image.mask_id if image.ignores else None


def draw_sides(project: Project, images: Sequence[ImageRecord]) -> Sides:
    """Say what every image is for.

    Images of one capture group stand on one side. What has taught always teaches: it cannot be unlearned; a
    defective part that has measured goes on measuring.

    Args:
        project: Open.
        images: All of its images.
    """
    good = [image for image in images if image.verdict is Verdict.OK]
    taught = project.runs.taught_by().groups
    wished = {image.group for image in images if image.hold_out} - taught

    def measures(group: str) -> bool:
        return group in wished or (group not in taught and is_calibration(group))

    mixed = {image.group for image in images if image.verdict is Verdict.NG}
    mixed &= {image.group for image in good if image.group in mixed}
    beside = {group: Role.ANOMALY_HOLDOUT if measures(group) else Role.ANOMALY_TRAIN for group in mixed}
    teach, measure = _defects(project, images, wished, beside)
    learned, apart = {image.group for image in teach}, {image.group for image in measure} | wished
    calibration, rest = _parted(
        good, lambda group: group in apart or (group not in learned and measures(group))
    )
    validation, normal = _parted(rest, is_validation)
    if len(normal) < NORMALS_NEEDED:  # a handful: everything learns, thresholds are provisional
        free = [image for image in good if image.group not in apart]
        normal, validation, calibration = free if len(free) >= NORMALS_NEEDED else good, [], []

    def painted(records: list[ImageRecord], wanted: bool) -> list[ImageRecord]:
        return [record for record in records if bool(record.painted_type_ids) is wanted]

    return Sides(
        normal,
        validation,
        calibration,
        painted(teach, True),
        painted(measure, True),
        painted(teach, False),
        painted(measure, False),
    )


def _parted(
    images: Sequence[ImageRecord], belongs: Callable[[str], bool]
) -> tuple[list[ImageRecord], list[ImageRecord]]:
    """Those whose capture group belongs, and the others; every group is asked about once an image."""
    inside: list[ImageRecord] = []
    outside: list[ImageRecord] = []
    for image in images:
        (inside if belongs(image.group) else outside).append(image)
    return inside, outside


def _defects(
    project: Project, images: Sequence[ImageRecord], wished: set[str], beside: Mapping[str, Role]
) -> tuple[list[ImageRecord], list[ImageRecord]]:
    """Defective parts that teach and that measure; parts of one capture group stay together.

    ``beside`` are the sides of groups that have good images too.
    Those without paint count by the type that came with them, or as a kind of their own.
    """
    defective = [image for image in images if image.verdict is Verdict.NG]
    order, fixed = project.masks.first_painted(), project.runs.defect_roles()
    # those whose side is fixed come first: a mask that is taken away must not move the others; then what is
    # painted
    defective.sort(
        key=lambda image: (image.id not in fixed, image.id not in order, order.get(image.id, image.id))
    )
    counts: dict[tuple[bool, int], int] = {}
    sides: dict[str, Role] = {}
    known: list[ImageRecord] = []
    held_out: list[ImageRecord] = []
    for image in defective:
        if image.group in wished:
            held_out.append(image)
            continue
        types = image.painted_type_ids
        kind = (bool(types), types[0] if types else image.defect_type_id or 0)
        rank = counts.get(kind, 0)
        counts[kind] = rank + 1
        drawn = Role.ANOMALY_HOLDOUT if is_held_out_defect(rank) else Role.ANOMALY_TRAIN
        role = sides.setdefault(image.group, fixed.get(image.id) or beside.get(image.group, drawn))
        (known if role is Role.ANOMALY_TRAIN else held_out).append(image)
    by_id = sorted(known, key=lambda image: image.id)
    return by_id, sorted(held_out, key=lambda image: image.id)
