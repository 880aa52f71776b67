"""Which system libraries Qt needs on Linux, which are missing, and how to get them (standard library only).

Qt's own message blames xcb-cursor0 whatever is missing, so every library is loaded here by its name and the
right Debian package is named. Readable for old interpreters: the version check must be able to run first.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

# soname -> Debian package (Debian 12 and 13, Ubuntu 22.04 and later)
BASE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# fc-list tells whether the font is there, so it comes along
CHINESE_FONT = ("fontconfig", "fonts-wqy-microhei")


class MissingLibrariesError(Exception):
    """Libraries without which no window opens; the message says how to install them."""


def needed(environ: Mapping[str, str]) -> dict[str, str]:
    """Libraries Qt loads for the displays that the environment names.

    Args:
        environ: Environment variables; ``DISPLAY`` and ``WAYLAND_DISPLAY`` count.

    Returns:
        Soname to Debian package.
    """
    libraries = dict(BASE)
    if environ.get("DISPLAY"):
        libraries.update(X11)
    if environ.get("WAYLAND_DISPLAY"):
        libraries.update(WAYLAND)
    return libraries


def missing(sonames: Iterable[str], load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Those of ``sonames`` that the dynamic linker cannot load, in their order."""
    absent = []
    for soname in sonames:
        try:
            load(soname)
        except OSError:
            absent.append(soname)
    return absent


def packages_for(sonames: Iterable[str], libraries: Mapping[str, str]) -> list[str]:
    """Debian packages that bring ``sonames``, each once, sorted."""
    return sorted({libraries[soname] for soname in sonames})


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font with Chinese glyphs; without one the Chinese window shows boxes."""
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(
        ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False, timeout=60
    )
    return bool(found.stdout.strip())


def can_install() -> bool:
    """Whether this process may install Debian packages itself: root, on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Iterable[str], log: Path) -> bool:
    """Install Debian packages without a question; everything apt-get says goes to ``log``.

    Returns:
        Whether apt-get succeeded.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
    )
    with log.open("ab") as output:
        codes = [
            subprocess.call(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
            for command in commands
        ]
    return codes[-1] == 0


def provide(environ: Mapping[str, str], log: Path) -> None:
    """Make sure that Qt finds its libraries and a Chinese font, installing them where that is allowed.

    Args:
        environ: Environment the window will be opened in.
        log: File that takes the output of apt-get.

    Raises:
        MissingLibrariesError: A library is missing and could not be installed.
    """
    libraries = needed(environ)
    absent = missing(libraries)
    fonts = () if has_chinese_font() else CHINESE_FONT
    packages = [*packages_for(absent, libraries), *fonts]
    if not packages:
        return
    if can_install():
        print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr)
        apt_install(packages, log)
        absent = missing(libraries)
    if absent:
        raise MissingLibrariesError(_advice(absent, packages, log))
    if fonts and not has_chinese_font():
        print(f"Chinese text needs a font: {_command(fonts)}", file=sys.stderr)


def _advice(absent: list[str], packages: list[str], log: Path) -> str:
    names = ", ".join(absent)
    if shutil.which("apt-get") is None:
        return (
            f"Qt cannot load {names}. Install these with your system's package manager "
            f"(Debian calls the packages: {' '.join(packages)}), then start again."
        )
    if can_install():
        return f"Qt cannot load {names}, and apt-get could not install {' '.join(packages)}. See {log}"
    return f"Qt cannot load {names}. Install them and start again: {_command(packages)}"


def _command(packages: Iterable[str]) -> str:
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
