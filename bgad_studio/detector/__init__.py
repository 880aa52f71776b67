"""The BGAD model: torch, timm and FrEIA live here only. What other programs may use stands in :mod:`.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bgad_studio.detector.api import FAST, Judged, Learning, Model, replace

__all__ = ["FAST", "Judged", "Learning", "Model", "replace"]


def __getattr__(name: str) -> Any:
    """Import the programming interface when it is asked for: it brings torch along."""
    if name not in __all__:
        raise AttributeError(name)
    from bgad_studio.detector import api

    return getattr(api, name)
