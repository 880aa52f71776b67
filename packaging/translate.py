#!/usr/bin/env python3
"""Collect the visible texts into ``resources/translations/*.ts`` and compile them to ``*.qm``.

Run it after a text was added or changed, fill in what is new in the ``.ts`` (``pyside6-linguist`` shows it),
and run it again. A text without a translation is named and makes the exit code 1.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "resources" / "translations"
SOURCES = ("bgad_studio/core/problems.py", "bgad_studio/services", "bgad_studio/ui")


def main() -> int:
    """Update and compile every catalogue."""
    code = 0
    for catalogue in sorted(FOLDER.glob("*.ts")):
        update(catalogue)
        missing = untranslated(catalogue)
        for context, text in missing:
            print(f"{catalogue.name}: {context}: {text}", file=sys.stderr)
        code = code or int(bool(missing))
        compile_catalogue(catalogue, catalogue.with_suffix(".qm"))
    return code


def sources() -> list[str]:
    """Every file with visible texts, relative to the project."""
    files = [path for place in SOURCES for path in sorted((PROJECT / place).rglob("*.py"))]
    return [str(path.relative_to(PROJECT)) for path in [PROJECT / SOURCES[0], *files]]


def update(catalogue: Path) -> None:
    """Bring a catalogue up to date with the sources; texts that are gone leave it."""
    command = ["pyside6-lupdate", *sources(), "-ts", str(catalogue), "-no-obsolete", "-locations", "none"]
    subprocess.run([str(Path(sys.executable).with_name(command[0])), *command[1:]], cwd=PROJECT, check=True)


def compile_catalogue(catalogue: Path, target: Path) -> None:
    """Write the binary catalogue the window loads."""
    tool = str(Path(sys.executable).with_name("pyside6-lrelease"))
    subprocess.run([tool, str(catalogue), "-qm", str(target), "-silent"], check=True)


def untranslated(catalogue: Path) -> list[tuple[str, str]]:
    """Context and English text of everything a catalogue has no translation for."""
    missing = []
    # a file of our own
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not translation.text:
                missing.append((name, message.findtext("source", "")))
    return missing


if __name__ == "__main__":
    sys.exit(main())
