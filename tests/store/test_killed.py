"""A program that is killed while somebody paints loses nothing that it had acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from store_projects import add_pictures

from bgad_studio.services.project import Project


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_ten_kills_while_painting_lose_no_acknowledged_stroke(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        (image,) = add_pictures(project, path / "images", 1)
    painter = Path(__file__).with_name("killed_painter.py")
    ended = subprocess.run(
        [sys.executable, str(painter), str(path), str(image)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    rounds = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(rounds) == 10
    for found in rounds:
        # the stroke in hand may have been committed without having been told
        assert found["kept"] in (found["told"], found["told"] + 1)
        assert found["integrity"] == "ok"
        assert found["file"]


def test_the_lock_of_a_killed_program_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    Project.create(path).close()
    (path / "project.sqlite.owner").write_text('{"pid": 1, "host": "elsewhere"}')
    Project.open(path).close()
