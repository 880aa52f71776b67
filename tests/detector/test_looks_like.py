"""A place is like the defect that deviates in its direction, and like the good patch nearest to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.config import FAST
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.likeness import Likeness
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.training_set import KnownImage
from bgad_studio.detector.looks_like import looks_like

CONFIG = replace(FAST, height_in=32, width_in=32)
CELLS, CHANNELS = 8, 6


class FakeExtraction:
    """Gives features by name: a deviation in one channel of some cells."""

    def __init__(self, deviations: dict[str, tuple[int, float, tuple[int, int]] | None]) -> None:
        self._deviations = deviations

    def each(self, paths: Sequence[Path], then: Callable) -> Iterator[object]:
        for path in paths:
            if path.stem not in self._deviations:
                yield Trouble(problems.NO_MODEL)
                continue
            rng = np.random.default_rng(sum(path.stem.encode()))
            fine = rng.normal(0, 1, (2 * CELLS, 2 * CELLS, CHANNELS))
            middle = rng.normal(0, 1, (CELLS, CELLS, CHANNELS))
            deviation = self._deviations[path.stem]
            if deviation is not None:
                channel, strength, (row, column) = deviation
                middle[row : row + 2, column : column + 2, channel] += strength
            yield then([fine.astype(np.float16), middle.astype(np.float16)])


def _mask(folder: Path, name: str, at: tuple[int, int], label: int = 1) -> Path:
    """Two by two cells of a picture of 32 × 32."""
    mask = np.zeros((32, 32), np.uint8)
    mask[4 * at[0] : 4 * at[0] + 8, 4 * at[1] : 4 * at[1] + 8] = label
    file = folder / f"{name}.mask.png"
    file.write_bytes(encode_label_map(mask))
    return file


def _search(folder: Path, known: Sequence[str], normal: Sequence[str], **more) -> tuple[Likeness, ...]:
    deviations = {
        "part": (2, 9.0, (2, 3)),
        "scratch": (2, 40.0, (5, 0)),  # the same kind, much stronger, elsewhere
        "pit": (4, 9.0, (2, 3)),  # the same strength and place, another kind
        "good1": None,
        "good2": None,
        "stained": (2, 8.5, (6, 5)),  # counts as good and has something like it
        **more,
    }
    extraction = FakeExtraction(deviations)
    places = {"scratch": (5, 0), "pit": (2, 3), "gone": (0, 0)}
    marks = [
        KnownImage(folder / f"{name}.png", _mask(folder, name, places[name], number))
        for number, name in enumerate(known, start=1)
    ]
    paths = [folder / f"{name}.png" for name in normal]
    regions = _mask(folder, "part", (2, 3))
    *_, found = looks_like(folder / "part.png", regions, marks, paths, extraction, CONFIG)  # type: ignore[arg-type]
    return found


def test_the_kind_counts_and_not_strength_or_place(tmp_path: Path) -> None:
    (found,) = _search(tmp_path, ["pit", "scratch"], ["good1", "good2"])
    assert found.region == 1
    assert (found.defect.index, found.defect.label) == (1, 2)
    assert found.defect.box == pytest.approx((0, 5 / 8, 2 / 8, 7 / 8))
    assert 0 <= found.defect.distance < 0.5


def test_the_nearest_good_patch_is_found_where_it_lies(tmp_path: Path) -> None:
    (found,) = _search(tmp_path, [], ["good1", "stained", "good2"])
    assert found.defect is None
    assert (found.normal.index, found.normal.label) == (1, 0)
    left, top, right, bottom = found.normal.box
    assert left < 5.5 / 8 < right
    assert top < 6.5 / 8 < bottom


def test_pictures_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    (found,) = _search(tmp_path, ["gone", "scratch"], ["lost", "good1"])
    assert (found.defect.index, found.normal.index) == (1, 1)


def test_the_part_itself_must_be_readable(tmp_path: Path) -> None:
    extraction = FakeExtraction({})
    regions = _mask(tmp_path, "part", (2, 3))
    with pytest.raises(StudioError):
        list(looks_like(tmp_path / "part.png", regions, [], [], extraction, CONFIG))  # type: ignore[arg-type]


def test_without_good_parts_there_is_no_patch_and_no_complaint(tmp_path: Path) -> None:
    (found,) = _search(tmp_path, ["scratch"], [])
    assert found.normal is None
    assert found.defect is not None
