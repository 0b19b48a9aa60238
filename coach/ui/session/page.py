"""The Session page: shows Moments, sends commands."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLineEdit, QWidget

from coach.breath.lead import Standing
from coach.library.settings import Keys
from coach.live.clock import system_clock
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.access.announcements import Announcements
from coach.ui.access.spoken import announce
from coach.ui.keys.actions import COMMANDS, Action
from coach.ui.keys.reader import KeyReader
from coach.ui.keys.situations import Now
from coach.ui.keys.under_way import in_session
from coach.ui.light import READABLE
from coach.ui.motion import Motion
from coach.ui.session.bar import ControlBar
from coach.ui.session.end_panel import EndPanel
from coach.ui.session.fading import Fading
from coach.ui.session.legend import KeyLegend
from coach.ui.session.messages import Notice, StandingWarning
from coach.ui.session.more import MorePanel
from coach.ui.session.places import Sizes
from coach.ui.session.scene import Scene
from coach.ui.style import growth, style_sheet
from coach.ui.theme import Theme, palette

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
_ASKED = (Action.QUIET, Action.BREATH_SOUND, Action.GLANCE, Action.DIM, Action.SETTINGS)


class SessionPage(Scene):
    """One massage on the screen.

    `command_requested(Command)`; `full_screen_requested(bool)`; `leave_requested()` after the end;
    `turn_changed(int)`: the back was turned to 0, 90, 180 or 270 degrees;
    `keys_shown_changed(bool)`: the keys of the moment were shown or hidden here;
    `asked(Action)` for what the page cannot do itself: QUIET, BREATH_SOUND, GLANCE, DIM, SETTINGS.
    """

    command_requested = Signal(object)
    full_screen_requested = Signal(bool)
    leave_requested = Signal()
    turn_changed = Signal(int)
    keys_shown_changed = Signal(bool)
    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._scale = 1.0
        self._full_screen = False
        self._keys_shown = False
        self._leave: Callable[[], None] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)
        self.setAccessibleName(self.tr("Session"))
        self._make_parts()
        self.announcements = Announcements(partial(announce, self), system_clock())
        self.keys = KeyReader(self, lambda: self._now)
        self.keys.acted.connect(self.act)
        self.legend.set_table(self.keys.table)
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
        self.announcements.begin()
        self.show_warning(None)
        self._close_end_panel()
        self.bar.more.setChecked(False)
        self.fading.wake()
        self.setFocus()

    def show_moment(self, moment: Moment) -> None:
        """One frame: each part repaints what moved, and only that."""
        over = moment.status is Status.ENDED
        if over and (self._moment is None or self._moment.status is not Status.ENDED):
            self._close_end_panel()
            self.bar.more.setChecked(False)  # the bar has no button for it any more
            self.fading.wake()
        before = self._moment
        super().show_moment(moment)
        if before is not None:
            self._tell_of_the_lead(before, moment)
        self.bar.show_moment(moment)
        self.more.show_moment(moment)
        self.announcements.show_moment(moment, self._language)
        self._show_legend()

    def show_notice(self, text: str) -> None:
        """A passing word, for some seconds."""
        self.notice.say(text)
        self.announcements.tell(text)
        self._place_overlays()

    def stop_lead(self) -> str:
        """Stop leading, where it does; what is to be said of that, else nothing."""
        moment = self._moment
        if moment is None or moment.lead is None or moment.status is Status.ENDED:
            return ""
        if moment.lead.standing is Standing.STOPPED:
            return ""
        self.command_requested.emit(cmd.SetLead(on=False))
        return words.lead_set(
            msgspec.structs.replace(moment.lead, standing=Standing.STOPPED), moment.rate_bpm
        )

    def _tell_of_the_lead(self, before: Moment, now: Moment) -> None:
        """A hand stopped the lead, or let it go on; what the taps do to it stands in the bar."""
        if before.lead is None or now.lead is None or now.t_ms < before.t_ms:
            return
        stopped = before.lead.standing is Standing.STOPPED
        if (now.lead.standing is Standing.STOPPED) is not stopped:
            self.show_notice(words.lead_set(now.lead, now.rate_bpm))

    def show_warning(self, text: str | None) -> None:
        """Words that stay until they are None; the scene makes room for them."""
        self.warning.say(text or "")
        self._arrange()

    def set_keys(self, keys: Keys) -> None:
        """Other keys, and whether those of the moment are shown."""
        self.keys.set_keys(keys)
        self.legend.set_table(self.keys.table)
        self._set_keys_shown(keys.shown)

    def show_state(self, action: Action, on: bool) -> None:
        """Whether QUIET, BREATH_SOUND or GLANCE is on: it was changed here or elsewhere."""
        self.more.show_state(action, on)
        if action is Action.QUIET:
            self.announcements.quiet = on

    def show_light(self, percent: int) -> None:
        """Of the page's full light."""
        self.more.show_light(percent)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        super().set_theme(theme)
        self.warning.set_theme(self.controls_theme)
        self.legend.set_theme(self.controls_theme)
        self._dress_controls()

    def set_text_scale(self, scale: float) -> None:
        """Letters below 4 % of the page's height, and the controls, grow by 1 to 2."""
        self._scale = scale
        self._arrange()

    def set_light(self, percent: int) -> None:
        """Of the full light; with little of it the controls fade as in full screen."""
        super().set_light(percent)
        self._let_controls_fade()

    def set_motion(self, motion: Motion) -> None:
        """How much moves."""
        super().set_motion(motion)
        self.fading.set_motion(motion)

    def set_full_screen(self, on: bool) -> None:
        """Whether the window fills the screen: the controls then fade when they are not used."""
        self._full_screen = on
        self._let_controls_fade()

    def ask_to_end(self, leave: Callable[[], None] | None = None) -> None:
        """Ask, above the bar, whether to end; the breath goes on meanwhile.

        Enter or the button sends End(), and then calls `leave`, such as a window's close; to ask
        again without one changes nothing. Esc or the other button closes the question, and forgets
        `leave`.
        """
        if leave is not None or self.end_panel.isHidden():
            self._leave = leave
        self.end_panel.show()
        self.end_panel.raise_()
        self._let_controls_fade()
        self.announcements.tell(self.end_panel.question.text())
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
        """A key that has a double or long meaning acts after it was let go."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab looks for the controls."""
        self.fading.wake()
        return super().focusNextPrevChild(forward)

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
        screen of another pixel ratio all pictures are made anew; a key that is held as the window
        loses the keyboard is let go elsewhere.
        """
        if event.type() == QEvent.Type.LayoutRequest:
            if self.bar.heightForWidth(self.width()) != self.bar.height():
                self._arrange()
            self._place_overlays()
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_theme(self._theme)
        elif event.type() == QEvent.Type.WindowDeactivate:
            self.keys.forget()
        return super().event(event)

    def _make_parts(self) -> None:
        self.bar = ControlBar(self)
        self.warning = StandingWarning(self)
        self.legend = KeyLegend(self._theme, self)
        self.more = MorePanel(self)
        self.end_panel = EndPanel(self)
        self.notice = Notice(self)

    def _connect_parts(self) -> None:
        self.bar.command_requested.connect(self.command_requested)
        self.more.command_requested.connect(self.command_requested)
        self.bar.more_toggled.connect(self._on_bar_more_toggled)
        self.more.acted.connect(self.act)
        self.bar.parts_changed.connect(self._arrange)
        self.bar.end_requested.connect(self._end)
        self.bar.done_requested.connect(self.leave_requested)
        self.back.clicked_at.connect(self._on_back_clicked_at)
        self.end_panel.answered.connect(self._on_end_panel_answered)
        self._own_acts: dict[Action, Callable[[], None]] = {
            Action.TURN: self._turn,
            Action.PACING: self._change_pacing,
            Action.FULL_SCREEN: self._change_full_screen,
            Action.BACK_OUT: self._back_out,
            Action.CONFIRM: self._confirm,
            Action.END: self._end,
            Action.LEGEND: self._change_keys_shown,
            **{action: partial(self.asked.emit, action) for action in _ASKED},
        }

    @property
    def _now(self) -> Now:
        """What is going on, for keys that mean more than one thing."""
        return in_session(
            self._moment,
            question=self.end_panel.isVisible(),
            panel=self.more.isVisible(),
        )

    def _show_legend(self) -> None:
        if self._moment is not None and not self.legend.isHidden():
            self.legend.show_keys(self._now, self._moment)

    def _change_keys_shown(self) -> None:
        self._set_keys_shown(not self._keys_shown)
        self.keys_shown_changed.emit(self._keys_shown)

    def _set_keys_shown(self, shown: bool) -> None:
        self._keys_shown = shown
        self.more.show_state(Action.LEGEND, shown)
        self._show_parts()
        self._show_legend()
        self._arrange()

    def _show_parts(self) -> None:
        """The keys of the moment only where everything is shown."""
        super()._show_parts()
        self.legend.setVisible(self._keys_shown and not self._glance and self._light >= READABLE)

    def _let_controls_fade(self) -> None:
        dark = self._light < READABLE
        asks = self.end_panel.isVisible()
        self.fading.set_on((self._full_screen or dark) and self.more.isHidden() and not asks)

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

    def _end(self) -> None:
        if self._moment is None or self._moment.status is not Status.ENDED:
            self.ask_to_end()

    def _confirm(self) -> None:
        if self._moment is not None and self._moment.status is Status.ENDED:
            self.leave_requested.emit()
        elif self.end_panel.isVisible():
            self._on_end_panel_answered(True)
        elif self._moment is not None and self._moment.finished:
            self.ask_to_end()

    def _close_end_panel(self) -> None:
        self._leave = None
        self.end_panel.hide()
        self._let_controls_fade()

    def _on_end_panel_answered(self, yes: bool) -> None:
        leave = self._leave
        self._close_end_panel()
        self.setFocus()
        if yes:
            self.command_requested.emit(cmd.End())
            if leave is not None:
                leave()

    def _on_bar_more_toggled(self, shown: bool) -> None:
        if not shown and any(part.hasFocus() for part in self.more.findChildren(QWidget)):
            self.setFocus()  # else it goes to a neighbour, and Space is no tap there
        self.more.setVisible(shown)
        self._let_controls_fade()
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
        """What the bar, the keys of the moment and a warning leave."""
        height = self.height() - self.bar.height()
        if not self.legend.isHidden():
            height -= self.legend.height()
        if not self.warning.isHidden():
            height -= self.warning.height() + 12
        return height

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        sizes = Sizes(height, self._scale)
        self._dress_controls()
        self.bar.set_letters(height, self._scale * growth(self.size()))
        self.notice.set_letters(height, self._scale)
        self.warning.set_letters(height, self._scale)
        bar_height = self.bar.heightForWidth(width)
        self.bar.setGeometry(0, height - bar_height, width, bar_height)
        bottom = height - bar_height
        if not self.legend.isHidden():
            self.legend.set_sizes(sizes)
            bottom -= self.legend.place(width, bottom)
        self.warning.place(width, bottom, 6)
        scene = QSize(width, self._scene_height())
        self._place_parts(scene, sizes)
        self._place_overlays()

    def _dress_controls(self) -> None:
        """A larger page has larger controls, to be read from as far as the rest; a page with less
        light has controls with less.
        """
        grown, theme = growth(self.size()), self.controls_theme
        own = grown > 1.0 or theme != self._theme
        sheet = style_sheet(theme, self._scale * grown) if own else ""
        for part in (self.bar, self.more, self.end_panel, self.notice):
            if sheet != part.styleSheet():
                part.setStyleSheet(sheet)
                part.setPalette(palette(theme))  # a sheet gives it the program's

    def _place_overlays(self) -> None:
        margin = 16
        height = self._scene_height()
        self.more.place(self.width(), height, margin)
        self.end_panel.place(self.width(), height, margin)
        above = (panel.y() for panel in (self.more, self.end_panel) if panel.isVisible())
        self.notice.place(self.width(), min(above, default=height), margin)
