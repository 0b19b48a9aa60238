"""The discs of tense areas above a timeline: beside each other where one would hide another."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from coach.ui.library.course import Mark
from coach.ui.session import marks
from coach.ui.theme import Theme


def disc_of(mark: Mark, theme: Theme, size: float, ratio: float) -> QGraphicsPixmapItem:
    """A mark `size` pixels across, its place in its middle."""
    picture = marks.disc(mark.number, mark.outcome, theme, size, ratio)
    disc = QGraphicsPixmapItem(picture)
    half = picture.deviceIndependentSize().width() / 2
    disc.setOffset(-half, -half)
    disc.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
    return disc


def apart(wanted: Sequence[float], gap: float, least: float, most: float) -> list[float]:
    """Places from `least` to `most`, at least `gap` apart where that has room for them, as near as
    can be to those `wanted`, which ascend.

    Without the gaps it is a mean of each run that would not ascend: pool adjacent violators
    (Ayer and others, 1955).
    """
    runs: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        runs.append((place - index * gap, 1))
        while len(runs) > 1 and runs[-2][0] >= runs[-1][0]:
            (before, many), (after, more) = runs[-2:]
            runs[-2:] = [((before * many + after * more) / (many + more), many + more)]
    last = most - gap * (len(wanted) - 1)
    means = [max(least, min(last, mean)) for mean, many in runs for _ in range(many)]
    return [mean + index * gap for index, mean in enumerate(means)]
