"""The one place that knows where icons, palettes, translations and the like lie."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a file or folder of ``resources/``, in a checkout as well as in an installed wheel.

    Args:
        *parts: Names below ``resources/``: ``resource("icons", "brush.svg")``.

    Returns:
        An absolute path. Nothing is checked: a missing resource is a bug and opening it says so.
    """
    return _root().joinpath(*parts)


@lru_cache(maxsize=1)
def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    # the project file tells a checkout from a site-packages in which somebody else left a "resources"
    if (checkout / "pyproject.toml").is_file() and (checkout / "resources").is_dir():
        return checkout / "resources"
    return package / "_resources"
