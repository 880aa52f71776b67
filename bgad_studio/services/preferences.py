"""What a person chose for every project: language, theme, and which projects were open last."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

import platformdirs

from bgad_studio.core.disk import write_whole
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.map_look import MapLook

APP = "bgad-studio"
RECENT = 10
"""Projects remembered."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices that outlive a project.

    Attributes:
        language: Code of a language, or empty: as the computer is set.
        theme: ``"light"``, ``"dark"``, or empty: as the computer is set.
        recent: Project folders, newest first; ones that are gone are kept, a drive may come back.
        keys: Action → its shortcuts, where they are not the usual ones.
        bell: Ring when an inspection finds an NG part.
        look: How anomaly maps are drawn.
    """

    language: str = ""
    theme: str = ""
    recent: tuple[str, ...] = ()
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bell: bool = True
    look: MapLook = field(default_factory=MapLook)

    def opened(self, project: Path) -> Preferences:
        """With ``project`` as the newest."""
        first = str(project)
        others = [path for path in self.recent if path != first]
        return replace(self, recent=(first, *others)[:RECENT])


def preferences_file() -> Path:
    """Where they are kept."""
    return platformdirs.user_config_path(APP, appauthor=False) / "preferences.json"


def demo_folder() -> Path:
    """Where the demo project of the window lies."""
    return platformdirs.user_data_path(APP, appauthor=False) / "Demo.bgad"


def log_folder() -> Path:
    """Where the program writes what it does."""
    return platformdirs.user_log_path(APP, appauthor=False)


def existing(paths: Sequence[Path]) -> dict[Path, bool]:
    """Which folders are there; one that cannot be looked at is not. May wait for a drive."""
    return {path: _is_there(path) for path in paths}


def _is_there(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def load_preferences(file: Path | None = None) -> Preferences:
    """Read them; a key that cannot be used loses itself, not the others."""
    file = file or preferences_file()
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:
        log.warning("preferences cannot be read and are the usual ones: %s", error)
        return Preferences()
    if not isinstance(found, dict):
        log.warning("preferences are no record and are the usual ones")
        return Preferences()
    known = {item.name for item in fields(Preferences)}
    values = {key: _checked(key, value) for key, value in found.items() if key in known}
    return Preferences(**{key: value for key, value in values.items() if value is not None})


def save_preferences(preferences: Preferences, file: Path | None = None) -> None:
    """Write them whole or not at all.

    Raises:
        OSError: They cannot be written; the old ones are untouched.
    """
    file = file or preferences_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, to_json(preferences).encode())


def _checked(key: str, value: object) -> Any:
    """The value if it fits its field, else None."""
    if key == "recent":
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(cast("list[str]", value))[:RECENT] if fits else None
    if key == "keys":
        return _checked_keys(value) if isinstance(value, dict) else None
    if key == "bell":
        return value if isinstance(value, bool) else None
    if key == "look":
        return _checked_look(value)
    return value if isinstance(value, str) else None


def _checked_look(found: object) -> MapLook | None:
    try:
        return from_json(MapLook, json.dumps(found))
    except ValueError:
        return None


def _checked_keys(found: dict[object, object]) -> dict[str, tuple[str, ...]]:
    """Those that name shortcuts."""
    return {
        str(action): tuple(map(str, shortcuts))
        for action, shortcuts in found.items()
        if isinstance(shortcuts, list) and all(isinstance(item, str) for item in shortcuts)
    }
