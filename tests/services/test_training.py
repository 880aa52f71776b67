"""Trainings of a whole project with the real compute process, on parts small enough to train in seconds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import psutil
import pytest
from service_parts import bring_in, defect, make_project, part, write
from tiny import ENDLESS, TINY

from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.compute.protocol import TrainJob
from bgad_studio.core import problems
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.jsonform import from_json
from bgad_studio.core.manifest import Manifest, Origin
from bgad_studio.core.masks.codec import decode_label_map
from bgad_studio.core.progress import CurvePoint, Matter, Phase, Progress, Remark, result_of
from bgad_studio.core.records import IGNORE_VALUE, Deed, ModelState, Role, RunOutcome, Verdict
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.services import carry_out
from bgad_studio.services.annotate import save_mask
from bgad_studio.services.carry_out import Finished
from bgad_studio.services.project import MAPS, Project
from bgad_studio.services.report.write import report_model
from bgad_studio.services.results import calibration_of, load_map, runtime_of
from bgad_studio.services.run_log import last_run
from bgad_studio.services.score import FileScore, LogLine, Scored, score_folder, score_missing
from bgad_studio.services.train import TrainOptions, readiness, train


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)


@pytest.fixture
def endless(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRESETS, Preset.FAST, ENDLESS)


@pytest.fixture(scope="module")
def client(warm: ComputeClient) -> ComputeClient:
    """One process for all: loading torch takes longer than the trainings."""
    return warm


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad") as made:
        yield made


class _Listener:
    """Takes the order of a training and stops there."""

    features = Path("features")

    def __init__(self) -> None:
        self.images: TrainingSet | None = None
        self.ignored: dict[Path, bytes] = {}

    def run(self, job: TrainJob) -> Iterator[object]:
        self.images = job.images
        self.ignored = {item.path: item.label_map.read_bytes() for item in job.images.ignored}
        raise StudioError(problems.COMPUTE_DIED, reason="only listening")
        yield


def test_parts_called_defective_without_a_mask_teach_and_measure(
    project: Project, client: ComputeClient, tmp_path: Path
) -> None:
    bring_in(project, write(tmp_path / "unpainted", range(3000, 3006), defective=True), Verdict.NG)
    found = readiness(project)
    assert (found.unmasked, found.unmasked_holdout) == (5, 1)
    assert found.known_holdout == 0
    assert sum(found.known.values()) == 2
    finished = list(train(project, client))[-1]
    assert isinstance(finished, Finished)
    items = {item.image_id: item for item in project.runs.snapshot(finished.model.snapshot_id).items}
    unpainted = [image for image in project.images.all() if image.verdict is Verdict.NG and not image.mask_id]
    roles = [items[image.id].role for image in unpainted]
    assert roles == [Role.ANOMALY_TRAIN] * 5 + [Role.ANOMALY_HOLDOUT]
    assert all(items[image.id].mask_id is None for image in unpainted)


def test_a_training_is_told_what_to_ignore_on_good_parts(project: Project) -> None:
    good = [record for record in project.images.all() if record.verdict is Verdict.OK]
    label_map = np.zeros((64, 64), np.uint8)
    label_map[:8] = IGNORE_VALUE
    for record in good[:3]:
        save_mask(project, record.id, label_map)
    listener = _Listener()
    with pytest.raises(StudioError):
        list(train(project, listener))  # type: ignore[arg-type]
    assert listener.images is not None
    told = listener.ignored
    assert sorted(told) == sorted(record.path for record in good[:3])
    assert np.array_equal(decode_label_map(told[good[0].path]), label_map)
    assert {item.path for item in listener.images.known}.isdisjoint(told)
    run = project.runs.latest()
    assert run is not None
    noted = {item.image_id: item.mask_id for item in project.runs.snapshot(run.snapshot_id).items}
    assert noted[good[0].id] == project.images.get(good[0].id).mask_id
    assert noted[good[4].id] is None


def test_a_training_with_ignored_areas_ends_with_a_model(project: Project, client: ComputeClient) -> None:
    good = next(record for record in project.images.all() if record.verdict is Verdict.OK)
    label_map = np.full((64, 64), IGNORE_VALUE, np.uint8)
    save_mask(project, good.id, label_map)
    assert isinstance(list(train(project, client))[-1], Finished)


def test_a_training_judges_every_image_and_all_is_there_after_reopening(
    project: Project, client: ComputeClient, tmp_path: Path
) -> None:
    events = list(train(project, client))
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert any(isinstance(event, CurvePoint) for event in events)
    on = next(event for event in events if isinstance(event, Remark))  # what computes is told first
    assert on.threads > 0 if on.matter is Matter.ON_CPU else on.matter is Matter.ON_GPU
    text = finished.model.manifest
    assert calibration_of(text) is calibration_of(text), "every map asks for it"
    assert runtime_of(text).device
    assert (finished.model.state, finished.run.outcome) == (ModelState.ACTIVE, RunOutcome.FINISHED)
    records = project.images.all()
    good = [r.score.score for r in records if r.score and "good/" in r.name]
    bad = [r.score.score for r in records if r.score and "bad/" in r.name]
    assert len(good) + len(bad) == 12
    assert min(bad) > max(good)
    maps = [load_map(project, record) for record in records]
    seen = {item.image_id: item for item in project.runs.snapshot(finished.model.snapshot_id).items}
    for record in records:
        if record.mask_id:
            assert (seen[record.id].role, seen[record.id].mask_id) == (Role.ANOMALY_TRAIN, record.mask_id)
    project.close()

    with Project.open(project.path) as again:  # nothing computes here
        assert again.images.all() == records
        assert again.models.active() == finished.model
        assert (finished.model.folder / "weights.safetensors").is_file()
        last = last_run(again)
        assert last is not None
        assert last.record == finished.run
        assert len(last.curve) == sum(isinstance(event, CurvePoint) for event in events)
        for record, before in zip(records, maps, strict=True):
            after = load_map(again, record)
            assert before is not None
            assert after is not None
            assert np.array_equal(after.values, before.values)
            if "bad/" in record.name:
                mask = defect(after.values.shape[0])
                assert after.values[mask].mean() > after.values[~mask].mean()
        _check_report(again, tmp_path / "report.html")
        _check_more_scores(again, client, tmp_path)


class _Sources(HTMLParser):
    """Everything a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "href", "srcset", "data", "action"):
                (self.images if tag == "img" else self.others).append(value or "")


