from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import Verdict
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.ui import theme
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.heat_scale import HeatScale
from bgad_studio.ui.widgets.labels import ElidedLabel, IconView, SectionHeading
from bgad_studio.ui.widgets.notice import Notice, Words
from bgad_studio.ui.widgets.progress_strip import ProgressStrip
from bgad_studio.ui.widgets.verdict_buttons import VerdictButtons

DUPLICATE = Trouble(problems.IMAGE_DUPLICATE, (("file", "a.png"), ("other", "b.png")))


class Backwards(QTranslator):
    """A language in which every text runs the other way round, places in braces excepted."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt
        return False

    def translate(self, context, text, disambiguation=None, n=-1) -> str:
        del context, disambiguation, n
        return text if "{" in text else text[::-1]


@pytest.fixture
def backwards(qapp):
    translator = Backwards()

    def switch() -> None:
        QCoreApplication.installTranslator(translator)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)

    yield switch
    QCoreApplication.removeTranslator(translator)


def texts(widget: QWidget) -> list[str]:
    return [child.text() for child in widget.findChildren(QWidget) if hasattr(child, "text")]


def grab(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_notice_is_hidden_until_there_is_something_to_say(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    done = []
    words = Words("Two good parts are missing", "Add pictures of good parts.", "Add")
    notice.show_text("warning", lambda: words, lambda: done.append("added"))
    assert not notice.isHidden()
    assert notice.property("notice") == "warning"
    qtbot.mouseClick(notice.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert done == ["added"]


def test_a_notice_without_an_action_has_no_button(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_text("info", lambda: Words("Saved", action="Show"))
    notice.show_text("info", lambda: Words("Saved"))
    assert notice.findChild(QPushButton).isHidden()


def test_a_trouble_says_what_happened_what_to_do_and_its_code(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_trouble(DUPLICATE)
    assert "a.png" in notice.title()
    assert "b.png" in notice.title()
    assert problems.IMAGE_DUPLICATE.remedy in texts(notice)
    assert "image-duplicate" in texts(notice)


def test_a_trouble_on_show_changes_its_language(qtbot: QtBot, backwards) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_trouble(DUPLICATE)
    backwards()
    assert problems.IMAGE_DUPLICATE.remedy[::-1] in texts(notice)


def test_every_notice_speaks_the_new_language_and_an_older_trouble_does_not_come_back(
    qtbot: QtBot, backwards
) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_trouble(DUPLICATE)

    def say() -> Words:
        close = QCoreApplication.translate("Notice", "Close")
        return Words(close, f"{close} 12", close)

    notice.show_text("info", say)
    assert (notice.title(), notice.action.text()) == ("Close", "Close")
    backwards()
    assert (notice.title(), notice.action.text()) == ("esolC", "esolC")
    assert "esolC 12" in texts(notice)
    assert "image-duplicate" not in texts(notice)


def test_markup_in_a_file_name_is_shown_as_it_is(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_text("error", lambda: Words("<b>part</b>.png is broken"))
    label = next(child for child in notice.children() if getattr(child, "text", str)() == notice.title())
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_one_verdict_is_given_and_pressing_it_again_takes_it_back(qtbot: QtBot) -> None:
    buttons = VerdictButtons()
    qtbot.addWidget(buttons)
    chosen: list[Verdict | None] = []
    buttons.verdictChosen.connect(chosen.append)
    for verdict in (Verdict.OK, Verdict.NG, Verdict.NG):
        buttons.button(verdict).click()
    assert chosen == [Verdict.OK, Verdict.NG, None]
    assert buttons.verdict() is None


def test_showing_a_verdict_is_not_giving_one(qtbot: QtBot) -> None:
    buttons = VerdictButtons()
    qtbot.addWidget(buttons)
    with qtbot.assertNotEmitted(buttons.verdictChosen):
        buttons.set_verdict(Verdict.UNSURE)
    assert buttons.verdict() is Verdict.UNSURE
    assert [buttons.button(verdict).isChecked() for verdict in Verdict] == [False, False, True]


def test_verdict_buttons_name_their_keys_in_every_language(qtbot: QtBot, backwards) -> None:
    buttons = VerdictButtons()
    qtbot.addWidget(buttons)
    assert [buttons.button(verdict).text()[0] for verdict in Verdict] == ["1", "2", "3"]
    backwards()
    assert buttons.button(Verdict.UNSURE).text() == "3 erusnU"


def test_progress_tells_share_and_time_left(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.set_progress("Training", 0.625, 84.2)
    assert "Training 62 %" in texts(strip)
    assert "1:24 left" in texts(strip)
    strip.finish()
    assert strip.isHidden()


def test_progress_nobody_can_know_shows_no_share(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.set_progress("Starting", None)
    assert "Starting" in texts(strip)


def test_the_bar_glides_to_its_new_place(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_progress("Training", 0.5)
    qtbot.waitUntil(lambda: strip._bar.value() == 500)
    strip.set_progress("Training", 0.25)
    assert strip._bar.value() == 250
    strip.finish()


def test_stop_is_asked_for_once_per_piece_of_work(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.set_progress("Training", 0.1)
    stop = strip.findChild(QPushButton)
    asked: list[None] = []
    strip.stopRequested.connect(lambda: asked.append(None))
    stop.click()
    stop.click()
    assert len(asked) == 1
    strip.finish()
    stop.click()
    assert len(asked) == 2


def test_a_long_name_keeps_its_end_and_is_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(120, 20)
    name = "line 3/a rather long folder name/part_000123.png"
    label.set_text(name)
    assert len(label.text()) < len(name)
    assert label.text().endswith("3.png")
    assert label.toolTip() == label.full_text() == name
    label.resize(900, 20)
    label.show()
    assert label.text() == name
    assert label.toolTip() == ""


def test_icons_take_the_colours_of_the_theme(qtbot: QtBot, qapp) -> None:
    view = IconView("warning", "ng", 24)
    qtbot.addWidget(view)
    try:
        theme.apply_theme(qapp, "light")
        light = grab(view)
        theme.apply_theme(qapp, "dark")
        assert grab(view) != light
    finally:
        theme.apply_theme(qapp, "light")


def test_the_heat_scale_marks_the_threshold_in_its_place(qtbot: QtBot) -> None:
    scale = HeatScale()
    qtbot.addWidget(scale)
    scale.resize(210, scale.sizeHint().height())
    bare = grab(scale)
    scale.set_range(2, 6, 5)
    marked = grab(scale)
    changed = [x for x in range(210) if bare.pixel(x, 10) != marked.pixel(x, 10)]
    assert changed[0] <= 5 + 0.75 * 200 <= changed[-1]
    assert len(changed) < 10
    assert QColor(marked.pixel(155, 10)).lightness() > 240


def test_the_heat_scale_marks_both_thresholds_also_those_beyond_its_ends(qtbot: QtBot, qapp) -> None:
    scale = HeatScale()
    qtbot.addWidget(scale)
    scale.resize(210, scale.sizeHint().height())
    scale.set_range(2, 6, 3)
    scale.set_cuts(Thresholds(5, 99, 3, 2, 6, 0, False))
    shot = grab(scale)
    colours = [shot.pixelColor(x, 20).name().upper() for x in (155, 204)]
    assert colours == [theme.current().review, theme.current().ng]


def test_an_empty_heat_range_has_no_mark(qtbot: QtBot) -> None:
    scale = HeatScale()
    qtbot.addWidget(scale)
    bare = grab(scale)
    scale.set_range(3, 3, 3)
    assert grab(scale) == bare


def test_an_empty_state_offers_what_to_do(qtbot: QtBot) -> None:
    state = EmptyState("image")
    qtbot.addWidget(state)
    state.set_text("No pictures yet", "Drop a folder here.")
    button = state.add_button(primary=True)
    button.setText("Add pictures")
    assert {"No pictures yet", "Drop a folder here.", "Add pictures"} <= set(texts(state))
    assert button.property("role") == "primary"


def test_a_section_names_itself_and_its_count(qtbot: QtBot) -> None:
    heading = SectionHeading()
    qtbot.addWidget(heading)
    heading.set_text("Defects", "3 kinds")
    assert texts(heading) == ["Defects", "3 kinds"]


def test_good_news_is_hidden_when_one_moves_on_and_trouble_is_not(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_text("info", lambda: Words("292 parts are in the project now."))
    notice.hide_info()
    assert notice.isHidden()
    for level in ("warning", "error"):
        notice.show_text(level, lambda: Words("no"))
        notice.hide_info()
        assert not notice.isHidden()
