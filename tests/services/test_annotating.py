"""Paint, verdicts, and where they are kept."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from service_parts import bring_in, part, write, write_tree

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.records import IGNORE_VALUE, Verdict
from bgad_studio.services import annotate
from bgad_studio.services.annotate import (
    add_defect_type,
    defect_types,
    label_file,
    load_mask,
    person,
    save_mask,
    set_verdict,
)
from bgad_studio.services.project import Project

NOTHING = np.zeros((64, 64), np.uint8)


def dent() -> NDArray[np.uint8]:
    label_map = NOTHING.copy()
    label_map[10:20, 30:50] = 1
    return label_map


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "P.bgad") as made:
        bring_in(made, write(tmp_path / "parts", range(2)))
        add_defect_type(made, " dent ")
        yield made


def test_paint_makes_a_part_ng_and_erasing_all_of_it_takes_that_back(project: Project) -> None:
    record = save_mask(project, 1, dent())
    assert (record.verdict, record.painted_type_ids) == (Verdict.NG, (1,))
    assert project.images.judged_by(1) == annotate.PAINTED
    record = save_mask(project, 1, NOTHING)
    assert (record.verdict, record.mask_id, record.painted_type_ids) == (None, None, ())
    assert load_mask(project, 1) is None


def test_an_area_to_ignore_is_kept_and_makes_no_part_ng(project: Project) -> None:
    set_verdict(project, [1], Verdict.OK)
    ignored = NOTHING.copy()
    ignored[5:20, 5:20] = IGNORE_VALUE
    record = save_mask(project, 1, ignored)
    assert (record.verdict, record.painted_type_ids, record.ignores) == (Verdict.OK, (), True)
    loaded = load_mask(project, 1)
    assert loaded is not None
    assert np.array_equal(loaded, ignored)
    assert save_mask(project, 2, ignored).verdict is None
    assert project.masks.first_painted() == {}
    both = np.maximum(ignored, dent())
    record = save_mask(project, 2, both)
    assert (record.verdict, record.painted_type_ids, record.ignores) == (Verdict.NG, (1,), True)
    assert list(project.masks.first_painted()) == [2]


@pytest.mark.parametrize("own", [Verdict.OK, Verdict.NG, Verdict.UNSURE])
def test_a_persons_own_verdict_stays_whatever_is_painted(project: Project, own: Verdict) -> None:
    set_verdict(project, [1], own)
    assert save_mask(project, 1, dent()).verdict is own
    assert save_mask(project, 1, NOTHING).verdict is own


def test_a_verdict_given_after_painting_stays_when_the_paint_goes(project: Project) -> None:
    save_mask(project, 1, dent())
    set_verdict(project, [1], Verdict.NG)
    assert save_mask(project, 1, NOTHING).verdict is Verdict.NG


def test_a_verdict_that_came_with_the_data_stays_when_the_paint_goes(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Q.bgad") as project:
        records, _ = bring_in(project, write_tree(tmp_path / "bottle"))
        painted = next(record for record in records if record.mask_id)
        assert save_mask(project, painted.id, NOTHING).verdict is Verdict.NG


def test_a_verdict_can_be_taken_back(project: Project) -> None:
    set_verdict(project, [1, 2], Verdict.OK)
    assert [record.verdict for record in set_verdict(project, [2, 1], None)] == [None, None]


def test_a_mask_comes_back_as_it_was_and_lies_in_labels_too(project: Project) -> None:
    save_mask(project, 2, dent())
    found = load_mask(project, 2)
    assert found is not None
    assert np.array_equal(found, dent())
    file = project.labels_dir / "001.png.png"
    assert file == label_file(project, project.images.get(2))
    with Image.open(file) as image:
        assert np.array_equal(np.asarray(image), dent())


def test_a_mask_of_another_size_is_a_bug_and_keeps_nothing(project: Project) -> None:
    with pytest.raises(ValueError, match="mask"):
        save_mask(project, 1, np.zeros((32, 64), np.uint8))
    assert project.images.get(1).mask_id is None


def test_a_mask_whose_file_cannot_be_written_is_told_and_not_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(annotate, "save_png", full)
    with pytest.raises(StudioError, match="No space left") as caught:
        save_mask(project, 1, dent())
    assert caught.value.problem is problems.PROJECT_UNWRITABLE
    record = project.images.get(1)
    assert (record.verdict, record.mask_id) == (None, None)


@pytest.mark.parametrize("name", ["x" * 251 + ".png", "缺" * 83 + ".png"])
def test_a_part_with_a_name_as_long_as_can_be_is_painted(project: Project, tmp_path: Path, name: str) -> None:
    save_png(write(tmp_path / "long", ()) / name, part(7))
    ((record,), codes) = bring_in(project, tmp_path / "long")
    assert codes == []
    save_mask(project, record.id, dent())
    file = label_file(project, record)
    assert file.is_file()
    other = Path(f"{name[:-5]}y.png").name
    assert len(file.name.encode()) <= 255
    assert file.name != label_file(project, type(record)(9, file, other, "", 1, 1, "")).name


def test_defect_types_are_named_once_and_without_blanks(project: Project) -> None:
    assert [item.name for item in defect_types(project)] == ["dent"]
    with pytest.raises(StudioError) as caught:
        add_defect_type(project, "DENT")
    assert caught.value.problem is problems.DEFECT_TYPE_EXISTS


@pytest.mark.parametrize("error", [KeyError("getpwuid(): uid not found: 4711"), OSError("No username set")])
def test_an_account_without_a_name_may_judge(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def nameless() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert person() == "unknown"
