"""The launcher makes the environment once, remakes a half-made one, and explains itself in one line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
from bootstrap import BootstrapError

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with just the files that decide what gets installed."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'pretend'\n", encoding="utf-8")
    (tmp_path / bootstrap.CONSTRAINTS).write_text("torch==1.0\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pretend to make environments and to install; answers what was asked for, in order."""
    made: list[str] = []

    def make_venv(venv: Path) -> None:
        made.append("venv")
        python = bootstrap.venv_python(venv)
        python.parent.mkdir(parents=True)
        python.touch()
        (venv / bootstrap.UNFINISHED).touch()

    def install(_project: Path, _venv: Path, extras: tuple[str, ...]) -> None:
        made.append(f"pip{list(extras)}")

    monkeypatch.setattr(bootstrap, "make_venv", make_venv)
    monkeypatch.setattr(bootstrap, "install", install)
    monkeypatch.setattr(bootstrap, "check_disk", lambda _free: None)
    return made


def test_a_first_start_installs_and_a_second_one_does_not(project: Path, calls: list[str]) -> None:
    python = bootstrap.prepare(project, ())
    assert calls == ["venv", "pip[]"]
    assert bootstrap.prepare(project, ()) == python
    assert calls == ["venv", "pip[]"]


@pytest.mark.parametrize("name", ["pyproject.toml", str(bootstrap.CONSTRAINTS)])
def test_changed_requirements_are_installed_into_the_same_environment(
    project: Path, calls: list[str], name: str
) -> None:
    bootstrap.prepare(project, ())
    (project / name).write_text("[project]\nname = 'changed'\n", encoding="utf-8")
    bootstrap.prepare(project, ())
    assert calls == ["venv", "pip[]", "pip[]"]


def test_the_test_tools_are_added_to_an_environment_without_them(project: Path, calls: list[str]) -> None:
    bootstrap.prepare(project, ())
    bootstrap.prepare(project, ("test",))
    bootstrap.prepare(project, ())
    assert calls == ["venv", "pip[]", "pip['test']"]


def test_an_interrupted_first_start_is_made_anew(
    project: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.prepare(project, ())
    (project / ".venv" / "half-a-package").touch()
    bootstrap.prepare(project, ())
    assert calls == ["venv", "venv", "pip[]"]
    assert not (project / ".venv" / "half-a-package").exists()


def test_an_update_that_fails_keeps_the_environment_and_is_tried_again(
    project: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_arguments: object) -> None:
        raise BootstrapError("no network")

    bootstrap.prepare(project, ())
    (project / "pyproject.toml").write_text("[project]\nname = 'changed'\n", encoding="utf-8")
    (project / ".venv" / "installed").touch()
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install", offline)
        with pytest.raises(BootstrapError):
            bootstrap.prepare(project, ())
    bootstrap.prepare(project, ())
    assert calls == ["venv", "pip[]", "pip[]"]
    assert (project / ".venv" / "installed").exists()


def test_an_environment_without_its_interpreter_is_made_anew(project: Path, calls: list[str]) -> None:
    python = bootstrap.prepare(project, ())
    python.unlink()
    bootstrap.prepare(project, ())
    assert calls == ["venv", "pip[]", "venv", "pip[]"]


def test_an_environment_made_by_hand_is_kept(project: Path, calls: list[str]) -> None:
    python = bootstrap.venv_python(project / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    bootstrap.prepare(project, ())
    assert calls == ["pip[]"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"fingerprint": 1}', '{"fingerprint": "', "\0"])
def test_a_damaged_stamp_counts_as_none(project: Path, calls: list[str], text: str) -> None:
    bootstrap.prepare(project, ())
    (project / ".venv" / bootstrap.STAMP).write_text(text, encoding="utf-8")
    bootstrap.prepare(project, ())
    assert calls == ["venv", "pip[]", "pip[]"]


def test_a_moved_project_is_installed_again(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    moved = tmp_path_factory.mktemp("moved") / "project"
    before = bootstrap.fingerprint(project)
    project.rename(moved)
    assert bootstrap.fingerprint(moved) != before


def test_windows_keeps_its_interpreter_in_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "WINDOWS", True)
    assert bootstrap.venv_python(Path("v")) == Path("v", "Scripts", "python.exe")
    monkeypatch.setattr(bootstrap, "WINDOWS", False)
    assert bootstrap.venv_python(Path("v")) == Path("v", "bin", "python")


def test_only_linux_asks_the_environment_for_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "LINUX", True)
    assert not bootstrap.has_display({"DISPLAY": ""})
    assert bootstrap.has_display({"DISPLAY": ":0"})
    assert bootstrap.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    monkeypatch.setattr(bootstrap, "LINUX", False)
    assert bootstrap.has_display({})


@pytest.mark.parametrize("found", [(3, 8), (3, 10), (3, 14)])
def test_an_unsupported_python_is_named_with_those_that_work(found: tuple[int, int]) -> None:
    with pytest.raises(BootstrapError, match=rf"needs Python 3\.11, 3\.12 or 3\.13.* Python 3\.{found[1]}\."):
        bootstrap.check_python(found)


@pytest.mark.parametrize("found", [(3, 11), (3, 12), (3, 13)])
def test_a_supported_python_passes(found: tuple[int, int]) -> None:
    bootstrap.check_python(found)


def test_too_small_a_disk_is_refused_before_anything_is_downloaded() -> None:
    with pytest.raises(BootstrapError, match=rf"needs {bootstrap.NEEDED_GB} GB .* 1\.5 GB are free"):
        bootstrap.check_disk(1_500_000_000)
    bootstrap.check_disk(bootstrap.NEEDED_GB * 10**9)


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("ERROR: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError: [Errno 111]\nERROR: No matching distribution found", "check the network"),
        ("ERROR: No matching distribution found for torch>=2.10", "no version for this Python and processor"),
        ("ERROR: something new", "The end of the log says why"),
    ],
)
def test_a_failing_pip_is_explained_in_one_line_with_its_log(words: str, cause: str) -> None:
    line = bootstrap.explain(words, Path("somewhere", "pip.log"))
    assert cause in line
    assert str(Path("somewhere", "pip.log")) in line
    assert "\n" not in line


