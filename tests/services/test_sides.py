"""What every image is for: pictures of one part stand on one side, and what has taught goes on teaching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.splits import is_calibration
from bgad_studio.services.annotate import add_defect_type, save_mask, set_verdict
from bgad_studio.services.project import Project
from bgad_studio.services.sides import Sides, draw_sides
from bgad_studio.store.images import NewImage


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "P.bgad") as made:
        yield made


def _add(project: Project, names: dict[str, str]) -> dict[str, ImageRecord]:
    """Images by name, each with its capture group; no file is looked at."""
    new = [NewImage(Path(name), name, f"{name:0>64}", 8, 8, group) for name, group in names.items()]
    return {record.name: record for record in project.images.add(new)}


def _groups(*lists: list[ImageRecord]) -> set[str]:
    return {image.group for images in lists for image in images}


def _both(sides: Sides) -> set[str]:
    teach = _groups(sides.normal, sides.validation, sides.known, sides.unmasked)
    return teach & _groups(sides.calibration, sides.held_out, sides.unmasked_held_out)


def test_pictures_of_one_part_never_stand_on_both_sides(project: Project) -> None:
    """Sixty parts of three views, of which some show the defect and some do not, painted or not."""
    rng = np.random.default_rng(0)
    records = _add(project, {f"{part}-{view}": f"part {part}" for part in range(60) for view in range(3)})
    scratch = add_defect_type(project, "scratch")
    for name, record in records.items():
        if int(name.split("-")[0]) % 3 or rng.random() < 0.5:
            set_verdict(project, [record.id], Verdict.OK)
        elif rng.random() < 0.5:
            set_verdict(project, [record.id], Verdict.NG)
        else:
            save_mask(project, record.id, np.full((8, 8), scratch.id, np.uint8))
    sides = draw_sides(project, project.images.all())
    assert all((sides.calibration, sides.known, sides.unmasked))
    assert sides.held_out or sides.unmasked_held_out
    assert not _both(sides)
    project.runs.add_snapshot(sides.items)
    late = _add(project, {f"{part}-late": f"part {part}" for part in range(60)})
    set_verdict(project, [record.id for record in late.values()], Verdict.OK)
    again = draw_sides(project, project.images.all())
    assert not _both(again)
    assert _groups(sides.known, sides.unmasked) <= _groups(again.known, again.unmasked)


def test_a_good_part_that_taught_among_a_handful_never_sets_thresholds(project: Project) -> None:
    first = next(f"good {number}" for number in range(100) if is_calibration(f"good {number}"))
    few = _add(project, {name: name for name in (first, "a", "b", "c", "d", "e")})
    set_verdict(project, [record.id for record in few.values()], Verdict.OK)
    sides = draw_sides(project, project.images.all())
    assert first in _groups(sides.normal)
    project.runs.add_snapshot(sides.items)
    many = _add(project, {f"more {number}": f"more {number}" for number in range(60)})
    set_verdict(project, [record.id for record in many.values()], Verdict.OK)
    later = draw_sides(project, project.images.all())
    assert later.calibration
    assert first not in _groups(later.calibration)
