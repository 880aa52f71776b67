"""Pictures that count as pictures of one part say so, wherever one of them is looked at."""

from __future__ import annotations

from pathlib import Path

from planted import plant
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import ImageRecord
from bgad_studio.services.project import Project
from bgad_studio.ui.browser.catalogue import Catalogue, Contents
from bgad_studio.ui.frame.rail import Place


def _record(number: int, group: str) -> ImageRecord:
    return ImageRecord(number, f"/{number}.png", f"{number}.png", "", 8, 8, group)


def test_groups_follow_what_comes_changes_and_goes(qapp) -> None:
    catalogue = Catalogue()
    catalogue.fill(Contents((_record(1, "a"), _record(2, "b"), _record(3, "a")), (), None))
    one, two = catalogue.get(1), catalogue.get(2)
    assert catalogue.same_part(None) == catalogue.same_part(two) == []
    assert catalogue.same_part(one) == ["3.png"]
    catalogue.merge([_record(4, "a"), _record(2, "b")])
    assert catalogue.same_part(one) == ["3.png", "4.png"]
    catalogue.merge([_record(2, "a")])
    assert catalogue.same_part(one) == ["2.png", "3.png", "4.png"]
    catalogue.remove([3, 4])
    assert catalogue.same_part(one) == ["2.png"]


def test_every_place_names_the_other_pictures_of_a_part(
    window, open_project, twelve_parts: Path, qtbot: QtBot
) -> None:
    plant(twelve_parts)
    with Project.open(twelve_parts) as project:
        first, second, third, *_ = project.images.all()
        project.images.join_groups(second.group, first.group)
    workspace = open_project(twelve_parts)
    for place in (Place.LABEL, Place.RESULTS):
        workspace.go(place)
        view = workspace.place(place)
        qtbot.waitUntil(lambda: workspace.session.settled)
        told = view.panel.name.same
        for record, text in ((first, f"Same part: {second.name}"), (third, ""), (second, first.name)):
            view.browser.open(record.id)
            qtbot.wait(20)
            assert told.isVisible() is bool(text)
            assert text in (told.full_text() if text else "")
    workspace.go(Place.REVIEW)
    review = workspace.place(Place.REVIEW)
    qtbot.waitUntil(lambda: review.presenter.record is not None)
    asked = [item.image_id for item in review.presenter.state.queue]
    review.presenter.step(asked.index(second.id))
    assert review.panel.name.same.full_text() == f"Same part: {first.name}"
    assert review.panel.name.same.isVisible()
