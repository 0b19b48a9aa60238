"""The path's view with what it needs around it: which breath, which hand; or the preview."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coach.live.clock import NowMs
from coach.massage import drawing
from coach.massage.protocol import Stage
from coach.ui.editor.draft import Draft
from coach.ui.editor.form import reached
from coach.ui.editor.path_view import EXHALE, INHALE, PathView
from coach.ui.editor.preview import Preview
from coach.ui.editor.problems import Problem
from coach.ui.motion import Motion
from coach.ui.settings.controls import Chips
from coach.ui.style import of_kind
from coach.ui.theme import Theme

PATH, PREVIEW = "path", "preview"


class PathPanel(QWidget):
    """Draws the path of the chosen stage, or lets it be seen."""

    def __init__(self, draft: Draft, theme: Theme, now_ms: NowMs) -> None:
        super().__init__()
        self._draft = draft
        self.what = Chips([(PATH, self.tr("Hands' path")), (PREVIEW, self.tr("Preview"))])
        self.what.call(self.tr("Show"), "")
        self.breath = Chips([(INHALE, self.tr("Breath in")), (EXHALE, self.tr("Breath out"))])
        self.breath.call(self.tr("Draw the path of"), "")
        self.hands = Chips([(False, self.tr("Mirrored")), (True, self.tr("Apart"))])
        self.hands.call(self.tr("Hands"), self.tr("Apart: each hand has a path of its own"))
        self.hand = Chips([(True, self.tr("Left hand")), (False, self.tr("Right hand"))])
        self.hand.call(self.tr("Draw the path of the"), "")
        self.view = PathView(theme)
        self.add_button = QPushButton(self.tr("Add a point"))
        self.delete_button = QPushButton(self.tr("Delete the point"))
        self.hint = of_kind(
            QLabel(
                self.tr(
                    "Draw a point, or move it with the arrow keys (Shift: farther). Double click or"
                    " Insert adds one, Delete takes it away, Page Up and Page Down choose."
                )
            ),
            "muted",
        )
        self.problem = of_kind(QLabel(), "problem")
        for label in (self.hint, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.preview = Preview(theme, now_ms, draft.language)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._drawing())
        self._pages.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.what)
        column.addWidget(self._pages, 1)
        self.what.show_value(PATH)
        self.breath.show_value(INHALE)
        self.what.chosen.connect(self.show_page)
        self.breath.chosen.connect(lambda phase: self.view.choose(phase=phase))
        self.hand.chosen.connect(lambda left: self.view.choose(left=left))
        self.hands.chosen.connect(self._on_hands_chosen)
        self.view.phase_changed.connect(self.breath.show_value)
        self.view.drawn.connect(self._on_view_drawn)
        self.view.grabbed.connect(draft.settle)
        self.add_button.clicked.connect(self.view.add_point)
        self.delete_button.clicked.connect(self.view.delete_point)

    def show_page(self, what: str) -> None:
        """PATH or PREVIEW."""
        self.what.show_value(what)
        self._pages.setCurrentIndex(1 if what == PREVIEW else 0)

    def order(self) -> list[QWidget]:
        """As Tab goes."""
        parts: tuple[QWidget, ...] = (self.what, self.breath, self.hands, self.hand, self.view)
        parts += (self.add_button, self.delete_button, self.preview.speeds)
        return [widget for part in parts for widget in reached(part)]

    def show_draft(self) -> None:
        """The chosen stage as it is now."""
        stage = self._draft.stage
        if stage is None:
            return
        self.view.show_stage(stage)
        self.hands.show_value(self.view.is_apart)
        self.hand.setVisible(self.view.is_apart)
        self.hand.show_value(self.view.left)
        self.preview.show_stage(self._draft.protocol, stage)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong with the paths."""
        said = next((p.words for p in problems if "path" in p.key), "")
        self.problem.setText(said)
        self.problem.setVisible(bool(said))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.view.set_theme(theme)
        self.preview.set_theme(theme)

    def set_motion(self, motion: Motion) -> None:
        """How much moves in the preview."""
        self.preview.set_motion(motion)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview is as wide as the panel."""
        super().resizeEvent(event)
        self.preview.set_width(self.width())

    def _drawing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        chips = QHBoxLayout()
        chips.setSpacing(12)
        for part, weight in ((self.breath, 56), (self.hands, 44)):
            chips.addWidget(part, weight)
        column.addLayout(chips)
        column.addWidget(self.hand)
        column.addWidget(self.view, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.problem)
        column.addWidget(self.hint)
        return page

    def _on_hands_chosen(self, on: bool) -> None:
        stage = self._draft.stage
        if stage is not None and on is not self.view.is_apart:
            said = self.tr("Hands apart") if on else self.tr("Hands mirrored")
            self._draft.change_stage(drawing.apart(stage, on=on), said)

    def _on_view_drawn(self, stage: Stage, said: str, field: str) -> None:
        self._draft.change_stage(stage, said, field=field)
