"""Stored grids become regions of the picture."""

from __future__ import annotations

import numpy as np

from bgad_studio.core.records import ImageRecord
from bgad_studio.services import results
from bgad_studio.services.results import ScoreMap, unusual_regions


def test_regions_are_where_the_map_reaches_the_contour(monkeypatch) -> None:
    values = np.zeros((8, 16), np.float32)
    values[2:6, 4:12] = 9
    monkeypatch.setattr(results, "load_map", lambda project, record: ScoreMap(values, 5.0, 0.0, 10.0))
    record = ImageRecord(1, "a.png", "a.png", "0" * 64, 160, 80, "a.png")
    mask = unusual_regions(None, record)  # type: ignore[arg-type]
    assert mask is not None
    assert mask.shape == (80, 160)
    assert mask[25:55, 45:115].all()
    assert not mask[:15].any()


def test_one_region_is_read_where_it_is_asked_for(monkeypatch) -> None:
    values = np.zeros((8, 16), np.float32)
    values[1:3, 1:3] = values[5:7, 10:14] = 9
    monkeypatch.setattr(results, "load_map", lambda project, record: ScoreMap(values, 5.0, 0.0, 10.0))
    record = ImageRecord(1, "a.png", "a.png", "0" * 64, 160, 80, "a.png")
    mask = unusual_regions(None, record, (120, 60))  # type: ignore[arg-type]
    assert mask is not None
    assert mask[60, 120]
    assert not mask[:, :50].any()


def test_without_a_map_there_are_no_regions(monkeypatch) -> None:
    monkeypatch.setattr(results, "load_map", lambda project, record: None)
    record = ImageRecord(1, "a.png", "a.png", "0" * 64, 160, 80, "a.png")
    assert unusual_regions(None, record) is None  # type: ignore[arg-type]
