"""Where the part is, corrected with the brush in the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_window_synthesis import SECONDS, SynthesisView, painted, settled, studio

from bgad_studio.services import foregrounds
from bgad_studio.services.foregrounds import ForegroundOrigin
from bgad_studio.ui.synthesis.foreground_view import ForegroundView

__all__ = ["painted", "studio"]


@pytest.fixture
def editor(studio: SynthesisView, qtbot: QtBot) -> ForegroundView:
    QTest.mouseClick(studio.side.correct, Qt.MouseButton.LeftButton)
    ready(studio.foreground, qtbot)
    return studio.foreground


def ready(view: ForegroundView, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: view.canvas.label_map() is not None and not view.presenter.state.busy, timeout=SECONDS
    )
    qtbot.waitUntil(lambda: not view.presenter._session.store.busy, timeout=SECONDS)


def stored(view: ForegroundView) -> foregrounds.Corrected | None:
    state, session = view.presenter.state, view.presenter._session
    record = session.catalogue.get(state.ids[state.place])
    assert record is not None
    return foregrounds.corrected(session.project, record)


def drag(view: ForegroundView) -> None:
    """A stroke through the middle of the canvas."""
    at, widget = view.canvas.viewport().rect().center(), view.canvas.viewport()
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(widget, at + QPoint(30, 0))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 0))


def test_every_stroke_is_kept_and_undo_as_well(editor: ForegroundView, qtbot: QtBot) -> None:
    assert stored(editor) is None
    before = editor.canvas.label_map()
    QTest.keyClick(editor.canvas, Qt.Key.Key_E)
    drag(editor)
    ready(editor, qtbot)
    kept = stored(editor)
    assert kept is not None
    assert kept.origin is ForegroundOrigin.OWN
    np.testing.assert_array_equal(kept.mask, editor.canvas.label_map())
    assert (kept.mask != before).any()
    assert "Painted on this part" in editor.origin.text()
    QTest.keyClick(editor.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    ready(editor, qtbot)
    again = stored(editor)
    assert again is not None
    np.testing.assert_array_equal(again.mask, before)


def test_one_shape_serves_all_parts_until_it_is_found_again(editor: ForegroundView, qtbot: QtBot) -> None:
    QTest.keyClick(editor.canvas, Qt.Key.Key_E)
    drag(editor)
    ready(editor, qtbot)
    shape, state = editor.canvas.label_map(), editor.presenter.state
    QTest.mouseClick(editor.share, Qt.MouseButton.LeftButton)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: editor.presenter.state.name != "", timeout=SECONDS)
    ready(editor, qtbot)
    assert editor.presenter.state.place == (state.place + 1) % len(state.ids)
    assert editor.presenter.state.origin is ForegroundOrigin.SHARED
    np.testing.assert_array_equal(editor.canvas.label_map(), shape)
    QTest.mouseClick(editor.again, Qt.MouseButton.LeftButton)
    ready(editor, qtbot)
    assert editor.presenter.state.origin is ForegroundOrigin.FOUND
    assert not editor.again.isEnabled()
    assert stored(editor) is None


def test_the_edge_follows_the_part_as_one_step(editor: ForegroundView, qtbot: QtBot) -> None:
    before = editor.canvas.label_map()
    assert before is not None
    shifted = np.zeros(before.shape, np.bool_)
    height, width = before.shape
    shifted[height // 4 : height // 2, width // 4 : width // 2] = True
    editor.canvas.change_region(lambda _: shifted)
    ready(editor, qtbot)
    QTest.mouseClick(editor.edge, Qt.MouseButton.LeftButton)
    assert not editor.edge.isEnabled()
    ready(editor, qtbot)
    kept = stored(editor)
    assert kept is not None
    np.testing.assert_array_equal(kept.mask, editor.canvas.label_map())


def test_a_part_that_is_hardly_there_is_told(editor: ForegroundView, qtbot: QtBot) -> None:
    editor.canvas.change_region(np.zeros_like)
    ready(editor, qtbot)
    assert editor.doubt.isVisible()
    assert "Hardly anything" in editor.doubt.text()
    editor.canvas.change_region(np.ones_like)
    assert "whole picture" in editor.doubt.text()


def test_pseudo_anomalies_go_where_the_part_was_painted(
    studio: SynthesisView, editor: ForegroundView, qtbot: QtBot
) -> None:
    labels = editor.canvas.label_map()
    assert labels is not None
    right = np.zeros(labels.shape, np.bool_)
    right[:, labels.shape[1] // 2 :] = True
    editor.canvas.change_region(lambda _: right)
    QTest.mouseClick(editor.share, Qt.MouseButton.LeftButton)
    QTest.mouseClick(editor.finish, Qt.MouseButton.LeftButton)
    settled(studio, qtbot)
    assert studio.gallery.isVisible()
    made = [studio.gallery.pseudo.preview(row) for row in range(studio.gallery.pseudo.rowCount())]
    there = [item for item in made if item is not None]
    assert there
    for item in there:
        middle = item.mask.shape[1] // 2
        assert item.mask[:, middle:].sum() >= 0.6 * item.mask.sum()


def test_a_part_unlike_its_neighbours_is_warned_of_and_comes_first(
    studio: SynthesisView, editor: ForegroundView, qtbot: QtBot
) -> None:
    assert not studio.side.doubt.isVisible()
    labels = editor.canvas.label_map()
    assert labels is not None
    sliver = np.zeros(labels.shape, np.bool_)
    sliver[: labels.shape[0] // 4] = True
    editor.canvas.change_region(lambda _: sliver)
    wrong = editor.presenter.state.ids[editor.presenter.state.place]
    QTest.mouseClick(editor.finish, Qt.MouseButton.LeftButton)
    settled(studio, qtbot)
    assert studio.presenter.state.doubtful == (wrong,)
    assert studio.side.doubt.isVisibleTo(studio)
    QTest.mouseClick(studio.side.correct, Qt.MouseButton.LeftButton)
    ready(editor, qtbot)
    assert editor.presenter.state.ids[editor.presenter.state.place] == wrong
