"""Where a person is in the queue: an answer brings the next part, undo the one before."""

from __future__ import annotations

from bgad_studio.core.records import ImageRecord
from bgad_studio.core.review import Queued, Reason
from bgad_studio.services.review import Reviewed
from bgad_studio.ui.review.state import Done, ReviewState


def asked(image_id: int) -> Queued:
    return Queued(image_id, Reason.BETWEEN)


def done(image_id: int) -> Done:
    record = ImageRecord(image_id, "a.png", "a.png", "", 9, 9, "a.png")
    return Done(asked(image_id), Reviewed(record, record))


def ids(state: ReviewState) -> list[int]:
    return [item.image_id for item in state.queue]


THREE = ReviewState((asked(1), asked(2), asked(3)))


def test_an_answer_brings_the_next_part_and_after_the_last_the_first_that_is_left() -> None:
    state = THREE.step(1).decided(done(2))
    assert (state.current, ids(state)) == (asked(3), [1, 3])
    state = state.decided(done(3))
    assert state.current == asked(1)
    assert state.decided(done(1)).current is None


def test_later_goes_round_and_answers_nothing() -> None:
    assert [THREE.step(by).current for by in (1, 2, 3, -1)] == [asked(2), asked(3), asked(1), asked(3)]
    assert ReviewState().step(1) == ReviewState()


def test_undo_brings_the_answered_part_back_into_the_hand() -> None:
    state = THREE.step(1).decided(done(2)).undone()
    assert (state.current, ids(state), state.done) == (asked(2), [1, 2, 3], ())
    alone = ReviewState((asked(1),)).decided(done(1)).undone()
    assert alone.current == asked(1)


def test_a_queue_read_anew_keeps_the_part_in_hand() -> None:
    state = THREE.step(1).read((asked(9), asked(8), asked(2)))
    assert state.current == asked(2)
    assert state.read((asked(9),)).current == asked(9)
    assert state.read(()).current is None


def test_what_is_answered_elsewhere_leaves_without_moving_the_part_in_hand() -> None:
    state = THREE.step(2).without(1)
    assert (state.current, ids(state)) == (asked(3), [2, 3])
