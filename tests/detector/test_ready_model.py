from __future__ import annotations

from pathlib import Path

import pytest

from bgad_studio.detector import bundle
from bgad_studio.detector.ready_model import ReadyModel


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders in the order in which models were read from them."""
    seen: list[Path] = []

    def load(folder: Path) -> object:
        seen.append(folder)
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        return object()

    monkeypatch.setattr(bundle, "load", load)
    return seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "7"
    made.mkdir()
    (made / "weights").write_bytes(b"12")
    return made


def test_the_same_model_is_read_once(loads: list[Path], folder: Path) -> None:
    ready = ReadyModel()
    assert ready.load(folder) is ready.load(folder)
    assert loads == [folder]


def test_another_model_takes_its_place(loads: list[Path], folder: Path, tmp_path: Path) -> None:
    ready, other = ReadyModel(), tmp_path / "8"
    other.mkdir()
    for each in (folder, other, folder):
        ready.load(each)
    assert loads == [folder, other, folder]


def test_changed_files_are_read_again(loads: list[Path], folder: Path) -> None:
    ready = ReadyModel()
    ready.load(folder)
    (folder / "weights").write_bytes(b"123")
    ready.load(folder)
    assert len(loads) == 2


def test_a_model_that_is_gone_is_not_remembered(loads: list[Path], folder: Path) -> None:
    ready = ReadyModel()
    ready.load(folder)
    (folder / "weights").unlink()
    folder.rmdir()
    with pytest.raises(FileNotFoundError):
        ready.load(folder)


def test_a_forgotten_model_is_read_again(loads: list[Path], folder: Path) -> None:
    ready = ReadyModel()
    ready.load(folder)
    ready.forget()
    ready.load(folder)
    assert len(loads) == 2
