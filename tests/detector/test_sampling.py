from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from bgad_studio.core.config import FAST, PAPER
from bgad_studio.detector.sampling import ANOMALOUS, IGNORED, NORMAL, LevelData, Sampler, cell_labels


def label_map(*marks: tuple[slice, slice, int]) -> np.ndarray:
    made = np.zeros((64, 64), np.uint8)
    for rows, columns, value in marks:
        made[rows, columns] = value
    return made


def test_a_cell_is_anomalous_from_a_quarter_of_its_pixels() -> None:
    labels = cell_labels([label_map((slice(0, 16), slice(0, 20), 3))], 4, 4).view(4, 4)
    assert labels[0, 0] == ANOMALOUS
    assert labels[0, 1] == ANOMALOUS  # 4 of 16 columns
    assert (labels == ANOMALOUS).sum() == 2


def test_a_tiny_defect_keeps_its_most_covered_cell_and_the_rest_is_ignored() -> None:
    labels = cell_labels([label_map((slice(14, 17), slice(30, 31), 1))], 4, 4).view(4, 4)
    assert labels[0, 1] == ANOMALOUS
    assert labels[1, 1] == IGNORED
    assert labels[3, 3] == NORMAL


def test_ignored_pixels_are_neither_good_nor_bad() -> None:
    labels = cell_labels([label_map((slice(0, 16), slice(0, 16), 255))], 4, 4).view(4, 4)
    assert labels[0, 0] == IGNORED
    assert not (labels == ANOMALOUS).any()


def data(normal: int = 6, anomalous: int = 3) -> LevelData:
    values = torch.arange(16.0).view(1, 16, 1)
    labels = torch.zeros(anomalous, 16, dtype=torch.int8)
    labels[:, 5] = ANOMALOUS
    normals = values.repeat(normal, 1, 1)
    return LevelData(normals, -values.repeat(anomalous, 1, 1), labels)


def test_structured_batches_show_the_same_positions_of_every_image() -> None:
    config = replace(FAST, batch_images=6, batch_positions=8)
    batch = Sampler(data(), config, torch.Generator().manual_seed(0)).draw(with_known=True)
    assert batch.samples.shape == (6, 8, 1)
    assert (batch.samples[:, :, 0].abs() == batch.positions).all()
    assert batch.from_normal[:4].all()
    assert not batch.from_normal[4:].any()
    assert 5 in batch.positions  # the defect
    assert (batch.labels == ANOMALOUS).sum() == 2


def test_no_anomaly_enters_before_its_time_or_when_there_is_none() -> None:
    config = replace(FAST, batch_images=6, batch_positions=8)
    early = Sampler(data(), config, torch.Generator().manual_seed(0)).draw(with_known=False)
    alone = Sampler(data(anomalous=0), config, torch.Generator().manual_seed(0)).draw(with_known=True)
    assert early.from_normal.all()
    assert alone.from_normal.all()
    assert len(early.samples) == len(alone.samples) == 6


def test_the_paper_walks_through_every_position_of_an_image_batch_once() -> None:
    config = replace(PAPER, batch_images=3, batch_positions=4)
    sampler = Sampler(data(), config, torch.Generator().manual_seed(0))
    assert sampler.steps_per_round() == 12
    drawn = [sampler.draw(with_known=True) for _ in range(12)]
    positions = torch.cat([batch.positions for batch in drawn])
    assert torch.equal(torch.sort(positions).values, torch.arange(16).repeat_interleave(3))
    for batch in drawn:
        assert batch.samples.shape == (1, 4, 1)
        assert (batch.samples[0, :, 0].abs() == batch.positions).all()
