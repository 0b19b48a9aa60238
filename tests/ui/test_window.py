import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from coach.assets import asset_folder
from coach.ui.window import MainWindow, seen

SCREEN = QRect(0, 0, 1920, 1040)
SECOND = QRect(1920, 0, 1280, 1024)


@pytest.fixture
def pages():
    made = [QWidget(), QWidget(), QWidget()]
    for page in made:
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


@pytest.fixture
def window(qtbot):
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def test_one_page_at_a_time(window, pages):
    for page in (*pages, pages[0]):
        window.show_page(page)
        assert window.page() is page


@pytest.mark.parametrize(
    "place",
    [QRect(100, 50, 1280, 800), QRect(-600, 0, 1280, 800), QRect(1800, 900, 1280, 800),
     QRect(2000, 10, 1100, 700)],
)  # fmt: skip
def test_a_place_whose_top_is_seen_is_kept(place):
    assert seen(place, [SCREEN, SECOND]) == place


@pytest.mark.parametrize(
    "place",
    [QRect(5000, 50, 1280, 800), QRect(100, -900, 1280, 800), QRect(100, 1030, 1280, 800),
     QRect(-1270, 0, 1280, 800)],
)  # fmt: skip
def test_a_place_off_every_screen_goes_to_the_middle_of_the_first(place):
    found = seen(place, [SCREEN, SECOND])
    assert SCREEN.contains(found)
    assert found.size() == place.size()
    assert abs(found.center().x() - SCREEN.center().x()) <= 1


def test_a_place_larger_than_its_screen_shrinks():
    assert seen(QRect(0, 0, 4000, 3000), [SCREEN]).size() == SCREEN.size()


def test_its_place_is_remembered_as_plain_numbers(window):
    window.restore_place(3, 2, 1100, 700, maximized=False)
    place = window.place()
    assert (place[0], place[1], place[4]) == (3, 2, False)
    window.move(90, 90)
    window.restore_place(*place[:4], maximized=True)
    assert window.place() == (*place[:4], True)


def test_full_screen_keeps_whether_it_was_maximized(window, qtbot):
    window.showMaximized()
    changes: list[bool] = []
    window.full_screen_changed.connect(changes.append)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.place()[4] is True
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.isMaximized()
    assert changes == [True, False]


def test_full_screen_ended_by_the_desktops_own_key_is_told_too(window, qtbot):
    window.show()
    window.set_full_screen(True)
    with qtbot.waitSignal(window.full_screen_changed) as told:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
    assert told.args == [False]


def test_asking_for_what_is_already_so_does_nothing(window, qtbot):
    with qtbot.assertNotEmitted(window.full_screen_changed):
        window.set_full_screen(False)


def test_it_closes_only_when_it_may(window, qtbot):
    window.show()
    window.may_close = lambda: False
    with qtbot.assertNotEmitted(window.closed):
        assert not window.close()
    window.may_close = lambda: True
    with qtbot.waitSignal(window.closed):
        assert window.close()


def test_the_icon_can_be_drawn(qapp):
    icon = QIcon(str(asset_folder("icons") / "coach.svg"))
    assert not icon.pixmap(64, 64).isNull()


@pytest.mark.parametrize("room", [QSize(1280, 800), QSize(1024, 700), QSize(800, 600)])
def test_on_a_small_screen_it_takes_all_of_it(window, room):
    window._fit(room)
    assert window.windowState() & Qt.WindowState.WindowMaximized
    assert window.width() < room.width()
    assert window.minimumWidth() < room.width()
    assert window.minimumHeight() < room.height()


def test_on_a_large_screen_it_has_its_first_size(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window._fit(QSize(1920, 1040))
    assert (window.width(), window.height()) == (1280, 800)
    assert not window.windowState() & Qt.WindowState.WindowMaximized
