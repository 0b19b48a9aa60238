"""Effect and oil on Prepare: cards, the line, cautions, and the dialog by mouse and by keys."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from coach.library.oils import FoundOils
from coach.library.own_files import BrokenFile
from coach.massage.blend import MOST_OILS, OilWish, Share
from coach.massage.cautions import Caution
from coach.massage.oil import Effect, Shelf
from coach.ui.prepare.oil import OilPanel
from coach.ui.prepare.oil_dialog import OilDialog
from coach.ui.theme import CONTRAST, DARK, LIGHT, font, load_fonts
from tests.helpers.accessible import nameless, reached_by_tab, tab_round, tree, twins
from tests.helpers.pages import Doubling, clipped, show
from tests.massage.test_blend import SHELF

FOUND = FoundOils(SHELF)
LAVENDER = OilWish(Effect.RELAXING, oils=(Share("lavender"),))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


class Held(QWidget):
    """A page with the panel alone."""

    def __init__(self):
        super().__init__()
        self.panel = OilPanel("en", self)

    def set_theme(self, theme):
        self.panel.set_theme(theme)

    def set_text_scale(self, scale):
        self.panel.set_text_scale(scale)

    def resizeEvent(self, event):
        self.panel.setGeometry(0, 0, self.width(), self.panel.heightForWidth(self.width()))


@pytest.fixture
def page(qtbot):
    made = Held()
    made.panel.set_shelf(FOUND)
    return show(qtbot, made)


@pytest.fixture
def panel(page):
    return page.panel


def card(panel, effect):
    return panel.buttons()[list(Effect).index(effect)]


@pytest.fixture
def opened(panel, qtbot):
    """The dialog over the panel, and its end."""

    def make(wish=None, cautions=(), age=None, limit=2.5):
        panel.set_limit(limit)
        panel.set_client(frozenset(cautions), age)
        if wish is not None:
            panel.restore(wish)
        qtbot.mouseClick(panel.change, Qt.MouseButton.LeftButton)
        (dialog,) = panel.findChildren(OilDialog)
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        for _ in range(4):
            QApplication.processEvents()
        return dialog

    return make


def row(dialog, oil):
    (found,) = [each for each in dialog.rows if each.oil.id == oil]
    return found


def test_nothing_essential_is_in_it_until_a_person_chooses(panel):
    assert panel.wish() == OilWish()
    assert plain(panel.line()) == "30 ml sweet almond, no essential oil"
    assert panel.blend().doses == ()
    assert panel.said() == ""


def test_a_card_chooses_an_effect_and_says_so_once(panel, qtbot):
    with qtbot.waitSignals([panel.changed]):
        qtbot.mouseClick(card(panel, Effect.RELAXING), Qt.MouseButton.LeftButton)
    assert plain(panel.line()) == "Lavender in 30 ml sweet almond at 2 %: 12 drops"
    (dose,) = panel.blend().doses
    assert (dose.oil, dose.drops) == ("lavender", 12)
    with qtbot.assertNotEmitted(panel.changed):
        qtbot.mouseClick(card(panel, Effect.RELAXING), Qt.MouseButton.LeftButton)


def test_the_cards_name_the_oils(panel):
    said = [each.accessibleDescription() for each in panel.buttons()[:3]]
    assert said == ["Lavender, jasmine, rosewood", "Mint, rosemary, camphor", "Base oil alone"]


def test_what_was_chosen_for_an_effect_is_there_again(panel, qtbot):
    panel.restore(OilWish(Effect.RELAXING, oils=(Share("jasmine"),)))
    for effect in (Effect.STIMULATING, Effect.NONE, Effect.RELAXING):
        qtbot.mouseClick(card(panel, effect), Qt.MouseButton.LeftButton)
    assert panel.wish().oils == (Share("jasmine"),)
    assert plain(panel.line()) == "Jasmine in 30 ml sweet almond at 0.7 %: 4 drops"


def test_a_blend_of_several_names_the_drops_of_each(panel):
    panel.restore(OilWish(Effect.RELAXING, oils=(Share("lavender", 3), Share("jasmine"))))
    assert plain(panel.line()) == ("Lavender 9, jasmine 3 in 30 ml sweet almond at 2 %: 12 drops")


def test_too_little_oil_for_a_drop_is_said_as_none(panel):
    panel.restore(OilWish(Effect.RELAXING, ml=5.0, percent=0.5))
    assert plain(panel.line()) == "Lavender in 5 ml sweet almond at 0.5 %: none"
    assert plain(panel.said()) == (
        "No drop of lavender: one needs 10 ml of base oil at this strength."
    )
    assert panel.blend().doses == ()


def test_cautions_of_the_client_are_said(panel):
    panel.restore(OilWish(Effect.STIMULATING))
    panel.set_client(frozenset({Caution.PREGNANCY, Caution.NUT_ALLERGY}), 33)
    assert panel.said().splitlines() == [
        "Grape seed instead of sweet almond.",
        "Avoid: sweet almond (nut allergy); rosemary and camphor (pregnancy).",
        "Ask first: mint (pregnancy).",
    ]
    assert plain(panel.line()) == "Mint in 30 ml grape seed at 1 %: 6 drops"
    panel.set_client(frozenset(), None)
    assert panel.said() == ""


def test_a_restored_wish_names_what_is_gone_and_what_is_to_be_avoided_now(panel):
    panel.set_client(frozenset({Caution.EPILEPSY}), None)
    old = OilWish(Effect.STIMULATING, "olive", 30.0, None, (Share("rosemary"), Share("ylang")))
    panel.restore(old)
    assert panel.said().splitlines()[:3] == [
        "Left out, to be avoided: rosemary.",
        "No longer among the oils: olive and ylang.",
        "Avoid: rosemary and camphor (epilepsy).",
    ]
    assert panel.blend().doses == ()
    assert panel.wish() == old


def test_a_young_child_gets_none_with_the_reason(panel):
    panel.set_client(frozenset(), 4)
    panel.restore(LAVENDER)
    assert panel.blend().doses == ()
    assert panel.said().startswith("No essential oil for a child below 6")


def test_without_a_base_that_the_client_can_have_there_is_no_blend(panel):
    panel.set_shelf(FoundOils(Shelf(SHELF.limits, SHELF.bases[:1], SHELF.essentials)))
    panel.set_client(frozenset({Caution.NUT_ALLERGY}), None)
    panel.restore(LAVENDER)
    assert panel.blend() is None
    assert panel.line() == "No oil"
    assert "There is no base oil that this client can have." in panel.said()


def test_before_there_are_oils_nothing_can_be_changed(qtbot):
    panel = show(qtbot, Held()).panel
    assert panel.blend() is None
    assert not panel.change.isEnabled()


def test_a_broken_file_is_named_with_its_problem(panel):
    problem = BrokenFile(Path("/x/oils/mine.toml"), "effect: is missing")
    panel.set_shelf(FoundOils(SHELF, (problem,)))
    assert panel.problems() == "oils/mine.toml cannot be used. effect: is missing"


def test_the_dialog_counts_live_and_ok_takes_it(opened, panel, qtbot):
    dialog = opened(LAVENDER)
    assert plain(dialog.said.text()) == "12 drops of lavender in 30 ml sweet almond at 2 %"
    row(dialog, "jasmine").box.click()
    assert plain(dialog.said.text()) == (
        "6 drops of lavender and 4 drops of jasmine in 30 ml sweet almond at 1.7 %"
    )
    assert plain(dialog.basis.limits.text()).startswith("At most 0.7 % of jasmine.")
    assert "Source: Tisserand & Young" in tree(dialog).text()
    row(dialog, "lavender").more.click()
    row(dialog, "lavender").more.click()
    assert plain(dialog.said.text()).startswith("9 drops of lavender and 3 drops of jasmine")
    dialog.basis.base.chips["sesame"].click()
    dialog.basis.strength.chips[1.0].click()
    dialog.basis.volume.slider.setValue(dialog.basis.volume.slider.maximum())
    assert plain(dialog.said.text()) == (
        "15 drops of lavender and 5 drops of jasmine in 100 ml sesame at 1 %"
    )
    with qtbot.waitSignal(panel.changed):
        dialog.ok.click()
    assert panel.wish() == OilWish(
        Effect.RELAXING, "sesame", 100.0, 1.0, (Share("lavender", 3), Share("jasmine"))
    )


def test_cancel_changes_nothing(opened, panel, qtbot):
    dialog = opened(LAVENDER)
    row(dialog, "jasmine").box.click()
    with qtbot.assertNotEmitted(panel.changed):
        dialog.cancel.click()
    assert panel.wish() == LAVENDER


def test_ok_without_a_change_is_none(opened, panel, qtbot):
    dialog = opened(OilWish(Effect.RELAXING))
    with qtbot.assertNotEmitted(panel.changed):
        dialog.ok.click()
    assert panel.wish() == OilWish(Effect.RELAXING)


def test_a_wish_that_was_not_touched_keeps_an_oil_that_only_this_client_must_avoid(opened, panel):
    wish = OilWish(Effect.STIMULATING, oils=(Share("rosemary"),))
    dialog = opened(wish, {Caution.EPILEPSY})
    dialog.basis.base.chips["sesame"].click()
    dialog.ok.click()
    assert panel.wish() == msgspec.structs.replace(wish, base="sesame")


def test_what_must_be_avoided_cannot_be_ticked_and_says_why(opened):
    dialog = opened(OilWish(Effect.STIMULATING), {Caution.EPILEPSY, Caution.NUT_ALLERGY})
    assert not row(dialog, "camphor").box.isEnabled()
    assert "Avoid (epilepsy): Camphor can set off a seizure." in row(dialog, "camphor").words()
    assert "Source: Lemmens-Gruber" in row(dialog, "camphor").words()
    assert not dialog.basis.base.chips["sweet-almond"].isEnabled()
    assert "Sweet almond is a nut." in dialog.basis.warnings[0].text()
    assert "Source: Regulation (EU)" in dialog.basis.warnings[1].text()
    assert dialog.basis.base.chips["grape-seed"].isChecked()


def test_no_more_oils_can_be_ticked_than_a_blend_may_have_and_it_says_why(opened, panel):
    spare = SHELF.essential("lavender")
    many = tuple(msgspec.structs.replace(spare, id=f"own-{n}") for n in range(MOST_OILS + 1))
    panel.set_shelf(FoundOils(msgspec.structs.replace(SHELF, essentials=many)))
    dialog = opened(OilWish())
    for n in range(MOST_OILS):
        assert row(dialog, f"own-{n}").box.isEnabled()
        row(dialog, f"own-{n}").box.click()
    last = row(dialog, f"own-{MOST_OILS}").box
    assert not last.isEnabled()
    assert "A blend has no more than 12 essential oils." in dialog.troubles.text()
    row(dialog, "own-3").box.click()
    assert last.isEnabled()
    assert "no more than" not in dialog.troubles.text()
    last.click()
    dialog.ok.click()
    assert msgspec.convert(msgspec.to_builtins(panel.wish()), OilWish) == panel.wish()


def test_all_oils_are_reached_those_of_the_effect_first(opened):
    dialog = opened(OilWish(Effect.STIMULATING))
    assert [each.oil.id for each in dialog.rows[:3]] == ["peppermint", "rosemary", "camphor"]
    assert len(dialog.rows) == 6


def test_without_an_effect_the_oils_stand_by_theirs(opened):
    assert [each.oil.effect.kind for each in opened(OilWish()).rows] == [
        *[Effect.RELAXING] * 3,
        *[Effect.STIMULATING] * 3,
    ]


def test_with_room_to_spare_the_panel_stays_low(panel, page):
    panel.setGeometry(0, 0, 900, 700)
    QApplication.processEvents()
    assert panel.buttons()[0].height() < 100


@pytest.mark.parametrize(
    ("before", "ticks", "effect"),
    [
        (OilWish(), ["rosemary"], Effect.STIMULATING),
        (LAVENDER, ["lavender"], Effect.NONE),  # unticked
        (LAVENDER, ["lavender", "peppermint"], Effect.STIMULATING),
        (LAVENDER, ["peppermint"], Effect.RELAXING),
    ],
)
def test_the_effect_follows_the_oils(opened, panel, before, ticks, effect):
    dialog = opened(before)
    for oil in ticks:
        row(dialog, oil).box.click()
    dialog.ok.click()
    assert panel.wish().effect is effect
    assert card(panel, effect).isChecked()


def test_the_suggested_strength_has_its_reason_and_follows_the_next_client(opened, panel):
    dialog = opened(LAVENDER, {Caution.PREGNANCY})
    assert plain(dialog.basis.suggestion.text()).startswith("Suggested: 1 %. Half the usual")
    assert dialog.basis.strength.chips[1.0].isChecked()
    dialog.basis.strength.chips[0.5].click()
    dialog.basis.strength.chips[1.0].click()
    dialog.ok.click()
    assert panel.wish().percent is None
    panel.set_client(frozenset(), 30)
    assert plain(panel.line()).endswith("at 2 %: 12 drops")


def test_more_than_the_clients_limit_is_held_and_said(opened):
    dialog = opened(LAVENDER, {Caution.PREGNANCY})
    dialog.basis.strength.chips[2.5].click()
    assert plain(dialog.said.text()) == "6 drops of lavender in 30 ml sweet almond at 1 %"
    assert "Fewer drops because of it." in dialog.basis.limits.text()


@pytest.mark.parametrize(("limit", "strongest"), [(2.0, 2.0), (2.5, 2.5), (3.0, 3.0)])
def test_no_strength_above_the_limit_of_the_settings_is_offered(opened, limit, strongest):
    dialog = opened(LAVENDER, limit=limit)
    assert max(dialog.basis.strength.chips) == strongest


def test_by_keys_alone(opened, panel, qtbot):
    dialog = opened(OilWish())
    key = Qt.Key

    def press(which):
        qtbot.keyClick(QApplication.focusWidget(), which)

    assert QApplication.focusWidget() is dialog.basis.base.chips["sweet-almond"]
    press(key.Key_Right)
    press(key.Key_Space)
    press(key.Key_Tab)
    assert QApplication.focusWidget() is dialog.basis.volume.slider
    press(key.Key_Right)
    press(key.Key_Tab)
    press(key.Key_Right)
    press(key.Key_Space)
    press(key.Key_Tab)
    assert QApplication.focusWidget() is dialog.rows[0].box
    press(key.Key_Space)
    press(key.Key_Return)
    assert not dialog.isVisible()
    wish = panel.wish()
    assert (wish.base, wish.ml, wish.percent) == ("grape-seed", 35.0, 2.5)
    assert wish.oils == (Share("lavender"),)


def test_escape_leaves_all_as_it_was(opened, panel, qtbot):
    dialog = opened(LAVENDER)
    row(dialog, "jasmine").box.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert panel.wish() == LAVENDER


def test_tab_comes_to_all_of_the_dialog(opened):
    dialog = opened(OilWish(Effect.RELAXING, oils=(Share("lavender", 2), Share("jasmine"))))
    assert set(tab_round(dialog)) == set(reached_by_tab(dialog))


def test_a_reader_has_a_name_for_all(opened, page):
    dialog = opened(OilWish(Effect.RELAXING), {Caution.ASTHMA})
    for root in (tree(page), tree(dialog)):
        assert nameless(root) == []
        assert twins(root) == []


@pytest.fixture
def inter(qapp):
    """The program's own letters, as it sets them."""
    before = qapp.font()
    load_fonts()
    qapp.setFont(font(16))
    yield
    qapp.setFont(before)


def test_the_panel_is_low(inter, qtbot):
    page = Held()
    page.panel.set_shelf(FOUND)
    panel = show(qtbot, page).panel
    assert panel.buttons()[0].height() <= 64
    assert panel.change.parentWidget().height() <= 46
    assert panel.heightForWidth(760) <= 64 + 6 + 46


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_words_fit_also_in_a_long_language(qtbot, qapp, theme, scale):
    translator = Doubling()
    if theme is LIGHT:
        qapp.installTranslator(translator)
    try:
        page = Held()
        page.panel.set_shelf(FOUND)
        page.panel.set_client(frozenset({Caution.PREGNANCY, Caution.NUT_ALLERGY}), 30)
        page.panel.restore(OilWish(Effect.STIMULATING))
        show(qtbot, page, scale=scale, theme=theme)
        assert clipped(page) == []
        page.panel.change.click()
        (dialog,) = page.panel.findChildren(OilDialog)
        for _ in range(4):
            QApplication.processEvents()
        assert clipped(dialog) == []
        for widget in dialog.findChildren(QPushButton) + dialog.findChildren(QCheckBox):
            assert not widget.isVisible() or widget.height() >= 44
        assert dialog.width() <= page.window().width()
    finally:
        qapp.removeTranslator(translator)
