"""Names say what a rule reads in them, and the first proposal fits what factories do."""

from __future__ import annotations

import pytest

from bgad_studio.core.import_rules import (
    ImportRule,
    PartFrom,
    Reading,
    VerdictFrom,
    guess_rule,
    read_name,
    words_of,
)
from bgad_studio.core.records import Verdict

OK, NG = Verdict.OK, Verdict.NG


@pytest.mark.parametrize(
    ("name", "verdict", "defect"),
    [
        ("good/1.png", OK, None),
        ("line 3/OK/1.png", OK, None),
        ("scratch/1.png", NG, "scratch"),
        ("NG/1.png", NG, None),
        ("ng/Big dent/1.png", NG, "Big dent"),
        ("不良/1.png", NG, None),
        ("良品/1.png", OK, None),
        ("images/1.png", None, None),
        ("1.png", None, None),
    ],
)
def test_the_folder_says_it(name: str, verdict: Verdict | None, defect: str | None) -> None:
    reading = read_name(name, ImportRule(VerdictFrom.FOLDER))
    assert (reading.verdict, reading.defect) == (verdict, defect)


@pytest.mark.parametrize(
    ("name", "verdict", "defect"),
    [
        ("007_OK.png", OK, None),
        ("book_007.png", None, None),
        ("007-ng.png", NG, None),
        ("scratch03.png", NG, "scratch"),
        ("ok/scratch_3.png", NG, "scratch"),
        ("part7_划伤2.png", NG, "划伤"),
    ],
)
def test_the_name_says_it_by_whole_words(name: str, verdict: Verdict | None, defect: str | None) -> None:
    rule = ImportRule(VerdictFrom.NAME, bad=("ng", "scratch", "划伤"))
    reading = read_name(name, rule)
    assert (reading.verdict, reading.defect) == (verdict, defect)


def test_pictures_of_one_part_are_known_by_the_start_or_by_the_name() -> None:
    start = ImportRule(part_from=PartFrom.START, separator="_CAM")
    assert read_name("a/0007_cam1.png", start).part == "0007"
    assert read_name("a/_cam1.png", start).part is None
    assert read_name("a/0007.png", start).part is None
    same = ImportRule(part_from=PartFrom.SAME_NAME)
    assert read_name("cam1/0007.png", same).part == read_name("cam2/0007.jpg", same).part == "0007"
    assert read_name("a/1.png", ImportRule()) == Reading()


@pytest.mark.parametrize(
    ("names", "source", "part", "separator"),
    [
        (["good/1.png", "scratch/2.png"], VerdictFrom.FOLDER, PartFrom.PICTURE, ""),
        (["1_ok.png", "2_ng.png", "3.png"], VerdictFrom.NAME, PartFrom.PICTURE, ""),
        (["a/1.png", "b/2.png"], VerdictFrom.NOWHERE, PartFrom.PICTURE, ""),
        (["1__a.png", "1__b.png", "2__a.png"], VerdictFrom.NOWHERE, PartFrom.START, "__"),
        (["1_cam1.png", "1_cam2.png", "2_cam1.png"], VerdictFrom.NOWHERE, PartFrom.START, "_cam"),
        (["1_cam1.png", "2_cam1.png"], VerdictFrom.NOWHERE, PartFrom.PICTURE, ""),
    ],
)
def test_the_first_proposal_fits(
    names: list[str], source: VerdictFrom, part: PartFrom, separator: str
) -> None:
    rule = guess_rule(names)
    assert (rule.verdict_from, rule.part_from, rule.separator) == (source, part, separator)


def test_words_are_parted_by_any_comma() -> None:
    assert words_of(" OK, good ,, 良品，合格;x") == ("ok", "good", "良品", "合格", "x")
