"""An hour of labelling survives kill -9: the window runs as a program and is driven by real events."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from parts_folder import write_parts

from bgad_studio.services import annotate
from bgad_studio.services.project import Project

PROGRAM = Path(__file__).with_name("inspectors_hour.py")


def _run(*arguments: str) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(PROGRAM.parent), str(PROGRAM.parents[2]), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments],
        env={**os.environ, "PYTHONPATH": paths},
        stderr=subprocess.PIPE,
    )


def _seen(window: subprocess.Popen[bytes], out: Path) -> dict[str, np.ndarray]:
    """What the program wrote; it must not have died before."""
    assert window.stderr is not None
    while not out.exists():
        assert window.poll() is None or out.exists(), window.stderr.read().decode()
        time.sleep(0.02)
    with np.load(out) as arrays:
        return dict(arrays)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_an_hour_of_labelling_survives_kill_9(tmp_path: Path) -> None:
    path, folder = tmp_path / "Line 3.bgad", tmp_path / "in"
    write_parts(folder / "good", 40, seed=1)
    write_parts(folder / "ng", 10, seed=2)
    window = _run("work", str(path), str(folder), str(tmp_path / "worked"))
    try:
        worked = _seen(window, tmp_path / "worked")
    finally:
        window.kill()
        window.communicate()
    assert window.returncode == -signal.SIGKILL

    ids = worked["ids"].tolist()
    with Project.open(path) as project:
        kept = [annotate.load_mask(project, image_id) for image_id in ids]
        choices = project.synthesis.choices()
        rejected = {str(key) for key, (_, approved) in choices.items() if not approved}
        files = [annotate.label_file(project, project.images.get(image_id)) for image_id in ids]
    np.testing.assert_array_equal(np.stack(kept), worked["masks"])
    assert len(set(ids)) == 5
    assert sorted({int(value) for value in np.unique(worked["masks"])}) == [0, 1, 2]
    assert all(file.exists() for file in files)
    assert rejected == set(worked["rejected"].tolist())

    again = _run("look", str(path), json.dumps(ids), str(tmp_path / "looked"))
    _, trouble = again.communicate(timeout=240)
    assert again.returncode == 0, trouble.decode()
    looked = _seen(again, tmp_path / "looked")
    np.testing.assert_array_equal(looked["masks"], worked["masks"])
    assert looked["types"].tolist() == ["scratch 3", "pit 2"]
    assert looked["parts"].tolist() == [50, 40, 10]
    assert not rejected & set(looked["gallery"].tolist())
