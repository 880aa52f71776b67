"""What holds for every test: no window on a screen, no file in the user's own folders, no network."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

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
