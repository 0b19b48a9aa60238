"""Where everything on the Session page lies, and how large its letters are, by the page's size."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

CUE = 7.9
ARROW = 13.0
WORD = 6.0
ELAPSED = 5.0
STAGE = 4.0
LEFT = 3.6
PLANNED = 2.4
NEXT = 2.2
WAITING = 2.5
PROMPT = 2.2
HINT = 2.2
DISC = 4.0
"""Heights of capitals, of the arrow and of a mark's disc, in hundredths of the page's height."""
GLANCE = 12.6
GLANCE_ARROW = 18.0
GLANCE_NEXT = 4.6
"""The same in the glance layout: of cue, word and elapsed time; of the arrow; of what is next."""
_SCALED_BELOW = 4.0
LEAST_CAPITALS = 8.0
BEARING = 0.8
"""How far the cue's box begins before the margin, so that its letters, not its box, stand there."""


class Sizes(NamedTuple):
    """The page's height in pixels, and the user's text scale (1 to 2)."""

    height: int
    text_scale: float = 1.0

    def capitals(self, hundredths: float) -> float:
        """Pixels of capitals so many hundredths of the page high; small ones grow by the scale."""
        scale = self.text_scale if hundredths < _SCALED_BELOW else 1.0
        return max(LEAST_CAPITALS, self.height * hundredths / 100 * scale)

    def larger(self, hundredths: float, usual: float) -> "Sizes":
        """For a part that is to be so high where it is `usual` as a rule: large at any scale."""
        return Sizes(round(self.height * hundredths / usual))

    def pixels(self, hundredths: float) -> int:
        """So many hundredths of the page's height."""
        return round(self.height * hundredths / 100)


class Places(NamedTuple):
    """A rectangle for each part of the page above the bar, in pixels."""

    stage: QRect
    strip: QRect
    next: QRect
    clock: QRect
    cue: QRect
    indicator: QRect
    word: QRect
    pressure: QRect
    waiting: QRect
    prompt: QRect
    back: QRect
    gauge: QRect


def places(scene: QSize, sizes: Sizes, *, with_prompt: bool) -> Places:
    """The places in a scene as wide as the page and as high as the bar leaves it.

    `with_prompt` makes room for the line about the area in work.
    """
    u = sizes.pixels
    margin = u(4.0)
    width, height = scene.width(), scene.height()
    gauge_width = u(2.6)
    header = u(11.4)
    back_width = min(round(0.355 * width), round((height - header) * 0.80))
    back_left = width - margin - gauge_width - u(1.0) - back_width
    left_width = back_left - margin - u(2.5)
    clock_width = max(back_width + gauge_width, round(0.36 * width))
    clock_left = width - margin - clock_width

    cue_top = u(17.6)
    cue_height = min(u(27.4), max(u(15.0), round((height - cue_top) * 0.42)))
    low_top = cue_top + cue_height + u(1.0)
    low_height = height - low_top - u(2.0)
    ring = min(low_height, u(37.0), round(left_width * 0.42))
    column = margin + ring + u(3.4)
    column_width = back_left - u(1.4) - column
    low = QRect(column, low_top, column_width, low_height)
    word, pressure, waiting, prompt = _column(low, sizes, with_prompt=with_prompt)
    gauge_height = round((height - header) * 0.60)
    return Places(
        stage=QRect(margin, u(2.6), clock_left - margin - u(2.0), u(7.4)),
        strip=QRect(margin, u(10.6), min(back_left - u(2.5), clock_left - u(2.0)) - margin, u(1.0)),
        next=QRect(margin, u(12.4), back_left - margin - u(2.5), u(5.0)),
        clock=QRect(clock_left, u(1.4), clock_width, u(10.0)),
        cue=QRect(margin - u(BEARING), cue_top, left_width + u(BEARING), cue_height),
        indicator=QRect(margin, low_top + (low_height - ring) // 2, ring, ring),
        word=word,
        pressure=pressure,
        waiting=waiting,
        prompt=prompt,
        back=QRect(back_left, header, back_width, height - header),
        gauge=QRect(
            width - margin - gauge_width,
            header + (height - header - gauge_height) // 2,
            gauge_width,
            gauge_height,
        ),
    )


class Glance(NamedTuple):
    """The parts of the glance layout: their rectangles and their letters' sizes."""

    next: tuple[QRect, Sizes]
    cue: tuple[QRect, Sizes]
    indicator: tuple[QRect, Sizes]
    word: tuple[QRect, Sizes]
    clock: tuple[QRect, Sizes]


def places_glance(scene: QSize, sizes: Sizes) -> Glance:
    """The cue in two lines across the whole page; below it the ring, the word and the time.

    Capitals of 12.4 % of a 14-inch laptop's height (188 mm) are 16 minutes of arc at 5 m.
    """
    u = sizes.pixels
    margin = u(4.0)
    width, height = scene.width(), scene.height()
    far = sizes.larger(GLANCE, CUE)
    cue_top = u(1.6) + u(7.0)
    cue_height = round(height * 0.445)
    low_top = cue_top + cue_height + u(0.5)
    low_height = height - low_top - u(1.5)
    ring = min(low_height, round(width * 0.36))
    column = margin + ring + u(3.4)
    column_width = width - margin - column
    clock_height = round(low_height * 0.57)
    bearing = far.pixels(BEARING)
    return Glance(
        next=(
            QRect(margin, u(1.6), width - 2 * margin, u(7.0)),
            sizes.larger(GLANCE_NEXT, NEXT),
        ),
        cue=(QRect(margin - bearing, cue_top, width - 2 * margin + bearing, cue_height), far),
        indicator=(
            QRect(margin, low_top + (low_height - ring) // 2, ring, ring),
            sizes.larger(GLANCE_ARROW, ARROW),
        ),
        word=(
            QRect(column, low_top, column_width, low_height - clock_height),
            sizes.larger(GLANCE, WORD),
        ),
        clock=(
            QRect(column, low_top + low_height - clock_height, column_width, clock_height),
            sizes.larger(GLANCE, ELAPSED),
        ),
    )


def _column(low: QRect, sizes: Sizes, *, with_prompt: bool) -> list[QRect]:
    """Word, pressure, waiting cue and prompt below each other; all smaller where they must be."""
    more = sizes.text_scale - 1.0
    gap = 1.6 if with_prompt else 2.6
    parts = [10.2, gap, 5.4, gap, 7.6 * (1 + 0.9 * more)]
    parts += [gap, 4.6 * (1 + 0.6 * more)] if with_prompt else [0.0, 0.0]
    unit = min(sizes.height / 100, low.height() / sum(parts))
    top = low.top() + (low.height() - unit * sum(parts)) / 2
    rects = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            rects.append(QRect(low.left(), round(top), low.width(), round(unit * part)))
        top += unit * part
    return rects
