"""Each control shows its setting, and changes it and no other at once."""

from copy import deepcopy

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QApplication

from coach.library.settings import BreathSound, Look, Settings, Voice
from coach.ui.pairs import PAIRS, pairs_in
from coach.ui.settings.controls import Chips, Level
from coach.ui.settings.listening import Listening
from coach.ui.theme import LIGHT
from tests.ui.settings.conftest import CUES, TONES


def differences(before, now):
    """The fields that have changed, such as "look.theme"."""
    found = set()
    for name, value in msgspec.to_builtins(before).items():
        other = msgspec.to_builtins(now)[name]
        if isinstance(value, dict) and name in ("look", "sound", "voice", "keys"):
            found |= {f"{name}.{key}" for key in value if value[key] != other[key]}
        elif value != other:
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        ("Theme", "look.theme", "contrast"),
        ("Text size", "look.text_scale", 1.75),
        ("Motion", "look.motion", "gentle"),
        ("Light of the Session page", "look.light", 10),
        ("Ear", "sound.ear", "left"),
        ("Countdown", "countdown_s", 120),
        ("Most essential oil", "oil_limit", 3.0),
    ],
)
def test_a_chip_sets_its_value(shown, label, field, value):
    at = shown()
    before = deepcopy(at.settings)
    at.row(label).control.chips[value].click()
    assert differences(before, at.settings) == {field}
    part, _, name = field.rpartition(".")
    assert getattr(getattr(at.settings, part) if part else at.settings, name) == value
    assert at.changes == [part or "session"]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Glance layout", "look.glance"),
        ("Breath sound", "sound.tone_on"),
        ("Cue at each turn", "sound.cue_on"),
        ("Settling minute", "sound.settle"),
        ("Speak", "voice.on"),
        ("Say the stages", "voice.stages"),
        ("Say the cues", "voice.cues"),
        ("Say the tense areas", "voice.areas"),
        ("Say what was commanded", "voice.commands"),
        ("Say the time left", "voice.time_left"),
    ],
)
def test_a_switch_sets_its_value(shown, label, field):
    at = shown()
    before = deepcopy(at.settings)
    box = at.row(label).control.box
    was = box.isChecked()
    box.click()
    assert differences(before, at.settings) == {field}
    part, _, name = field.partition(".")
    assert getattr(getattr(at.settings, part), name) is not was
    assert at.changes == [part]


