"""The command that measures and compares on public data sets."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from cli_parts import Cli, write
from tiny import TINY

from bgad_studio.core.config import PRESETS, Preset

KEYS = {
    "image_auroc",
    "pixel_auroc",
    "pro",
    "per_defect_image_auroc",
    "n_train_normal",
    "n_known",
    "n_test_normal",
    "n_test_anomalous",
    "extract_seconds",
    "synthesis_seconds",
    "train_seconds",
    "total_seconds",
    "score_start_seconds",
    "score_images_per_second",
    "peak_rss_mb",
    "device",
    "threads",
    "config",
}


@pytest.mark.usefixtures("one_process")
def test_evaluate_gives_every_figure_and_several_seeds_their_means(
    call: Cli, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    file = tmp_path / "new" / "figures.json"
    options = ("--shots", "1", "--size", "64", "--seeds", "0,1", "--json", file, "--maps", tmp_path / "maps")
    code, out, err = call("evaluate", tree, *options)
    assert code == 0
    joined = json.loads(out)
    assert json.loads(file.read_text("utf-8")) == joined
    assert "Training" in err
    assert len(joined["per_seed"]) == 2
    for seed, figures in enumerate(joined["per_seed"]):
        assert set(figures) >= KEYS
        assert set(figures["per_defect_image_auroc"]) == {"dent", "scratch"}
        counts = [figures[f"n_{name}"] for name in ("train_normal", "known", "test_normal", "test_anomalous")]
        assert counts == [8, 2, 3, 4]
        assert figures["config"]["seed"] == seed
        assert figures["config"]["height_in"] == 64
        assert 0 <= figures["pro"] <= figures["pixel_auroc"] <= 100
        assert len(list((tmp_path / "maps" / f"seed-{seed}").rglob("*.npy"))) == 7
    assert set(joined) >= KEYS | {"image_auroc_sd", "pixel_auroc_sd", "pro_sd", "peak_rss_mb_sd"}
    values = [figures["pro"] for figures in joined["per_seed"]]
    assert joined["pro"] == pytest.approx(np.mean(values), abs=0.006)
    assert joined["pro_sd"] == pytest.approx(np.std(values, ddof=1), abs=0.006)


@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize(
    ("strategy", "least", "most"), [("poisson", 1, 24), ("perlin", 16, 24), ("none", 0, 0)]
)
def test_evaluate_takes_other_pseudo_anomalies_or_none(
    call: Cli, tree: Path, monkeypatch: pytest.MonkeyPatch, strategy: str, least: int, most: int
) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    code, out, _ = call("evaluate", tree, "--shots", "1", "--size", "64", "--synthesis", strategy)
    assert code == 0
    figures = json.loads(out)
    assert figures["config"]["synthesis"]["each"]["strategy"] == strategy
    assert least <= figures["n_pseudo"] <= most  # some find no place, some change too little


@pytest.mark.usefixtures("one_process")
def test_evaluate_says_what_thresholds_do_or_that_too_few_normals_promise_none(
    call: Cli, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    options = ("--shots", "1", "--size", "64", "--method", "gaussian", "--calibrate")
    code, out, _ = call("evaluate", tree, *options)
    assert code == 0
    figures = json.loads(out)
    assert figures["n_calibration"] < 8
    assert [figures[f"false_alarms_at_{level}"] for level in (1, 5, 10)] == [None] * 3
    write(tree / "train" / "good", 1000, 250)
    code, out, _ = call("evaluate", tree, *options)
    assert code == 0
    figures = json.loads(out)
    assert 40 <= figures["n_calibration"] < 99
    assert figures["false_alarms_at_1"] is None
    assert 0 <= figures["false_alarms_at_5"] <= figures["false_alarms_at_10"] <= 100
    assert figures["found_at_10"] == 100


@pytest.mark.usefixtures("one_process")
def test_evaluate_compares_methods_on_the_same_splits_over_all_seen_types(
    call: Cli, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    options = ("--shots", "1", "--size", "64", "--seeds", "0,1", "--setting", "one-class", "--set", "lam=0.5")
    code, out, err = call(
        "evaluate", tree, *options, "--method", "bgad,gaussian", "--ablate", "focal=true", "--maps", tmp_path
    )
    assert code == 0
    compared = json.loads(out)
    names = ["bgad", "gaussian", "bgad focal=true"]
    assert [run["run"] for run in compared["runs"]] == names
    for run in compared["runs"]:
        assert set(run) >= KEYS | {"image_auroc_sd"}
        splits = [(each["seen"], each["seed"]) for each in run["per_seed"]]
        assert splits == [("dent", 0), ("dent", 1), ("scratch", 0), ("scratch", 1)]
        assert all(set(each["per_defect_image_auroc"]) & {each["seen"]} == set() for each in run["per_seed"])
        assert [each["n_test_anomalous"] for each in run["per_seed"]] == [3] * 4
    first, gaussian, focal = (run["per_seed"][0]["config"] for run in compared["runs"])
    assert (first["lam"], first["focal"], focal["focal"], gaussian["blocks"]) == (0.5, False, True, 0)
    assert [(gain["first"], gain["other"]) for gain in compared["differences"]] == [
        ("bgad", name) for name in names[1:]
    ]
    for gain, run in zip(compared["differences"], compared["runs"][1:], strict=True):
        for metric in ("image_auroc", "pixel_auroc", "pro"):
            expected = compared["runs"][0][metric] - run[metric]
            assert gain[metric]["gain"] == pytest.approx(expected, abs=0.02)
            assert gain[metric]["low"] <= gain[metric]["high"]
    assert "bgad - gaussian" in err
    assert "gaussian, seen scratch, seed 1: image AUROC" in err
    assert len(list((tmp_path / "bgad focal=true" / "seen-dent" / "seed-1").rglob("*.npy"))) == 6
