"""Teaching the second opinion: which cells it sees, how often, and the optimisation."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from torch import Tensor

from bgad_studio.core.config import OpinionConfig
from bgad_studio.core.splits import evenly, folds_by_group
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion import Opinion, joined
from bgad_studio.detector.sampling import ANOMALOUS, NORMAL

DEFECT_CELLS, OTHER_CELLS = 200, 100
"""Most cells of one anomalous image: defective, and beside the defect."""
OTHER_SHARE = 0.25
"""Weight of the cells beside defects, against 0.5 for defects and 0.5 for normal images."""
PSEUDO_SHARE = 0.12
"""Weight of a pseudo anomaly against the known one it was cut from."""
STATISTICS = 64
"""About so many normals' features are averaged for the standardisation."""
NORMALS = 1000
"""Most normals cells are drawn from, evenly spread over them: describing them takes longer than learning."""
TOGETHER = 8
"""Images described at a time."""
PAUSE = 10
"""Optimiser steps between two places to stop."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Described cells to learn from.

    Attributes:
        cells: (n, 3·C) float32.
        defective: (n,) float32, 1 = known defect.
        weights: (n,) float32, how often a cell is drawn.
        sources: (n,) int64, the known anomaly a cell comes from; -1 = a normal image.
    """

    cells: Tensor
    defective: Tensor
    weights: Tensor
    sources: Tensor

    def without(self, held_out: Sequence[int]) -> Lesson:
        """The same cells; those of these known anomalies, and of pastes of them, are never drawn."""
        held = torch.isin(self.sources, torch.tensor(held_out, dtype=torch.int64))
        return replace(self, weights=self.weights.masked_fill(held, 0.0))


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the second opinion is made from.

    Attributes:
        normal: Features of training normals, by level.
        validation: Features of normals unseen by the flows; may be empty.
        anomalous: Features of the known anomalies, then of pseudo anomalies.
        labels: (M, P) int8 cell labels of ``anomalous`` on the grid of the second level.
        sources: (M,) the known anomaly behind each; the first ones are 0, 1, 2, … themselves.
        types: Number of defect types among them.
        groups: Capture groups of the known anomalies.
    """

    normal: tuple[FeatureLevel, ...]
    validation: tuple[FeatureLevel, ...]
    anomalous: tuple[FeatureLevel, ...]
    labels: Tensor
    sources: tuple[int, ...]
    types: int
    groups: tuple[str, ...]

    @property
    def known(self) -> int:
        """Number of known anomalies."""
        return len(self.groups)

    def folds(self, most: int) -> list[list[int]]:
        """The known anomalies in up to ``most`` parts, by capture group."""
        return folds_by_group(self.groups, most)


def maps_of(levels: Sequence[FeatureLevel], rows: Sequence[int]) -> list[Tensor]:
    """Features of some images as the extractor gave them: per level (B, h, w, C)."""
    pick = torch.tensor(rows)
    return [level.values[pick].view(len(rows), level.height, level.width, -1) for level in levels]


def in_parts(count: int) -> list[range]:
    """``range(count)`` in parts of :data:`TOGETHER`."""
    return [range(start, min(start + TOGETHER, count)) for start in range(0, count, TOGETHER)]


def new_opinion(normal: Sequence[FeatureLevel], config: OpinionConfig) -> Opinion:
    """An untaught opinion that standardises features by training normals."""
    opinion = Opinion(sum(level.channels for level in normal), config.hidden)
    step = max(1, len(normal[0].values) // STATISTICS)
    total = squares = torch.zeros((), dtype=torch.float64)
    count = 0
    for row in range(0, len(normal[0].values), step):
        x = joined(maps_of(normal, [row])).double()
        total = total + x.sum((0, 2, 3))
        squares = squares + x.square().sum((0, 2, 3))
        count += x.numel() // x.shape[1]
    mean = total / count
    variance = (squares - count * mean.square()).clamp_min(0) / (count - 1)
    opinion.mean.copy_(mean)
    opinion.deviation.copy_(variance.sqrt().clamp_min(1e-4))
    return opinion


def gather(
    opinion: Opinion, material: Material, config: OpinionConfig, generator: torch.Generator
) -> Generator[None, None, Lesson]:
    """Draw the cells to learn from.

    Args:
        opinion: Describes cells.
        material: Images and labels.
        config: Number of normal cells.
        generator: Of all draws.

    Yields:
        After some images, as a place to stop.
    """
    lessons: list[tuple[Tensor, float, float, int]] = []  # cells, defective, weight of all, source
    drawn_from = evenly(len(material.normal[0].values), NORMALS)
    wanted = max(1, config.normal_cells // len(drawn_from))
    for rows in in_parts(len(drawn_from)):
        for cells in opinion.cells(maps_of(material.normal, drawn_from[rows.start : rows.stop])):
            pick = torch.randperm(len(cells), generator=generator)[:wanted]
            lessons.append((cells[pick], 0.0, 0.5 / len(drawn_from), -1))
        yield
    shares = [1.0 if index < material.known else PSEUDO_SHARE for index in range(len(material.sources))]
    for index, (source, share) in enumerate(zip(material.sources, shares, strict=True)):
        cells = opinion.cells(maps_of(material.anomalous, [index]))[0]
        weight = share / sum(shares)
        parts = ((ANOMALOUS, DEFECT_CELLS, 0.5), (NORMAL, OTHER_CELLS, OTHER_SHARE))
        for label, most, part in parts:
            where = torch.nonzero(material.labels[index] == label)[:, 0]
            pick = where[torch.randperm(len(where), generator=generator)[:most]]
            lessons.append((cells[pick], float(label == ANOMALOUS), part * weight, source))
        yield
    lessons = [lesson for lesson in lessons if len(lesson[0])]
    return Lesson(
        torch.cat([cells for cells, _, _, _ in lessons]),
        torch.cat([torch.full((len(cells),), value) for cells, value, _, _ in lessons]),
        torch.cat([torch.full((len(cells),), weight / len(cells)) for cells, _, weight, _ in lessons]),
        torch.cat([torch.full((len(cells),), source) for cells, _, _, source in lessons]),
    )


def teach(
    opinion: Opinion, lesson: Lesson, config: OpinionConfig, seed: int, steps: int
) -> Generator[None, None, None]:
    """Train the opinion, in place, from fresh weights drawn by ``seed``, in so many ``steps``.

    Yields:
        After some steps, as a place to stop. Several may learn at once: its random streams are its own.
    """
    generator, dropping = torch.Generator().manual_seed(seed), np.random.default_rng(seed)
    opinion.start_afresh(generator)
    optimiser = torch.optim.AdamW(
        opinion.parameters(), lr=config.learning_rate, weight_decay=config.decay, fused=True
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, config.learning_rate, total_steps=steps + 1)
    for step in range(steps):
        pick = torch.multinomial(lesson.weights, config.batch_cells, replacement=True, generator=generator)
        kept = _kept_units(config, dropping)
        loss = F.binary_cross_entropy_with_logits(opinion(lesson.cells[pick], kept), lesson.defective[pick])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % PAUSE == 0:
            yield
    opinion.eval()


def _kept_units(config: OpinionConfig, rng: np.random.Generator) -> Tensor | None:
    """Dropout's factors of the hidden units, (batch, hidden) float32; None: all count.

    Bytes of numpy's stream cost a tenth of torch's draw.
    """
    dropped = round(256 * config.dropout)
    if not dropped:
        return None
    drawn = rng.integers(0, 256, (config.batch_cells, config.hidden), np.uint8)
    return torch.from_numpy(drawn >= dropped).float() * (256 / (256 - dropped))
