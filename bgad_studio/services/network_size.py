"""The size at which a project's next training looks at its parts."""

from __future__ import annotations

from bgad_studio.core.jsonform import from_json
from bgad_studio.core.manifest import Manifest
from bgad_studio.core.masks.codec import decode_label_map, types_in
from bgad_studio.core.network_size import Sight, across, edge_of
from bgad_studio.core.records import ImageRecord
from bgad_studio.services.project import Project
from bgad_studio.services.sides import Sides


def sight_of(project: Project, sides: Sides) -> Sight | None:
    """What the choice rests on: the good parts, the defects that teach, the model that judges.

    Returns:
        None without good parts.
    """
    if not sides.good:
        return None
    champion = project.models.active()
    before = None
    if champion is not None:
        config = from_json(Manifest, champion.manifest).config
        before = (config.height_in, config.width_in)
    return Sight.of(
        [(image.height_px, image.width_px) for image in sides.good],
        [width for image in sides.known for width in _across(project, image)],
        before,
    )


def _across(project: Project, image: ImageRecord) -> tuple[float, ...]:
    """How far across each painted region of an image is, as a share of the picture's edge."""
    assert image.mask_id is not None
    known = project.across.get(image.mask_id)
    if known is None:
        label_map = decode_label_map(project.masks.blob(image.mask_id))
        edge = edge_of(*label_map.shape)
        known = tuple(width / edge for value in types_in(label_map) for width in across(label_map == value))
        project.across[image.mask_id] = known
    return known
