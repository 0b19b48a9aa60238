"""The timeline: what it draws, and what a hand on it does."""

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QLabel

from coach.breath.pattern import BreathPattern
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.timeline import Timeline
from coach.ui.library.chart import _DISC, _TAPS, _WAITS
from coach.ui.library.course import course_of
from coach.ui.library.discs import apart
from tests.helpers.pages import show
from tests.helpers.scripts import brief
from tests.helpers.sessions import Rehearsal, shipped
from tests.ui.library.conftest import opened


@pytest.fixture
def chart(replay, qtbot):
    QApplication.processEvents()
    return replay.chart


@pytest.fixture
def course(session):
    return course_of(Timeline(session.events), session.t_ms, "en")


def press(chart, x, kind=QEvent.Type.MouseButtonPress, button=Qt.MouseButton.LeftButton):
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    which = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    viewport = chart._plot.viewport()
    at = QPointF(x, viewport.height() / 2)
    everywhere = QPointF(viewport.mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, everywhere, which, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def turn(chart, x, y=120, along=0):
    viewport = chart._plot.viewport()
    at = QPointF(x, viewport.height() / 2)
    event = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(along, y),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_stages_follow_each_other_from_the_start_to_the_end(course):
    assert course.bands[0].from_ms == 0
    assert course.bands[-1].until_ms == course.length_ms
    for early, late in zip(course.bands, course.bands[1:], strict=False):
        assert early.until_ms == late.from_ms
    assert [band.name for band in course.bands][:3] == [
        "Contact and oil", "Effleurage", "Kneading",
    ]  # fmt: skip


def test_the_rate_is_that_of_the_tempo_map(course, session):
    line = Timeline(session.events)
    for elapsed_ms in range(0, course.length_ms, 777):
        rate = [bpm for at_ms, bpm in course.rates if at_ms <= elapsed_ms][-1]
        assert rate == line.moment_at(line.t_at(elapsed_ms)).rate_bpm
    assert course.plan == ()


def test_a_repeated_session_has_its_plan_beside_what_was_paced(repeated):
    course = course_of(Timeline(repeated.events), repeated.t_ms, "en")
    assert [bpm for _, bpm in course.plan] == [15.0, 12.0]
    assert 10.0 in [bpm for _, bpm in course.rates]


def test_a_led_session_has_its_curve_and_where_the_lead_stood(led):
    course = course_of(Timeline(led.events), led.t_ms, "en")
    assert course.plan[0] == (0, 12.0)
    assert course.plan[-1][1] == 8.0
    assert course.waits[0].words.startswith("The lead waited for taps for")
    assert sum(wait.words.startswith("The lead waited for taps") for wait in course.waits) >= 2
    assert [wait.stopped for wait in course.waits].count(True) == 1
    stop = next(wait for wait in course.waits if wait.stopped)
    assert stop.from_ms == pytest.approx(stop.until_ms - 20_000, abs=20)
    assert course.length_ms >= stop.until_ms


def test_a_session_that_does_not_lead_has_no_waits(course):
    assert course.waits == ()


def test_where_the_lead_stood_is_said_under_the_pointer(page, led):
    page.open_session(opened(0, led.events))
    QApplication.processEvents()
    stop = next(wait for wait in page.chart._course.waits if wait.stopped)
    x = page.chart.pixel_of((stop.from_ms + stop.until_ms) // 2).x()
    assert "The lead was stopped for 0:20" in page.chart.words_at(x)


def test_what_was_after_the_end_is_not_drawn(session):
    timeline = Timeline(session.events)
    paused = next(e.t_ms for e in session.events if isinstance(e, ev.Paused))
    assert [s.words for s in course_of(timeline, paused - 1, "en").stands] == ["Held for 0:09"]
    assert course_of(timeline, paused + 20_000, "en").stands[-1].words == "Paused for 0:20"


def test_taps_marks_holds_and_pauses_lie_at_their_hands_on_time(course, session):
    state = session.state
    assert len(course.taps_ms) == 2
    assert [(m.number, m.outcome) for m in course.marks] == [(1, Outcome.OPEN)]
    assert course.marks[0].at_ms == state.areas[0].marked_ms
    held, paused = course.stands
    assert held.words == "Held for 0:09"
    assert held.until_ms - held.from_ms == 9_000
    assert paused.words == "Paused for 1:00"
    assert paused.is_pause
    assert course.length_ms == session.t_ms - 60_000


def test_a_press_and_a_drawn_hand_scrub_and_letting_go_seeks(chart):
    scrubbed, sought = [], []
    chart.scrub_requested.connect(scrubbed.append)
    chart.seek_requested.connect(sought.append)
    x = chart.pixel_of(30_000).x()
    press(chart, x)
    press(chart, chart.pixel_of(60_000).x(), QEvent.Type.MouseMove)
    press(chart, chart.pixel_of(60_000).x(), QEvent.Type.MouseButtonRelease)
    pixel_ms = 200
    assert scrubbed == pytest.approx([30_000, 60_000], abs=pixel_ms)
    assert sought == pytest.approx([60_000], abs=pixel_ms)


def test_beside_the_session_it_seeks_its_ends(chart):
    sought = []
    chart.seek_requested.connect(sought.append)
    press(chart, 0, QEvent.Type.MouseButtonRelease)
    press(chart, 5_000, QEvent.Type.MouseButtonRelease)
    assert sought == [0, chart._course.length_ms]


def test_the_wheel_zooms_about_the_pointer_and_a_double_click_shows_all_again(chart):
    whole = chart.shown_ms()
    x = chart.pixel_of(60_000).x()
    for _ in range(4):
        turn(chart, x)
    low, high = chart.shown_ms()
    assert low > whole[0]
    assert high < whole[1]
    assert chart.pixel_of(60_000).x() == pytest.approx(x, abs=2)
    press(chart, x, QEvent.Type.MouseButtonDblClick)
    assert chart.shown_ms() == pytest.approx(whole)
    turn(chart, x, -1200)
    assert chart.shown_ms() == pytest.approx(whole)


def test_the_right_button_draws_the_view_along_and_so_does_the_wheel_sideways(chart):
    for _ in range(5):
        turn(chart, chart.pixel_of(60_000).x())
    low, high = chart.shown_ms()
    right = Qt.MouseButton.RightButton
    press(chart, 600, button=right)
    press(chart, 500, QEvent.Type.MouseMove, right)
    assert chart.shown_ms()[0] > low
    assert chart.shown_ms()[1] - chart.shown_ms()[0] == pytest.approx(high - low)
    before = chart.shown_ms()[0]
    turn(chart, 600, 0, along=120)
    assert chart.shown_ms()[0] < before


def test_the_view_follows_what_plays_out_of_it(chart):
    for _ in range(8):
        turn(chart, chart.pixel_of(10_000).x())
    chart.show_position(100_000)
    low, high = chart.shown_ms()
    assert low <= 100_000 <= high


def test_what_lies_under_the_pointer_is_told_in_words(chart):
    area = chart._course.marks[0]
    assert "left shoulder blade" in chart.words_at(chart.pixel_of(area.at_ms).x())
    pause = chart._course.stands[1]
    assert "Paused for 1:00" in chart.words_at(chart.pixel_of(pause.from_ms).x())
    assert chart.words_at(chart.pixel_of(70_000).x()) == ""


def test_the_last_time_is_whole_or_not_there(page, led, qtbot):
    page.open_session(opened(0, led.events))
    chart = show(qtbot, page, scale=2.0).chart
    last_ms, said = chart._plot.getAxis("bottom")._tickLevels[0][-1]
    half = QFontMetricsF(chart._font(14)).horizontalAdvance(said) / 2
    assert chart.pixel_of(last_ms).x() + half <= chart.width()


def test_names_of_stages_show_only_where_they_fit(chart):
    for band, label, wide in chart._labels:
        room = chart.pixel_of(band.until_ms).x() - chart.pixel_of(band.from_ms).x()
        assert not label.isVisible() or room >= wide


def test_another_session_and_none_take_the_old_away(replay, chart, repeated):
    before = len(chart._items)
    replay.open_session(opened(1, repeated.events))
    assert chart._course.plan
    assert chart.shown_ms() == pytest.approx((0, chart._course.length_ms))
    replay.player.close()
    assert chart._items == []
    assert before > 0


def legend(page):
    return [part.text().split("; ")[-1] for part in page.legend.findChildren(QLabel)
            if part.isVisible()]  # fmt: skip


def test_the_legend_has_what_the_chart_shows(page, session, led):
    page.open_session(opened(0, session.events))
    assert legend(page) == ["<b>Breaths / min</b>", "as paced"]
    page.open_session(opened(1, led.events))
    assert legend(page)[2:] == ["as planned", "the lead waited", "the lead was stopped"]
    course = page.chart._course
    waited = tuple(wait for wait in course.waits if not wait.stopped)
    page.legend.show_course(msgspec.structs.replace(course, waits=waited))
    assert legend(page)[2:] == ["as planned", "the lead waited"]


def test_a_lead_that_waited_is_a_band_at_the_foot_below_every_rate(page, led):
    page.open_session(opened(0, led.events))
    QApplication.processEvents()
    chart = page.chart
    foot = chart._rates[0]
    bands = [
        item.rect()
        for item in chart._items
        if isinstance(item, QGraphicsRectItem) and item.rect().height() == chart._up(_WAITS)
    ]
    assert [(round(band.left()), round(band.right())) for band in bands] == [
        (wait.from_ms, wait.until_ms) for wait in chart._course.waits
    ]
    assert {band.top() for band in bands} == {foot}
    assert chart._up(_WAITS) < chart._up(_TAPS[0])


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([], []),
        ([30.0], [30.0]),
        ([30.0, 60.0], [30.0, 60.0]),
        ([30.0, 34.0], [22.0, 42.0]),
        ([30.0, 30.0, 30.0, 80.0], [10.0, 30.0, 50.0, 80.0]),
        ([0.0, 1.0], [10.0, 30.0]),
        ([99.0, 100.0], [70.0, 90.0]),
    ],
)
def test_discs_stand_beside_each_other_and_within_the_session(wanted, places):
    assert apart(wanted, 20.0, 10.0, 90.0) == pytest.approx(places)


def test_two_areas_marked_in_one_moment_are_both_seen_and_told_apart(page):
    live = Rehearsal(brief(shipped()), minutes=2, pattern=BreathPattern(15.0), tapped=True)
    live.wait(10_100, tick_ms=100)
    live.do(cmd.MarkAt(-0.1, 0.45))
    live.wait(300, tick_ms=100)
    live.do(cmd.MarkAt(0.1, 0.3))
    live.wait(60_000, tick_ms=100)
    page.open_session(opened(0, live.events))
    QApplication.processEvents()
    chart = page.chart
    first, second = (chart._x(disc.x()) for _, disc in chart._discs)
    assert second - first == pytest.approx(_DISC, abs=1.0)
    assert [chart.words_at(x).split(" · ")[1] for x in (first, second)] == ["1", "2"]
