"""How much the second opinion counts: decided by known defects it has not learnt from."""

from __future__ import annotations

import copy
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from numpy.typing import NDArray
from torch import Tensor

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.maps import KNEE, bent, image_score
from bgad_studio.core.metrics import auroc
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion import Opinion
from bgad_studio.detector.opinion_fit import (
    Material,
    gather,
    in_parts,
    maps_of,
    new_opinion,
    teach,
)
from bgad_studio.detector.sampling import ANOMALOUS, NORMAL
from bgad_studio.detector.side_by_side import all_of
from bgad_studio.detector.whitening import Whitener

Maps = NDArray[np.float32]


def form_opinion(
    material: Material, whiteners: Sequence[Whitener], config: TrainConfig
) -> Generator[None, None, Opinion | None]:
    """Weigh the second opinion, then teach it with everything.

    Args:
        material: Images and labels. Without unseen normals, or with known anomalies of a single part,
            nothing can be weighed.
        whiteners: Of the levels; they have seen no defect.
        config: Whole recipe.

    Yields:
        As places to stop.

    Returns:
        None where it does not help.
    """
    if not config.opinion.enabled or not material.validation or len(material.folds(2)) < 2:
        return None
    recipe = config.opinion
    untaught = new_opinion(material.normal, recipe)
    generator = torch.Generator().manual_seed(config.seed)
    lesson = yield from gather(untaught, material, recipe, generator)
    folds = material.folds(recipe.folds)
    opinion, *judges = (copy.deepcopy(untaught) for _ in range(1 + len(folds)))
    learning = [teach(opinion, lesson, recipe, config.seed, recipe.steps)]
    for number, (judge, fold) in enumerate(zip(judges, folds, strict=True), start=1):
        learning.append(teach(judge, lesson.without(fold), recipe, config.seed + number, recipe.fold_steps))
    yield from all_of(learning)
    weight = yield from choose_weight(judges, folds, material, whiteners, config)
    if weight == 0:
        return None
    opinion.weight.fill_(weight)
    return opinion


def choose_weight(
    opinions: Sequence[Opinion],
    folds: Sequence[Sequence[int]],
    material: Material,
    whiteners: Sequence[Whitener],
    config: TrainConfig,
) -> Generator[None, None, float]:
    """The weight under which held-out known defects are best told from unseen normals.

    The opinion is added to the Gaussian model the flows start from, which has seen no defect; judged by the
    mean of the AUROC of images and of cells. 0 wins where nothing is gained; else the smallest weight that is
    not clearly worse than the best: the more it counts, the less is left of what the flows say.

    Args:
        opinions: One for every fold, taught without it.
        folds: The known anomalies in parts.
        material: Images and labels.
        whiteners: Of the levels; they have seen no defect.
        config: Whole recipe.

    Yields:
        As places to stop.
    """
    recipe = config.opinion
    plain_normal, plain_known = yield from _plain(whiteners, material)
    evidence = np.zeros((len(folds), len(recipe.weights)))
    for row, (opinion, fold) in enumerate(zip(opinions, folds, strict=True)):
        odds_normal = _odds(opinion, material.validation, range(len(material.validation[0].values)))
        odds_known = _odds(opinion, material.anomalous, fold)
        mean, deviation = odds_normal.mean(), max(float(odds_normal.std()), 1e-6)
        for index, weight in enumerate(recipe.weights):
            share = weight / deviation
            normal = plain_normal + share * (odds_normal - mean)
            held_out = plain_known[fold] + share * (odds_known - mean)
            evidence[row, index] = separation(normal, held_out, material.labels[fold].numpy())
        yield
    chosen = recipe.weights[first_good_enough(evidence, [len(fold) for fold in folds])]
    return min(chosen, recipe.weight_one_type) if material.types < 2 else chosen


