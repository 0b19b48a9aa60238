"""Pictures in a document that are drawn anew for each page, and so are sharp at any size."""

from collections.abc import Callable, Iterator, Mapping

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

SCHEME = "picture:"
"""How the source of an `<img>` begins that names such a picture."""
_KIND = QTextFormat.ObjectTypes.UserObject.value + 1

Draw = Callable[[QPainter], None]
"""Draws from 0, 0 on, in a document's units."""


class Picture(msgspec.Struct, frozen=True):
    """A drawing, with its size in a document's units."""

    wide: float
    high: float
    draw: Draw


class _Handler(QPyTextObject):
    """Draws the pictures of one document."""

    def __init__(self, pictures: Mapping[str, Picture], parent: QTextDocument) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def intrinsicSize(self, _document: QTextDocument, _at: int, style: QTextFormat) -> QSizeF:
        """As the picture has it."""
        picture = self._picture(style)
        return QSizeF(picture.wide, picture.high)

    def drawObject(
        self,
        painter: QPainter,
        box: QRectF | QRect,
        _document: QTextDocument,
        _at: int,
        style: QTextFormat,
    ) -> None:
        """Where the text has its place for it."""
        painter.save()
        painter.translate(QPointF(box.topLeft()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture(style).draw(painter)
        painter.restore()

    def _picture(self, style: QTextFormat) -> Picture:
        return self._pictures[style.toImageFormat().name().removeprefix(SCHEME)]


def hang(document: QTextDocument, pictures: Mapping[str, Picture]) -> None:
    """Has the document draw these wherever its HTML names them. Raises KeyError for another."""
    document.documentLayout().registerHandler(_KIND, _Handler(pictures, document))
    for fragment in list(fragments(document)):
        style = fragment.charFormat()
        name = style.toImageFormat().name()
        if style.isImageFormat() and name.startswith(SCHEME):
            _ = pictures[name.removeprefix(SCHEME)]
            style.setObjectType(_KIND)
            restyle(document, fragment, style)


def fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    """Every run of letters, or image, in order."""
    block = document.begin()
    while block.isValid():
        each = block.begin()
        while not each.atEnd():
            yield each.fragment()
            each += 1
        block = block.next()


def restyle(document: QTextDocument, fragment: QTextFragment, style: QTextCharFormat) -> None:
    """Gives a run of letters another format."""
    cursor = QTextCursor(document)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(style)
