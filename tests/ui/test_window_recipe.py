"""The place to train: the boundary, recipes with their estimates, values a person changes, the log."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bgad_studio.core import backbone_store, problems
from bgad_studio.core.config import FAST, PRESETS, Preset, TrainConfig, Whitening
from bgad_studio.core.errors import StudioError
from bgad_studio.core.jsonform import from_json
from bgad_studio.core.progress import CurvePoint, Phase, PhaseTime, Spread
from bgad_studio.services.project import Project
from bgad_studio.services.speed import load_speed
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.training import presenter
from bgad_studio.ui.training.boundary_plot import BoundaryPlot
from bgad_studio.ui.training.curves import Curves
from bgad_studio.ui.training.field_words import field_texts
from bgad_studio.ui.training.fields import FIELDS, Field, Group, Kind, read_field, with_field
from bgad_studio.ui.training.plan import Plan
from bgad_studio.ui.training.state import End, Stage, TrainState
from bgad_studio.ui.training.words import backbone_name

PATIENCE = 150_000


def _point(step: int, loss: float, boundary: float = -0.2) -> CurvePoint:
    spread = Spread(boundary - 0.4, boundary + 0.2, 0.1, (0, 0, 1, 9), (5, 1, 0, 0))
    return CurvePoint(step, 100, loss, boundary, -0.1, -0.5, spread)


def test_the_boundary_moves_in_a_range_that_holds_the_whole_training(qtbot: QtBot) -> None:
    plot = BoundaryPlot()
    qtbot.addWidget(plot)
    plot.set_points([_point(1, 2.0, -0.2)])
    assert plot.boundary.value() == -0.2
    plot.set_points([_point(1, 2.0, -0.2), _point(2, 1.0, -0.1)])
    assert (plot.boundary.value(), plot.edge.value()) == (-0.1, pytest.approx(-0.2))
    low, high = plot._plot.getViewBox().viewRange()[0]
    assert low < -0.6 < 0.1 < high


def test_a_run_of_an_older_version_has_no_histogram_and_shows_none(qtbot: QtBot) -> None:
    plot = BoundaryPlot()
    qtbot.addWidget(plot)
    plot.set_points([replace(_point(1, 2.0), spread=None)])
    assert plot.isHidden()


def test_looks_at_parts_kept_aside_are_drawn_where_there_were_any(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.show()
    points = [_point(step, 2.0) for step in (4, 8, 12)]
    curves.set_points(points)
    assert not curves._aside.isVisible()
    curves.set_points([replace(points[0], auroc=0.4), points[1], replace(points[2], auroc=0.9)])
    assert curves._aside.isVisible()
    steps, shares = curves._told_apart.getData()
    assert (steps.tolist(), shares.tolist()) == ([4, 12], [40, 90])
    low, high = curves._plots[2].getViewBox().viewRange()[1]
    assert low < 40 < 100 < high


def test_defective_places_are_drawn_where_they_are(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.show()
    means = [*range(-100, -50), *(-0.4 - step / 1000 for step in range(100)), -60.0]
    curves.set_points(
        [replace(_point(step, 2.0), anomaly_mean=float(mean)) for step, mean in enumerate(means)]
    )
    _, drawn = curves._lines["anomaly"].getData()
    assert drawn.tolist() == means
    low, high = curves._plots[1].getViewBox().viewRange()[1]
    assert -1.0 < low < -0.49 < -0.1 < high


@pytest.mark.parametrize(
    ("losses", "flat"), [([3.0 - i * 0.03 for i in range(60)], False), ([3.0] * 20 + [1.0] * 40, True)]
)
def test_a_plateau_is_told_only_where_nothing_is_won_any_more(losses: list[float], flat: bool) -> None:
    curve = tuple(_point(step, loss) for step, loss in enumerate(losses))
    assert TrainState(stage=Stage.RUNNING, curve=curve).plateau is flat
    assert not TrainState(stage=Stage.IDLE, curve=curve).plateau
    late = tuple(replace(point, steps=61) for point in curve)
    assert not TrainState(stage=Stage.RUNNING, curve=late).plateau


def _another(field: Field) -> object:
    """A value that FAST has not."""
    now = read_field(FAST, field.path)
    return {
        Kind.SWITCH: not now,
        Kind.NUMBERS: (0.0, field.high),
        Kind.CHOICE: field.choices[0] if field.choices else "another network",
        Kind.NUMBER: field.high if now != field.high else field.low,
    }[field.kind]


def _paths(record: object, before: str = "") -> Iterator[str]:
    """Every single value of a record and of the records inside."""
    for item in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, item.name)
        if dataclasses.is_dataclass(value):
            yield from _paths(value, f"{before}{item.name}.")
        else:
            yield before + item.name


def test_no_value_of_a_recipe_is_left_out() -> None:
    chosen_elsewhere = {"method", "preset", "synthesis.each.strategy"}
    assert {field.path for field in FIELDS} == set(_paths(FAST)) - chosen_elsewhere
    assert len({field.path for field in FIELDS}) == len(FIELDS)


def test_every_value_under_advanced_exists_and_is_explained() -> None:
    assert set(field_texts()) == {field.path for field in FIELDS}
    for field in FIELDS:
        changed = with_field(FAST, field.path, _another(field))
        assert changed != FAST
        assert with_field(changed, field.path, read_field(FAST, field.path)) == FAST


def test_changed_values_are_trained_with_and_stored_with_the_run(
    qtbot: QtBot, open_project, twelve_parts: Path, quick, own_speed
) -> None:
    workspace = open_project(twelve_parts)
    workspace.go(Place.TRAIN)
    plan = workspace.place(Place.TRAIN).plan
    qtbot.waitUntil(plan.start.isEnabled, timeout=10_000)
    assert "first guess" in plan._hints[Preset.FAST].text()
    plan.unfold.click()
    assert plan.advanced.isVisible()
    assert not plan.advanced.editors["tau"].isVisible()
    for group in (Group.LEARNING, Group.BOUNDARY, Group.OPINION):
        plan.advanced.groups[group].click()
    plan.advanced.editors["steps"].setValue(16)
    plan.advanced.editors["tau"].setValue(0.3)
    plan.advanced.groups[Group.FLOW].click()
    plan.advanced.editors["whitening"].setCurrentIndex(list(Whitening).index(Whitening.GLOBAL))
    assert plan.advanced.editors["whitening"].currentText() == "All places alike"
    weights = plan.advanced.editors["opinion.weights"]
    assert weights.isVisible()
    for typed, shown in (("0, 2", "0, 2"), ("0, nonsense", "0, 2"), ("-1", "0, 2"), ("0 2.5", "0, 2.5")):
        weights.setText(typed)
        weights.editingFinished.emit()
        assert weights.text() == shown
    assert plan.advanced.groups[Group.BOUNDARY].text() == "Boundary · 1"
    assert plan.advanced.reset.isEnabled()
    plan.start.click()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: workspace.session.settled)
    assert workspace.trainer.state.end is End.FINISHED
    assert not workspace.trainer._asker._waiting, "it has timed itself: nothing is tried out after it"
    run = workspace.session.project.runs.latest()
    config = from_json(TrainConfig, run.config)
    assert (config.steps, config.tau, config.opinion.weights) == (16, 0.3, (0.0, 2.5))
    assert config.whitening is Whitening.GLOBAL
    assert workspace.trainer.state.curve[-1].spread.margin == 0.3
    assert {item.phase for item in workspace.trainer.state.phases} >= {
        Phase.FEATURES,
        Phase.TRAINING,
        Phase.SCORING,
    }
    assert "Trained 16 steps" in plan.log.text()
    qtbot.waitUntil(lambda: "first guess" not in plan._hints[Preset.FAST].text(), timeout=10_000)
    plan.advanced.reset.click()
    assert plan.options().recipe is None
    assert plan.advanced.editors["steps"].value() == PRESETS[Preset.FAST].steps
    plan.presets[Preset.PAPER].click()
    assert plan.options().preset is Preset.PAPER
    assert not plan.advanced.editors["steps"].isVisible()
    assert plan.advanced.editors["epochs"].value() == 200


def test_a_little_is_tried_out_before_anybody_is_told_how_long_it_takes(
    qtbot: QtBot, open_project, twelve_parts: Path, own_speed
) -> None:
    workspace = open_project(twelve_parts)
    workspace.go(Place.TRAIN)
    plan = workspace.place(Place.TRAIN).plan
    qtbot.waitUntil(lambda: "first guess" in plan._hints[Preset.FAST].text(), timeout=10_000)
    assert plan.start.isEnabled()
    qtbot.waitUntil(lambda: "first guess" not in plan._hints[Preset.FAST].text(), timeout=PATIENCE)
    assert "about" in plan._hints[Preset.FAST].text()
    assert "first guess" not in plan._hints[Preset.QUICK].text(), "the same computer"
    known = load_speed()
    assert known.knows(FAST)
    assert known.pictures
    project = workspace.session.project
    assert (project.runs.latest(), project.models.all()) == (None, [])
    assert not list((project.cache_dir / "exchange").iterdir())


def test_that_a_new_model_judges_unasked_is_said(qtbot: QtBot) -> None:
    plan = Plan()
    qtbot.addWidget(plan)
    done = TrainState(end=End.FINISHED, model=3, seconds=43.0)
    plan.show_state(done)
    assert plan._summary.text() == "Model 3 is ready and judges all parts. It took 0:43 min."
    plan.show_state(replace(done, promoted=True))
    assert "loses no known defect" in plan._summary.text()
    assert "as you have chosen" in plan._summary.text()


def test_a_person_chooses_whether_to_go_on_from_the_model_that_judges(qtbot: QtBot) -> None:
    plan = Plan()
    qtbot.addWidget(plan)
    plan.show()
    plan.set_parent(None)
    assert not plan.warm.isVisible()
    plan.set_parent(7)
    assert plan.warm.isVisible()
    assert "7" in plan.warm.text()
    assert plan.options().warm
    plan.warm.click()
    assert not plan.options().warm


def test_after_a_crash_the_place_to_train_says_what_was_going_on(
    qtbot: QtBot, open_project, twelve_parts: Path
) -> None:
    with Project.open(twelve_parts) as project:
        run = project.runs.start(project.runs.add_snapshot([]).id, "{}")
        project.runs.add_events(run.id, ['{"phase":"scoring","units":0,"seconds":0.0}'])
    workspace = open_project(twelve_parts)
    workspace.go(Place.TRAIN)
    plan = workspace.place(Place.TRAIN).plan
    qtbot.waitUntil(lambda: "scoring" in plan._summary.text(), timeout=10_000)
    assert workspace.trainer.state.phases == ()
    assert PhaseTime(Phase.SCORING, 0, 0.0) not in workspace.trainer.state.phases


def test_a_network_from_a_file_is_offered_and_chosen_and_a_wrong_file_is_told(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_speed
) -> None:
    name = backbone_store.PAPER_BACKBONE
    monkeypatch.setattr(backbone_store.platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")

    def add(file: Path) -> tuple[str, str]:
        if file.name != "weights.pth":
            raise StudioError(problems.BACKBONE_FILE_UNREADABLE, file=file, reason="no tensors")
        place = backbone_store.added_file(name)
        place.parent.mkdir(parents=True)
        place.write_bytes(b"")
        return name, "0" * 64

    monkeypatch.setattr(presenter, "add_backbone", add)
    workspace = open_project(twelve_parts)
    workspace.go(Place.TRAIN)
    view = workspace.place(Place.TRAIN)
    advanced = view.plan.advanced
    editor = advanced.editors["backbone"]
    qtbot.waitUntil(lambda: view.presenter.state.backbones != (), timeout=10_000)
    assert "EfficientNet-B6" not in [editor.itemText(index) for index in range(editor.count())]
    assert advanced.recipe is None
    view.add_backbone(tmp_path / "cat.pth")
    qtbot.waitUntil(
        lambda: "cat.pth" in view.notice.title() and view.notice._code.isVisible(), timeout=10_000
    )
    view.add_backbone(tmp_path / "weights.pth")
    qtbot.waitUntil(lambda: advanced.recipe is not None, timeout=10_000)
    assert advanced.recipe.backbone == name
    assert editor.currentText() == "EfficientNet-B6"
    assert "EfficientNet-B6" in view.notice.title()
    view.plan.presets[Preset.PAPER].click()
    assert advanced.recipe is None  # the paper's own network is the recipe's now
    assert editor.currentText() == "EfficientNet-B6"
    view.plan.presets[Preset.FAST].click()
    assert editor.currentText() == backbone_name(PRESETS[Preset.FAST].backbone)
