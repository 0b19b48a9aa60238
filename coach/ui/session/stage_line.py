"""The head of the page: stage and its time left, the strip of stages, and what comes next."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.massage.protocol import spoken
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.access import phrases
from coach.ui.access.spoken import Role, Spoken
from coach.ui.session.lettering import fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import LEFT, NEXT, STAGE
from coach.ui.theme import Theme

translate = QCoreApplication.translate


class StageLine(Painted, Spoken):
    """The stage's name, and beside it how long it lasts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.name = ""
        self.left = ""

    def show_moment(self, moment: Moment, language: str) -> None:
        """The stage under way."""
        if moment.finished or moment.status is Status.ENDED:
            name, left, about = self.tr("The end"), "", ""
        else:
            name = spoken(moment.stages[moment.stage].name, language)
            left = words.time_left(moment.stage_left_ms)
            about = phrases.time_left(moment.stage_left_ms)
        if (name, left) != (self.name, self.left):
            self.name, self.left = name, left
            self.update()
        said = f"{name}, {about}" if about else name
        if said != self.accessibleName():
            self.setAccessibleName(said)

    def spoken_value(self) -> str:
        """What is left, to the second."""
        return self.left

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both on one baseline; they share the width as they need it."""
        painter = QPainter(self)
        self.on_ground(painter)
        gap = self.sizes.capitals(STAGE) * 0.7
        left = fit(
            self.left,
            self.width() * 0.45,
            self.height(),
            self.sizes.capitals(LEFT),
            QFont.Weight.DemiBold,
        )
        room = self.width() - (left.width + gap if self.left else 0)
        name = fit(self.name, room, self.height(), self.sizes.capitals(STAGE))
        top = name.placed(QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft)
        name.draw(painter, top, QColor(self.theme.text))
        baseline = top.y() + name.above + name.capitals
        at = QPointF(name.width + gap, baseline - left.capitals - left.above)
        left.draw(painter, at, QColor(self.theme.accent))


class StageStrip(Painted, Spoken):
    """All stages in proportion, filled as far as the massage has come."""

    spoken_role = Role.Indicator

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._plan_ms: tuple[int, ...] = ()
        self._stage = 0
        self._elapsed_s = -1
        self.setAccessibleName(self.tr("Stages"))

    def show_moment(self, moment: Moment) -> None:
        """Once a second, or when the plan or the stage changed."""
        shown = (moment.plan_ms, moment.stage, moment.elapsed_ms // 1000)
        if shown != (self._plan_ms, self._stage, self._elapsed_s):
            if (len(moment.plan_ms), moment.stage) != (len(self._plan_ms), self._stage):
                self._say_stage(moment)
            self._plan_ms, self._stage, self._elapsed_s = shown
            self.update()

    def spoken_value(self) -> str:
        """How much of the massage is behind, by the plan."""
        total_ms = self._plan_ms[-1] if self._plan_ms else 0
        done = min(1.0, max(0, self._elapsed_s) * 1000 / total_ms) if total_ms else 0.0
        return f"{round(done * 100)} %"

    def spans(self) -> list[QRectF]:
        """Where each stage lies."""
        gap, high = self.height() * 0.75, self.height() * 0.72
        total_ms = max(1, self._plan_ms[-1]) if self._plan_ms else 1
        room = self.width() - gap * max(0, len(self._plan_ms) - 1)
        spans, x, before_ms = [], 0.0, 0
        for end_ms in self._plan_ms:
            wide = room * (end_ms - before_ms) / total_ms
            spans.append(QRectF(x, (self.height() - high) / 2, wide, high))
            x, before_ms = x + wide + gap, end_ms
        return spans

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rail for each stage; what is done in the accent."""
        painter = QPainter(self)
        self.on_ground(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        before_ms = 0
        for index, span in enumerate(self.spans()):
            end_ms = self._plan_ms[index]
            radius = span.height() / 2
            painter.setBrush(QColor(self.theme.line))
            painter.drawRoundedRect(span, radius, radius)
            part = self._part(index, before_ms, end_ms)
            if part > 0.0:
                painter.setBrush(QColor(self.theme.accent))
                painter.save()
                painter.setClipRect(QRectF(span.x(), 0, span.width() * part, self.height()))
                painter.drawRoundedRect(span, radius, radius)
                painter.restore()
            before_ms = end_ms

    def _say_stage(self, moment: Moment) -> None:
        said = self.tr("Stage {n} of {all}").replace("{all}", str(len(moment.plan_ms)))
        number = min(moment.stage + 1, len(moment.plan_ms))
        self.setAccessibleName(said.replace("{n}", str(number)))

    def _part(self, index: int, begin_ms: int, end_ms: int) -> float:
        if index != self._stage:
            return 1.0 if index < self._stage else 0.0
        done_ms = self._elapsed_s * 1000 - begin_ms
        return min(1.0, max(0.0, done_ms / max(1, end_ms - begin_ms)))


class NextLine(Painted, Spoken):
    """What comes next and where to stand, 20 s ahead; before that, areas not to be reached."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.text = ""

    def show_moment(self, moment: Moment, language: str) -> None:
        """The line of this moment, mostly empty."""
        text = next_line(moment, language)
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    def is_silent(self) -> bool:
        """Mostly."""
        return not self.text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line, if any."""
        painter = QPainter(self)
        self.on_ground(painter)
        if self.text:
            block = fit(
                self.text,
                self.width(),
                self.height(),
                self.sizes.capitals(NEXT),
                QFont.Weight.DemiBold,
            )
            at = block.placed(QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft)
            block.draw(painter, at, QColor(self.theme.accent))


def next_line(moment: Moment, language: str) -> str:
    """What comes next and where to stand, or the areas not to be reached; mostly empty."""
    if moment.finished or moment.status is Status.ENDED:
        return ""
    if moment.coming is not None:
        if moment.coming >= len(moment.stages):
            return translate("NextLine", "Next: the end. Hands leave slowly.")
        stage = moment.stages[moment.coming]
        line = translate("NextLine", "Next: {stage}.")
        line = line.replace("{stage}", spoken(stage.name, language))
        if stage.stand is moment.stages[moment.stage].stand:
            return line
        return f"{line} {words.stand(stage.stand)}"
    if moment.unreached:
        line = translate("NextLine", "Not reached in this stage: {numbers}.")
        return line.replace("{numbers}", words.numbers(moment.unreached))
    return ""