@pytest.mark.parametrize(
    ("label", "field", "words"),
    [
        ("Volume of the breath sound", "sound.tone_volume", "55\N{NO-BREAK SPACE}%"),
        ("Volume of the cue", "sound.cue_volume", "55\N{NO-BREAK SPACE}%"),
        ("Volume of the chimes", "sound.chime_volume", "55\N{NO-BREAK SPACE}%"),
        ("Speed", "voice.rate", "+10 %"),
        ("Volume", "voice.volume", "85\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_slider_sets_its_value_and_says_it(shown, qtbot, label, field, words):
    at = shown()
    before = deepcopy(at.settings)
    control = at.row(label).control
    qtbot.keyClick(control.slider, Qt.Key.Key_Right)
    assert differences(before, at.settings) == {field}
    assert control.text.text() == words


def test_a_slider_reaches_its_ends_and_what_is_saved_is_in_range(shown, qtbot):
    at = shown()
    for label in ("Volume of the cue", "Speed", "Volume"):
        for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            qtbot.keyClick(at.row(label).control.slider, key)
            msgspec.json.decode(msgspec.json.encode(at.settings), type=Settings)
    assert (at.settings.sound.cue_volume, at.settings.voice.rate) == (1.0, 1.0)


def test_what_is_set_already_is_shown_and_nobody_told(shown):
    at = shown(
        Settings(
            look=Look(theme="light", text_scale=1.3, light=25, glance=True),
            sound=BreathSound(chimes_on=True, cue="harp", tone_volume=0.2, ear="right"),
            voice=Voice(cues=False, minutes_left=(20, 3)),
            countdown_s=110,
        )
    )
    assert at.row("Theme").control.chips["light"].isChecked()
    assert at.row("Text size").control.chips[1.25].isChecked()
    assert at.row("Light of the Session page").control.chips[25].isChecked()
    assert at.row("Glance layout").control.box.isChecked()
    assert at.sound.chimes.switch.box.isChecked()
    assert [cue for cue, chip in at.sound.cue.chips.items() if chip.isChecked()] == ["harp"]
    assert at.row("Volume of the breath sound").control.slider.number() == pytest.approx(0.2)
    assert at.row("Ear").control.chips["right"].isChecked()
    assert not at.row("Say the cues").control.box.isChecked()
    chips = at.row("Minutes left").control.chips
    assert [n for n, chip in chips.items() if chip.isChecked()] == [20, 3]
    assert at.row("Countdown").control.chips[120].isChecked()
    assert at.changes == []


def test_minutes_are_chosen_each_by_itself(shown):
    at = shown()
    chips = at.row("Minutes left").control.chips
    chips[20].click()
    chips[5].click()
    assert at.settings.voice.minutes_left == (20, 10)


@pytest.mark.parametrize(
    ("kind", "sounds", "field"), [("tone", TONES, "tone"), ("cue", CUES, "cue")]
)
def test_each_sound_is_listened_to_and_chosen_by_itself(shown, qtbot, kind, sounds, field):
    at = shown()
    listening = getattr(at.sound, kind)
    assert tuple(listening.chips) == sounds
    last = sounds[-1]
    with qtbot.waitSignal(at.sound.preview_requested) as heard:
        listening.buttons[last].click()
    assert heard.args == [kind, last]
    assert at.changes == []
    listening.chips[last].click()
    assert getattr(at.settings.sound, field) == last


def test_a_sound_of_another_version_shows_none_and_stays(shown):
    at = shown(Settings(sound=BreathSound(tone="gong")))
    assert not any(chip.isChecked() for chip in at.sound.tone.chips.values())
    assert at.settings.sound.tone == "gong"
    focus = [chip.focusPolicy() for chip in at.sound.tone.chips.values()]
    assert Qt.FocusPolicy.StrongFocus in focus


def test_each_chime_is_listened_to(shown, qtbot):
    at = shown()
    with qtbot.waitSignal(at.sound.preview_requested) as heard:
        at.sound.chimes.buttons["end"].click()
    assert heard.args == ["chime", "end"]
    at.sound.chimes.switch.box.click()
    assert at.settings.sound.chimes_on


def outputs(at):
    box = at.sound.output.box
    return [box.itemText(index) for index in range(box.count())]


def choose(box, text):
    index = box.findText(text)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_an_output_is_chosen_with_its_name(shown):
    at = shown()
    assert outputs(at) == ["The system's own", "Built-in speakers", "Earpiece"]
    choose(at.sound.output.box, "Earpiece")
    assert (at.settings.sound.device, at.settings.sound.device_name) == ("usb", "Earpiece")
    assert at.changes == ["sound"]


def test_an_output_that_is_away_stays_chosen_and_is_called_so(shown):
    at = shown(Settings(sound=BreathSound(device="usb", device_name="Earpiece")))
    assert at.sound.output.box.currentText() == "Earpiece"
    at.sound.set_outputs([("hda", "Built-in speakers")])
    assert at.sound.output.box.currentText() == "Earpiece (not connected)"
    choose(at.sound.output.box, "Earpiece (not connected)")
    assert (at.settings.sound.device, at.settings.sound.device_name) == ("usb", "Earpiece")
    choose(at.sound.output.box, "The system's own")
    assert (at.settings.sound.device, at.settings.sound.device_name) == ("", "")
    assert "not connected" not in "".join(outputs(at))


def test_lateness_belongs_to_the_output_chosen(shown, qtbot):
    at = shown(Settings(sound=BreathSound(latency_ms={"usb": 140})))
    level = at.sound.late.level
    assert level.text.text() == "0 ms"
    qtbot.keyClick(level.slider, Qt.Key.Key_Right)
    assert at.settings.sound.latency_ms == {"usb": 140, "": 10}
    choose(at.sound.output.box, "Earpiece")
    assert level.text.text() == "+140 ms"
    for _ in range(16):
        qtbot.keyClick(level.slider, Qt.Key.Key_Left)
    assert level.text.text() == "\N{MINUS SIGN}20 ms"
    assert at.settings.sound.latency_ms == {"usb": -20, "": 10}
    for _ in range(2):
        qtbot.keyClick(level.slider, Qt.Key.Key_Right)
    assert at.settings.sound.latency_ms == {"": 10}


def test_a_trial_shows_the_turns_and_ends_with_the_dialog(shown, qtbot):
    at = shown()
    at.dialog.open_at("sound")
    asked = []
    at.sound.trial_requested.connect(asked.append)
    late = at.sound.late
    late.show_turn(True)
    assert late.turn.text() == ""
    late.trial.click()
    late.show_turn(True)
    assert late.turn.text() == "↑ In"
    late.show_turn(False)
    assert late.turn.text() == "↓ Out"
    at.dialog.close()
    assert asked == [True, False]
    assert late.turn.text() == ""


@pytest.mark.parametrize("code", ["no_library", "no_device", "no_output", "unheard_of"])
def test_why_there_is_no_sound_is_said(shown, code):
    at = shown()
    at.dialog.open_at("sound")
    assert not at.sound.problem.isVisible()
    at.sound.show_problem(code)
    assert at.sound.problem.isVisible()
    assert at.sound.problem.text().startswith("There is no sound")
    assert ("libpulse0" in at.sound.problem.text()) is (code == "no_library")
    at.sound.show_problem(None)
    assert not at.sound.problem.isVisible()


def test_why_there_is_no_voice_is_said_with_what_to_install(shown):
    at = shown()
    at.dialog.open_at("voice")
    at.voice.show_problem("no_engine")
    assert "speech-dispatcher-espeak-ng" in at.voice.problem.text()
    assert at.voice.problem.isVisible()
    at.voice.show_problem(None)
    assert not at.voice.problem.isVisible()


def test_a_voice_is_chosen_and_another_engine_has_others(shown, qtbot):
    at = shown(Settings(voice=Voice(voice="gone")))
    assert at.voice.voice.box.currentText() == "gone (not installed)"
    choose(at.voice.voice.box, "Ben")
    assert at.settings.voice.voice == "b"
    choose(at.voice.engine.box, "Speech Dispatcher")
    assert (at.settings.voice.engine, at.settings.voice.voice) == ("speechd", "")
    assert at.changes == ["voice", "voice"]
    with qtbot.waitSignal(at.voice.preview_requested):
        at.voice.preview.click()


def test_the_data_folder_is_shown_and_opened(shown, monkeypatch):
    at = shown()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    at.session.open_button.click()
    assert opened == ["/home/zoë/.local/share/breath-massage-coach"]


def test_each_pair_of_colours_is_shown_in_the_theme_in_use_and_chosen(shown):
    at = shown()
    at.dialog.set_theme(LIGHT)
    assert list(at.look.swatches.swatches) == list(PAIRS)
    for pair, swatch in at.look.swatches.swatches.items():
        assert all(colour in swatch.colours() for colour in pairs_in(LIGHT)[pair])
        swatch.click()
        assert at.settings.look.colours == pair


def turn_wheel(widget):
    middle = QPointF(widget.rect().center())
    nowhere = QPoint()
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle)),
        nowhere,
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    assert event.type() is QEvent.Type.Wheel
    QApplication.sendEvent(widget, event)


def test_the_wheel_scrolls_and_changes_nothing_on_its_way(shown):
    at = shown(Settings(sound=BreathSound(device="usb")))
    at.dialog.open_at("sound")
    turn_wheel(at.sound.output.box)
    turn_wheel(at.row("Volume of the cue").control.slider)
    assert at.changes == []
    at.sound.output.box.setFocus()
    turn_wheel(at.sound.output.box)
    assert at.settings.sound.device == "hda"


def test_controls_that_say_nothing_new_tell_nobody(qtbot):
    for control, value in (
        (Chips([(1, "one"), (2, "two")]), 2),
        (Level(0.0, 1.0, 0.1, str), 0.5),
        (Listening(), "air"),
    ):
        qtbot.addWidget(control)
        with qtbot.assertNotEmitted(control.chosen):
            control.show_value(value)
