"""What a person sets for a model is kept with how and by whom, and is used wherever it counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from planted_scores import plant_scores, second_model

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.how_set import ByCost, ByHand, ByRecall, Costs, Own
from bgad_studio.core.records import Role, Verdict
from bgad_studio.services import cuts, gate, results
from bgad_studio.services.inspection import judge
from bgad_studio.services.project import Project

OK, NG = Verdict.OK, Verdict.NG
GOOD = [(float(number), OK, Role.NORMAL_HOLDOUT) for number in range(10)]
TAUGHT = [(0.5, OK, Role.NORMAL_TRAIN), (7.0, NG, Role.ANOMALY_TRAIN)]
UNSEEN = [(20.0, NG, Role.ANOMALY_HOLDOUT), (30.0, NG, None)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Line 3.bgad"


def test_the_cost_line_rests_on_parts_the_model_has_not_learned_from_and_says_on_how_many(path: Path) -> None:
    with plant_scores(path, [*GOOD, *TAUGHT, *UNSEEN]) as project:
        model = project.models.active()
        before = cuts.judging_of(project, model)
        assert before.cuts is None
        cuts.choose_by_cost(project, model, Costs(50, 1, 10))
        review = before.thresholds.review
    with Project.open(path) as project:
        found = cuts.judging_of(project, project.models.active())
        assert found.thresholds.ng == (9 + 20) / 2
        assert found.thresholds.review == review
        assert found.cuts is not None
        assert found.cuts.how == ByCost(Costs(50, 1, 10), 10, 2, 0)
        assert found.cuts.who
        verdicts = [record.score.verdict for record in project.images.all() if record.verdict is NG]
        assert sorted(verdicts) == [NG, NG, Verdict.UNSURE]


def test_without_an_unseen_defect_the_cost_line_is_refused_and_nothing_changes(path: Path) -> None:
    with plant_scores(path, [*GOOD, *TAUGHT]) as project:
        model = project.models.active()
        with pytest.raises(StudioError) as caught:
            cuts.choose_by_cost(project, model, Costs(50, 1, 10))
        assert caught.value.problem is problems.NO_UNSEEN_DEFECT
        assert cuts.judging_of(project, model).cuts is None
        cuts.choose_by_recall(project, model, 0.9)
        found = cuts.judging_of(project, model)
        assert found.thresholds.review == 7.0
        assert found.cuts is not None
        assert found.cuts.how == ByRecall(0.9, 1, 1, unseen=False)


def test_a_review_line_above_ng_takes_ng_along(path: Path) -> None:
    with plant_scores(path, [*GOOD, *UNSEEN]) as project:
        model = project.models.active()
        cuts.choose_by_recall(project, model, 1.0)
        found = cuts.judging_of(project, model).thresholds
        assert (found.review, found.ng) == (20.0, 20.0)


def test_every_choice_stays_on_record_and_the_newest_counts(path: Path) -> None:
    with plant_scores(path, GOOD) as project:
        model = project.models.active()
        cuts.choose_cuts(project, model, 2.0, 3.0)
        hand = cuts.judging_of(project, model).cuts
        assert hand is not None
        assert hand.how == ByHand()
        cuts.reset_cuts(project, model)
        back = cuts.judging_of(project, model).cuts
        assert back is not None
        assert back.how == Own()
        with project._database.connection() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM threshold_choice").one() == (2,)


def test_where_regions_begin_is_the_person_s_choice_wherever_maps_are_read(path: Path) -> None:
    with plant_scores(path, GOOD) as project:
        model, record = project.models.active(), project.images.all()[0]
        own = cuts.thresholds_of(project, model)
        early = judge.begin(project, path.parent, watch=False)
        cuts.choose_contour(project, model, 1.25)
        now = cuts.thresholds_of(project, model)
        assert (now.contour, now.review, now.ng, now.high) == (1.25, own.review, own.ng, own.high)
        found = results.load_map(project, record)
        assert found is not None
        assert found.threshold == 1.25
        assert (
            results.map_of(model, project.maps.load(record.id, model.id), early.contour).threshold
            == own.contour
        )
        assert judge.begin(project, path.parent, watch=False).contour == 1.25
        cuts.choose_contour(project, model, None)
        assert cuts.thresholds_of(project, model) == own
        with project._database.connection() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM contour_choice").one() == (2,)


def test_a_lower_region_threshold_finds_more_of_a_part(path: Path) -> None:
    with plant_scores(path, GOOD) as project:
        model, record = project.models.active(), project.images.all()[0]

        def area() -> int:
            unusual = results.unusual_regions(project, record)
            assert unusual is not None
            return int(np.count_nonzero(unusual))

        before = area()
        cuts.choose_contour(project, model, 0.5)
        assert area() > before > 0


def test_the_gate_outlines_each_model_by_its_own_choice(path: Path) -> None:
    with plant_scores(path, GOOD) as project:
        champion = project.models.active()
        challenger = second_model(project)
        cuts.choose_contour(project, champion, 1.25)
        found = gate.read_gate(project)
        assert found is not None
        record = project.images.all()[0]
        flip = gate.Flip(record, record.score, record.score, gate.Effect.OPEN)
        before, after = gate.compare_maps(project, found, flip)
        assert before is not None
        assert after is not None
        assert before.threshold == 1.25
        assert after.threshold == cuts.thresholds_of(project, challenger).contour != 1.25


def test_parts_per_shift_are_kept_with_the_project(path: Path) -> None:
    with plant_scores(path, GOOD) as project:
        assert cuts.judging_of(project, project.models.active()).parts_per_shift is None
        cuts.set_parts_per_shift(project, 800)
        cuts.set_parts_per_shift(project, 1200)
    with Project.open(path) as project:
        assert cuts.judging_of(project, project.models.active()).parts_per_shift == 1200
