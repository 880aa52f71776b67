"""Resources are found in a checkout and in an installed wheel alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bgad_studio.core.resources import resource

REPOSITORY = Path(__file__).resolve().parents[1]

_LOAD_ALL = """
import json, sys
sys.path.insert(0, sys.argv[1])
import bgad_studio
from bgad_studio.core.resources import resource
names = [path.relative_to(resource()) for path in resource().rglob("*") if path.is_file()]
sizes = {name.as_posix(): len(resource(*name.parts).read_bytes()) for name in names}
print(json.dumps({"package": bgad_studio.__file__, "root": str(resource()), "sizes": sizes}))
"""


def _run(module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, installed in a folder of its own."""
    wheels = tmp_path_factory.mktemp("wheels")
    target = tmp_path_factory.mktemp("installed")
    _run("build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(REPOSITORY))
    (wheel,) = wheels.glob("*.whl")
    _run("pip", "install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    return target


def test_a_checkout_reads_its_own_resources() -> None:
    assert resource() == REPOSITORY / "resources"
    assert resource("icons", "brush.svg").is_file()


def test_an_installed_wheel_loads_every_resource(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD_ALL, str(installed)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
    )
    answer = json.loads(done.stdout)
    assert Path(answer["package"]).is_relative_to(installed)
    assert Path(answer["root"]) == installed / "bgad_studio" / "_resources"
    source = REPOSITORY / "resources"
    ours = {p.relative_to(source).as_posix(): p.stat().st_size for p in source.rglob("*") if p.is_file()}
    assert ours
    assert answer["sizes"] == ours


def test_an_installed_wheel_carries_the_licence(installed: Path) -> None:
    (licence,) = installed.glob("bgad_studio-*.dist-info/licenses/LICENSE")
    assert "Apache License" in licence.read_text(encoding="utf-8")
