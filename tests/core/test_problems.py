"""Every trouble a person can be told says everything it has places for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import bgad_studio
from bgad_studio.core import problems
from bgad_studio.core.errors import Problem, StudioError, Trouble

PACKAGE = Path(bgad_studio.__file__).parent
NAMES = {name: value for name, value in vars(problems).items() if isinstance(value, Problem)}


def places(problem: Problem) -> set[str]:
    """Names of the places in the text and the remedy."""
    return {
        name for text in (problem.text, problem.remedy) for _, name, _, _ in Formatter().parse(text) if name
    }


def _problem(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "problems":
        return node.attr
    return None


def _pair_names(node: ast.expr) -> set[str] | None:
    """Keys of ``(("file", …), ("reason", …))``; None where they are made at run time."""
    if not isinstance(node, ast.Tuple):
        return None
    pairs = [item for item in node.elts if isinstance(item, ast.Tuple)]
    return {str(pair.elts[0].value) for pair in pairs if isinstance(pair.elts[0], ast.Constant)}


def tellings(source: str, file: str) -> Iterator[tuple[str, str, set[str]]]:
    """Where, which problem, and the values given: every place that raises or notes a trouble."""
    for function in ast.walk(ast.parse(source, file)):
        if not isinstance(function, ast.FunctionDef):
            continue
        assigned = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            name = _problem(node.args[0])
            where = f"{file}:{node.lineno}"
            if name and node.func.id == "StudioError" and all(key.arg for key in node.keywords):
                yield where, name, {str(key.arg) for key in node.keywords}
            elif name and node.func.id == "Trouble":
                params = node.args[1] if len(node.args) > 1 else ast.Tuple([], ast.Load())
                if isinstance(params, ast.Name):
                    params = assigned.get(params.id, params)
                given = _pair_names(params)
                if given is not None:
                    yield where, name, given


def test_whoever_tells_a_trouble_fills_its_places() -> None:
    found = [
        telling
        for file in sorted(PACKAGE.rglob("*.py"))
        for telling in tellings(file.read_text("utf-8"), file.relative_to(PACKAGE).as_posix())
    ]
    assert len(found) > 40
    wrong = [
        f"{where}: {name} has {sorted(places(NAMES[name]))} and gets {sorted(given)}"
        for where, name, given in found
        if given != places(NAMES[name])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "call", ["StudioError(problems.IMAGE_BROKEN, file=f)", "Trouble(problems.NO_NORMALS)"]
)
def test_a_place_left_empty_is_found(call: str) -> None:
    ((_, name, given),) = tellings(f"def f():\n    {call}\n", "a.py")
    assert given != places(NAMES[name])


def test_no_problem_is_told_by_nobody() -> None:
    source = "\n".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))
    assert [name for name in NAMES if f"problems.{name}" not in source] == []


def test_codes_are_unique_and_every_problem_says_what_to_do() -> None:
    assert len(problems.ALL) == len(NAMES)
    for problem in NAMES.values():
        assert problem.text.rstrip().endswith(".")
        assert problem.remedy.rstrip().endswith(".")


def test_values_that_look_like_places_are_told_as_they_are() -> None:
    error = StudioError(problems.FOLDER_EMPTY, folder="{reason} {0} %s")
    assert str(error).startswith("{reason} {0} %s: there are no pictures")
    assert error.trouble == Trouble(problems.FOLDER_EMPTY, (("folder", "{reason} {0} %s"),))
