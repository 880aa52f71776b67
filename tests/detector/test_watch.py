"""Defective parts kept aside are looked at while the flows learn, and change nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from tiny import TINY, write_tiny_parts

from bgad_studio.core.progress import CurvePoint
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.model import Detector
from bgad_studio.detector.training import train
from bgad_studio.detector.watch import LOOKS

RECIPE = replace(TINY, steps=20)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_backbone(TINY.backbone), torch.device("cpu"))


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> TrainingSet:
    folder = tmp_path_factory.mktemp("parts")
    paths = write_tiny_parts(folder, 12, 2, slice(8, 56))
    broken = folder / "broken.png"
    broken.write_bytes(b"no picture")
    return TrainingSet(tuple(paths[:8]), tuple(paths[8:12]), (), (), watched=(*paths[12:], broken))


def learn(images: TrainingSet, extractor: Extractor) -> tuple[Detector, list[CurvePoint]]:
    events = train(images, RECIPE, extractor, lambda: False)
    points = []
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return end.value.detector, points
        if isinstance(event, CurvePoint):
            points.append(event)


def test_plain_defects_are_told_apart_and_the_model_is_the_same_without(
    images: TrainingSet, extractor: Extractor
) -> None:
    detector, points = learn(images, extractor)
    looks = [point for point in points if point.auroc is not None]
    assert [point.step for point in looks] == [4, 8, 12, 16, 20]
    assert len(looks) == LOOKS
    assert looks[-1].auroc == 1  # half the picture is black
    plain, unwatched = learn(replace(images, watched=()), extractor)
    assert all(point.auroc is None for point in unwatched)
    other = plain.state_dict()
    assert all(torch.equal(value, other[name]) for name, value in detector.state_dict().items())


def test_good_parts_kept_aside_are_not_told_from_good_ones(images: TrainingSet, extractor: Extractor) -> None:
    """The look can be anything but certain."""
    _, points = learn(replace(images, watched=images.validation), extractor)
    assert [point.auroc for point in points if point.auroc is not None] == [0.5] * LOOKS


def test_without_good_parts_to_compare_with_nobody_looks(images: TrainingSet, extractor: Extractor) -> None:
    _, points = learn(replace(images, validation=()), extractor)
    assert points
    assert all(point.auroc is None for point in points)
