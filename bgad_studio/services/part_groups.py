"""Which pictures show one part: by the name a rule reads, and by what they look like."""

from __future__ import annotations

from collections.abc import Sequence

from bgad_studio.core.imaging.alike import Likeness
from bgad_studio.services.project import Project
from bgad_studio.store.images import KnownImage


class PartGroups:
    """Capture groups of a project while an import goes on.

    Args:
        project: Open.
        images: Every image that ever was in it.
    """

    def __init__(self, project: Project, images: Sequence[KnownImage]) -> None:
        self._store = project.images
        prints = self._store.fingerprints()
        seen = [image for image in images if image.id in prints]
        self._likeness = Likeness([prints[image.id] for image in seen])
        self._of_print = [image.group for image in seen]
        self._twins: dict[int, int] = {}
        self._joined = self._store.joined_groups()
        self._members: dict[str, list[int]] = {}
        for image in images:
            if not image.removed:
                self._members.setdefault(image.group, []).append(image.id)

    def expect(self, greys: Sequence[bytes]) -> None:
        """Compare pictures that are about to come, with all and with each other; slow.

        Args:
            greys: What they look like from afar, in the order in which they are placed.
        """
        self._twins = dict(self._likeness.add(greys))

    def settle(self) -> list[int]:
        """Join parts whose twins could not be told when they came.

        Returns:
            Ids of the images that have joined others by that, without those that were removed.
        """
        early = [pair for pair in self._twins.items() if pair[0] < len(self._of_print)]
        return [
            image_id
            for later, earlier in early
            for image_id in self._join(self._of_print[later], self._of_print[earlier])
        ]

    def place(self, part: str | None, name: str) -> tuple[str, bool, list[int]]:
        """Say to which group the next expected picture belongs.

        Args:
            part: Read from its name.
            name: Its own; the group of a picture that belongs to no other.

        Returns:
            Group, whether it shows the same picture as another one, and ids of images that have joined one
            because of it: the part it is called by and the one it looks like are the same.
        """
        twin = self._twins.get(len(self._of_print))
        group, moved = part or name, []
        if twin is not None and part is None:
            group = self._whole(self._of_print[twin])
        elif twin is not None and part is not None:
            moved = self._join(part, self._of_print[twin])
        self._of_print.append(group)
        return group, twin is not None, moved

    def note(self, image_id: int, group: str) -> None:
        """An image of this group is in the project now."""
        self._members.setdefault(self._whole(group), []).append(image_id)

    def _whole(self, group: str) -> str:
        """What a group has become."""
        while group in self._joined:
            group = self._joined[group]
        return group

    def _join(self, later: str, earlier: str) -> list[int]:
        """Make two groups one, which keeps the name of the earlier one."""
        name, whole = self._whole(later), self._whole(earlier)
        if name == whole:
            return []
        self._joined[name] = whole
        self._store.join_groups(name, whole)
        moved = self._members.pop(name, [])
        self._members.setdefault(whole, []).extend(moved)
        return moved
