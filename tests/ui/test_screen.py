"""The window fits onto small screens, and onto those that draw everything large."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from bgad_studio.ui.screen import LEAST, shrunk_by

PROGRAM = """
import os, sys
from PySide6.QtCore import QTimer
from bgad_studio import app

make_window = app.make_window

def make_and_close():
    window = make_window()
    QTimer.singleShot(300, window.close)
    QTimer.singleShot(200, lambda: print(
        window.isVisible(), window.width(), window.height(), window.devicePixelRatioF(),
        window.screen().availableSize().width(), os.environ.get("QT_SCALE_FACTOR")))
    return window

app.make_window = make_and_close
sys.exit(app.run())
"""
"""The program as it starts, but that it ends soon."""


@pytest.mark.parametrize(
    ("width_px", "height_px", "share"),
    [
        (1920, 1040, 1.0),
        (1366, 728, 1.0),
        (1280, 720, 1.0),
        (1093, 614, (614 - 40) / 680),  # 125 % on 1366 × 768
        (960, 540, (540 - 40) / 680),  # 200 % on full HD
        (1000, 900, 1000 / 1100),
        (320, 200, 0.6),
    ],
)
def test_only_where_there_is_too_little_room_everything_is_smaller(
    width_px: int, height_px: int, share: float
) -> None:
    assert shrunk_by(QSize(width_px, height_px)) == pytest.approx(share)


@pytest.mark.parametrize("scale", [None, "0.5", "1.25", "nonsense"])
def test_the_program_starts_and_fits_where_the_system_draws_everything_large(
    scale: str | None, tmp_path: Path
) -> None:
    """Qt's own screen without a display is 800 px across."""
    environment = {key: value for key, value in os.environ.items() if key != "QT_SCALE_FACTOR"}
    environment |= {"QT_QPA_PLATFORM": "offscreen"} | ({} if scale is None else {"QT_SCALE_FACTOR": scale})
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, capture_output=True, timeout=60
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    visible, width, height, ratio, room, afterwards = done.stdout.decode().split()
    asked = float(scale) if scale in ("0.5", "1.25") else 1.0
    drawn = max(min(800 / asked / LEAST.width(), 1), 0.6) * asked
    assert visible == "True"
    assert float(ratio) == pytest.approx(drawn, abs=1e-3)
    assert int(width) >= LEAST.width()
    assert int(height) >= LEAST.height()
    if drawn / asked > 0.6:
        assert int(width) <= int(room) + 1
    assert afterwards == str(scale), "other programs are drawn as ever"
