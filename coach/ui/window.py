"""The window: one page at a time, full screen, and its place on the screen remembered."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from coach.assets import asset_folder

LEAST_SIZE = (1024, 640)
FIRST_SIZE = (1280, 800)
SEEN_MS = 50
"""A painted window is on the screen by then."""
FRAME = (24, 64)
"""Pixels, about, that a window's frame takes."""
LEAST_SEEN = 100
"""Pixels of the window's upper part, each way, that a hand needs to get hold of it."""


class MainWindow(QMainWindow):
    """Before it closes it asks `may_close`; False leaves it open."""

    full_screen_changed = Signal(bool)
    closed = Signal()
    first_painted = Signal()
    """Once, when the first screen has reached the eye: now there is time for what is slow."""

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._is_painted = self._is_full = False
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(self.tr("Breath massage coach"))
        self._fit(QGuiApplication.primaryScreen().availableSize())

    def _fit(self, room: QSize) -> None:
        """The first size; on a small screen all of it, because the frame needs room too."""
        inside = room - QSize(*FRAME)
        self.setMinimumSize(QSize(*LEAST_SIZE).boundedTo(inside))
        self.resize(QSize(*FIRST_SIZE).boundedTo(inside))
        if self.size() != QSize(*FIRST_SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def show_page(self, page: QWidget) -> None:
        """Show a page, and give it the keys."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def page(self) -> QWidget | None:
        """The page shown."""
        return self._pages.currentWidget()

    def set_full_screen(self, full: bool) -> None:
        """Into full screen, or back to what it was, maximized or not."""
        if full == self.isFullScreen():
            return
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def place(self) -> tuple[int, int, int, int, bool]:
        """x, y, width and height as it lies while neither maximized nor full screen, in pixels;
        and whether it is maximized.
        """
        area = self.geometry()
        maximized = bool(self.windowState() & Qt.WindowState.WindowMaximized)
        if (maximized or self.isFullScreen()) and self.normalGeometry().isValid():
            area = self.normalGeometry()
        return area.x(), area.y(), area.width(), area.height(), maximized

    def restore_place(self, x: int, y: int, width: int, height: int, *, maximized: bool) -> None:
        """Lie there again; where no screen shows that place, in the middle of the first screen."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        self.setGeometry(seen(QRect(x, y, width, height), screens))
        if maximized:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def changeEvent(self, event: QEvent) -> None:
        """Full screen also comes and goes by the desktop's own keys."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._is_full != self.isFullScreen():
            self._is_full = self.isFullScreen()
            self.full_screen_changed.emit(self._is_full)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time it is told, once the pages within are painted too."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(SEEN_MS, self, self._on_seen)

    def _on_seen(self) -> None:
        from PySide6.QtGui import QIcon  # noqa: PLC0415 -- it loads what draws SVG

        self.setWindowIcon(QIcon(str(asset_folder("icons") / "coach.svg")))
        self.first_painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the page did not want."""
        leaves = event.key() == Qt.Key.Key_Escape and self.isFullScreen()
        if event.key() == Qt.Key.Key_F11 or leaves:
            self.set_full_screen(not self.isFullScreen())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first."""
        if self.may_close():
            self.closed.emit()
            event.accept()
        else:
            event.ignore()


def seen(wanted: QRect, screens: list[QRect]) -> QRect:
    """The place, no larger than its screen; in the middle of the first where none shows its top."""
    top = QRect(wanted.x(), wanted.y(), wanted.width(), LEAST_SEEN)
    for screen in screens:
        part = screen.intersected(top)
        if part.width() >= LEAST_SEEN and part.height() >= LEAST_SEEN // 2:
            return QRect(wanted.topLeft(), wanted.size().boundedTo(screen.size()))
    middle = QRect(screens[0])
    middle.setSize(wanted.size().expandedTo(QSize(*LEAST_SIZE)).boundedTo(middle.size()))
    middle.moveCenter(screens[0].center())
    return middle
