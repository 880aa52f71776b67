"""How maps are drawn in the whole window: chosen once, for every place that shows one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core.map_look import MapLook

SETTLED_MS: Final = 400
"""So long after the last change a look has settled: a slider changes it many times a second."""


class _State(QObject):
    """The look in use, and the signals of its change."""

    changed = Signal()
    settled = Signal()
    look = MapLook()


_state: Final = _State()

look_changed: Final = _state.changed
"""Emitted after another look was chosen."""
look_settled: Final = _state.settled
"""Emitted when it has not been changed again for a while: worth keeping."""


def current() -> MapLook:
    """The look in use."""
    return _state.look


def use(look: MapLook) -> None:
    """Draw maps like this from now on."""
    if look != _state.look:
        _state.look = look
        _state.changed.emit()
        QTimer.singleShot(SETTLED_MS, lambda: _settle(look))


def handlers() -> dict[str, Callable[..., None]]:
    """What the keys of a place that shows maps do, for its ``ActionSet``."""
    return {
        "heat": lambda _: switch_heat(),
        "contour": lambda _: switch_contour(),
        "boxes": lambda _: switch_boxes(),
    }


def switch_heat() -> None:
    """Show the heat where it is hidden, or hide it."""
    use(replace(_state.look, heat=not _state.look.heat))


def switch_contour() -> None:
    """The same for the contour."""
    use(replace(_state.look, contour=not _state.look.contour))


def switch_boxes() -> None:
    """The same for the boxes."""
    use(replace(_state.look, boxes=not _state.look.boxes))


def _settle(look: MapLook) -> None:
    if look is _state.look:
        _state.settled.emit()
