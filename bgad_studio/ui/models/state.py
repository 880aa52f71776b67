"""What the place of models shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from bgad_studio.services.models import ModelSummary


@dataclass(frozen=True, slots=True)
class ModelsState:
    """All models, newest first; ``switching``: another one is being put in charge."""

    models: tuple[ModelSummary, ...] = ()
    switching: bool = False
