"""The wheel carries the whole program: installed elsewhere, it finds its resources and starts."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bgad_studio.core.resources import resource

REPOSITORY = Path(__file__).resolve().parents[1]

_LOAD_ALL = """
import hashlib, json, sys
sys.path.insert(0, sys.argv[1])
import bgad_studio
from bgad_studio.core.resources import resource
names = [path.relative_to(resource()).as_posix() for path in resource().rglob("*") if path.is_file()]
hashes = {name: hashlib.sha256(resource(*name.split("/")).read_bytes()).hexdigest() for name in names}
print(json.dumps({"package": bgad_studio.__file__, "root": str(resource()), "hashes": hashes}))
"""

_START = """
import importlib.metadata, sys
sys.path.insert(0, sys.argv[1])
(found,) = importlib.metadata.Distribution.discover(name="bgad-studio", path=[sys.argv[1]])
(script,) = found.entry_points.select(group="console_scripts", name="bgad-studio")
sys.argv = ["bgad-studio", "--help"]
sys.exit(script.load()())
"""


def _python(*arguments: str, folder: Path) -> str:
    """Run this interpreter in ``folder`` and return what it printed; fails with all it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, installed in a folder of its own."""
    wheels = tmp_path_factory.mktemp("wheels")
    target = tmp_path_factory.mktemp("installed")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(REPOSITORY))
    _python(*build, folder=wheels)
    (wheel,) = wheels.glob("*.whl")
    options = ("--no-deps", "--no-index", "--target", str(target))
    _python("-m", "pip", "install", *options, str(wheel), folder=wheels)
    return target


def _files(folder: Path) -> dict[str, str]:
    """Name and SHA-256 of every file below ``folder``, without what Python compiled."""
    paths = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def test_a_checkout_reads_its_own_resources() -> None:
    assert resource() == REPOSITORY / "resources"
    assert resource("icons", "brush.svg").is_file()


def test_an_installed_wheel_loads_every_resource(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(_python("-c", _LOAD_ALL, str(installed), folder=tmp_path))
    assert Path(answer["package"]).is_relative_to(installed)
    assert Path(answer["root"]) == installed / "bgad_studio" / "_resources"
    assert answer["hashes"] == _files(REPOSITORY / "resources")
    assert answer["hashes"]


def test_an_installed_wheel_is_the_whole_package(installed: Path) -> None:
    theirs = _files(installed / "bgad_studio")
    ours = _files(REPOSITORY / "bgad_studio")
    assert {name: sha for name, sha in theirs.items() if not name.startswith("_resources/")} == ours


def test_an_installed_wheel_starts_its_command(installed: Path, tmp_path: Path) -> None:
    shown = _python("-c", _START, str(installed), folder=tmp_path)
    assert "demo" in shown


def test_an_installed_wheel_carries_the_licence(installed: Path) -> None:
    (licence,) = installed.glob("bgad_studio-*.dist-info/licenses/LICENSE")
    assert licence.read_bytes() == (REPOSITORY / "LICENSE").read_bytes()
