#!/usr/bin/env python3
"""From a fresh checkout to a running BGAD Studio, with nothing but Python (3.11 to 3.13) installed.

``run`` makes ``.venv`` beside the project, installs the project into it and opens the demo; every later start
finds the stamp of the first one and goes straight to the window. ``test`` does the same with the test tools
and runs the linter, the type checker and the tests.

Standard library only, and readable for old interpreters: the version check must be able to run first.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import qt_libraries

PROJECT = Path(__file__).resolve().parents[1]
CONSTRAINTS = Path("packaging", "constraints.txt")
WINDOWS = platform.system() == "Windows"
LINUX = platform.system() == "Linux"
# Measured: on Linux torch brings its CUDA libraries, 6.4 GB installed after 3 GB of downloads kept twice.
NEEDED_GB = 13 if LINUX else 4
STAMP = "bgad-studio.json"
UNFINISHED = "bgad-studio.unfinished"


class BootstrapError(Exception):
    """Something the person at the keyboard can act on; shown as one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return the exit code; no traceback for anything that can be foreseen."""
    try:
        check_python(sys.version_info[:2])
        arguments = parse(sys.argv[1:] if argv is None else argv)
        return test(arguments.pytest) if arguments.command == "test" else run(arguments)
    except (BootstrapError, qt_libraries.MissingLibrariesError) as error:
        say(f"error: {error}")
        return 1
    except OSError as error:
        say(f"error: {error.strerror or error}: {error.filename or PROJECT}")
        return 1
    except KeyboardInterrupt:
        say("Stopped. Start again at any time: what is half made will be made anew.")
        return 130


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what ``test`` does not know goes to pytest."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Set up BGAD Studio and start it.")
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("run", help="open the demo (without a display: write its report)")
    start.add_argument("--headless", action="store_true", help="write the demo's report, open no window")
    start.add_argument("--out", type=Path, help="folder for the report (./bgad-studio-demo); no window then")
    commands.add_parser("test", help="run ruff, mypy and pytest; further arguments go to pytest")
    arguments, rest = parser.parse_known_args(argv)
    if rest and arguments.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    arguments.pytest = rest
    return arguments


def run(arguments: argparse.Namespace) -> int:
    """Open the demo, or without a display write its report; the report's path is the last line printed."""
    headless = arguments.headless or arguments.out is not None or not has_display(os.environ)
    python = prepare(PROJECT, extras=())
    command = [str(python), "-m", "bgad_studio", "demo"]
    if headless:
        out = (arguments.out or Path("bgad-studio-demo")).resolve()
        say(f"No window: the demo's report goes to {out}")
        command += ["--headless", "--out", str(out)]
    elif LINUX:
        qt_libraries.provide(os.environ, PROJECT / ".venv" / "apt.log")
    return subprocess.call(command, env=child_environment(os.environ))


def test(pytest_arguments: Sequence[str]) -> int:
    """Run the linter, the type checker and the tests, all of them, and return the first failure's code."""
    python = prepare(PROJECT, extras=("test",))
    environment = {**child_environment(os.environ), "QT_QPA_PLATFORM": "offscreen"}
    if LINUX:
        qt_libraries.provide({}, PROJECT / ".venv" / "apt.log")
    failure = 0
    for tool in (["ruff", "check", "."], ["mypy"], ["pytest", *pytest_arguments]):
        say(f"--- {' '.join(tool)}")
        code = subprocess.call([str(python), "-m", *tool], cwd=PROJECT, env=environment)
        failure = failure or code
    return failure


def check_python(version: tuple[int, ...]) -> None:
    """Refuse interpreters that some dependency has no packages for.

    Raises:
        BootstrapError: ``version`` (major, minor) is outside 3.11 to 3.13.
    """
    if not (3, 11) <= version < (3, 14):
        found = ".".join(str(part) for part in version)
        raise BootstrapError(
            f"BGAD Studio needs Python 3.11, 3.12 or 3.13, and this is Python {found}. "
            "Start this file with one of those, for example: python3.12 packaging/bootstrap.py run"
        )


def has_display(environ: Mapping[str, str]) -> bool:
    """Whether a window can be opened: always on Windows and macOS, by the environment on Linux."""
    return not LINUX or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """``environ`` without what would mix another Python's packages into ours, or compile ours each time.

    Where nothing compiled may be kept, torch and timm are compiled at every start: 18 s instead of 6.
    """
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in environ.items() if name not in unwanted}


