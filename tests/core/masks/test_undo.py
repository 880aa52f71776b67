"""Undo and redo restore every pixel, in bounded memory."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks.brush import stamp_segment
from bgad_studio.core.masks.undo import Atom, History, StrokeRecorder


def stroke(label_map: NDArray[np.uint8], rng: np.random.Generator) -> Atom | None:
    """A few joined segments of one label, or of the eraser, some beyond the edge."""
    recorder = StrokeRecorder(label_map)
    points = rng.uniform(-20, 140, (int(rng.integers(2, 5)), 2))
    value = int(rng.integers(0, 4))
    radius = float(rng.uniform(0.5, 15))
    for (x0, y0), (x1, y1) in pairwise(points):
        recorder.add(stamp_segment(label_map, (x0, y0), (x1, y1), radius, value))
    return recorder.finish()


def test_sixty_random_strokes_are_undone_and_redone_exactly() -> None:
    rng = np.random.default_rng(4)
    label_map = np.zeros((100, 120), np.uint8)
    history = History()
    states = [label_map.copy()]
    while len(states) <= 60:
        atom = stroke(label_map, rng)
        if atom is not None:
            history.push(atom)
            states.append(label_map.copy())
    for state in reversed(states[:-1]):
        assert history.undo(label_map) is not None
        assert np.array_equal(label_map, state)
    assert not history.can_undo
    assert history.undo(label_map) is None
    for state in states[1:]:
        rect = history.redo(label_map)
        assert rect is not None
        assert np.array_equal(label_map, state)
    assert not history.can_redo
    assert history.redo(label_map) is None


def test_the_oldest_strokes_are_forgotten() -> None:
    rng = np.random.default_rng(1)
    label_map = np.zeros((100, 120), np.uint8)
    history = History(limit=3)
    states = []
    while len(states) < 5:
        before = label_map.copy()
        atom = stroke(label_map, rng)
        if atom is not None:
            history.push(atom)
            states.append(before)
    while history.undo(label_map):
        pass
    assert np.array_equal(label_map, states[2])


def test_a_new_stroke_forgets_the_undone_ones() -> None:
    rng = np.random.default_rng(2)
    label_map = np.zeros((100, 120), np.uint8)
    history = History()
    first, second = stroke(label_map, rng), None
    assert first is not None
    history.push(first)
    history.undo(label_map)
    while second is None:
        second = stroke(label_map, rng)
    history.push(second)
    assert not history.can_redo


def test_a_stroke_that_changes_nothing_is_none() -> None:
    label_map = np.full((20, 20), 2, np.uint8)
    recorder = StrokeRecorder(label_map)
    recorder.add(stamp_segment(label_map, (10, 10), (12, 12), 3, 2))
    recorder.add(stamp_segment(label_map, (90, 90), (99, 99), 3, 1))
    assert recorder.finish() is None


def test_an_aborted_stroke_leaves_no_paint() -> None:
    label_map = np.full((20, 20), 2, np.uint8)
    recorder = StrokeRecorder(label_map)
    recorder.add(stamp_segment(label_map, (10, 10), (12, 12), 3, 7))
    assert (label_map == 7).any()
    assert recorder.abort() is not None
    assert (label_map == 2).all()


def test_an_atom_is_small() -> None:
    label_map = np.zeros((4000, 4000), np.uint8)
    recorder = StrokeRecorder(label_map)
    recorder.add(stamp_segment(label_map, (100, 100), (3900, 3900), 20, 1))
    atom = recorder.finish()
    assert atom is not None
    assert len(atom.before) + len(atom.after) < label_map.size // 50


def test_the_oldest_strokes_are_forgotten_beyond_a_bound_of_memory() -> None:
    rng = np.random.default_rng(0)
    label_map = np.zeros((200, 200), np.uint8)
    history = History(limit_bytes=100_000)
    for _ in range(6):
        recorder = StrokeRecorder(label_map)
        label_map[:] = rng.integers(0, 255, label_map.shape)  # 40 kB that cannot be packed
        recorder.add(Rect(0, 0, 200, 200))
        history.push(recorder.finish())
    assert 40_000 < history.nbytes < 100_000
    kept, undone = history.nbytes, 0
    while history.undo(label_map) is not None:
        undone += 1
    assert undone == 1
    assert history.nbytes == kept, "what can be redone takes room too"


def test_a_copy_kept_by_the_caller_stays_in_step() -> None:
    rng = np.random.default_rng(0)
    label_map = np.zeros((100, 120), np.uint8)
    kept = label_map.copy()
    for _ in range(20):
        recorder = StrokeRecorder(label_map, kept)
        (x0, y0), (x1, y1) = rng.uniform(0, 100, (2, 2))
        recorder.add(stamp_segment(label_map, (x0, y0), (x1, y1), 5, int(rng.integers(0, 3))))
        if rng.random() < 0.3:
            recorder.abort()
        else:
            recorder.finish()
        assert np.array_equal(kept, label_map)
