"""Every hyper-parameter of the detector in one frozen record, with the paper's symbol where it has one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Method(StrEnum):
    """NFAD learns normal parts only; BGAD adds the boundary and the known defects (CVPR 2023).

    To compare with, on the same features and without defects: GAUSSIAN, a normal distribution at every
    position (after PaDiM), and KNN, the distance to the nearest remembered normal feature (after PatchCore).
    """

    NFAD = "nfad"
    BGAD = "bgad"
    GAUSSIAN = "gaussian"
    KNN = "knn"

    @property
    def by_flow(self) -> bool:
        """Whether flows are trained; else statistics of normal features are all there is."""
        return self in (Method.NFAD, Method.BGAD)


class Preset(StrEnum):
    """QUICK: a first look. FAST: this project's recipe. PAPER: the authors' hyper-parameters."""

    QUICK = "quick"
    FAST = "fast"
    PAPER = "paper"


class Whitening(StrEnum):
    """Statistics of training normals that standardise features before the flow."""

    NONE = "none"
    GLOBAL = "global"
    POSITION = "position"
    AUTO = "auto"


class Strategy(StrEnum):
    """Where pseudo anomalies come from.

    RPAG pastes known anomalies onto normal images. PERLIN lays textures over them in the shape of Perlin
    noise (DRAEM, ICCV 2021). POISSON blends in patches of other normal images (NSA, ECCV 2022). NONE makes
    none.
    """

    RPAG = "rpag"
    PERLIN = "perlin"
    POISSON = "poisson"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PseudoConfig:
    """How one pseudo anomaly is made: with its seed, all that its pixels depend on.

    Attributes:
        strategy: Where it comes from.
        transforms: S, transforms drawn for it (RPAG).
        foreground_share: Share of a defect that must lie on the part.
        scale_spread: A defect is made up to 1 + this times larger or smaller; 0 = its own size.
        rotation_deg: Furthest turn to either side, 0…180.
        strength: How much of the defect covers the part beneath it, 0…1.
        feather_px: Softness of its edge, network pixels, as a camera would leave it; 0 = sharp.
    """

    strategy: Strategy = Strategy.RPAG
    transforms: int = 3
    foreground_share: float = 2 / 3
    scale_spread: float = 0.0
    rotation_deg: float = 180.0
    strength: float = 1.0
    feather_px: float = 0.7


@dataclass(frozen=True, slots=True)
class SynthesisConfig:
    """Pseudo anomalies [paper, §3.3].

    Attributes:
        each: How one is made.
        per_known: How many for every known anomalous image.
        max_total: Most of them in all.
    """

    each: PseudoConfig = PseudoConfig()
    per_known: int = 12
    max_total: int = 160


@dataclass(frozen=True, slots=True)
class OpinionConfig:
    """A discriminative second opinion learnt from the known defects; not part of the paper.

    A small network tells cells of known defects from normal cells. Its map is added to the likelihoods with
    a weight that held-out known defects choose, so that it is left out where it does not help.

    Attributes:
        enabled: False is BGAD alone.
        hidden: Units of its hidden layer.
        steps: Optimiser steps.
        fold_steps: The same for those that only choose the weight.
        batch_cells: Cells in a mini-batch.
        learning_rate: Peak of AdamW's rate.
        decay: AdamW's weight decay.
        dropout: Share of hidden units left out of a step.
        normal_cells: Most normal cells it learns from, evenly over the images.
        folds: Parts of the known defects held out in turn to choose the weight.
        weights: Weights to choose from, in deviations of unseen normals; 0 = leave it out.
        weight_one_type: Largest weight while a single defect type is known: nothing then says how it judges
            other types.
        part_folds: Parts of the defective pictures held out in turn to weigh what unmasked ones teach.
        part_weights: Weights of that to choose from, in deviations of unseen normals' image scores.
        part_weight_painted: Largest such weight where every known defect is painted: paint says far more than
            a verdict, and what is left is what a part is like as a whole.
        part_decay: L2 penalty of its regression.
    """

    enabled: bool = True
    hidden: int = 256
    steps: int = 300
    fold_steps: int = 150
    batch_cells: int = 1024
    learning_rate: float = 2e-3
    decay: float = 1e-2
    dropout: float = 0.3
    normal_cells: int = 20_000
    folds: int = 3
    weights: tuple[float, ...] = (0.0, 1.0, 2.0, 3.0, 5.0)
    weight_one_type: float = 0.5
    part_folds: int = 5
    part_weights: tuple[float, ...] = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
    part_weight_painted: float = 0.25
    part_decay: float = 1.0


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """What one training is made of; stored with the run and with the model.

    Attributes:
        method: NFAD or BGAD.
        preset: Which recipe filled the rest.
        backbone: timm name of the frozen feature network.
        height_in: Network input height, pixels.
        width_in: Network input width, pixels.
        largest_edge_in: Both are chosen by the project's parts and defects (``core.network_size``), with no
            more pixels than a square of this edge; 0: they are as given.
        blocks: Coupling blocks per level.
        position_dim: Length of the sin/cos position code.
        clamp: Soft clamp of the coupling's log-scale.
        beta: β, the share of normal positions below the boundary.
        tau: τ, margin between normal and anomalous boundary.
        alpha: α, divides log-likelihoods before they meet the boundary.
        lam: λ, weight of the BG-SPP loss. At the paper's 1 the flow of whitened features gives up more on
            unlike normals than it gains on known defects, and ranks images worse than NFAD; at 0.1 it does
            not.
        focal: Weight hard samples (asymmetric focal weights of the reference); with whitening they do the
            same harm.
        whitening: Data-dependent initialisation of the flow.
        learning_rate: Peak of Adam's rate.
        steps: Optimiser steps of every level (all but PAPER).
        epochs: Passes over the images (PAPER).
        warmup: Share of training with rising rate.
        nfad_share: Share of training on normals alone, before the known defects join.
        batch_images: Images in a mini-batch.
        batch_positions: Positions a mini-batch looks at (the same in all its images, except PAPER).
        known_share: Share of a batch's images that are anomalous (paper: 1/3).
        grad_clip: Largest norm of the gradient; 0 = no clipping.
        synthesis: Pseudo anomalies (BGAD only).
        opinion: Discriminative second opinion (BGAD only).
        seed: Every random draw comes from it.
        threads: CPU threads of the compute process.
    """

    method: Method = Method.BGAD
    preset: Preset = Preset.FAST
    backbone: str = "tf_efficientnet_lite0"
    height_in: int = 256
    width_in: int = 256
    largest_edge_in: int = 512
    blocks: int = 8
    position_dim: int = 128
    clamp: float = 1.9
    beta: float = 0.01
    tau: float = 0.1
    alpha: float = 10.0
    lam: float = 0.1
    focal: bool = False
    whitening: Whitening = Whitening.AUTO
    learning_rate: float = 1e-3
    steps: int = 250
    epochs: int = 0
    warmup: float = 0.1
    nfad_share: float = 1 / 25
    batch_images: int = 32
    batch_positions: int = 64
    known_share: float = 1 / 3
    grad_clip: float = 10.0
    synthesis: SynthesisConfig = SynthesisConfig()
    opinion: OpinionConfig = OpinionConfig()
    seed: int = 0
    threads: int = 0

    @property
    def batch_known(self) -> int:
        """Anomalous images in a mini-batch that has any; one is good in any case."""
        return min(round(self.batch_images * self.known_share), self.batch_images - 1)


FAST = TrainConfig()
"""The default: minutes on two cores."""

QUICK = replace(
    FAST,
    preset=Preset.QUICK,
    steps=100,
    synthesis=SynthesisConfig(per_known=6, max_total=60),
    opinion=OpinionConfig(steps=150),
)
"""A first look: half the time of FAST, a little less sharp."""

PAPER = replace(
    FAST,
    preset=Preset.PAPER,
    largest_edge_in=0,
    lam=1.0,
    focal=True,
    whitening=Whitening.NONE,
    learning_rate=2e-4,
    steps=0,
    epochs=200,
    warmup=0.01,
    batch_positions=4096,
    grad_clip=0.0,
    opinion=OpinionConfig(enabled=False),
)
"""The authors' recipe on frozen features: hours on a CPU."""

WARM_STEPS_SHARE = 0.12
"""Of the steps a training from scratch takes, where it starts from a model."""
WARM_RATE_SHARE = 0.5
"""Of its learning rate: the flows are near where they belong."""

PRESETS = {Preset.QUICK: QUICK, Preset.FAST: FAST, Preset.PAPER: PAPER}


def warm_config(config: TrainConfig) -> TrainConfig:
    """The recipe of a training that starts from a model; the paper's always starts from nothing."""
    if config.preset is Preset.PAPER:
        return config
    steps = max(1, round(config.steps * WARM_STEPS_SHARE))
    return replace(config, steps=steps, learning_rate=config.learning_rate * WARM_RATE_SHARE)
