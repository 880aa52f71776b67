"""A model as one file: the same model, and nothing else gets in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.config import FAST, Method
from bgad_studio.core.errors import StudioError
from bgad_studio.core.manifest import WEIGHTS_FILE
from bgad_studio.detector import Learning, Model, bundle


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(128, 12, (64, 64, 3)).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def model() -> Model:
    config = replace(FAST, method=Method.GAUSSIAN, height_in=64, width_in=64, largest_edge_in=0)
    learning = Learning([picture(seed) for seed in range(10)], config=config)
    assert list(learning)
    return learning.model


def test_a_model_in_one_file_judges_as_before(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path / "m.zip")
    assert [item.name for item in tmp_path.iterdir()] == ["m.zip"]
    assert Model.load(tmp_path / "m.zip").judge(picture(77)).score == model.judge(picture(77)).score


def _repacked(file: Path, change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        change(archive, content)
        for name, blob in content.items():
            archive.writestr(name, blob)


def _more(name: str) -> Callable[[zipfile.ZipFile, dict[str, bytes]], None]:
    return lambda archive, _: archive.writestr(name, b"evil")


def _compressed(archive: zipfile.ZipFile, content: dict[str, bytes]) -> None:
    archive.writestr(WEIGHTS_FILE, content.pop(WEIGHTS_FILE), zipfile.ZIP_DEFLATED)


def _without(archive: zipfile.ZipFile, content: dict[str, bytes]) -> None:
    del content[WEIGHTS_FILE]


def _altered(archive: zipfile.ZipFile, content: dict[str, bytes]) -> None:
    content[WEIGHTS_FILE] = content[WEIGHTS_FILE][:-1] + b"x"


@pytest.mark.parametrize(
    "change",
    [
        _more("../evil.json"),
        _more("/etc/passwd"),
        _more("a/b.json"),
        _more("C:\\x.json"),
        _compressed,
        _without,
        _altered,
    ],
)
def test_a_file_that_holds_anything_odd_is_refused(
    change: Callable[[zipfile.ZipFile, dict[str, bytes]], None], model: Model, tmp_path: Path
) -> None:
    model.save(tmp_path / "m.zip")
    _repacked(tmp_path / "m.zip", change)
    with pytest.raises(StudioError) as caught:
        bundle.load(tmp_path / "m.zip")
    assert caught.value.problem is problems.MODEL_BROKEN


def test_what_is_no_zip_or_cut_off_is_refused(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path / "m.zip")
    whole = (tmp_path / "m.zip").read_bytes()
    for blob in (b"", b"PK", whole[: len(whole) // 2], whole[:-30]):
        (tmp_path / "m.zip").write_bytes(blob)
        with pytest.raises(StudioError) as caught:
            bundle.load(tmp_path / "m.zip")
        assert caught.value.problem is problems.MODEL_BROKEN


def test_further_plain_files_do_no_harm(model: Model, tmp_path: Path) -> None:
    """As the window's export adds them."""
    model.save(tmp_path / "m.zip")
    _repacked(tmp_path / "m.zip", _more("about.json"))
    assert bundle.load(tmp_path / "m.zip").config == model.detector.config
