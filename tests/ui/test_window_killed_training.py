"""The window is killed in every phase: nothing a person made is lost, and the next start explains itself."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest
from killed_window import DECIDING
from parts_folder import EDGE
from planted import plant

from bgad_studio.core.progress import Phase
from bgad_studio.services import annotate
from bgad_studio.services.project import Project

PROGRAM = Path(__file__).with_name("killed_window.py")
PHASES = (*(phase.value for phase in (Phase.TRAINING, Phase.SAVING, Phase.SCORING)), DECIDING)
"""In order, as far as the window shows them on parts this small; the phases between are killed below it."""
CLOSED = "BGAD Studio was closed or stopped while this was running."


@contextmanager
def _window(path: Path) -> Iterator[tuple[dict[str, object], Iterator[str]]]:
    """The running program: what it says at its start, and its further lines; killed at the end."""
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(path)], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        first = run.stdout.readline()
        assert first, "it died before the project was open"
        children = psutil.Process(run.pid)
        yield json.loads(first), (line.strip() for line in run.stdout)
        computing = children.children(recursive=True)
        run.kill()
        _, alive = psutil.wait_procs(computing, timeout=30)
        assert not alive, "the computation outlives the window"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_the_window_is_killed_in_every_phase(twelve_parts: Path) -> None:
    plant(twelve_parts)
    with Project.open(twelve_parts) as project:
        painted = [record.id for record in project.images.all()][-1]
        mask = np.zeros((EDGE, EDGE), np.uint8)
        mask[40:56, 40:56] = annotate.first_defect_type(project, "scratch").id
        annotate.save_mask(project, painted, mask)
        models = {model.id: model.folder for model in project.models.all()}
    labels, before, made = None, "", False
    for phase in PHASES:
        with _window(twelve_parts) as (said, lines):
            labels = labels or said["labels"]
            assert said["labels"] == labels
            assert not before or made or CLOSED in str(said["text"])
            before = _come_to(phase, lines)
        with Project.open(twelve_parts) as project:
            assert (annotate.load_mask(project, painted) == mask).all()
            kept = {model.id: model.folder for model in project.models.all()}
            folders = {folder for folder in project.models_dir.iterdir() if folder.is_dir()}
            assert set(kept.values()) <= folders
            made = len(kept) > len(models)
            assert not made or before in (Phase.SCORING.value, DECIDING)  # the kill may come too late
            assert models.items() <= kept.items()
    assert len(kept) == len(models) + 1
    assert folders == set(kept.values()), "what a killed training left is gone"
    with _window(twelve_parts) as (said, lines):
        assert said["labels"] == labels
        assert next(lines) == DECIDING, "the new model still waits for a decision"


def _come_to(phase: str, lines: Iterator[str]) -> str:
    """The first phase told that is this one or comes after it."""
    return next(line for line in lines if line in PHASES[PHASES.index(phase) :])
