"""Weights from a file: recognised by names and shapes, kept, and used; anything else is refused by name."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save_file

from bgad_studio.core import backbone_store, problems
from bgad_studio.core.backbone_store import PAPER_BACKBONE, added_file, with_best_backbone
from bgad_studio.core.config import FAST, PAPER
from bgad_studio.core.errors import StudioError
from bgad_studio.detector import backbone_files
from bgad_studio.detector.backbone_files import add_backbone, recognised, wanted_shapes
from bgad_studio.detector.backbones import load_backbone

NAME = "tf_efficientnet_lite3"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backbone_store.platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.setattr(backbone_files, "ADDABLE", ("tf_efficientnet_lite1", NAME))


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return dict(timm.create_model(NAME, pretrained=False).state_dict())


@pytest.mark.parametrize("ending", [".safetensors", ".pth"])
def test_added_weights_are_what_the_backbone_computes_with(
    ending: str, weights: dict[str, torch.Tensor], tmp_path: Path
) -> None:
    with pytest.raises(StudioError) as caught:
        load_backbone(NAME)
    assert caught.value.problem is problems.BACKBONE_NOT_ADDED
    file = tmp_path / f"any name{ending}"
    if ending == ".pth":
        torch.save({"state_dict": {f"module.{key}": value for key, value in weights.items()}}, file)
    else:
        save_file(weights, file)
    name, digest = add_backbone(file)
    assert (name, len(digest)) == (NAME, 64)
    backbone = load_backbone(NAME)
    assert backbone.channels == (32, 48, 136)
    for key, value in backbone.network.state_dict().items():
        if not key.endswith(backbone_files.COUNTERS):
            assert torch.equal(value, weights[key])


def test_what_is_missing_wrong_or_no_number_is_named(
    weights: dict[str, torch.Tensor], tmp_path: Path
) -> None:
    key = "blocks.2.1.conv_pw.weight"
    without = {name: value for name, value in weights.items() if name != key}
    for broken in (without, {**weights, key: weights[key][:3]}, {**weights, key: weights[key] / 0}):
        with pytest.raises(StudioError) as caught:
            recognised(broken, tmp_path / "w.pth")
        assert caught.value.problem is problems.BACKBONE_FILE_UNFIT
        assert key in str(caught.value)
        assert NAME in str(caught.value)


class _Trap:
    """Unpickling it would run code."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit",)


def test_files_that_hold_code_or_nothing_are_refused(tmp_path: Path) -> None:
    torch.save({"a": _Trap()}, tmp_path / "trap.pth")
    torch.save([1, 2], tmp_path / "list.pth")
    (tmp_path / "noise.pth").write_bytes(b"noise")
    (tmp_path / "noise.safetensors").write_bytes(b"\xff" * 40)
    for name in ("trap.pth", "list.pth", "noise.pth", "noise.safetensors", "gone.pth"):
        with pytest.raises(StudioError) as caught:
            add_backbone(tmp_path / name)
        assert caught.value.problem is problems.BACKBONE_FILE_UNREADABLE
        assert name in str(caught.value)
    assert not (tmp_path / "data").exists()


def test_weights_that_changed_after_they_were_added_are_refused(
    weights: dict[str, torch.Tensor], tmp_path: Path
) -> None:
    save_file(weights, tmp_path / "w.safetensors")
    add_backbone(tmp_path / "w.safetensors")
    blob = added_file(NAME).read_bytes()
    added_file(NAME).write_bytes(blob[:-1] + bytes([blob[-1] ^ 1]))
    with pytest.raises(StudioError) as caught:
        load_backbone(NAME)
    assert caught.value.problem is problems.BACKBONE_FILE_UNREADABLE


def test_weights_that_cannot_be_replaced_stay_what_they_were(
    weights: dict[str, torch.Tensor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_file(weights, tmp_path / "w.safetensors")
    _, first = add_backbone(tmp_path / "w.safetensors")
    save_file({key: value + 1 for key, value in weights.items()}, tmp_path / "other.safetensors")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(StudioError) as caught:
            add_backbone(tmp_path / "other.safetensors")
    assert caught.value.problem is problems.EXPORT_UNWRITABLE
    assert [file.name for file in added_file(NAME).parent.iterdir()] == [added_file(NAME).name]
    kept = load_backbone(NAME).network.state_dict()
    assert all(torch.equal(kept[key], weights[key]) for key in wanted_shapes(NAME))
    _, second = add_backbone(tmp_path / "other.safetensors")
    assert second != first
    load_backbone(NAME)


def test_the_paper_recipe_uses_the_paper_s_backbone_where_it_was_added() -> None:
    assert with_best_backbone(PAPER).backbone == FAST.backbone
    added_file(PAPER_BACKBONE).parent.mkdir(parents=True)
    added_file(PAPER_BACKBONE).touch()
    assert with_best_backbone(PAPER).backbone == PAPER_BACKBONE
    assert with_best_backbone(FAST) == FAST
    chosen = replace(PAPER, backbone="tf_efficientnet_lite1")
    assert with_best_backbone(chosen) == chosen


def test_the_paper_s_backbone_has_the_paper_s_channels() -> None:
    shapes = wanted_shapes(PAPER_BACKBONE)
    channels = [shapes[f"blocks.{stage}.0.bn3.bias"][0] for stage in (1, 2, 4)]
    assert channels == [40, 72, 200]
