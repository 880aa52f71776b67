"""An older project is upgraded with everything in it."""

from __future__ import annotations

from pathlib import Path

from store_projects import counts, populate, raw

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
        "inspected_part",
        "inspection",
        "part_mark",
        "fingerprint",
        *SYNTHESIS,
    )
    drops = [f"DROP TABLE {table}" for table in later]
    raw(path, *drops, "UPDATE alembic_version SET version_num = '0001'")
    with Project.open(path) as project:
        assert counts(project) == rows
        model = project.models.active()
        assert model is not None
        assert project.models.cuts(model.id) is None
        project.models.choose_cuts(model.id, "anna", 0.2, 0.4)
        assert project.models.cuts(model.id) == (0.2, 0.4)
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
    assert raw(path, "SELECT version_num FROM alembic_version") == [("0007",)]
    assert len(list((path / "backups").iterdir())) >= 1