def _check_report(project: Project, file: Path) -> None:
    """One page that fetches nothing, with two pictures of every part."""
    assert result_of(report_model(project, file)) == {}
    page = file.read_text("utf-8")
    sources = _Sources()
    sources.feed(page)
    assert len(sources.images) == 2 * len(project.images.all())
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources.images)
    assert sources.others == []
    assert not re.search(r"url\(|@import|https?://", page)
    truth = {Path(record.name).name: np.zeros((64, 64), np.bool_) for record in project.images.all()}
    truth["2001.png"] = defect()
    figures = result_of(report_model(project, file, truth=truth))
    assert set(figures) == {"image_auroc", "pixel_auroc", "pro"}
    lost = project.images.all()[0].path
    kept = lost.read_bytes()
    lost.unlink()
    result_of(report_model(project, file))
    assert "the file is not there any more" in file.read_text("utf-8")
    lost.write_bytes(kept)


def _check_more_scores(project: Project, client: ComputeClient, tmp_path: Path) -> None:
    """Files that need not belong to the project, and maps that were lost, are scored with the model."""
    before = project.images.all()
    folder = write(tmp_path / "line", range(2))
    save_png(folder / "bad.png", part(3, defective=True))
    (folder / "broken.png").write_bytes(b"")
    told = [problems.IMAGE_NOT_A_PICTURE]
    if os.name != "nt":
        save_png(folder / os.fsdecode(b"caf\xe9.png"), part(4))
        told.insert(0, problems.IMAGE_UNREADABLE)
    events = list(score_folder(project, client, folder))
    found = {event.path.name: event.score for event in events if isinstance(event, FileScore)}
    assert found["000.png"] == next(r.score.score for r in before if r.score and r.name == "good/000.png")
    assert found["bad.png"] > max(found["000.png"], found["001.png"])
    assert [e.trouble.problem for e in events if isinstance(e, LogLine)] == told
    assert project.images.all() == before

    project.maps.save(project.models.all()[0].id, {before[1].id: b"damaged"})
    assert load_map(project, before[1]) is None
    project.close()
    (project.path / MAPS).write_bytes(b"damaged")
    with Project.open(project.path) as again:
        assert load_map(again, before[0]) is None
        scored = list(score_missing(again, client))[-1]
        assert isinstance(scored, Scored)
        assert list(scored.records) == before
        assert load_map(again, before[0]) is not None
        assert not [event for event in score_missing(again, client) if isinstance(event, Progress)]


@pytest.mark.usefixtures("endless")
def test_a_killed_computation_interrupts_the_run_and_the_next_training_works(
    project: Project, client: ComputeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StudioError) as caught:
        for event in train(project, client):
            if isinstance(event, CurvePoint):
                psutil.Process(client.pid).kill()
    assert caught.value.problem is problems.COMPUTE_DIED
    last = last_run(project)
    assert last is not None
    assert last.record.outcome is RunOutcome.INTERRUPTED
    assert last.record.trouble == caught.value.trouble
    assert last.curve, "the curve so far is kept"
    assert last.reached is Phase.TRAINING
    assert Phase.FEATURES in {item.phase for item in last.phases}
    assert list(project.models_dir.iterdir()) == []
    assert project.models.active() is None

    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)
    assert isinstance(list(train(project, client))[-1], Finished)


