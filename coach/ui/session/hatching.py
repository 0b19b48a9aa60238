"""Areas to avoid on the back: hatched, with a rim, so that no colour has to say it."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from coach.massage.avoid import Patch
from coach.ui.session import body
from coach.ui.style import blend
from coach.ui.theme import Theme

_APART = 0.019
"""Between two lines of the hatch, in the back's unit; never nearer than so many pixels:"""
_LEAST_APART = 6.0
_LINE = 0.0042
_RIM = 0.0065


def draw(
    painter: QPainter, frame: body.Frame, theme: Theme, patches: Sequence[Patch], size: QSize
) -> None:
    """All areas as one, within the body, on a picture of that size in pixels."""
    if not patches:
        return
    ratio = painter.device().devicePixelRatioF()
    layer = QPixmap(size * ratio)
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    inner = QPainter(layer)
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = max(2.0, _RIM * frame.scale)
    ink = QColor(blend(theme.ground, theme.text, 0.86))
    _fill(inner, frame, patches, 0.0, ink)
    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    _fill(inner, frame, patches, rim, QColor(Qt.GlobalColor.black))
    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    shade = QColor(theme.ground)
    shade.setAlpha(150)
    _fill(inner, frame, patches, rim, shade)
    inner.setClipPath(_shape(frame, patches, rim))
    _hatch(inner, frame, ink, size)
    inner.end()
    painter.save()
    painter.setClipPath(frame.transform.map(body.outline()), Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(QPointF(0, 0), layer)
    painter.restore()


def _shape(frame: body.Frame, patches: Sequence[Patch], inset: float) -> QPainterPath:
    """The discs as one shape: where they overlap they are filled all the same."""
    shape = QPainterPath()
    shape.setFillRule(Qt.FillRule.WindingFill)
    for patch in patches:
        radius = patch.radius * frame.scale - inset
        if radius > 0.0:
            shape.addEllipse(frame.pixel((patch.x, patch.y)), radius, radius)
    return shape


def _fill(
    painter: QPainter, frame: body.Frame, patches: Sequence[Patch], inset: float, colour: QColor
) -> None:
    painter.fillPath(_shape(frame, patches, inset), colour)


def _hatch(painter: QPainter, frame: body.Frame, ink: QColor, size: QSize) -> None:
    """Lines that rise to the right on the screen, however the back is turned."""
    apart = max(_LEAST_APART, _APART * frame.scale) * math.sqrt(2.0)
    painter.setPen(QPen(ink, max(1.4, _LINE * frame.scale)))
    wide, high = size.width(), size.height()
    for index in range(int((wide + high) / apart) + 1):
        at = index * apart
        painter.drawLine(QPointF(at, 0.0), QPointF(at - high, high))