def test_a_pip_that_fails_leaves_its_words_in_the_log_and_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "import sys; print('ERROR: No space left'); sys.exit(2)"
    real = bootstrap.logged

    def logged(_command: list[str], log: Path, folder: Path) -> int:
        return real([sys.executable, "-c", words], log, folder)

    def make_venv(venv: Path) -> None:
        venv.mkdir()

    monkeypatch.setattr(bootstrap, "logged", logged)
    monkeypatch.setattr(bootstrap, "make_venv", make_venv)
    monkeypatch.setattr(bootstrap, "check_disk", lambda _free: None)
    monkeypatch.setattr(bootstrap, "PROJECT", project)
    assert bootstrap.main(["run", "--headless"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[-1].startswith("error: Installing the packages failed. The disk is full")
    assert "ERROR: No space left" in (project / ".venv" / "pip.log").read_text(encoding="utf-8")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands the launcher would have started, the interpreter left out."""
    commands: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        commands.append(command[1:])
        return {"mypy": 3, "pytest": 1}.get(command[2], 0)

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    monkeypatch.setattr(bootstrap, "prepare", lambda _project, extras: Path("python"))
    monkeypatch.setattr(bootstrap.qt_libraries, "provide", lambda _environ, _log: None)
    monkeypatch.setattr(bootstrap, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return commands


def test_with_a_display_the_demo_opens_its_window(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert bootstrap.main(["run"]) == 0
    assert started == [["-m", "bgad_studio", "demo"]]


def test_without_a_display_the_report_goes_to_a_folder_of_its_own(
    started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert bootstrap.main(["run"]) == 0
    out = str(tmp_path / "bgad-studio-demo")
    assert started == [["-m", "bgad_studio", "demo", "--headless", "--out", out]]


def test_a_folder_for_the_report_means_no_window(
    started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert bootstrap.main(["run", "--out", str(tmp_path / "here")]) == 0
    assert started == [["-m", "bgad_studio", "demo", "--headless", "--out", str(tmp_path / "here")]]


def test_all_checks_run_and_the_first_failure_counts(started: list[list[str]]) -> None:
    assert bootstrap.main(["test", "-k", "masks", "--lf"]) == 3
    assert started == [
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
        ["-m", "pytest", "-k", "masks", "--lf"],
    ]


def test_run_refuses_what_it_does_not_know(started: list[list[str]]) -> None:
    with pytest.raises(SystemExit):
        bootstrap.main(["run", "--fullscreen"])
    assert started == []


def test_another_pythons_variables_do_not_reach_the_program() -> None:
    unwanted = {"PYTHONHOME": "x", "PYTHONPATH": "y", "PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**unwanted, "LANG": "zh_CN.UTF-8"}
    assert bootstrap.child_environment(environment) == {"LANG": "zh_CN.UTF-8"}


def test_every_direct_dependency_has_a_tested_version() -> None:
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    asked = set(re.findall(r'^  "([A-Za-z0-9_-]+)[>=!<]', text, flags=re.MULTILINE))
    pinned = (REPOSITORY / bootstrap.CONSTRAINTS).read_text(encoding="utf-8")
    assert asked
    assert {name for name in asked if not re.search(rf"^{name}==", pinned, flags=re.MULTILINE)} == set()


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    script = REPOSITORY / "packaging" / "bootstrap.py"
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-S", script, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout
