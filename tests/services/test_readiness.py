"""What a training would learn from is said of the parts at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_parts import make_project

from bgad_studio.services.train import readiness


def test_readiness_of_parts_at_hand_reads_none_of_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_project(tmp_path / "P.bgad") as project:
        images, found = project.images.all(), readiness(project)
        monkeypatch.setattr(project.images, "all", lambda: pytest.fail("all parts were read"))
        assert readiness(project, images) == found
        assert readiness(project, images[:3]) != found  # it is these it speaks of
