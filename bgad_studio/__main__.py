"""``bgad-studio``: the command line decides; with no sub-command the window opens."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of ``bgad-studio`` and ``python -m bgad_studio``."""
    from bgad_studio.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
