"""What a training would learn from is said of the parts at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_parts import bring_in, make_project, write

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core import problems
from bgad_studio.core.config import Method
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import Verdict
from bgad_studio.services.project import Project
from bgad_studio.services.train import readiness, train


def test_readiness_of_parts_at_hand_reads_none_of_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_project(tmp_path / "P.bgad") as project:
        images, found = project.images.all(), readiness(project)
        monkeypatch.setattr(project.images, "all", lambda: pytest.fail("all parts were read"))
        assert readiness(project, images) == found
        assert readiness(project, images[:3]) != found  # it is these it speaks of


@pytest.mark.parametrize(
    ("good", "problem"),
    [(0, problems.NO_NORMALS), (1, problems.TOO_FEW_NORMALS), (4, problems.TOO_FEW_NORMALS)],
)
def test_too_few_good_parts_are_told_before_anything_starts(
    tmp_path: Path, good: int, problem: object
) -> None:
    idle = ComputeClient(tmp_path)
    with make_project(tmp_path / "P.bgad", good=good) as project:
        trouble = readiness(project).trouble
        assert trouble is not None
        assert trouble.problem is problem
        assert str(5 - good) in trouble.english()
        with pytest.raises(StudioError) as caught:
            next(iter(train(project, idle)))
        assert caught.value.problem is problem
        assert project.runs.latest() is None
    assert idle.pid is None


def test_an_empty_project_has_no_pictures_to_learn_from(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        trouble = readiness(project).trouble
        assert trouble is not None
        assert trouble.problem is problems.NO_IMAGES


def test_readiness_counts_what_a_training_would_learn_from(tmp_path: Path) -> None:
    with make_project(tmp_path / "P.bgad") as project:
        ready = readiness(project)
        assert (ready.trouble, ready.method, ready.known) == (None, Method.BGAD, {1: 2})
        assert ready.normals + ready.normals_holdout == 10
    with make_project(tmp_path / "Q.bgad", marked=0) as other:
        assert readiness(other).method is Method.NFAD


def test_verdicts_alone_are_enough_for_bgad(tmp_path: Path) -> None:
    with make_project(tmp_path / "V.bgad", marked=0) as project:
        assert readiness(project).method is Method.NFAD
        bring_in(project, write(tmp_path / "unpainted", range(3000, 3002), defective=True), Verdict.NG)
        assert readiness(project).method is Method.BGAD
        assert readiness(project).known == {}
