"""Keys a person chose instead of the usual ones; the usual ones stand in the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent

Keys = Mapping[str, tuple[str, ...]]
"""Action → its shortcuts, as Qt writes them on every computer; empty: none."""

_chosen: dict[str, tuple[str, ...]] = {}


def chosen() -> dict[str, tuple[str, ...]]:
    """A copy of what was chosen."""
    return dict(_chosen)


def use(keys: Keys) -> None:
    """Take other keys. Whatever names a key names the new one, as after a change of language."""
    _chosen.clear()
    _chosen.update(keys)
    app = QCoreApplication.instance()
    if app is not None:
        QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))
