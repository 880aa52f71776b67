"""What the place to review shows: a queue, where the person is in it, and what was decided. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bgad_studio.core.review import Queued
from bgad_studio.services.review import Reviewed


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that can be undone: what was asked, and the part before and after it."""

    asked: Queued
    reviewed: Reviewed


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The queue.

    Attributes:
        queue: Parts that are still asked about.
        at: Place in the queue of the one in hand; 0 in an empty one.
        done: What was decided here, the newest last.
    """

    queue: tuple[Queued, ...] = ()
    at: int = 0
    done: tuple[Done, ...] = ()

    @property
    def current(self) -> Queued | None:
        """The part in hand; None: nothing is left."""
        return self.queue[self.at] if self.queue else None

    def read(self, queue: tuple[Queued, ...]) -> ReviewState:
        """With a queue read anew; the part in hand stays in hand as long as it is asked about."""
        held = None if self.current is None else self.current.image_id
        ids = [item.image_id for item in queue]
        at = ids.index(held) if held in ids else min(self.at, max(len(queue) - 1, 0))
        return replace(self, queue=queue, at=at)

    def step(self, by: int) -> ReviewState:
        """Another part in hand, without an answer; at the end it begins anew."""
        return replace(self, at=(self.at + by) % len(self.queue)) if self.queue else self

    def without(self, *ids: int) -> ReviewState:
        """Nobody asks about these any more: the next one takes the place of the one in hand."""
        gone = {item.image_id for item in self.queue}.intersection(ids)
        if not gone:
            return self
        left = tuple(item for item in self.queue if item.image_id not in gone)
        before = sum(item.image_id not in gone for item in self.queue[: self.at])
        return replace(self, queue=left, at=before % len(left) if left else 0)

    def decided(self, done: Done) -> ReviewState:
        """After an answer."""
        return replace(self.without(done.asked.image_id), done=(*self.done, done))

    def undone(self) -> ReviewState:
        """After the newest answer was taken back: its part is in hand again."""
        asked = self.done[-1].asked
        left = self.without(asked.image_id)
        queue = (*left.queue[: left.at], asked, *left.queue[left.at :])
        return ReviewState(queue, left.at, self.done[:-1])
