"""The demo project is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.demo import DefectKind, DemoPart, parts
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import Verdict
from bgad_studio.services.annotate import load_mask
from bgad_studio.services.browse import load_picture
from bgad_studio.services.demo import create_demo, demo_truth
from bgad_studio.services.project import Project


@pytest.fixture
def quickly_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole lot, but pictures of a moment: only the plan of the lot matters."""

    def stamp(rng: np.random.Generator, number: int, kind: DefectKind | None) -> DemoPart:
        image = rng.integers(0, 255, (24, 24, 3)).astype(np.uint8)
        mask = np.zeros((24, 24), np.bool_)
        mask[5:9, 5:9] = True
        return DemoPart(f"part_{number:03d}.png", image, None if kind is None else mask, kind)

    monkeypatch.setattr(parts, "_part", stamp)


@pytest.mark.usefixtures("quickly_drawn")
def test_the_demo_has_eighty_parts_and_eight_labelled_defects(tmp_path: Path) -> None:
    path = tmp_path / "Demo.bgad"
    phases = [event.phase for event in create_demo(path)]
    assert {Phase.GENERATING, Phase.IMPORTING} <= set(phases)
    truth = demo_truth()
    with Project.open(path) as project:
        records = project.images.all()
        assert len(records) == len(truth) >= 80
        labelled = [record for record in records if record.mask_id is not None]
        assert len(labelled) == 8
        assert (
            sorted(record.painted_type_ids for record in labelled)
            == [(1,)] * 2 + [(2,)] * 2 + [(3,)] * 2 + [(4,)] * 2
        )
        assert {record.verdict for record in labelled} == {Verdict.NG}
        good = [record for record in records if record.verdict is Verdict.OK]
        assert len(good) >= 40
        assert not any(truth[Path(record.name).name].any() for record in good)
        for record in labelled:
            label_map = load_mask(project, record.id)
            assert label_map is not None
            assert np.array_equal(label_map > 0, truth[Path(record.name).name])
        assert all(record.path.is_relative_to(path) for record in records)
        assert load_picture(records[0]).shape == (24, 24, 3)
    assert [item.name for item in tmp_path.iterdir()] == ["Demo.bgad"]


def test_a_small_demo_is_drawn_as_the_large_one(tmp_path: Path) -> None:
    for _ in create_demo(tmp_path / "Demo.bgad", good=2, defective_per_kind=1):
        pass
    with Project.open(tmp_path / "Demo.bgad") as project:
        records = project.images.all()
        assert len(records) == 6
        assert sum(record.mask_id is not None for record in records) == 4
        assert load_picture(records[0]).shape == (512, 512, 3)


def _until(events: Iterator[Progress], phase: Phase) -> None:
    for event in events:
        if event.phase is phase:
            return


@pytest.mark.usefixtures("quickly_drawn")
@pytest.mark.parametrize("phase", [Phase.GENERATING, Phase.IMPORTING])
def test_a_demo_that_is_given_up_leaves_nothing(tmp_path: Path, phase: Phase) -> None:
    events = create_demo(tmp_path / "Demo.bgad")
    _until(events, phase)
    assert not (tmp_path / "Demo.bgad").exists()
    events.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quickly_drawn")
def test_what_a_killed_demo_left_is_no_obstacle(tmp_path: Path) -> None:
    with Project.create(tmp_path / ".Demo.bgad.part"):
        pass
    for _ in create_demo(tmp_path / "Demo.bgad", good=2, defective_per_kind=1):
        pass
    assert [item.name for item in tmp_path.iterdir()] == ["Demo.bgad"]


def test_a_demo_over_something_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "Demo.bgad").mkdir()
    with pytest.raises(StudioError) as caught:
        list(create_demo(tmp_path / "Demo.bgad"))
    assert caught.value.problem is problems.PROJECT_EXISTS
    assert list((tmp_path / "Demo.bgad").iterdir()) == []


@pytest.mark.usefixtures("quickly_drawn")
def test_two_demos_made_at_once_do_not_mix(tmp_path: Path) -> None:
    first = create_demo(tmp_path / "Demo.bgad", good=2, defective_per_kind=1)
    _until(first, Phase.GENERATING)
    with pytest.raises(StudioError) as caught:
        list(create_demo(tmp_path / "Demo.bgad", good=2, defective_per_kind=1))
    assert caught.value.problem is problems.PROJECT_IN_USE
    list(first)
    with Project.open(tmp_path / "Demo.bgad") as project:
        assert len(project.images.all()) == 6
