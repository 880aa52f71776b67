"""The launcher names the Debian package of every library Qt misses, and installs it where it may."""

from __future__ import annotations

from pathlib import Path

import pytest

import qt_libraries

LOG = Path("unused.log")


def _load_nothing_of(*absent: str) -> object:
    def load(soname: str) -> None:
        if soname in absent:
            raise OSError(f"{soname}: cannot open shared object file")

    return load


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A pretend machine: which libraries are absent, whether it is root's, and what got installed on it."""
    state: dict[str, object] = {"absent": [], "font": True, "root": False, "apt_works": True, "installed": []}

    def missing(sonames: dict[str, str]) -> list[str]:
        return [name for name in sonames if name in state["absent"]]

    def apt_install(packages: list[str], _log: Path) -> bool:
        state["installed"] = list(packages)
        if state["apt_works"]:
            state["absent"], state["font"] = [], True
        return bool(state["apt_works"])

    monkeypatch.setattr(qt_libraries, "missing", missing)
    monkeypatch.setattr(qt_libraries, "apt_install", apt_install)
    monkeypatch.setattr(qt_libraries, "has_chinese_font", lambda: state["font"])
    monkeypatch.setattr(qt_libraries, "can_install", lambda: state["root"])
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    return state


def test_only_the_libraries_that_do_not_load_are_missing() -> None:
    load = _load_nothing_of("libEGL.so.1", "libxcb-cursor.so.0")
    assert qt_libraries.missing(["libGL.so.1", "libEGL.so.1"], load) == ["libEGL.so.1"]


def test_a_library_that_does_not_exist_is_missing_for_the_real_linker() -> None:
    assert qt_libraries.missing(["libno-such-thing.so.9"]) == ["libno-such-thing.so.9"]


def test_libraries_of_one_package_name_it_once() -> None:
    sonames = ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libEGL.so.1"]
    assert qt_libraries.packages_for(sonames, qt_libraries.BASE) == ["libegl1", "libglib2.0-0"]


def test_x11_and_wayland_libraries_are_needed_only_for_their_displays() -> None:
    assert qt_libraries.needed({}) == qt_libraries.BASE
    assert "libxcb-cursor.so.0" in qt_libraries.needed({"DISPLAY": ":0"})
    assert "libwayland-cursor.so.0" not in qt_libraries.needed({"DISPLAY": ":0"})
    assert "libwayland-cursor.so.0" in qt_libraries.needed({"WAYLAND_DISPLAY": "wayland-0"})


def test_a_complete_machine_installs_nothing(machine: dict[str, object]) -> None:
    machine["root"] = True
    qt_libraries.provide({"DISPLAY": ":0"}, LOG)
    assert machine["installed"] == []


def test_root_gets_the_missing_packages_and_the_font(machine: dict[str, object]) -> None:
    machine.update(root=True, absent=["libxcb-icccm.so.4", "libEGL.so.1"], font=False)
    qt_libraries.provide({"DISPLAY": ":0"}, LOG)
    assert machine["installed"] == ["libegl1", "libxcb-icccm4", "fontconfig", "fonts-wqy-microhei"]


def test_a_user_is_told_the_exact_command(machine: dict[str, object]) -> None:
    machine["absent"] = ["libxcb-cursor.so.0"]
    with pytest.raises(qt_libraries.MissingLibrariesError) as caught:
        qt_libraries.provide({"DISPLAY": ":0"}, LOG)
    assert "libxcb-cursor.so.0" in str(caught.value)
    assert str(caught.value).endswith("sudo apt-get install -y --no-install-recommends libxcb-cursor0")
    assert machine["installed"] == []


def test_a_failing_apt_get_names_its_log(machine: dict[str, object]) -> None:
    machine.update(root=True, absent=["libGL.so.1"], apt_works=False)
    with pytest.raises(qt_libraries.MissingLibrariesError, match=r"libgl1\. See unused\.log"):
        qt_libraries.provide({}, LOG)


def test_a_system_without_apt_get_is_sent_to_its_own_package_manager(
    machine: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine["absent"] = ["libGL.so.1"]
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda _name: None)
    with pytest.raises(qt_libraries.MissingLibrariesError, match="your system's package manager"):
        qt_libraries.provide({}, LOG)


def test_a_missing_font_alone_stops_nobody(
    machine: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    machine["font"] = False
    qt_libraries.provide({}, LOG)
    assert "sudo apt-get install" in (shown := capsys.readouterr().err)
    assert shown.endswith("fontconfig fonts-wqy-microhei\n")


def test_without_fontconfig_no_chinese_font_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda _name: None)
    assert not qt_libraries.has_chinese_font()