def venv_python(venv: Path) -> Path:
    """The interpreter of the virtual environment ``venv``."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def fingerprint(project: Path) -> str:
    """SHA-256 of everything that decides what gets installed, and of where the project lies."""
    digest = hashlib.sha256(os.fsencode(project))
    for name in ("pyproject.toml", CONSTRAINTS):
        digest.update(b"\0" + (project / name).read_bytes())
    return digest.hexdigest()


def is_ready(venv: Path, wanted: str, extras: Iterable[str]) -> bool:
    """Whether ``venv`` was finished for the fingerprint ``wanted`` with at least ``extras``."""
    if (venv / UNFINISHED).exists() or not venv_python(venv).exists():
        return False
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return stamp["fingerprint"] == wanted and set(extras) <= set(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def needs_rebuild(venv: Path) -> bool:
    """Whether ``venv`` is there but was never finished, or has lost its interpreter."""
    return venv.exists() and ((venv / UNFINISHED).exists() or not venv_python(venv).exists())


def prepare(project: Path, extras: Sequence[str]) -> Path:
    """Make the project's environment where it is missing, stale or half made.

    Args:
        project: Folder with ``pyproject.toml``.
        extras: Optional dependencies to install as well.

    Returns:
        The environment's interpreter.

    Raises:
        BootstrapError: It could not be made; the message says why and what to do.
    """
    venv = project / ".venv"
    wanted = fingerprint(project)
    if is_ready(venv, wanted, extras):
        return venv_python(venv)
    if needs_rebuild(venv):
        say(f"{venv} is incomplete: making it anew.")
        shutil.rmtree(venv)
    if not venv.exists():
        check_disk(shutil.disk_usage(project).free)
        make_venv(venv)
    # an update that fails (no network) costs the stamp, not the environment: the next start tries again
    (venv / STAMP).unlink(missing_ok=True)
    install(project, venv, extras)
    stamp = {"fingerprint": wanted, "extras": list(extras)}
    (venv / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    (venv / UNFINISHED).unlink(missing_ok=True)
    return venv_python(venv)


def check_disk(free_bytes: int) -> None:
    """Refuse to start downloading what cannot be stored.

    Raises:
        BootstrapError: Less than ``NEEDED_GB`` are free.
    """
    free_gb = free_bytes / 1e9
    if free_gb < NEEDED_GB:
        raise BootstrapError(
            f"The first start needs {NEEDED_GB} GB of free disk space, and {free_gb:.1f} GB are free. "
            "Make room, or put the project on a larger disk, and start again."
        )


def make_venv(venv: Path) -> None:
    """Make an empty virtual environment, marked unfinished from its first moment on.

    Raises:
        BootstrapError: This Python cannot make one.
    """
    venv.mkdir(parents=True)
    (venv / UNFINISHED).touch()
    log = venv / "venv.log"
    if importlib.util.find_spec("ensurepip") is None and qt_libraries.can_install():
        say("Installing system packages: python3-venv")
        qt_libraries.apt_install(["python3-venv"], log)
    with log.open("ab") as output:
        command = [sys.executable, "-m", "venv", str(venv)]
        code = subprocess.call(command, stdout=output, stderr=output, env=child_environment(os.environ))
    if code:
        hint = "Install it and start again: sudo apt-get install -y python3-venv. " if LINUX else ""
        raise BootstrapError(f"This Python cannot make a virtual environment. {hint}Log: {log}")


def install(project: Path, venv: Path, extras: Sequence[str]) -> None:
    """Install the project with the versions its tests passed with; pip's words go to ``pip.log``.

    Raises:
        BootstrapError: pip failed.
    """
    target = f"{project}[{','.join(extras)}]" if extras else str(project)
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--no-compile"]
    constraints = ["--constraint", str(project / CONSTRAINTS)]
    command = [str(venv_python(venv)), "-m", "pip", "install", *options, *constraints, "--editable", target]
    log = venv / "pip.log"
    say("Installing packages. This takes some minutes, once; later starts are immediate.")
    code = logged(command, log, venv)
    if code:
        raise BootstrapError(explain(log.read_text(encoding="utf-8", errors="replace"), log))


def logged(command: Sequence[str], log: Path, folder: Path) -> int:
    """Run pip in ``folder`` with its output in ``log``, naming each package as it comes; its exit code."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=child_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with process, log.open("w", encoding="utf-8") as output:
        for line in process.stdout or ():
            output.write(line)
            if line.startswith("Collecting "):
                say("  " + line.split()[1])
            elif line.startswith("Installing collected packages"):
                say("All there; unpacking.")
    return process.returncode


def explain(text: str, log: Path) -> str:
    """What went wrong in pip's output ``text`` and what to do about it, in one line."""
    causes = (
        (("No space left", "not enough space"), f"The disk is full: {NEEDED_GB} GB must be free."),
        (("externally-managed", "Permission denied"), f"{log.parent} may not be written."),
        (
            ("Connection", "ConnectTimeout", "failure in name", "getaddrinfo", "ProxyError", "SSLError"),
            "The package index could not be reached: check the network, or set PIP_INDEX_URL or HTTPS_PROXY.",
        ),
        (
            ("No matching distribution", "ResolutionImpossible"),
            "A package has no version for this Python and processor "
            f"({platform.python_version()}, {platform.machine()}).",
        ),
    )
    for signs, cause in causes:
        if any(sign in text for sign in signs):
            return f"Installing the packages failed. {cause} Then start again. Log: {log}"
    return f"Installing the packages failed. The end of the log says why: {log}"


def say(text: str) -> None:
    """Tell the person at the keyboard; on stderr, so that a report's path stays alone on stdout."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
