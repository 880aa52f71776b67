"""What a person decides about images: verdicts, painted masks, kinds of defect."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.keeper import Keeper
from bgad_studio.core.masks.codec import decode_label_map, encode_label_map, types_in, values_in
from bgad_studio.core.masks.trimmed import Trimmed
from bgad_studio.core.records import Deed, DefectType, ImageRecord, MaskOrigin, Verdict
from bgad_studio.services.project import Project

PAINTED = "painted"
"""Who decided, when a verdict follows from paint."""
LONGEST_NAME = 255
"""Bytes of a file name that every file system takes."""
IMPORT = "import"
"""Who decided, when a verdict came with a data set."""


def person() -> str:
    """Who sits at the machine, as the system calls them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nameless, as some service accounts are; by version of Python
        return "unknown"


def set_verdict(project: Project, ids: Sequence[int], verdict: Verdict | None) -> list[ImageRecord]:
    """Keep a person's verdict on images; None takes it back. What was NG keeps its defect type as NG.

    Returns:
        The images as they are now.
    """
    typed: dict[int | None, list[int]] = {}
    with project.transaction():
        for record in project.images.some(ids):
            kept = record.defect_type_id if verdict is Verdict.NG else None
            typed.setdefault(kept, []).append(record.id)
        for type_id, of_type in typed.items():
            project.images.set_verdict(of_type, verdict, person(), type_id)
        return project.images.some(ids)


def save_mask(
    project: Project,
    image_id: int,
    label_map: NDArray[np.uint8],
    origin: MaskOrigin = MaskOrigin.DRAWN,
) -> ImageRecord:
    """Keep what a person painted: in the database first, then in a file beside it.

    Paint on a part nobody has judged makes it NG; taking all of that paint away takes that back.

    Args:
        project: Open.
        image_id: The image.
        label_map: (H, W) uint8 of the image's size; all 0: nothing painted.
        origin: Of the newest change.

    Returns:
        The image as it is now.

    Raises:
        StudioError: PROJECT_UNWRITABLE.
        ValueError: If the size is another one.
    """
    with project.transaction():
        record = project.images.get(image_id)
        keep_mask(project, record, label_map, origin)
        painted = bool(types_in(label_map))
        if painted and record.verdict is None:
            project.images.set_verdict([image_id], Verdict.NG, PAINTED)
        elif not painted and project.images.judged_by(image_id) == PAINTED:
            project.images.set_verdict([image_id], None, PAINTED)
        record = project.images.get(image_id)
    return record


def keep_mask(
    project: Project, record: ImageRecord, label_map: NDArray[np.uint8], origin: MaskOrigin
) -> None:
    """Add a mask revision and write its redundant file; inside a transaction of the caller or its own.

    Raises:
        StudioError: PROJECT_UNWRITABLE.
        ValueError: If the mask is not of the image's size.
    """
    if label_map.shape != (record.height_px, record.width_px):
        raise ValueError(f"mask {label_map.shape} for an image of {record.height_px}×{record.width_px}")
    png = encode_label_map(label_map)
    with project.transaction():
        project.masks.add(record.id, png, values_in(label_map), origin, record.sha256)
    file = label_file(project, record)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        save_png(file, label_map)
    except OSError as error:
        raise StudioError(
            problems.PROJECT_UNWRITABLE, project=project.path, reason=error.strerror or error
        ) from error


def label_file(project: Project, record: ImageRecord) -> Path:
    """Where the redundant mask of an image lies: a project survives the loss of its database."""
    file = project.labels_dir / f"{record.name}.png"
    if len(file.name.encode()) <= LONGEST_NAME:
        return file
    digest = hashlib.sha256(file.name.encode()).hexdigest()[:16]
    start = file.name.encode()[: LONGEST_NAME - 21].decode(errors="ignore")
    return file.with_name(f"{start}-{digest}.png")


Masks = Keeper[Trimmed]
"""Label maps by the ids of their revisions."""


def load_mask(project: Project, image_id: int, kept: Masks | None = None) -> NDArray[np.uint8] | None:
    """The newest label map of an image, (H, W) uint8; None when nothing is painted.

    Args:
        project: Open.
        image_id: The image.
        kept: Where label maps that were read are kept.
    """
    mask_id = project.images.get(image_id).mask_id
    if mask_id is None:
        return None

    def read() -> NDArray[np.uint8]:
        return decode_label_map(project.masks.blob(mask_id))

    if kept is None:
        return read()
    return kept.made(mask_id, lambda: Trimmed.of(read()), lambda trimmed: trimmed.nbytes).whole()


def add_defect_type(project: Project, name: str) -> DefectType:
    """Add a kind of defect.

    Raises:
        StudioError: DEFECT_TYPE_EXISTS, DEFECT_TYPES_FULL.
    """
    return project.masks.add_defect_type(name.strip())


def rename_defect_type(project: Project, type_id: int, name: str) -> None:
    """Call a kind of defect something else, everywhere and for all that is painted; noted in the history.

    Raises:
        StudioError: DEFECT_TYPE_EXISTS.
    """
    name = name.strip()
    with project.transaction():
        before = project.masks.rename_defect_type(type_id, name)
        if name != before.name:
            project.audit.add(Deed.TYPE_RENAMED, person(), text=f"{before.name}\n{name}")


def first_defect_type(project: Project, name: str) -> DefectType:
    """The first kind of defect; made under this name where there is none."""
    with project.transaction():
        found = project.masks.defect_types()
        return found[0] if found else add_defect_type(project, name)


def defect_types(project: Project) -> list[DefectType]:
    """All kinds of defect."""
    return project.masks.defect_types()
