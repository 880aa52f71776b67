"""An older project is upgraded with everything in it."""

from __future__ import annotations

from pathlib import Path

from store_projects import counts, populate, raw

from bgad_studio.core.how_set import ByLevels
from bgad_studio.core.records import Deed, Mark
from bgad_studio.services.project import Project

SYNTHESIS = ("synthesis_recipe", "pseudo_anomaly", "foreground_revision")


def test_a_populated_project_of_the_first_version_keeps_every_row(tmp_path: Path) -> None:
    path = tmp_path / "Old.bgad"
    with Project.create(path) as project:
        rows = populate(project)
    later = (
        "audit",
        "watched_folder",
        "threshold_choice",
        "contour_choice",
        "inspected_part",
        "inspection",
        "part_mark",
        "fingerprint",
        "group_join",
        *SYNTHESIS,
    )
    drops = [f"DROP TABLE {table}" for table in later]
    raw(path, *drops, "UPDATE alembic_version SET version_num = '0001'")
    with Project.open(path) as project:
        assert counts(project) == rows
        model = project.models.active()
        assert model is not None
        assert project.models.cut_choice(model.id) is None
        assert project.models.contour_choice(model.id) is None
        project.models.choose_cuts(model.id, "anna", 0.2, 0.4, ByLevels(0.1, 0.05))
        chosen = project.models.cut_choice(model.id)
        assert chosen is not None
        assert (chosen.review, chosen.ng, chosen.who, chosen.how) == (0.2, 0.4, "anna", ByLevels(0.1, 0.05))
        assert project.inspections.all() == []
        gone = project.images.all()[0].id
        project.images.mark([gone], Mark.REMOVED, True, "anna")
        assert gone not in {image.id for image in project.images.all()}
        assert counts(project) == rows
        assert project.synthesis.recipe() is None
        assert project.synthesis.choices() == {}
        assert project.synthesis.foregrounds() == {}
        assert project.watches.all() == []
        project.audit.add(Deed.RENAMED, "anna", model.id, "new")
        assert [entry.text for entry in project.audit.all()] == ["new"]
    assert raw(path, "SELECT version_num FROM alembic_version") == [("0009",)]
    assert len(list((path / "backups").iterdir())) >= 1


def test_thresholds_of_before_and_old_inspections_stay_and_say_that_no_way_was_noted(tmp_path: Path) -> None:
    path = tmp_path / "Old.bgad"
    with Project.create(path) as project:
        populate(project)
    raw(
        path,
        "DROP TABLE contour_choice",
        "DROP TABLE group_join",
        "ALTER TABLE threshold_choice DROP COLUMN way",
        "ALTER TABLE threshold_choice DROP COLUMN numbers",
        "ALTER TABLE inspection DROP COLUMN contour",
        "INSERT INTO threshold_choice (model_id, at, who, review, ng) "
        "VALUES (1, '2026-01-02 03:04:05', 'anna', 0.2, 0.4)",
        "INSERT INTO inspection (started, who, model_id, folder, results, watched, review, ng) "
        "VALUES ('2026-01-02 03:04:05', 'anna', 1, '/a', '/b', 0, 0.2, 0.4)",
        "UPDATE alembic_version SET version_num = '0007'",
    )
    with Project.open(path) as project:
        chosen = project.models.cut_choice(1)
        assert chosen is not None
        assert (chosen.review, chosen.ng, chosen.who, chosen.how) == (0.2, 0.4, "anna", None)
        assert [inspection.contour for inspection in project.inspections.all()] == [None]
