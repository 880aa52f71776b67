from __future__ import annotations

from pathlib import Path

import pytest

from bgad_studio.compute.protocol import (
    Cancel,
    ImageTrouble,
    ScoredBatch,
    ScoredEntry,
    ScoreJob,
    StoredTrouble,
    TrainJob,
    decode,
    encode,
)
from bgad_studio.core import problems
from bgad_studio.core.config import FAST
from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import CurvePoint, Phase, Progress, Spread
from bgad_studio.core.training_set import KnownImage, TrainingSet

TROUBLE = Trouble(problems.IMAGE_BROKEN, (("file", "Grüße 零件.png"), ("reason", "cut\nshort")))
IMAGES = TrainingSet((Path("/a b/1.png"),), (), (), (KnownImage(Path("2.png"), Path("m.png")),))


@pytest.mark.parametrize(
    "message",
    [
        TrainJob(IMAGES, FAST, Path("/models/1")),
        ScoreJob(Path("/models/1"), (Path("零件.png"),), Path("/x")),
        Cancel(),
        Progress(Phase.TRAINING, 3, 400, None),
        CurvePoint(4, 400, 1.5, -0.2, -0.1, None),
        CurvePoint(4, 400, 1.5, -0.2, -0.1, -0.4, Spread(-0.6, 0.1, 0.1, (0, 9), (7, 1))),
        ScoredBatch(Path("/x/1.bin"), (ScoredEntry(0, 1.25, 0, 99),)),
        ImageTrouble(3, StoredTrouble.of(TROUBLE)),
    ],
)
def test_messages_survive_one_line_each(message: object) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line) == message


def test_trouble_finds_its_text_again() -> None:
    assert StoredTrouble.of(TROUBLE).trouble() == TROUBLE


@pytest.mark.parametrize("line", [b"hello\n", b"{}\n", b'{"type": "Nonsense", "data": {}}\n', b"3\n"])
def test_other_lines_are_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(line)
