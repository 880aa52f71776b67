"""The command line: results on stdout, everything else on stderr, exit codes 0, 1 and 2."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from cli_parts import Cli, part, write
from tiny import TINY

from bgad_studio import terminal
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.demo import DefectKind, DemoPart, parts
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.services import demo

COMMANDS = ("demo", "export", "import", "train", "score", "inspect", "report", "evaluate")


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, bool]]:
    """What the window was opened with; no window opens."""
    opened: list[tuple[Path | None, bool]] = []
    stand_in = ModuleType("bgad_studio.app")

    def run(project: Path | None = None, demo: bool = False) -> int:
        opened.append((project, demo))
        return 0

    stand_in.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bgad_studio.app", stand_in)
    return opened


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(call: Cli, command: str) -> None:
    code, out, err = call(command, "--help")
    assert (code, err) == (0, "")
    assert f"Usage: bgad-studio {command}" in out


def test_the_program_lists_its_commands(call: Cli) -> None:
    code, out, _ = call("--help")
    assert code == 0
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize(
    "line",
    [
        ("--no-such-option",),
        ("train",),
        ("train", "P.bgad", "--preset", "slow"),
        ("train", "P.bgad", "--seed", "-1"),
        ("import", "P.bgad", "parts", "--parts", "unknown"),
        ("evaluate", "data", "--size", "100"),
        ("evaluate", "data", "--size", "big"),
        ("evaluate", "data", "--shots", "2", "--shots-total", "9"),
        ("evaluate", "data", "--shots", "0"),
        ("evaluate", "data", "--method", "bgad,best"),
        ("evaluate", "data", "--synthesis", ""),
        ("evaluate", "data", "--set", "lambda=1"),
        ("evaluate", "data", "--ablate", "focal=perhaps"),
        ("evaluate", "data", "--seeds", "0,one"),
        ("evaluate", "data", "--seeds", "0,-1"),
        ("evaluate", "data", "--seeds", ""),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(call: Cli, line: tuple[str, ...]) -> None:
    code, out, err = call(*line)
    assert (code, out) == (2, "")
    assert "Error: " in err


def test_without_a_command_the_window_opens(call: Cli, window: list[tuple[Path | None, bool]]) -> None:
    assert call()[0] == 0
    assert window == [(None, False)]


@pytest.mark.parametrize("name", ["Line 3.bgad", "./demo", "trian", "线路.bgad"])
def test_an_argument_that_is_no_command_is_a_project_to_open(
    call: Cli, window: list[tuple[Path | None, bool]], name: str
) -> None:
    assert call(name)[0] == 0
    assert window == [(Path(name), False)]


def test_a_project_with_something_behind_it_is_wrong_usage(
    call: Cli, window: list[tuple[Path | None, bool]]
) -> None:
    code, _, err = call("evalute", "data")
    assert code == 2
    assert "Unexpected: data" in err
    assert window == []


def test_demo_opens_the_window_with_the_demo(call: Cli, window: list[tuple[Path | None, bool]]) -> None:
    assert call("demo")[0] == 0
    assert window == [(None, True)]


def test_what_is_missing_is_one_line_on_stderr(call: Cli, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for line in (
        ("evaluate", gone),
        ("import", tmp_path / "P.bgad", gone),
        ("train", gone),
        ("score", gone),
        ("train", "x" * 300),
        ("import", "x" * 300, write(tmp_path / "parts", 0, 1)),
    ):
        code, out, err = call(*line)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert str(line[1])[:99] in err or "gone" in err
    assert sorted(item.name for item in tmp_path.iterdir()) == ["parts"]


def test_a_tree_that_is_none_says_what_is_missing(call: Cli, tmp_path: Path) -> None:
    code, _, err = call("evaluate", write(tmp_path / "train" / "good", 0, 1).parents[1])
    assert code == 1
    assert "test is missing" in err


def test_a_group_pattern_that_matches_nothing_is_one_line(call: Cli, tree: Path) -> None:
    code, out, err = call("evaluate", tree, "--group-regex", "^(zzz)")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "^(zzz)" in err


def test_a_result_that_cannot_be_written_is_told_before_anything_is_computed(
    call: Cli, tree: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for option in ("--json", "--maps"):
        code, out, err = call("evaluate", tree, option, tmp_path / "file" / "result.json")
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "file" in err


def test_weights_that_fit_no_network_are_refused_in_a_line(call: Cli, tmp_path: Path) -> None:
    (tmp_path / "noise.pth").write_bytes(b"noise")
    code, out, err = call("backbone", "add", tmp_path / "noise.pth")
    assert (code, out) == (1, "")
    assert "noise.pth" in err


@pytest.mark.usefixtures("one_process")
def test_import_train_and_score_a_project(call: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    project = tmp_path / "P.bgad"
    parts = write(tmp_path / "parts", 0, 6)
    (parts / "broken.png").write_bytes(b"")
    code, out, err = call("import", project, parts, "--parts", "good")
    assert (code, out) == (0, "imported: 6, left out: 1\n")
    assert "broken.png" in err
    assert "Importing 7/7" in err
    code, out, err = call("import", project, parts)
    assert (code, out) == (0, "imported: 0, left out: 7\n")

    code, out, err = call("score", project)
    assert (code, out) == (1, "")
    assert "no trained model" in err
    code, out, err = call("train", project, "--seed", "3")
    assert code == 0
    assert out.startswith("model: 1 (")
    assert "Training" in err

    code, out, _ = call("score", project)
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert len(rows) == 6
    assert [float(row[0]) for row in rows] == sorted((float(row[0]) for row in rows), reverse=True)
    assert {Path(row[2]).parent for row in rows} == {parts}
    bad = tmp_path / "bad.png"
    save_png(bad, part(9, defective=True))
    code, out, _ = call("score", project, bad)
    assert code == 0
    assert out.rstrip().endswith(f"ng\t{bad}")
    code, out, err = call("score", project, parts / "broken.png")
    assert (code, out) == (1, "")
    assert "broken.png" in err

    code, out, _ = call("export", project, tmp_path / "out" / "model.onnx")
    assert code == 0
    assert "agrees with the program" in out
    assert (tmp_path / "out" / "model.onnx").stat().st_size > 100_000

    for file in parts.iterdir():
        os.utime(file, (1e9, 1e9))
    code, out, err = call("inspect", project, parts, "--out", tmp_path / "out", "--overlays", "all")
    assert code == 0
    assert {Path(line.split("\t")[2]).name for line in out.splitlines()} == {f"{n:03d}.png" for n in range(6)}
    assert "unreadable 1" in err
    assert len(list((tmp_path / "out" / "overlays").iterdir())) == 6


@pytest.mark.usefixtures("one_process")
def test_the_demo_without_a_window_ends_with_figures_and_a_report(
    call: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamp(rng: np.random.Generator, number: int, kind: DefectKind | None) -> DemoPart:
        mask = np.zeros((64, 64), np.bool_)
        mask[20:36, 20:36] = kind is not None
        image = part(number, defective=kind is not None)
        return DemoPart(f"part_{number:03d}.png", image, mask if kind else None, kind)

    def few(seed: int, **_: object) -> Iterator[DemoPart]:
        return parts.demo_parts(seed, good=12, defective_per_kind=3)

    monkeypatch.setattr(parts, "_part", stamp)
    monkeypatch.setattr(demo, "demo_parts", few)
    monkeypatch.setattr(demo, "KNOWN_GOOD", 8)
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    for _ in ("first", "again"):
        code, out, err = call("demo", "--headless", "--out", tmp_path / "out")
        assert code == 0
        lines = dict(line.split(": ", 1) for line in out.splitlines())
        assert set(lines) == {"image_auroc", "pixel_auroc", "pro", "report"}
        assert float(lines["image_auroc"].removesuffix(" %")) > 90
        assert Path(lines["report"]).read_text("utf-8").startswith("<!doctype html>")
    assert "Drawing parts" not in err, "the demo is made once"
    assert sorted(item.name for item in (tmp_path / "out").iterdir()) == ["Demo.bgad", "report.html"]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_result_begins_on_a_clean_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", screen)
    reporter = terminal.Reporter()
    reporter.progress(Progress(Phase.SCORING, 8, 8))
    terminal.result("done")
    assert screen.getvalue().endswith("Scoring 8/8\r\x1b[2Kdone\n")


def test_every_phase_has_a_word() -> None:
    assert set(terminal.WORDS) == set(Phase)


@pytest.mark.usefixtures("qapp")  # else the command makes an application that can show no window
def test_a_report_is_pdf_or_html_by_its_name_and_says_what_number_is_unknown(
    call: Cli, tmp_path: Path
) -> None:
    from planted import plant

    from bgad_studio.services.project import Project

    path = tmp_path / "Line.bgad"
    Project.create(path).close()
    assert call("import", path, write(tmp_path / "parts", 0, 3), "--parts", "good")[0] == 0
    plant(path)
    for name, start in (("report.pdf", b"%PDF"), ("report.html", b"<!doctype html>")):
        code, out, _ = call("report", path, tmp_path / name, "--model", "1", "--language", "zh_CN")
        assert (code, out.strip()) == (0, f"report: {tmp_path / name}")
        assert (tmp_path / name).read_bytes().startswith(start)
    code, _, err = call("report", path, tmp_path / "no.pdf", "--inspection", "9")
    assert code == 1
    assert "number 9" in err
