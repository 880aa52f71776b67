"""What a person decides about pseudo anomalies: a recipe, and single ones they approve or reject."""

from __future__ import annotations

from dataclasses import dataclass, field

from bgad_studio.core.config import PseudoConfig, Strategy, SynthesisConfig


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a project's trainings make.

    Attributes:
        config: How, and how many.
        seed: Of the plan; the same recipe makes the same pseudo anomalies of the same images.
        approved_only: Make exactly the ones a person approved.
    """

    config: SynthesisConfig = field(default_factory=SynthesisConfig)
    seed: int = 0
    approved_only: bool = False


@dataclass(frozen=True, slots=True)
class PseudoKey:
    """What one pseudo anomaly is known by: rejected once, it comes back under no recipe."""

    strategy: Strategy
    source_id: int | None
    target_id: int
    seed: int


@dataclass(frozen=True, slots=True)
class PseudoRecord:
    """One pseudo anomaly by the images of a project it is made from.

    Attributes:
        config: How.
        source_id: Image the defect (RPAG) or the patch (POISSON) is cut from; None for a texture.
        mask_id: Mask revision that says what the defect is (RPAG).
        target_id: Good part it is put onto.
        seed: Its own.
    """

    config: PseudoConfig
    source_id: int | None
    mask_id: int | None
    target_id: int
    seed: int

    @property
    def key(self) -> PseudoKey:
        """What it is known by."""
        return PseudoKey(self.config.strategy, self.source_id, self.target_id, self.seed)
