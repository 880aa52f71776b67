#!/usr/bin/env python3
"""200 trainings and scorings, each cancelled at another moment: what is left of them must be nothing.

``start_cancel.py [CYCLES]`` prints processes, threads, file handles and files before and after, and how long
a cancelled job took to end.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "compute"))

from cycles import make_model, run_cycles, traces
from tiny import tiny_training_set


def main() -> int:
    """Cancel, look, tell."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as models:
        folder, model = Path(name), Path(models) / "model"
        images = tiny_training_set(folder)
        make_model(images, model, folder / "cache")
        before, started = traces(folder), time.monotonic()
        longest = run_cycles(count, images, folder, model, restart_every=20)
        took = time.monotonic() - started
        time.sleep(2)
        after = traces(folder)
    sys.stdout.write(f"{count} cycles in {took:.0f} s\nbefore: {before}\nafter:  {after}\n")
    for moment, seconds in longest.items():
        word = "at once" if moment is None else moment.value
        sys.stdout.write(f"cancelled {word}: ended after at most {seconds:.2f} s\n")
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main())
