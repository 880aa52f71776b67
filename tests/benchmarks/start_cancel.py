#!/usr/bin/env python3
"""200 trainings, each cancelled at another moment: what is left of them must be nothing.

``start_cancel.py [CYCLES]`` prints processes, threads, file handles and files before and after.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "compute"))

from cycles import run_cycles, traces
from tiny import ENDLESS

from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.training_set import TrainingSet


def main() -> int:
    """Cancel, look, tell."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number}.png" for number in range(6)]
        for path in paths:
            save_png(path, np.random.default_rng(0).integers(90, 160, (64, 64, 3), np.uint8))
        before, started = traces(folder), time.monotonic()
        run_cycles(count, TrainingSet(tuple(paths), (), (), ()), ENDLESS, folder, restart_every=20)
        took = time.monotonic() - started
        time.sleep(2)
        after = traces(folder)
    sys.stdout.write(f"{count} cycles in {took:.0f} s\nbefore: {before}\nafter:  {after}\n")
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main())
