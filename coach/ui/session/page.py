"""The Session page: shows Moments, sends commands."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLineEdit, QWidget

from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui.session.bar import ControlBar
from coach.ui.session.end_panel import EndPanel
from coach.ui.session.fading import Fading
from coach.ui.session.keys import COMMANDS, Action, KeyReader
from coach.ui.session.messages import Notice, StandingWarning
from coach.ui.session.more import MorePanel
from coach.ui.session.places import Sizes
from coach.ui.session.scene import Scene
from coach.ui.style import growth, style_sheet
from coach.ui.theme import Theme

_LEAST = QSize(960, 620)
_POINTED = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.HoverMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
    }
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SessionPage(Scene):
    """One massage on the screen.

    `command_requested(Command)`; `full_screen_requested(bool)`; `leave_requested()` after the end;
    `turn_changed(int)`: the back was turned to 0, 90, 180 or 270 degrees.
    """

    command_requested = Signal(object)
    full_screen_requested = Signal(bool)
    leave_requested = Signal()
    turn_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._scale = 1.0
        self._full_screen = False
        self._leave: Callable[[], None] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)
        self.setAccessibleName(self.tr("Session"))
        self._make_parts()
        self.keys = KeyReader(self)
        self.keys.acted.connect(self.act)
        self._connect_parts()
        self.fading = Fading(self.bar)
        self.fading.shown_changed.connect(self._on_fading_shown_changed)
        for control in self.findChildren(QWidget):
            if isinstance(control, QAbstractButton | QAbstractSlider):
                control.installEventFilter(self)
        self.set_theme(theme)

    def begin(self, *, language: str, turn_degrees: int, rehearsal_speed: float | None) -> None:
        """A fresh session: texts in that language, the back turned as it was last."""
        super().begin(language=language, turn_degrees=turn_degrees, rehearsal_speed=rehearsal_speed)
        self.notice.say("")
        self.show_warning(None)
        self._close_end_panel()
        self.bar.more.setChecked(False)
        self.setFocus()

    def show_moment(self, moment: Moment) -> None:
        """One frame: each part repaints what moved, and only that."""
        over = moment.status is Status.ENDED
        if over and (self._moment is None or self._moment.status is not Status.ENDED):
            self._close_end_panel()
            self.fading.wake()
        super().show_moment(moment)
        self.bar.show_moment(moment)
        self.more.show_moment(moment)

    def show_notice(self, text: str) -> None:
        """A passing word, for some seconds."""
        self.notice.say(text)
        self._place_overlays()

    def show_warning(self, text: str | None) -> None:
        """Words that stay until they are None; the scene makes room for them."""
        self.warning.say(text or "")
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        super().set_theme(theme)
        self.warning.set_theme(theme)
        self._grow_controls()

    def set_text_scale(self, scale: float) -> None:
        """Letters below 4 % of the page's height, and the controls, grow by 1 to 2."""
        self._scale = scale
        self._arrange()

    def set_full_screen(self, on: bool) -> None:
        """Whether the window fills the screen: the controls then fade when they are not used."""
        self._full_screen = on
        self.fading.set_on(on)

    def ask_to_end(self, leave: Callable[[], None] | None = None) -> None:
        """Ask, above the bar, whether to end; the breath goes on meanwhile.

        Enter or the button sends End(), and then calls `leave`, such as a window's close. Esc or
        the other button closes the question, and forgets `leave`.
        """
        self._leave = leave
        self.fading.wake()
        self.end_panel.show()
        self.end_panel.raise_()
        self._place_overlays()

    def act(self, action: Action) -> None:
        """Do what a key or a button stands for."""
        if action in COMMANDS:
            self.command_requested.emit(COMMANDS[action])
        else:
            self._own_acts[action]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A bound key acts; any other brings the controls back."""
        if not self.keys.press(event):
            self.fading.wake()
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that has a long meaning acts when it is let go."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab looks for the controls."""
        self.fading.wake()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is held is let go elsewhere."""
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self.keys.forget()
        super().focusOutEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer looks for the controls."""
        self.fading.wake()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the controls takes the keyboard back."""
        self.setFocus()
        self.fading.wake()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A control keeps Space; its other keys are the page's, and so is the focus after a click.

        Both because a tap must always reach the client's breath, wherever the focus is.
        """
        kind = event.type()
        if kind in _POINTED:
            self.fading.wake()
        if kind == QEvent.Type.MouseButtonRelease:
            self.setFocus()
        if not isinstance(event, QKeyEvent) or isinstance(watched, QLineEdit):
            return False
        if isinstance(watched, QAbstractButton):
            if event.key() == Qt.Key.Key_Space:
                return False
            if event.key() in _ENTER and not self._asks_for_an_end(watched):
                if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
                    watched.click()
                return True
        if kind == QEvent.Type.KeyPress:
            return self.keys.press(event)
        return kind == QEvent.Type.KeyRelease and self.keys.release(event)

    def showEvent(self, _event: QShowEvent) -> None:
        """Only now the controls know their sizes."""
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Controls of another size, by other words or a new style sheet, may need more rows; on a
        screen of another pixel ratio all pictures are made anew.
        """
        if event.type() == QEvent.Type.LayoutRequest:
            if self.bar.heightForWidth(self.width()) != self.bar.height():
                self._arrange()
            self._place_overlays()
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_theme(self._theme)
        return super().event(event)

    def _make_parts(self) -> None:
        self.bar = ControlBar(self)
        self.warning = StandingWarning(self)
        self.more = MorePanel(self)
        self.end_panel = EndPanel(self)
        self.notice = Notice(self)

    def _connect_parts(self) -> None:
        self.bar.command_requested.connect(self.command_requested)
        self.more.command_requested.connect(self.command_requested)
        self.bar.more_toggled.connect(self._on_bar_more_toggled)
        self.more.acted.connect(self.act)
        self.bar.parts_changed.connect(self._arrange)
        self.bar.done_requested.connect(self.leave_requested)
        self.back.clicked_at.connect(self._on_back_clicked_at)
        self.end_panel.answered.connect(self._on_end_panel_answered)
        self._own_acts: dict[Action, Callable[[], None]] = {
            Action.TURN: self._turn,
            Action.PACING: self._change_pacing,
            Action.FULL_SCREEN: self._change_full_screen,
            Action.BACK_OUT: self._back_out,
            Action.CONFIRM: self._confirm,
            Action.END: self.ask_to_end,
        }

    def _asks_for_an_end(self, watched: QWidget) -> bool:
        """Whether Enter answers that question, not the control that has the focus."""
        return self.end_panel.isVisible() and not self.end_panel.isAncestorOf(watched)

    def _turn(self) -> None:
        degrees = self.back.turn()
        self.turn_changed.emit(degrees)

    def _change_pacing(self) -> None:
        if self._moment is not None:
            steady = self._moment.pacing is Pacing.STEADY
            self.command_requested.emit(cmd.SetPacing(Pacing.TAPS if steady else Pacing.STEADY))

    def _change_full_screen(self) -> None:
        self.full_screen_requested.emit(not self._full_screen)

    def _back_out(self) -> None:
        """Esc: closes a question or a panel, else leaves full screen; never ends a session."""
        if self.end_panel.isVisible():
            self._close_end_panel()
        elif self.more.isVisible():
            self.bar.more.setChecked(False)
        elif self._full_screen:
            self.full_screen_requested.emit(False)

    def _confirm(self) -> None:
        if self._moment is not None and self._moment.status is Status.ENDED:
            self.leave_requested.emit()
        elif self.end_panel.isVisible():
            self._on_end_panel_answered(True)

    def _close_end_panel(self) -> None:
        self._leave = None
        self.end_panel.hide()

    def _on_end_panel_answered(self, yes: bool) -> None:
        leave = self._leave
        self._close_end_panel()
        self.setFocus()
        if yes:
            self.command_requested.emit(cmd.End())
            if leave is not None:
                leave()

    def _on_bar_more_toggled(self, shown: bool) -> None:
        self.more.setVisible(shown)
        self.fading.set_on(self._full_screen and not shown)
        if shown and self._moment is not None:
            self.more.show_moment(self._moment)
            self.more.raise_()
        self._place_overlays()

    def _on_back_clicked_at(self, x: float, y: float) -> None:
        self.setFocus()
        self.command_requested.emit(cmd.MarkAt(x, y))

    def _on_fading_shown_changed(self, shown: bool) -> None:
        if shown:
            self.unsetCursor()
        else:
            self.bar.more.setChecked(False)
            self.setFocus()
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _scene_height(self) -> int:
        """What the bar, and a warning, leave."""
        height = self.height() - self.bar.height()
        if not self.warning.isHidden():
            height -= self.warning.height() + 12
        return height

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        sizes = Sizes(height, self._scale)
        self._grow_controls()
        self.bar.set_letters(height, self._scale * growth(self.size()))
        self.notice.set_letters(height, self._scale)
        self.warning.set_letters(height, self._scale)
        bar_height = self.bar.heightForWidth(width)
        self.bar.setGeometry(0, height - bar_height, width, bar_height)
        self.warning.place(width, height - bar_height, 6)
        scene = QSize(width, self._scene_height())
        self._place_parts(scene, sizes)
        self._place_overlays()

    def _grow_controls(self) -> None:
        """A larger page has larger controls, to be read from as far as the rest."""
        grown = growth(self.size())
        sheet = style_sheet(self._theme, self._scale * grown) if grown > 1.0 else ""
        for part in (self.bar, self.more, self.end_panel):
            if sheet != part.styleSheet():
                part.setStyleSheet(sheet)

    def _place_overlays(self) -> None:
        margin = 16
        height = self._scene_height()
        self.more.place(self.width(), height, margin)
        self.end_panel.place(self.width(), height, margin)
        ceiling = self.more.y() if self.more.isVisible() else height
        self.notice.place(self.width(), ceiling, margin)
