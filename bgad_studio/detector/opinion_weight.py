"""How much the second opinion counts: decided by known defects it has not learnt from."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from numpy.typing import NDArray
from torch import Tensor

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.maps import image_score
from bgad_studio.core.metrics import auroc
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion import Opinion
from bgad_studio.detector.opinion_fit import (
    Lesson,
    Material,
    gather,
    in_parts,
    maps_of,
    new_opinion,
    teach,
)
from bgad_studio.detector.sampling import ANOMALOUS, NORMAL
from bgad_studio.detector.whitening import Whitener

Maps = NDArray[np.float32]


def form_opinion(
    material: Material, whiteners: Sequence[Whitener], config: TrainConfig
) -> Generator[None, None, Opinion | None]:
    """Weigh the second opinion, then teach it with everything.

    Args:
        material: Images and labels. Without unseen normals, or with a single known anomaly, nothing can be
            weighed.
        whiteners: Of the levels; they have seen no defect.
        config: Whole recipe.

    Yields:
        After every part of the work, as a place to stop.

    Returns:
        None where it does not help.
    """
    if not config.opinion.enabled or not material.validation or material.known < 2:
        return None
    opinion = new_opinion(material.normal, config.opinion)
    generator = torch.Generator().manual_seed(config.seed)
    lesson = gather(opinion, material, config.opinion, generator)
    weight = yield from choose_weight(opinion, lesson, material, whiteners, config)
    if weight == 0:
        return None
    teach(opinion, lesson, config.opinion, config.seed)
    opinion.weight.fill_(weight)
    return opinion


def choose_weight(
    opinion: Opinion, lesson: Lesson, material: Material, whiteners: Sequence[Whitener], config: TrainConfig
) -> Generator[None, None, float]:
    """The weight under which held-out known defects are best told from unseen normals.

    The opinion is added to the Gaussian model the flows start from, which has seen no defect; judged by the
    mean of the AUROC of images and of cells. The smallest of equals wins.

    Yields:
        After every fold.
    """
    recipe, known = config.opinion, material.known
    plain_normal, plain_known = _plain(whiteners, material)
    folds = [list(range(start, known, recipe.folds)) for start in range(min(recipe.folds, known))]
    evidence = np.zeros(len(recipe.weights))
    for number, fold in enumerate(folds):
        teach(opinion, lesson.without(fold), recipe, config.seed + 1 + number)
        odds_normal = _odds(opinion, material.validation, range(len(material.validation[0].values)))
        odds_known = _odds(opinion, material.anomalous, fold)
        mean, deviation = odds_normal.mean(), max(float(odds_normal.std()), 1e-6)
        for index, weight in enumerate(recipe.weights):
            share = weight / deviation
            normal = plain_normal + share * (odds_normal - mean)
            held_out = plain_known[fold] + share * (odds_known - mean)
            evidence[index] += len(fold) * separation(normal, held_out, material.labels[fold].numpy())
        yield
    best = recipe.weights[int(evidence.argmax())]
    return min(best, recipe.weight_one_type) if material.types < 2 else best


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


@torch.inference_mode()
def _plain(whiteners: Sequence[Whitener], material: Material) -> tuple[Maps, Maps]:
    """Gaussian maps of unseen normals (N, P) and known anomalies (M, P).

    ``‖z‖²`` per channel, standardised by level over the normals and summed, on the second level's grid.
    """
    normal, known = torch.zeros(()), torch.zeros(())
    size = (material.validation[1].height, material.validation[1].width)
    for whitener, unseen, marked in zip(whiteners, material.validation, material.anomalous, strict=True):
        usual = _energy(whitener, unseen, len(unseen.values))
        mean, deviation = usual.mean(), usual.std()
        normal = normal + (_resized(usual, size) - mean) / deviation
        known = known + (_resized(_energy(whitener, marked, material.known), size) - mean) / deviation
    return np.asarray(normal.numpy()), np.asarray(known.numpy())


def _energy(whitener: Whitener, level: FeatureLevel, count: int) -> Tensor:
    device = whitener.mean.device
    batches = (level.values[part.start : part.stop].to(device) for part in in_parts(count))
    parts = [whitener(batch).square().mean(2) for batch in batches]
    return torch.cat(parts).cpu().view(count, level.height, level.width)


def _resized(maps: Tensor, size: tuple[int, int]) -> Tensor:
    return F.interpolate(maps[:, None], size=size, mode="bilinear", antialias=True).flatten(1)
