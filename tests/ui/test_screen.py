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
import os
from PySide6.QtWidgets import QApplication
from bgad_studio.ui.screen import fitted_to_screen
with fitted_to_screen() as share:
    used = os.environ.get("QT_SCALE_FACTOR")
    app = QApplication([])
room = app.primaryScreen().availableSize()
print(share, room.width(), room.height(), used, os.environ["QT_SCALE_FACTOR"])
"""


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


@pytest.mark.parametrize("scale", ["1", "1.5", "nonsense"])
def test_the_window_fits_where_the_system_draws_everything_large(scale: str, tmp_path: Path) -> None:
    """Qt's own screen without a display is 800 px across."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, capture_output=True, check=True
    )
    share, width, height, set_to, afterwards = done.stdout.decode().split()
    assert float(share) < 1
    assert afterwards == scale, "other programs are drawn as ever"
    asked = 1.0 if scale == "nonsense" else float(scale)
    assert float(set_to) == pytest.approx(max(800 / asked / 1100, 0.6) * asked, abs=1e-3)
    if float(share) > 0.6:
        assert int(width) >= LEAST.width() - 1
        assert int(height) >= LEAST.height()
