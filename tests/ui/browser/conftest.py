"""A catalogue and thumbnails that need no store."""

from __future__ import annotations

import numpy as np
import pytest
from browser_parts import NG, OK, UNSURE, part
from pytestqt.qtbot import QtBot

from bgad_studio.ui.browser.catalogue import Catalogue, Contents
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.workers.lane import Lane


@pytest.fixture
def catalogue(qtbot: QtBot) -> Catalogue:
    """Twelve parts: 1-4 good, 5-6 defective, 7 unsure, 8-12 not judged; even ones are scored."""
    made = Catalogue()
    verdicts = [OK] * 4 + [NG] * 2 + [UNSURE] + [None] * 5
    records = [
        part(number, verdict, None if number % 2 else number / 12)
        for number, verdict in enumerate(verdicts, start=1)
    ]
    made.fill(Contents(tuple(records), (), None))
    return made


@pytest.fixture
def thumbnails(qtbot: QtBot):
    """Grey ones."""
    lane = Lane("pictures", 2)
    yield Thumbnails(lane, lambda record: np.full((6, 8, 3), 128, np.uint8))
    lane.close()
