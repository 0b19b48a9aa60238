"""The protocols' cards in one row, however many, and the ways to one's own."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from coach.ui.prepare.choice import ProtocolCard
from coach.ui.prepare.page import PreparePage
from coach.ui.theme import DARK, font
from tests.helpers.clock import FakeClock
from tests.helpers.pages import shipped_cards, show
from tests.helpers.sessions import SHIPPED


def own(number):
    protocol = msgspec.structs.replace(
        shipped_cards()[0].protocol, id=f"own-{number}", name={"en": f"Ada's {number}"}
    )
    return ProtocolCard(protocol, f"own-{number}.toml", own=True)


@pytest.fixture
def page(qtbot):
    """With twenty of the user's own."""
    page = PreparePage(DARK, FakeClock())
    page.set_protocols([*shipped_cards(), *(own(n) for n in range(20))])
    return show(qtbot, page)


def settle():
    for _ in range(4):
        QApplication.processEvents()


def is_seen(page, card):
    strip = page.cards._strip.viewport()
    left = card.mapTo(strip, QPoint()).x()
    return left >= 0 and left + card.width() <= strip.width() + 1


def test_many_cards_take_no_more_height_than_few(qtbot, page):
    few = PreparePage(DARK, FakeClock())
    few.set_protocols(shipped_cards())
    show(qtbot, few)
    settle()
    assert page.cards.height() == few.cards.height()


def test_the_chosen_one_is_seen_and_so_is_one_that_has_the_keys(qtbot, page):
    buttons = page.cards.buttons()
    assert is_seen(page, buttons[0])
    assert not is_seen(page, buttons[-3])
    page.cards.choose("own-19")
    settle()
    assert is_seen(page, buttons[-3])
    buttons[0].setFocus()
    assert is_seen(page, buttons[0])
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused in buttons[:-2]:
            assert is_seen(page, focused)


@pytest.mark.parametrize(("width", "scale"), [(1024, 1.0), (1280, 1.0), (1600, 1.5), (1280, 2.0)])
def test_a_part_of_a_card_says_that_the_row_goes_on(qtbot, width, scale):
    page = PreparePage(DARK, FakeClock())
    page.setFont(font(16))
    page.set_protocols(shipped_cards())
    show(qtbot, page, width, scale=scale)
    strip = page.cards._strip.viewport()
    left = [card.mapTo(strip, QPoint()).x() for card in page.cards.buttons()[: len(SHIPPED)]]
    wide = page.cards.buttons()[0].width()
    (cut,) = [x for x in left if x < strip.width() < x + wide]
    assert strip.width() - cut >= 0.1 * wide


def test_ones_own_is_in_sight_and_opens_the_editor(qtbot, page):
    assert page.cards.own.isVisible()
    with qtbot.waitSignal(page.cards.own_requested) as asked:
        page.cards.own.click()
    assert asked.args == [""]
    assert page.choice().protocol.id == SHIPPED[0], "it is no protocol to choose"


def test_the_chosen_one_can_be_changed_where_it_is_the_users(qtbot, page):
    assert not page.cards.edit.isVisible()
    page.cards.choose("own-3")
    assert page.cards.edit.isVisible()
    assert page.cards.edit.accessibleName() == "Change “Ada's 3”"
    with qtbot.waitSignal(page.cards.own_requested) as asked:
        qtbot.keyClick(page.cards.edit, Qt.Key.Key_Space)
    assert asked.args == ["own-3"]
    page.cards.choose(SHIPPED[1])
    assert not page.cards.edit.isVisible()


def test_a_narrow_card_keeps_to_its_name_and_length(qtbot):
    page = PreparePage(DARK, FakeClock())
    page.set_protocols(shipped_cards())
    wide, narrow = [], []
    for width, seen in ((1280, wide), (1024, narrow)):
        page.resize(width, 800)
        show(qtbot, page, width)
        seen += [label.text() for label in page.cards.buttons()[0].findChildren(QLabel)]
    assert any("vibration" in text for text in wide)
    assert not any("vibration" in text for text in narrow)
    assert any("45" in text for text in narrow)