def first_good_enough(evidence: NDArray[np.float64], sizes: Sequence[int]) -> int:
    """The first choice within one standard error of the best one (Breiman et al., 1984), paired by fold.

    Args:
        evidence: (folds, choices), higher = better; two folds at least. The first choice, to do without, has
            to be the best itself.
        sizes: Of the folds: how much each counts.
    """
    share = np.asarray(sizes, np.float64)[:, None] / sum(sizes)
    best = int((share * evidence).sum(0).argmax())
    lead = evidence[:, [best]] - evidence
    mean = (share * lead).sum(0)
    error = np.sqrt((share * (lead - mean) ** 2).sum(0) / (len(sizes) - 1))
    return 0 if best == 0 else 1 + int(np.flatnonzero(mean[1:] <= error[1:])[0])


def separation(normal: Maps, known: Maps, labels: NDArray[np.int8]) -> float:
    """Mean of the AUROC of images and of cells.

    Args:
        normal: (N, P) maps of normal images.
        known: (M, P) maps of anomalous images.
        labels: (M, P) their cell labels.
    """
    good = np.array([image_score(values) for values in normal])
    bad = np.array([image_score(values) for values in known])
    usual = np.concatenate([normal.ravel(), known[labels == NORMAL]])
    return 0.5 * (auroc(good, bad) + auroc(usual, known[labels == ANOMALOUS]))


def _odds(opinion: Opinion, levels: Sequence[FeatureLevel], rows: Sequence[int]) -> Maps:
    """Log-odds (B, P) of some images."""
    parts = [
        opinion.grid(maps_of(levels, [rows[index] for index in part])).flatten(1)
        for part in in_parts(len(rows))
    ]
    return np.asarray(-torch.cat(parts).numpy(), np.float32)


def _plain(whiteners: Sequence[Whitener], material: Material) -> Generator[None, None, tuple[Maps, Maps]]:
    """Gaussian maps of unseen normals (N, P) and known anomalies (M, P)."""
    known = [replace(level, values=level.values[: material.known]) for level in material.anomalous]
    wanted = (material.validation, known)
    normal, marked = yield from gaussian_maps(whiteners, material.validation, wanted)
    return normal, marked


def gaussian_maps(
    whiteners: Sequence[Whitener],
    usual: Sequence[FeatureLevel],
    wanted: Sequence[Sequence[FeatureLevel]],
) -> Generator[None, None, list[Maps]]:
    """Maps (N, P) of the Gaussian model the flows start from, on the second level's grid.

    ``‖z‖²`` per channel, standardised by level over unseen normals and summed as in a score map.

    Args:
        whiteners: Of the levels.
        usual: Features of unseen normals.
        wanted: Sets of images whose maps are wanted.

    Yields:
        After some images, as a place to stop.
    """
    size = (usual[1].height, usual[1].width)
    totals: list[Maps] = [np.zeros((), np.float32) for _ in wanted]
    for index, whitener in enumerate(whiteners):
        mean, deviation = yield from _spread(whitener, usual[index])
        for place, levels in enumerate(wanted):
            parts = []
            for energy in _energies(whitener, levels[index]):
                parts.append(F.interpolate(energy[:, None], size=size, mode="bilinear", antialias=True))
                yield
            level = (torch.cat(parts).flatten(1) - mean) / deviation
            totals[place] = totals[place] + bent(level.numpy(), KNEE)
    return totals


def _spread(whitener: Whitener, level: FeatureLevel) -> Generator[None, None, tuple[float, float]]:
    """Mean and deviation of all cells' energies."""
    count, total, squares = 0, 0.0, 0.0
    for energy in _energies(whitener, level):
        count += energy.numel()
        total += float(energy.sum(dtype=torch.float64))
        squares += float(energy.double().square().sum())
        yield
    mean = total / count
    return mean, max((squares - count * mean * mean) / max(count - 1, 1), 0.0) ** 0.5


@torch.inference_mode()
def _energies(whitener: Whitener, level: FeatureLevel) -> Iterator[Tensor]:
    """Of some images at a time, (n, h, w) on the CPU."""
    device = whitener.mean.device
    for part in in_parts(len(level.values)):
        batch = level.values[part.start : part.stop].to(device)
        yield whitener(batch).square().mean(2).cpu().view(len(part), level.height, level.width)
