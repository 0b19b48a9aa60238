"""The tabs at the head of a page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coach.ui.header import LIBRARY, PREPARE, PageTabs


@pytest.fixture
def tabs(qtbot):
    page = QWidget()
    qtbot.addWidget(page, before_close_func=lambda _, kept=page: None)
    made = PageTabs(PREPARE, page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return made


def test_the_tab_of_another_page_asks_for_it_and_stays_unmarked(tabs, qtbot):
    with qtbot.waitSignal(tabs.page_requested) as asked:
        tabs.tabs[LIBRARY].click()
    assert asked.args == [LIBRARY]
    assert [name for name, tab in tabs.tabs.items() if tab.isChecked()] == [PREPARE]
    with qtbot.assertNotEmitted(tabs.page_requested):
        tabs.tabs[PREPARE].click()
    assert tabs.tabs[PREPARE].isChecked()


def test_the_settings_are_asked_for_by_click_and_key(tabs, qtbot):
    assert not tabs.settings.isCheckable()
    with qtbot.waitSignal(tabs.settings_requested):
        tabs.settings.click()
    with qtbot.waitSignal(tabs.settings_requested):
        qtbot.keyClick(tabs, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
