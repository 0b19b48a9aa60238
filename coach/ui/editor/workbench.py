"""The three columns of the editor: stages, fields, and the path on the back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach.live.clock import NowMs
from coach.massage import drafts
from coach.massage.protocol import MOST_STAGES
from coach.ui.editor.draft import MASSAGE, Draft
from coach.ui.editor.massage_form import MassageForm
from coach.ui.editor.path_panel import PathPanel
from coach.ui.editor.problems import Problem, problems
from coach.ui.editor.stage_form import StageForm
from coach.ui.editor.stage_list import StageList
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.session.flow import FlowLayout
from coach.ui.theme import Theme

BESIDE_FROM = 1000
"""Pixels of width, times the text's scale, from which the columns stand beside each other."""
PANEL_HIGH = 680
LIST_HIGH = 170
_ABOVE = 100
"""Pixels that are seen around a field, so that its label is."""
_MOST = 16_777_215
"""Qt's own word for no limit."""


class Workbench(QWidget):
    """Shows a draft and changes it. `checked()`: `problem` may be another now."""

    checked = Signal()

    def __init__(self, draft: Draft, theme: Theme, now_ms: NowMs) -> None:
        super().__init__()
        self.draft = draft
        self.problems: tuple[Problem, ...] = ()
        self._shown: str | None = None
        """The id of the stage that is shown; None for the massage as a whole."""
        self._scale = 1.0
        self.stages = StageList()
        self.add_button = QPushButton(self.tr("Add a stage"))
        self.twin_button = QPushButton(self.tr("Duplicate"))
        self.remove_button = QPushButton(self.tr("Remove"))
        self.earlier = QPushButton(self.tr("Earlier"))
        self.later = QPushButton(self.tr("Later"))
        self.earlier.setToolTip(self.tr("Alt+Up"))
        self.later.setToolTip(self.tr("Alt+Down"))
        self.massage = MassageForm(draft)
        self.stage = StageForm(draft)
        self.panel = PathPanel(draft, theme, now_ms)
        self._forms = QStackedWidget()
        self._scrolls = [_scroll(self.massage), _scroll(self.stage)]
        for scroll in self._scrolls:
            self._forms.addWidget(scroll)
        self._lay_out()
        draft.changed.connect(self._on_draft_changed)
        self.stages.chosen.connect(draft.choose)
        self.stages.move_requested.connect(self._on_stages_move_requested)
        self.stages.grabbed.connect(draft.settle)
        self.stages.remove_requested.connect(self._on_remove_clicked)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.twin_button.clicked.connect(self._on_twin_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.earlier.clicked.connect(lambda: self._move_by(-1))
        self.later.clicked.connect(lambda: self._move_by(1))
        for form in (self.massage, self.stage):
            form.wrong_changed.connect(self.checked)

    @property
    def problem(self) -> str:
        """Why it cannot be saved, and where; empty where it can."""
        form = self.massage if self.draft.stage is None else self.stage
        if form.wrong:
            return form.wrong
        if not self.problems:
            return ""
        first = self.problems[0]
        if first.stage == MASSAGE:
            return first.words
        said = self.tr("Stage {n}: {problem}").replace("{n}", str(first.stage + 1))
        return said.replace("{problem}", first.words)

    def forget(self) -> None:
        """Another massage or stage is shown next."""
        for form in (self.massage, self.stage):
            form.forget()

    def first(self) -> QWidget:
        """The field that has the keys at first."""
        return self.massage.name if self.draft.stage is None else self.stage.name

    def order(self) -> list[QWidget]:
        """As Tab goes."""
        buttons = (self.add_button, self.twin_button, self.remove_button, self.earlier, self.later)
        return [
            *(self.stages, *buttons),
            *self.massage.order(),
            *self.stage.order(),
            *self.panel.order(),
        ]

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.panel.set_theme(theme)

    def arrange(self, width: int, scale: float) -> None:
        """Beside each other where there is room, else below each other."""
        beside = width >= BESIDE_FROM * scale
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._left.setMaximumWidth(round(270 * scale) if beside else _MOST)
        self.stages.setMinimumHeight(120 if beside else round(LIST_HIGH * scale))
        self.stages.setMaximumHeight(_MOST if beside else round(LIST_HIGH * scale))
        self._forms.setMinimumHeight(0 if beside else round(900 * scale))
        self.panel.setMinimumHeight(0 if beside else PANEL_HIGH)

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.stages, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (
            self.add_button,
            self.twin_button,
            self.remove_button,
            self.earlier,
            self.later,
        ):
            flow.addWidget(button)
        left.addWidget(buttons)
        content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._columns.addWidget(self._left, 22)
        self._columns.addWidget(self._forms, 40)
        self._columns.addWidget(self.panel, 38)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._whole = QuietScroll(content, self)
        whole.addWidget(self._whole)

    def _on_draft_changed(self) -> None:
        draft = self.draft
        self.problems = problems(draft.protocol, draft.language)
        stage = draft.stage
        shown = None if stage is None else stage.id
        if shown != self._shown:
            self._shown = shown
            self.forget()
        self.stages.show_stages(draft.protocol, draft.index, draft.language, self.problems)
        here = tuple(p for p in self.problems if p.stage == draft.index)
        if stage is None:
            self.massage.show_draft()
            self.massage.show_problems(here)
        else:
            self.stage.show_draft()
            self.stage.show_problems(here)
            self.panel.show_draft()
            self.panel.show_problems(here)
        self._forms.setCurrentIndex(0 if stage is None else 1)
        self.panel.setVisible(stage is not None)
        count = len(draft.protocol.stage)
        self.add_button.setEnabled(count < MOST_STAGES)
        self.twin_button.setEnabled(stage is not None and count < MOST_STAGES)
        self.remove_button.setEnabled(stage is not None and count > 1)
        self.earlier.setEnabled(stage is not None and draft.index > 0)
        self.later.setEnabled(stage is not None and draft.index < count - 1)
        self.checked.emit()

    def _on_add_clicked(self) -> None:
        draft = self.draft
        stage = drafts.another_stage(draft.protocol, self.tr("New stage"), draft.language)
        at = draft.index + 1 if draft.stage is not None else len(draft.protocol.stage)
        protocol = drafts.inserted(draft.protocol, at, stage)
        draft.change(protocol, self.tr("Add a stage"), index=at)
        self.stage.name.setFocus()
        self.stage.name.selectAll()
        self._show_top()

    def _show_top(self) -> None:
        """The form from its first field, wherever the stage before was left."""
        scroll = self._scrolls[self._forms.currentIndex()]
        scroll.verticalScrollBar().setValue(0)
        self._whole.ensureWidgetVisible(self.first(), 0, _ABOVE)

    def _on_twin_clicked(self) -> None:
        draft = self.draft
        if draft.stage is not None:
            at = draft.index + 1
            twin = drafts.twin_of(draft.protocol, draft.index)
            protocol = drafts.inserted(draft.protocol, at, twin)
            draft.change(protocol, self.tr("Duplicate the stage"), index=at)

    def _on_remove_clicked(self) -> None:
        draft = self.draft
        if draft.stage is not None and len(draft.protocol.stage) > 1:
            protocol = drafts.removed(draft.protocol, draft.index)
            at = min(draft.index, len(protocol.stage) - 1)
            draft.change(protocol, self.tr("Remove the stage"), index=at)

    def _move_by(self, way: int) -> None:
        to = self.draft.index + way
        if self.draft.stage is not None and 0 <= to < len(self.draft.protocol.stage):
            self.draft.settle()
            self._on_stages_move_requested(self.draft.index, to)

    def _on_stages_move_requested(self, index: int, to: int) -> None:
        protocol = drafts.moved(self.draft.protocol, index, to)
        self.draft.change(protocol, self.tr("Move the stage"), index=to, field="move")


def _scroll(form: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(form)
    return scroll
