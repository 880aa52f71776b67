"""The few small pictures a style sheet can only take from files: arrows and check marks in theme colours."""

from __future__ import annotations

import logging
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

from bgad_studio.core.resources import resource
from bgad_studio.ui.palette import Palette

_GLYPHS: Final = {
    "chevron-down": ("chevron-down", "text2"),
    "chevron-up": ("chevron-up", "text2"),
    "chevron-right": ("chevron-right", "text2"),
    "check": ("ok", "on_accent"),
    "dash": ("dash", "on_accent"),
}


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A private folder that goes away with the program."""
    return tempfile.TemporaryDirectory(prefix="bgad-studio-theme-")


def write(palette: Palette) -> dict[str, str]:
    """Write every glyph in ``palette``'s colours; returns ``{name: path with forward slashes}``.

    Where nothing can be written (full disk) the answer is empty and the window does without its arrows.
    """
    made: dict[str, str] = {}
    try:
        folder = Path(_folder().name)
        for name, (icon, role) in _GLYPHS.items():
            svg = resource("icons", f"{icon}.svg").read_text(encoding="utf-8")
            path = folder / f"{palette.name}-{name}.svg"
            path.write_text(svg.replace("currentColor", getattr(palette, role)), encoding="utf-8")
            made[name] = path.as_posix()
    except OSError:
        logging.getLogger(__name__).warning("the arrows of the theme cannot be written", exc_info=True)
        return {}
    return made
