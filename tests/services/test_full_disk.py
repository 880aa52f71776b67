"""A full disk during a training is told in clear words; labels are unharmed, and nothing half lies about."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from service_parts import make_project

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core import disk, problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import RunOutcome
from bgad_studio.services import carry_out
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import last_run
from bgad_studio.services.score import LogLine
from bgad_studio.services.train import train


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad") as made:
        yield made


def _labels(project: Project) -> list[tuple[object, ...]]:
    return [(r.id, r.verdict, r.mask_id, r.painted_type_ids) for r in project.images.all()]


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["masks", "task"])
def test_no_room_to_begin_is_told_and_harms_no_label(
    where: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels, client = _labels(project), ComputeClient(project.cache_dir)
    with monkeypatch.context() as patch:
        if where == "masks":
            patch.setattr(Path, "write_bytes", _full)
        else:
            patch.setattr(disk.os, "fsync", _full)
        with pytest.raises(StudioError, match="The disk is full") as caught:
            list(train(project, client))
    assert client.pid is None
    assert caught.value.problem is problems.DISK_FULL
    past = last_run(project)
    assert past is not None
    assert (past.record.outcome, past.record.trouble) == (RunOutcome.FAILED, caught.value.trouble)
    assert _labels(project) == labels
    assert not list((project.cache_dir / "training").glob("*"))
    assert not list(project.models_dir.iterdir())


def test_maps_without_room_cost_no_verdict(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StudioError(problems.PROJECT_UNWRITABLE, project=project.path, reason="disk is full")

    monkeypatch.setattr(project.maps, "save", full)
    run = project.runs.start(project.runs.add_snapshot([]).id, "{}")
    model = project.models.add(1, run.id, run.snapshot_id, "0001", "{}")
    (line,) = carry_out._keep_maps(project, model, [])
    assert isinstance(line, LogLine)
    assert "disk is full" in line.trouble.english()