@pytest.mark.usefixtures("endless")
@pytest.mark.parametrize("way", ["asked", "closed"])
def test_a_cancelled_training_leaves_no_model(project: Project, client: ComputeClient, way: str) -> None:
    events = train(project, client)
    for event in events:
        if isinstance(event, CurvePoint):
            break
    if way == "closed":
        events.close()  # type: ignore[attr-defined]
    else:
        client.cancel()
        with pytest.raises(Cancelled):
            list(events)
    run = project.runs.latest()
    assert run is not None
    assert (run.outcome, run.trouble) == (RunOutcome.CANCELLED, None)
    assert list(project.models_dir.iterdir()) == []
    assert project.models.all() == []


def test_a_training_given_up_at_once_is_cancelled_too(project: Project, tmp_path: Path) -> None:
    events = train(project, ComputeClient(tmp_path))
    next(iter(events))
    events.close()  # type: ignore[attr-defined]
    run = project.runs.latest()
    assert run is not None
    assert run.outcome is RunOutcome.CANCELLED


def test_a_training_cancelled_while_scoring_keeps_the_model_before(
    project: Project, client: ComputeClient
) -> None:
    first = list(train(project, client))[-1]
    assert isinstance(first, Finished)
    before = project.images.all()
    events = train(project, client)
    for event in events:
        if isinstance(event, Progress) and event.phase is Phase.SCORING:
            break
    events.close()  # type: ignore[attr-defined]
    assert project.models.active() == first.model
    assert project.images.all() == before
    assert [folder.name for folder in project.models_dir.iterdir()] == [first.model.folder.name]
    second = list(train(project, client, TrainOptions(warm=False)))[-1]
    assert isinstance(second, Finished)
    assert second.model.number == first.model.number + 1
    assert [(r.id, r.score.score) for r in project.images.all() if r.score] == [
        (r.id, r.score.score) for r in before if r.score
    ], "the same seed gives the same scores"


def test_retraining_starts_from_the_model_that_judges_unless_it_shall_not(
    project: Project, client: ComputeClient
) -> None:
    def origin(options: TrainOptions) -> Origin:
        event = list(train(project, client, options))[-1]
        assert isinstance(event, Finished)
        return from_json(Manifest, event.model.manifest).origin

    first = origin(TrainOptions())
    (champion,) = project.models.all()
    assert first == Origin(champion.snapshot_id, None)
    assert origin(TrainOptions()).parent == champion.folder.name
    assert origin(TrainOptions(warm=False, promote=True)).parent is None
    told = [(entry.deed, entry.model_id) for entry in project.audit.all()]
    second, third = (model.id for model in project.models.all()[1:])
    assert told == [(Deed.KEPT_BEFORE, second), (Deed.PROMOTED, third)], (
        "training again decides, and that is told"
    )


def test_that_a_model_judges_unasked_is_told_with_its_end(
    project: Project, client: ComputeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry_out, "promote_if_safe", lambda _: True)
    end = list(train(project, client))[-1]
    assert isinstance(end, Finished)
    assert end.promoted


def test_a_model_that_cannot_be_kept_changes_nothing(
    project: Project, client: ComputeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StudioError(problems.PROJECT_UNWRITABLE, project=project.path, reason="disk full")

    monkeypatch.setattr(project.models, "save_scores", full)
    with pytest.raises(StudioError, match="disk full"):
        list(train(project, client))
    assert project.models.all() == []
    assert list(project.models_dir.iterdir()) == []
    run = project.runs.latest()
    assert run is not None
    assert run.outcome is RunOutcome.FAILED


def test_a_defect_whose_picture_changed_is_not_learned_from(project: Project, tmp_path: Path) -> None:
    record = next(record for record in project.images.all() if record.mask_id)
    save_png(record.path, part(55))
    with pytest.raises(StudioError, match=record.path.name) as caught:
        list(train(project, ComputeClient(tmp_path)))
    assert caught.value.problem is problems.IMAGE_CHANGED


def test_without_a_model_nothing_is_scored(project: Project, tmp_path: Path) -> None:
    idle = ComputeClient(tmp_path)
    for work in (score_missing(project, idle), score_folder(project, idle, tmp_path)):
        with pytest.raises(StudioError) as caught:
            list(work)
        assert caught.value.problem is problems.NO_MODEL
    with pytest.raises(StudioError) as caught:
        result_of(report_model(project, tmp_path / "report.html"))
    assert caught.value.problem is problems.NO_MODEL
    assert load_map(project, project.images.all()[0]) is None
