"""What defective parts teach as a whole: log-odds that a part is defective.

Not part of the paper. Where somebody pressed NG and painted nothing, it is known that something is wrong, but
not where; where they painted, a defect that covers half of the part is still more than its places. A
regularised logistic regression on features pooled over each level uses that. Its one value an image joins
the level grids as one more, of a single cell; held-out verdicts choose how much it counts.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from numpy.typing import NDArray
from torch import Tensor, nn

from bgad_studio.core.config import OpinionConfig
from bgad_studio.core.metrics import auroc
from bgad_studio.core.splits import folds_by_group
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion_fit import in_parts, maps_of

SMOOTH = 3
"""Cells across which features are averaged before they are compared with their mirror image."""
USUAL_SHARE = 0.3
"""How much mean and deviation may say against the mirror images: they differ most between days and lamps."""


class PartOpinion(nn.Module):
    """Log-odds of "defective part" from pooled features.

    Attributes:
        mean: (F,) mean of the pooled features over training normals.
        deviation: (F,) their deviation.
        slope: (F,) of the regression.
        offset: Scalar of the regression.
        weight: How much it counts, in deviations of the image scores of unseen normals.

    Args:
        channels: ΣC, features of all levels together; F = 4·ΣC.
    """

    mean: Tensor
    deviation: Tensor
    slope: Tensor
    offset: Tensor
    weight: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        for name, value in (("mean", 0.0), ("deviation", 1.0), ("slope", 0.0)):
            self.register_buffer(name, torch.full((4 * channels,), value))
        self.register_buffer("offset", torch.zeros(()))
        self.register_buffer("weight", torch.ones(()))

    def odds(self, features: Tensor) -> Tensor:
        """Log-odds of pooled features, (B, F) → (B,)."""
        result: Tensor = ((features - self.mean) / self.deviation) @ self.slope + self.offset
        return result

    @torch.inference_mode()
    def grid(self, maps: Sequence[Tensor]) -> Tensor:
        """Negated log-odds of whole images, lower = more anomalous: per level (B, h, w, C) → (B, 1, 1)."""
        return -self.odds(pooled(maps))[:, None, None]


def pooled(maps: Sequence[Tensor]) -> Tensor:
    """What an image is like as a whole: per level (B, h, w, C) → (B, 4·ΣC) float32.

    First mean and deviation of every channel, level by level; then how far, on average, a place differs from
    its mirror image left and right, and above and below. Those do not follow how bright or sharp a picture
    was taken, so that they carry over from a few pictures to others.
    """
    usual, mirrored = [], []
    for level in maps:
        x = level.float()
        flat = x.flatten(1, 2)
        usual += [flat.mean(1), flat.std(1)]
        smooth = F.avg_pool2d(x.permute(0, 3, 1, 2), SMOOTH, 1, SMOOTH // 2, count_include_pad=False)
        mirrored += [(smooth - smooth.flip(axis)).abs().mean((2, 3)) for axis in (3, 2)]
    return torch.cat([*usual, *mirrored], 1)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is known of whole parts.

    Attributes:
        normal: Features of training normals, by level.
        validation: Features of unseen normals.
        defective: Features of the defective parts, M in all: sets of them, with and without masks.
        groups: (M,) their capture groups.
        scores_normal: (V,) image scores of ``validation`` by a model that has seen no defect.
        scores_defective: (M,) of ``defective`` by the same.
    """

    normal: tuple[FeatureLevel, ...]
    validation: tuple[FeatureLevel, ...]
    defective: tuple[tuple[FeatureLevel, ...], ...]
    groups: tuple[str, ...]
    scores_normal: NDArray[np.float64]
    scores_defective: NDArray[np.float64]


def form_part_opinion(
    given: Verdicts, config: OpinionConfig, most: float = math.inf
) -> Generator[None, None, PartOpinion | None]:
    """Weigh the regression by verdicts it has not learned from, then fit it to all of them.

    Judged by the AUROC of images when it is added to scores that have seen no defect; the smallest weight of
    equals wins.

    Args:
        given: What is known.
        config: How it is learned and weighed.
        most: Largest weight.

    Yields:
        After some images, and after every fold, as a place to stop.

    Returns:
        None where it does not help, or where fewer than two parts allow no test.
    """
    folds = folds_by_group(given.groups, config.part_folds)
    if len(folds) < 2:
        return None
    normal = yield from _pooled_levels(given.normal)
    validation = yield from _pooled_levels(given.validation)
    parts = []
    for levels in given.defective:
        parts.append((yield from _pooled_levels(levels)))
    defective = torch.cat(parts)
    spread = max(float(given.scores_normal.std()), 1e-6)
    evidence = np.zeros(len(config.part_weights))
    for fold in folds:
        rest = [row for row in range(len(defective)) if row not in fold]
        opinion = _fit(normal, defective[rest], config.part_decay)
        usual, marked = opinion.odds(validation).numpy(), opinion.odds(defective[fold]).numpy()
        mean, deviation = usual.mean(), max(float(usual.std()), 1e-6)
        for index, weight in enumerate(config.part_weights):
            share = weight * spread / deviation
            good = given.scores_normal + share * (usual - mean)
            bad = given.scores_defective[fold] + share * (marked - mean)
            evidence[index] += len(fold) * auroc(good, bad)
        yield
    weight = min(config.part_weights[int(evidence.argmax())], most)
    if weight == 0:
        return None
    opinion = _fit(normal, defective, config.part_decay)
    opinion.weight.fill_(weight)
    return opinion


def _pooled_levels(levels: Sequence[FeatureLevel]) -> Generator[None, None, Tensor]:
    found = []
    for part in in_parts(len(levels[0].values)):
        found.append(pooled(maps_of(levels, part)))
        yield
    return torch.cat(found)


def _fit(normal: Tensor, defective: Tensor, decay: float) -> PartOpinion:
    """L2-regularised logistic regression in which both sides weigh the same."""
    opinion = PartOpinion(normal.shape[1] // 4)
    opinion.mean.copy_(normal.mean(0))
    opinion.deviation.copy_(normal.std(0).clamp_min(1e-4))
    opinion.deviation[: normal.shape[1] // 2] /= USUAL_SHARE
    x = (torch.cat([normal, defective]) - opinion.mean) / opinion.deviation
    y = torch.cat([torch.zeros(len(normal)), torch.ones(len(defective))])
    share = torch.cat([torch.full((len(side),), 0.5 / len(side)) for side in (normal, defective)])
    slope = torch.zeros(x.shape[1], requires_grad=True)
    offset = torch.zeros((), requires_grad=True)
    solver = torch.optim.LBFGS([slope, offset], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        solver.zero_grad()
        loss = F.binary_cross_entropy_with_logits(x @ slope + offset, y, share, reduction="sum")
        loss = loss + 0.5 * decay * slope.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    solver.step(closure)  # type: ignore[no-untyped-call]
    opinion.slope.copy_(slope.detach())
    opinion.offset.copy_(offset.detach())
    return opinion
