"""What opens the preview, and what it remembers."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from coach.library.folder import data_folder
from coach.library.settings import Settings, load, save
from coach.library.store import Store
from coach.papers import Papers
from coach.session.events import Ended, EndReason
from coach.shelf import Shelf
from coach.ui import theme as themes
from coach.ui.library.page import LibraryPage
from coach.ui.printing.preview import Preview
from tests.helpers.clock import FakeClock
from tests.library.making import HEADING, some_events
from tests.ui.printing.conftest import choice

ENDED = (*some_events(), Ended(t_ms=65_000, reason=EndReason.ASKED, as_of_ms=65_000))


@pytest.fixture
def window(qtbot):
    themes.load_fonts()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def shown(window):
    (preview,) = window.findChildren(Preview)
    return preview


def test_a_sheet_a_page_of_the_guide_and_no_more_than_that(window):
    papers = Papers(window, Settings(), "en")
    papers.show_sheet(choice(), cautions=["Epilepsy"], left="The shoulder did not soften.")
    first = shown(window)
    assert first.isVisible()
    assert first.windowTitle() == "Back pain massage · Maria K."
    assert "The shoulder did not soften." in first.document.text.toPlainText()
    first.close()
    QApplication.sendPostedEvents(first, QEvent.Type.DeferredDelete)  # deleted when it is closed
    papers.show_html("<h1>Effleurage</h1>", "Effleurage")
    assert shown(window).windowTitle() == "Effleurage"


def test_the_paper_is_remembered_in_the_settings(window, tmp_path, qtbot):
    settings = Settings()
    papers = Papers(window, settings, "en")
    preview = papers.show_html("<p>x</p>", "x")
    with qtbot.waitSignal(papers.changed):
        preview.papers["Letter"].click()
    save(tmp_path, settings)
    again, problem = load(tmp_path)
    assert (again.paper, problem) == ("Letter", None)
    preview.close()
    QApplication.sendPostedEvents(preview, QEvent.Type.DeferredDelete)
    assert Papers(window, again, "en").show_html("<p>x</p>", "x").document.paper.name == "Letter"


def test_the_librarys_report_is_of_the_session_that_is_chosen(qtbot, coach_home):
    store = Store(data_folder())
    store.append(store.create(HEADING), 0, ENDED, 0)
    themes.load_fonts()
    page = LibraryPage(themes.DARK)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    assert not page.report.isEnabled()
    owner = QObject()
    shelf = Shelf(page, data_folder(), FakeClock(), "en", owner, Papers(page, Settings(), "en"))
    shelf.open()
    page.show()
    page.choose(1)
    page.report.click()
    said = shown(page).document.text.toPlainText()
    assert "Trapezius only" in said
    assert "10:30" in said
    store._db.execute("UPDATE event SET body = '{}' WHERE seq = 3")
    shown(page).close()
    page.report.click()
    assert page.notice.isVisible()
    shelf.close()
    store.close()
