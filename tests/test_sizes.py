"""Files and functions stay small enough to read, and nothing of the place they were written in gets in."""

from __future__ import annotations

import ast
import subprocess
from itertools import chain
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
FILE_LINES = 400
FUNCTION_LINES = 60
# put together here, so that this file does not hold what it forbids
FORBIDDEN = ("/" + "work/", "../" + "shared", "helper" + " session", "/tmp/" + "contract")


def tracked_files() -> list[Path]:
    """Every file that git tracks and that is there; skips the test outside a checkout."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", f"safe.directory={REPOSITORY}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout
    paths = [REPOSITORY / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def long_pieces(name: str, source: str) -> list[str]:
    """What is too long in one Python file: itself, or functions of it."""
    count = len(source.splitlines())
    found = [f"{name}: {count} lines"] if count > FILE_LINES else []
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > FUNCTION_LINES:
                found.append(f"{name}:{node.lineno} {node.name}: {count} lines")
    return found


def leaks(name: str, content: bytes) -> list[str]:
    """Which forbidden words the name or the content of a file holds, whatever their case."""
    text = name.lower().encode() + b"\n" + content.lower()
    return [f"{name}: {word}" for word in FORBIDDEN if word.encode() in text]


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def test_no_file_and_no_function_is_too_long() -> None:
    sources = [path for path in tracked_files() if path.suffix == ".py"]
    assert sources
    found = (long_pieces(_name(path), path.read_text(encoding="utf-8")) for path in sources)
    assert list(chain.from_iterable(found)) == []


def test_no_tracked_file_names_the_place_it_was_written_in() -> None:
    files = tracked_files()
    assert files
    found = (leaks(_name(path), path.read_bytes()) for path in files)
    assert list(chain.from_iterable(found)) == []


def test_a_file_of_401_lines_is_found() -> None:
    assert long_pieces("a.py", "x = 1\n" * FILE_LINES) == []
    assert long_pieces("a.py", "x = 1\n" * (FILE_LINES + 1)) == ["a.py: 401 lines"]


@pytest.mark.parametrize("keyword", ["def", "async def"])
def test_a_function_of_61_lines_is_found_even_inside_a_class(keyword: str) -> None:
    head = f"class A:\n    {keyword} f(self):\n"
    assert long_pieces("a.py", head + "        x = 1\n" * (FUNCTION_LINES - 1)) == []
    assert long_pieces("a.py", head + "        x = 1\n" * FUNCTION_LINES) == ["a.py:2 f: 61 lines"]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_leaked_word_is_found(word: str) -> None:
    assert leaks("a.md", f"see {word.title()}".encode()) == [f"a.md: {word}"]
    assert leaks("a.md", b"the network/path of a teamwork") == []
