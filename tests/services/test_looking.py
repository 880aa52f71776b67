"""Thumbnails, pictures and pseudo anomalies to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from service_parts import make_project, part

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.records import ImageRecord
from bgad_studio.services.browse import list_images, load_picture, load_thumbnail
from bgad_studio.services.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad", good=3, marked=2, more=1) as made:
        yield made


def first(project: Project) -> ImageRecord:
    return list_images(project)[0]


def test_a_thumbnail_is_kept_and_needs_no_picture_any_more(project: Project) -> None:
    record = first(project)
    fresh = load_thumbnail(project, record, 32)
    assert fresh.shape == (32, 32, 3)
    record.path.unlink()
    kept = load_thumbnail(project, record, 32)
    assert np.abs(kept.astype(int) - fresh).mean() < 6
    with pytest.raises(StudioError):
        load_thumbnail(project, record, 16)


@pytest.mark.parametrize("blob", [b"", b"garbage", None], ids=["empty", "garbage", "cut short"])
def test_a_damaged_thumbnail_is_made_again(project: Project, blob: bytes | None) -> None:
    record = first(project)
    fresh = load_thumbnail(project, record)
    (file,) = (project.cache_dir / "thumbnails").iterdir()
    good = file.read_bytes()
    file.write_bytes(good[: len(good) // 2] if blob is None else blob)
    assert np.array_equal(load_thumbnail(project, record), fresh)
    assert file.read_bytes() == good


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(project: Project) -> None:
    (project.cache_dir / "thumbnails").write_bytes(b"a file where the folder should be")
    assert load_thumbnail(project, first(project)).shape == (64, 64, 3)


def test_a_cache_that_was_deleted_comes_back(project: Project) -> None:
    project.cache_dir.rmdir()
    load_thumbnail(project, first(project))
    assert (project.cache_dir / "thumbnails").is_dir()


def test_a_picture_that_changed_is_not_shown_as_the_old_one(project: Project) -> None:
    record = first(project)
    assert np.array_equal(load_picture(record), part(1000, defective=True))
    save_png(record.path, part(99))
    for load in (load_picture, lambda item: load_thumbnail(project, item)):
        with pytest.raises(StudioError) as caught:
            load(record)
        assert caught.value.problem is problems.IMAGE_CHANGED
