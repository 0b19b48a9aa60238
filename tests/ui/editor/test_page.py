"""The editor's page: what is typed and pressed changes the draft, and what is wrong is said."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from coach.massage import drafts
from coach.massage.protocol import Hand, Stand, Works, spoken
from coach.massage.strokes import Direction, StageSound, StrokeKind
from coach.ui.editor.page import EditorPage
from coach.ui.editor.path_panel import PREVIEW
from coach.ui.theme import CONTRAST, DARK, LIGHT
from tests.helpers.clock import FakeClock
from tests.helpers.pages import clipped, show
from tests.helpers.sessions import SHIPPED, shipped


def fill(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def clear(qtbot, line):
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)


def pick(box, value):
    box.box.setCurrentIndex(box.box.findData(value))
    box.box.activated.emit(box.box.currentIndex())


def test_the_massage_is_changed_as_it_is_typed(qtbot, page):
    form = page.bench.massage
    fill(qtbot, form.name, "Ada")
    fill(qtbot, form.summary, "For Ada.")
    for line, number in ((form.most, "50"), (form.usual, "42"), (form.least, "31,5")):
        fill(qtbot, line, number)
    fill(qtbot, form.source, "Our choice")
    form.rate.chosen.emit(9.5)
    form.inhale.chosen.emit(0.45)
    form.pause.chosen.emit(0.1)
    made = page.draft.protocol
    assert (spoken(made.name), spoken(made.summary)) == ("Ada", "For Ada.")
    assert made.source == "Our choice"
    assert msgspec.structs.astuple(made.minutes) == (31.5, 42.0, 50.0)
    assert (made.rate_bpm, made.inhale_share, made.pause_share) == (9.5, 0.45, 0.1)
    assert page.title.text() == "Ada"
    assert (page.problem, page.save.isEnabled()) == ("", True)


def test_a_stage_is_changed_in_all_its_fields(qtbot, stage):
    form = stage.bench.stage
    fill(qtbot, form.name, "Circles")
    fill(qtbot, form.aim, "Warm.")
    fill(qtbot, form.least, "2.5")
    fill(qtbot, form.share, "7")
    pick(form.stroke, StrokeKind.FRICTION)
    fill(qtbot, form.cadence, "1.5")
    pick(form.hand, Hand.THUMBS)
    pick(form.stand, Stand.BEHIND)
    pick(form.works, Works.AREAS)
    pick(form.sound, StageSound.BOWL)
    form.stairs.chips[2].click()
    form.optional.box.click()
    fill(qtbot, form.source, "Our choice")
    fill(qtbot, form.inhale.text, "Circle up")
    form.inhale.pressure.chips[4].click()
    pick(form.exhale.direction, Direction.OUT)
    form.tires.box.click()
    fill(qtbot, form.every, "3")
    fill(qtbot, form.plain_exhale.text, "Rest")
    form.plain_inhale.pressure.chips[1].click()
    made = stage.draft.stage
    assert (spoken(made.name), spoken(made.aim), made.source) == ("Circles", "Warm.", "Our choice")
    assert (made.least_min, made.share, made.cadence, made.stairs) == (2.5, 7.0, 1.5, 2)
    assert (made.stroke, made.hand, made.stand) == (StrokeKind.FRICTION, Hand.THUMBS, Stand.BEHIND)
    assert (made.works, made.sound, made.optional) == (Works.AREAS, StageSound.BOWL, True)
    assert (spoken(made.inhale.text), made.inhale.pressure) == ("Circle up", 4)
    assert made.exhale.direction is Direction.OUT
    assert (made.plain.every, made.plain.inhale.pressure) == (3, 1)
    assert spoken(made.plain.exhale.text) == "Rest"
    assert stage.problem == ""
    while stage.draft.stack.canUndo():
        stage.draft.stack.undo()
    assert stage.draft.protocol == shipped()
    assert stage.draft.is_saved
    while stage.draft.stack.canRedo():
        stage.draft.stack.redo()
    assert stage.draft.stage == made


def test_a_stroke_without_small_strokes_takes_its_cadence_away(qtbot, stage):
    form = stage.bench.stage
    assert not form.cadence_field.isVisible()
    pick(form.stroke, StrokeKind.VIBRATION)
    assert (form.cadence_field.isVisible(), form.cadence.text()) == (True, "6")
    fill(qtbot, form.cadence, "0")
    assert "A number from 0.2 to 12." in stage.problem
    fill(qtbot, form.cadence, "8")
    assert stage.draft.stage.cadence == 8.0
    pick(form.stroke, StrokeKind.HOLD)
    assert stage.draft.stage.cadence is None
    assert stage.problem == ""


def test_what_is_wrong_is_said_at_its_field_and_why_save_cannot_be_pressed(qtbot, stage):
    form = stage.bench.stage
    clear(qtbot, form.name)
    assert form.fields[0].problem.text() == "Give the stage a name."
    assert stage.status.text() == "Stage 2: Give the stage a name."
    assert not stage.save.isEnabled()
    assert stage.save.accessibleDescription() == stage.status.text()
    assert "⚠" in stage.bench.stages.item(2).text()
    fill(qtbot, form.name, "Glide")
    assert not form.fields[0].problem.isVisible()
    assert stage.save.isEnabled()
    fill(qtbot, form.least, "x")
    assert stage.status.text() == "A number from 0.1 to 120."
    assert not stage.save.isEnabled()
    fill(qtbot, form.least, "100")
    assert stage.status.text() == "The stages need 113 min at least."
    stage.draft.choose(-1)
    least = next(f for f in stage.bench.massage.fields if f.control is stage.bench.massage.least)
    assert least.problem.text() == "The stages need 113 min at least."


def test_a_long_name_leaves_the_warning_in_sight(qtbot, stage):
    form, stages = stage.bench.stage, stage.bench.stages
    fill(qtbot, form.name, "Long slow glide up both sides of the spine")
    clear(qtbot, form.inhale.text)
    text, metrics = stages.item(2).text(), stages.fontMetrics()
    assert metrics.horizontalAdvance(text) > stages.viewport().width(), "it does not fit"
    seen = metrics.elidedText(text, stages.textElideMode(), stages.viewport().width() - 24)
    assert "⚠" in seen


def test_what_is_wrong_with_one_of_a_row_moves_none_of_them(qtbot, stage):
    form, massage = stage.bench.stage, stage.bench.massage

    def tops(*lines):
        for _ in range(4):
            QApplication.processEvents()
        return {line.mapTo(stage, QPoint(0, 0)).y() for line in lines}

    before = tops(form.least, form.share)
    fill(qtbot, form.least, "x")
    assert len(before) == 1, "with a note over one of them"
    assert tops(form.least, form.share) == before
    stage.draft.choose(-1)
    before = tops(massage.least, massage.usual, massage.most)
    fill(qtbot, massage.least, "240")
    assert massage.fields[2].problem.isVisible()
    assert tops(massage.least, massage.usual, massage.most) == before
    assert len(before) == 1


def test_every_wrong_number_names_its_bounds(qtbot, page):
    for text in ("", "-", "nan", "inf", "0", "1e9", "241"):
        line = page.bench.massage.least
        clear(qtbot, line)
        if text:
            fill(qtbot, line, text)
        assert page.problem == "A number above 0, up to 240.", text
    qtbot.keyClick(page.bench.massage.least, Qt.Key.Key_Up)
    assert page.draft.protocol.minutes.least == 25.0, "one up from the last that could be read"


def test_a_number_that_is_hidden_keeps_nothing_from_being_saved(qtbot, stage):
    form = stage.bench.stage
    form.tires.box.click()
    fill(qtbot, form.every, "1")
    assert "A number from 2 to 20." in stage.problem
    form.tires.box.click()
    fill(qtbot, form.share, "9")
    assert (stage.problem, stage.save.isEnabled()) == ("", True)


def test_a_number_that_cannot_be_read_stays_until_it_is_corrected(qtbot, stage):
    form = stage.bench.stage
    fill(qtbot, form.share, "9x")
    fill(qtbot, form.name, "Circles")
    assert form.share.text() == "9x"
    assert "A number from 0 to 1000." in stage.problem
    assert form.share_field.problem.text() == "A number from 0 to 1000."
    assert not stage.save.isEnabled()
    fill(qtbot, form.share, "9")
    assert (stage.draft.stage.share, stage.problem) == (9.0, "")


def test_a_number_that_cannot_be_read_is_not_taken_to_another_stage_or_massage(qtbot, stage):
    form = stage.bench.stage
    twin = drafts.twin_of(stage.draft.protocol, 1)
    stage.draft.change(drafts.inserted(stage.draft.protocol, 2, twin), "")
    share = form.share.text()
    fill(qtbot, form.share, "x")
    stage.draft.choose(2)
    assert (form.share.text(), stage.problem) == (share, "")
    stage.draft.choose(-1)
    fill(qtbot, stage.bench.massage.most, "x")
    assert "A number above 0" in stage.problem
    stage.edit(stage.draft.protocol, saved=True)
    assert (stage.bench.massage.most.text(), stage.problem) == ("45", "")


def test_an_undone_number_takes_the_place_of_one_that_cannot_be_read(qtbot, stage):
    form = stage.bench.stage
    share = form.share.text()
    fill(qtbot, form.share, "9x")
    stage.draft.stack.undo()
    assert (form.share.text(), stage.problem) == (share, "")


def test_typing_a_word_is_undone_at_once_and_another_field_apart(qtbot, page):
    form = page.bench.massage
    fill(qtbot, form.name, "Ada's back")
    fill(qtbot, form.summary, "Short.")
    qtbot.keyClick(form.summary, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert spoken(page.draft.protocol.summary) == spoken(shipped().summary)
    assert form.summary.text() == spoken(shipped().summary)
    assert spoken(page.draft.protocol.name) == "Ada's back"
    page.undo.click()
    assert page.draft.protocol == shipped()
    qtbot.keyClick(form.name, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert spoken(page.draft.protocol.name) == "Ada's back"


def test_stages_are_added_doubled_removed_and_moved(qtbot, page):
    bench = page.bench
    names = lambda: [stage.id for stage in page.draft.protocol.stage]  # noqa: E731
    bench.add_button.click()
    assert names()[-1] == "new-stage"
    assert bench.stage.name.hasFocus()
    page.draft.choose(2)
    bench.twin_button.click()
    assert names()[2:4] == ["kneading", "kneading-2"]
    bench.stages.setFocus()
    qtbot.keyClick(bench.stages, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(bench.stages, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names()[1:4] == ["kneading-2", "effleurage", "kneading"]
    assert page.draft.index == 1
    qtbot.keyClick(bench.stages, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.draft.index == 2
    qtbot.keyClick(bench.stages, Qt.Key.Key_Delete)
    assert "kneading-2" not in names()
    bench.earlier.click()
    bench.later.click()
    while page.draft.stack.canUndo():
        page.undo.click()
    assert page.draft.protocol == shipped()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("index", [-1, 1])
def test_the_name_of_a_stage_that_is_added_is_in_sight(qtbot, scale, index):
    page = show(qtbot, EditorPage(DARK, FakeClock(), "en"), scale=scale)
    page.edit(shipped(), saved=True)
    page.draft.choose(index)
    bench = page.bench
    QApplication.processEvents()
    for scroll in (bench._scrolls[1], bench._whole):
        scroll.verticalScrollBar().setValue(400)
    qtbot.mouseClick(bench.add_button, Qt.MouseButton.LeftButton)
    name, label = bench.stage.name, bench.stage.fields[0].label
    for _ in range(4):
        QApplication.processEvents()
    assert name.hasFocus()
    assert name.selectedText() == "New stage"
    for part in (name, label):
        assert part.visibleRegion().boundingRect() == part.rect()


def test_a_stage_is_dragged_to_its_place_and_that_is_undone_at_once(qtbot, page):
    stages = page.bench.stages
    middle = lambda row: stages.visualItemRect(stages.item(row)).center()  # noqa: E731
    viewport = stages.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle(1))
    for row in (2, 3, 4):
        qtbot.mouseMove(viewport, middle(row))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle(4))
    ids = [stage.id for stage in page.draft.protocol.stage]
    assert ids[:4] == ["effleurage", "kneading", "trapezius", "contact"]
    page.undo.click()
    assert page.draft.protocol == shipped()


def test_the_last_stage_stays(page):
    only = msgspec.structs.replace(shipped(), stage=shipped().stage[1:2])
    page.edit(only, saved=True)
    page.draft.choose(0)
    assert not page.bench.remove_button.isEnabled()
    page.bench.stages.remove_requested.emit()
    assert page.draft.protocol == only


def test_a_stroke_pressed_on_the_breath_out_has_no_stairs(stage):
    stage.bench.stage.exhale.pressure.chips[5].click()
    assert not stage.bench.stage.stairs.isEnabled()
    assert "never spread" in stage.bench.stage.stairs_field.note.text()


def test_the_preview_shows_the_stage_at_the_chosen_speed(qtbot, stage):
    panel = stage.bench.panel
    panel.what.chips[PREVIEW].click()
    preview, clock = panel.preview, panel.preview._now_ms
    assert preview.scene.cue.card.text == "Glide up, beside the spine"
    assert preview._timer.isActive()
    for speed, seconds in ((1.0, 2.0), (4.0, 0.5)):
        preview.speeds.chips[speed].click()
        before = preview._t_ms
        clock.pass_ms(round(seconds * 1000))
        preview._on_timer_timeout()
        assert preview._t_ms - before == pytest.approx(2000)
    fill(qtbot, stage.bench.stage.inhale.text, "Up you go")
    fill(qtbot, stage.bench.stage.exhale.text, "Down you go")
    seen = set()
    for _ in range(60):
        clock.pass_ms(60)
        preview._on_timer_timeout()
        seen.add(preview.scene.cue.card.text)
    assert seen == {"Up you go", "Down you go"}
    panel.what.chips["path"].click()
    assert not preview._timer.isActive()


def test_nothing_flashes_in_a_fast_preview(stage):
    fast = msgspec.structs.replace(stage.draft.protocol, rate_bpm=24.0)
    stage.draft.change(fast, "")
    preview = stage.bench.panel.preview
    stage.bench.panel.show_page(PREVIEW)
    preview.speeds.chips[4.0].click()
    cards = set()
    for _ in range(40):
        preview._now_ms.pass_ms(50)
        preview._on_timer_timeout()
        cards.add((preview.scene.cue.card.tint, preview.scene.gauge.level))
    assert len(cards) == 1


def test_the_start_says_what_to_do_and_asks_for_it(qtbot, page):
    every = [shipped(name) for name in SHIPPED]
    page.show_start([], every, ["x.toml cannot be used. id: is missing"])
    start = page.start
    assert start.empty.isVisible()
    assert start.first().hasFocus()
    assert "x.toml" in start.broken.text()
    assert len(start.source_cards) == len(SHIPPED) + 1
    with qtbot.waitSignal(page.new_requested):
        start.source_cards[0].click()
    with qtbot.waitSignal(page.copy_requested) as asked:
        qtbot.keyClick(start.source_cards[2], Qt.Key.Key_Space)
    assert asked.args == [SHIPPED[1]]
    page.show_start([shipped()], every, [])
    assert not start.empty.isVisible()
    with qtbot.waitSignal(page.open_requested) as asked:
        start.own_cards[0].click()
    assert asked.args == ["back-pain"]


def test_a_question_has_the_keys_and_escape_changes_nothing(qtbot, page):
    done = []
    answers = [("Save", lambda: done.append("save")), ("Stay", lambda: done.append("stay"))]
    page.question.ask("Save what you changed?", *answers)
    assert page.question.answers[0].hasFocus()
    qtbot.keyClick(page.question.answers[0], Qt.Key.Key_Return)
    page.question.ask("Save what you changed?", *answers)
    qtbot.keyClick(page.question.answers[0], Qt.Key.Key_Escape)
    assert done == ["save", "stay"]
    assert not page.question.isVisible()


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 2.0)]
)
def test_no_word_is_cut_off(qtbot, theme, width, height, scale):
    page = show(
        qtbot, EditorPage(theme, FakeClock(), "en"), width, height, scale=scale, theme=theme
    )
    every = [shipped(name) for name in SHIPPED]
    page.show_start(every[:1], every, [])
    for _ in range(4):
        QApplication.processEvents()
    assert clipped(page) == []
    page.edit(shipped("swedish"), saved=False)
    for index in (-1, 2, 5):
        page.draft.choose(index)
        for _ in range(6):
            QApplication.processEvents()
        assert clipped(page) == []
        right = page.save.mapTo(page, QPoint(page.save.width(), 0)).x()
        assert right <= width


def test_a_stage_without_words_can_be_previewed(page):
    page.edit(drafts.blank("", "en", ()), saved=False)
    page.draft.choose(0)
    page.bench.panel.show_page(PREVIEW)
    assert not page.bench.panel.preview.grab().isNull()
    assert page.title.text() == "No name yet"
