"""What holds for every test: no window on a screen, no file in the user's own folders, no network."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from bgad_studio.compute.client import ComputeClient

# Done while pytest reads this file: before any test module imports Qt or asks for a folder.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"

_HOME = Path(tempfile.mkdtemp(prefix="bgad-studio-tests-"))
_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
for _name, _below in _FOLDERS.items():
    (_HOME / _below).mkdir(parents=True, exist_ok=True)
    os.environ[_name] = str(_HOME / _below)
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

PATIENCE_MS = 60_000


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComputeClient]:
    """One compute process for all tests: each would spend seconds on loading torch."""
    from bgad_studio.compute.client import ComputeClient

    client = ComputeClient(tmp_path_factory.mktemp("cache"))
    yield client
    client.close()


@pytest.fixture
def lent(warm: ComputeClient, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], ComputeClient]:
    """That process with the folders of a project; nobody closes it."""

    def lend(cache_dir: Path) -> ComputeClient:
        warm.exchange, warm.features = cache_dir / "exchange", cache_dir / "features"
        return warm

    monkeypatch.setattr(warm, "close", lambda: None)
    return lend


@pytest.fixture
def one_process(lent: Callable[[Path], ComputeClient], monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and windows compute in that process, each with the folders of its own project."""
    for place in ("bgad_studio.compute.client.ComputeClient", "bgad_studio.app.ComputeClient"):
        monkeypatch.setattr(place, lent)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    """Waits a minute at least: a busy machine takes its time, and a wait that succeeds costs nothing."""
    from pytestqt.qtbot import QtBot

    class PatientBot(QtBot):
        def waitUntil(self, callback: Callable[[], object], *, timeout: int = 0) -> None:  # noqa: N802 - Qt's
            super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

        def waitSignal(self, signal: Any, *, timeout: int = 0, **rest: Any) -> Any:  # noqa: N802
            if rest.get("raising", True):  # else a signal that shall not come is waited for
                timeout = max(timeout, PATIENCE_MS)
            return super().waitSignal(signal, timeout=timeout, **rest)

    del qapp
    return PatientBot(request)
