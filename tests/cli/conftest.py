"""A command line to call, a compute process that stays, and a data set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from cli_parts import Cli


# The package is imported in the fixtures, after Qt: Qt's import hook stumbles over a pydantic that lay half
# imported before it.


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Exit code, stdout and stderr of a command line."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        from bgad_studio import cli

        code = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An MVTec AD tree with three defects of each of two types."""
    from cli_parts import write

    from bgad_studio.core.imaging.load import save_png

    root = tmp_path / "bottle"
    write(root / "train" / "good", 0, 8)
    write(root / "test" / "good", 100, 3)
    mask = np.zeros((64, 64), np.uint8)
    mask[20:36, 20:36] = 255
    for start, name in ((200, "dent"), (300, "scratch")):
        write(root / "test" / name, start, 3, defective=True)
        (root / "ground_truth" / name).mkdir(parents=True)
        for number in range(start, start + 3):
            save_png(root / "ground_truth" / name / f"{number:03d}_mask.png", mask)
    return root
