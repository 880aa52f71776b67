"""A run keeps what it did while it goes on, and later trainings are estimated from it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bgad_studio.core.config import FAST, PAPER, QUICK, Method, warm_config
from bgad_studio.core.progress import CurvePoint, Phase, PhaseTime, Progress
from bgad_studio.services import speed
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import KEPT_TOGETHER, RunLog, last_run
from bgad_studio.services.speed import Speed, Work, estimate, forecast, further, seconds_left

POINT = CurvePoint(1, 400, 1.5, -0.2, -0.1, None)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "Line 1.bgad") as made:
        yield made


def _log(project: Project) -> RunLog:
    run = project.runs.start(project.runs.add_snapshot([]).id, "{}")
    ticks = iter(range(1000))
    return RunLog(project, run, lambda: float(next(ticks)))


def _events(*events: object) -> Generator[object, None, str]:
    yield from events
    return "done"


def test_every_phase_tells_how_many_units_it_did_and_how_long_that_took(project: Project) -> None:
    log = _log(project)
    reports = [(Phase.FEATURES, 4, 4), (Phase.FEATURES, 1, 2), (Phase.FEATURES, 2, 2), (Phase.TRAINING, 9, 9)]
    events = list(log.follow(_events(*(Progress(*report) for report in reports))))
    told = [event for event in events if isinstance(event, PhaseTime)]
    assert told == [PhaseTime(Phase.FEATURES, 6, 3.0), PhaseTime(Phase.TRAINING, 9, 1.0)]
    found = last_run(project)
    assert found is not None
    assert list(found.phases) == told == log.phases


def test_a_program_killed_in_a_phase_leaves_its_name_and_most_of_the_curve(project: Project) -> None:
    log = _log(project)
    points = [replace(POINT, step=step) for step in range(2 * KEPT_TOGETHER)]
    events = log.follow(_events(Progress(Phase.TRAINING, 1, 99), *points, POINT))
    for event in events:
        if event == points[-1]:
            break  # nothing is closed: as if it were killed here
    found = last_run(project)
    assert found is not None
    assert found.reached is Phase.TRAINING
    assert len(found.curve) >= KEPT_TOGETHER
    events.close()
    found = last_run(project)
    assert found is not None
    assert list(found.curve) == points


def test_an_estimate_uses_what_this_computer_took_before(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(speed, "speed_file", lambda: tmp_path / "state" / "speed.json")
    work = Work(normals=40, pictures=100, scored=60, known=True)
    first = estimate(work, FAST, speed.load_speed())
    assert not first.measured
    took = [PhaseTime(Phase.FEATURES, 50, 5.0), PhaseTime(Phase.TRAINING, 200, 60.0)]
    rest = [PhaseTime(Phase.PREPARING, 0, 6.0), PhaseTime(Phase.SCORING, 60, 12.0)]
    speed.note_run(FAST, [*took, *rest])
    second = estimate(work, FAST, speed.load_speed())
    assert second.measured
    assert second.seconds == pytest.approx(speed.START_SECONDS + 10 + 6 + 250 * 0.3 + 12)
    without = estimate(replace(work, known=False), FAST, speed.load_speed())
    assert without.seconds == pytest.approx(second.seconds - 6)
    speed.note_run(replace(FAST, method=Method.NFAD), [*took, PhaseTime(Phase.PREPARING, 0, 1.0)])
    assert speed.load_speed().prepared == {"fast tf_efficientnet_lite0": 6.0}, "of a training with defects"
    slow = replace(PAPER, backbone=FAST.backbone)
    assert estimate(work, slow, speed.load_speed()).seconds > estimate(work, slow, Speed()).seconds
    assert not estimate(work, replace(PAPER, backbone="tf_efficientnet_b6"), speed.load_speed()).measured
    other = estimate(work, replace(FAST, backbone="tf_efficientnet_b6"), speed.load_speed())
    assert not other.measured  # what one network takes says nothing of another
    assert other.seconds > second.seconds
    warm = estimate(work, warm_config(FAST), speed.load_speed())
    assert warm.seconds == pytest.approx(speed.START_SECONDS + 10 + 6 + warm_config(FAST).steps * 0.3 + 12)
    assert estimate(work, QUICK, Speed()).seconds < first.seconds
    large = replace(FAST, height_in=512, width_in=512, largest_edge_in=0)
    assert estimate(work, large, speed.load_speed()).seconds == pytest.approx(second.seconds + 3 * 22)


def test_a_dry_run_that_has_looked_but_not_scored_says_how_long_scoring_takes() -> None:
    work = Work(normals=40, pictures=100, scored=60, known=False)
    usual = forecast(work, FAST, Speed())
    slow = forecast(work, FAST, Speed(pictures={FAST.backbone: 3 * usual[Phase.FEATURES] / 100}))
    assert slow[Phase.SCORING] == pytest.approx(3 * usual[Phase.SCORING])


def test_what_is_left_counts_the_phases_to_come() -> None:
    work = Work(normals=40, pictures=100, scored=60, known=True)
    expected = forecast(work, FAST, Speed())
    assert sum(expected.values()) == estimate(work, FAST, Speed()).seconds
    later = expected[Phase.TRAINING] + expected[Phase.SCORING]
    furthest = None

    def left(phase: Phase, seconds: float | None = None) -> float | None:
        nonlocal furthest
        furthest = further(phase, furthest)
        return seconds_left(Progress(phase, 1, 4, seconds), expected, furthest)

    assert left(Phase.PREPARING, 2.0) == pytest.approx(2 + later)
    assert left(Phase.PREPARING) == expected[Phase.PREPARING] + later
    assert left(Phase.TRAINING, 0.5) == 0.5 + expected[Phase.SCORING]
    aside = left(Phase.FEATURES, 3.0)
    assert aside == 3 + expected[Phase.SCORING], "good parts kept aside are looked at after it has learned"
    assert left(Phase.CALIBRATING) == expected[Phase.SCORING]
    assert left(Phase.SCORING, 0.1) == 0.1
    expected = {}
    assert left(Phase.TRAINING, 7.0) == 7.0, "nobody knows what comes"
    assert left(Phase.TRAINING) is None


def test_a_damaged_note_of_the_speed_is_no_trouble(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "speed.json"
    monkeypatch.setattr(speed, "speed_file", lambda: file)
    file.write_text("{", encoding="utf-8")
    assert speed.load_speed() == Speed()
