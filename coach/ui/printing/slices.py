"""Where a document that is laid out as one long sheet may be cut into pages."""

from collections.abc import Iterable, Iterator

import msgspec
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFormat, QTextFrame, QTextTable

SMALL = 0.3
"""A table up to so much of a page's height is kept on one page."""
_TOGETHER = 2
"""Lines of a paragraph that stay together at its beginning and its end."""
_BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


class Piece(msgspec.Struct, frozen=True):
    """What is not cut, from `top` to `bottom` on the long sheet: a line, a table's row, a picture.

    `holds`: the next one is on the same page, as after a heading. `fresh`: it begins a page.
    """

    top: float
    bottom: float
    holds: bool = False
    fresh: bool = False


class Slice(msgspec.Struct, frozen=True):
    """A page's part of the long sheet."""

    top: float
    bottom: float


def slices(pieces: Iterable[Piece], high: float) -> list[Slice]:
    """The pages, each at most so high, in order; at least one.

    Every piece is on one page; one that is higher than a page is cut where the pages end.
    """
    made: list[Slice] = []
    top = bottom = 0.0
    begun = False
    for piece in _joined(pieces, high):
        if begun and (piece.fresh or piece.bottom - top > high):
            made.append(Slice(top, bottom))
            begun = False
        if not begun:
            top, begun = piece.top, True
        while piece.bottom - top > high:
            made.append(Slice(top, top + high))
            top += high
        bottom = piece.bottom
    return [*made, Slice(top, bottom)] if begun or not made else made


def _joined(pieces: Iterable[Piece], high: float) -> Iterator[Piece]:
    """Those that hold to the next, and those that lie beside each other, as one piece.

    More than a page of such is let go of.
    """
    held: Piece | None = None
    for piece in pieces:
        if held is None:
            held = piece
        elif (
            (held.holds or piece.top < held.bottom)
            and not piece.fresh
            and max(held.bottom, piece.bottom) - held.top <= high
        ):
            held = Piece(held.top, max(held.bottom, piece.bottom), piece.holds, held.fresh)
        else:
            yield held
            held = piece
    if held is not None:
        yield held


def pieces_of(document: QTextDocument, high: float) -> Iterator[Piece]:
    """What a document that is laid out on one sheet is made of; pages will be so high."""
    yield from _of_frame(document, document.rootFrame(), high)


def _of_frame(document: QTextDocument, frame: QTextFrame, high: float) -> Iterator[Piece]:
    each = frame.begin()
    while not each.atEnd():
        inner = each.currentFrame()
        if isinstance(inner, QTextTable):
            yield from _of_table(document, inner, high)
        elif inner is not None:
            yield from _of_frame(document, inner, high)
        else:
            yield from _of_block(document, each.currentBlock())
        each += 1


def _of_block(document: QTextDocument, block: QTextBlock) -> Iterator[Piece]:
    style, letters = block.blockFormat(), block.layout()
    above = document.documentLayout().blockBoundingRect(block).top()
    heading = style.headingLevel() > 0
    fresh = bool(style.pageBreakPolicy() & _BREAK)
    count = letters.lineCount()
    for index in range(count):
        line = letters.lineAt(index).rect()
        inside = index + 1 < count
        holds = heading or (inside and (index + 1 < _TOGETHER or index + 1 > count - _TOGETHER))
        yield Piece(above + line.top(), above + line.bottom(), holds, fresh and index == 0)


def _of_table(document: QTextDocument, table: QTextTable, high: float) -> Iterator[Piece]:
    """Its rows, the heads of its columns with the first, all of a small one together."""
    rows = [_row(document, table, row) for row in range(table.rows())]
    small = rows[-1][1] - rows[0][0] <= SMALL * high
    fresh = bool(table.format().pageBreakPolicy() & _BREAK)
    heads = max(1, table.format().headerRowCount())
    for index, (top, bottom) in enumerate(rows):
        last = index + 1 == len(rows)
        holds = not last and (small or index < heads)
        if bottom - top <= high:
            yield Piece(top, bottom, holds, fresh and index == 0)
        else:
            yield from _of_row(document, table, index)


def _row(document: QTextDocument, table: QTextTable, row: int) -> tuple[float, float]:
    """Where a row begins and ends, with what is around its text."""
    layout = document.documentLayout()
    around = table.format().cellPadding() + table.format().border()
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    tops = [layout.blockBoundingRect(c.firstCursorPosition().block()).top() for c in cells]
    ends = [layout.blockBoundingRect(c.lastCursorPosition().block()).bottom() for c in cells]
    return min(tops) - around, max(ends) + around


def _of_row(document: QTextDocument, table: QTextTable, row: int) -> Iterator[Piece]:
    """The lines of a row that is higher than a page, from the top."""
    found: list[Piece] = []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        while True:
            found += _of_block(document, block)
            if block == last:
                break
            block = block.next()
    yield from sorted(found, key=lambda piece: piece.top)
