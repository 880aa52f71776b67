"""The window is killed in every phase: nothing a person made is lost, and the next start explains itself."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest
from killed_window import DECIDING, KEPT_STEP, OPENED, STEPS
from parts_folder import EDGE
from planted import plant

from bgad_studio.core.progress import Phase
from bgad_studio.services import annotate
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import last_run
from bgad_studio.ui.training.words import reached_text

PROGRAM = Path(__file__).with_name("killed_window.py")
EARLY = (Phase.STARTING, Phase.FEATURES, Phase.SYNTHESIS, Phase.PREPARING)
"""A training that is stopped in one of these begins anew."""
LATE = (Phase.TRAINING, Phase.CALIBRATING, Phase.SAVING, Phase.SCORING)
"""From one of these it goes on."""
CLOSED = "BGAD Studio was closed or stopped while this was running."
BEGINS_ANEW = "The last training did not come to its end."
GOES_ON = f"Training stopped at step {KEPT_STEP} of {STEPS}."
WAITS = "Model 2 is ready. What would change?"


def _kill(path: Path, moment: str) -> dict[str, object]:
    """Open the project in a window that dies at this moment; what it showed when the project was open."""
    run = subprocess.run(
        [sys.executable, str(PROGRAM), str(path), moment], stdout=subprocess.PIPE, text=True, check=False
    )
    assert run.returncode == -signal.SIGKILL, f"it did not die of {moment}"
    shown, processes = (json.loads(line) for line in run.stdout.splitlines())
    left = []
    for pid in processes:
        with suppress(psutil.NoSuchProcess):
            left.append(psutil.Process(pid))
    _, alive = psutil.wait_procs(left, timeout=30)
    assert not alive, "the computation outlives the window"
    found: dict[str, object] = shown
    return found


class _Copy:
    """What lies on the disk, looked at in a copy: to put in order what a kill left is up to the window."""

    def __init__(self, path: Path, painted: int) -> None:
        copy = shutil.copytree(path, path.with_name("Copy.bgad"))
        with Project.open(copy) as project:
            self.mask = annotate.load_mask(project, painted)
            self.models = {model.id: model.folder.name for model in project.models.all()}
            self.whole = all((project.models_dir / name).is_dir() for name in self.models.values())
            past = last_run(project)
            self.reached = None if past is None else past.reached
        shutil.rmtree(copy)


def _folders(path: Path) -> set[str]:
    return {folder.name for folder in (path / "models").iterdir() if folder.is_dir()}


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
    first = _Copy(twelve_parts, painted)
    shown = _kill(twelve_parts, Phase.STARTING)
    labels, said = shown["labels"], str(shown["text"])
    assert CLOSED not in said
    for killed, moment in zip((*EARLY, *LATE), (*EARLY[1:], *LATE, DECIDING), strict=True):
        kept = _Copy(twelve_parts, painted)
        assert kept.reached is killed
        assert (kept.mask == mask).all()
        assert (kept.models, kept.whole) == (first.models, True)
        shown = _kill(twelve_parts, moment)
        assert shown["labels"] == labels
        said = str(shown["text"])
        assert CLOSED in said
        assert (f"{BEGINS_ANEW} {reached_text(killed)}" in said) is (killed in EARLY)
        assert (GOES_ON in said) is (killed in LATE)
    kept = _Copy(twelve_parts, painted)
    assert (kept.mask == mask).all()
    assert len(kept.models) == len(first.models) + 1
    assert set(kept.models.values()) == _folders(twelve_parts), "what a killed training left is gone"
    assert all(
        (twelve_parts / "models" / name / "manifest.json").is_file()
        for name in set(kept.models.values()) - set(first.models.values())
    )
    shown = _kill(twelve_parts, OPENED)
    assert shown["labels"] == labels
    assert WAITS in str(shown["text"])
    assert CLOSED not in str(shown["text"])
