"""Contrast as it was painted, from the pixels themselves."""

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

MUST = {"far": 7.0, "text": 4.5, "sign": 3.0}
"""WCAG 2.2: 1.4.3 for text, 1.4.11 for signs; from afar 7, as 1.4.6."""
MUST_CONTRAST = {"far": 7.0, "text": 7.0, "sign": 4.5}
ROUNDING = 0.97
"""A letter's edges are softened: its darkest pixel may miss its colour by so much."""


def must(theme):
    """The least contrast of what is read from afar, of other text, and of signs."""
    return MUST_CONTRAST if theme.outlined else MUST


def pixels_of(image: QImage) -> np.ndarray:
    """(height, width, 3), 0 to 1."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3) / 255


def luminances(pixels: np.ndarray) -> np.ndarray:
    """WCAG 2.2, "relative luminance"."""
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def ratio(one: float, other: float) -> float:
    """WCAG 2.2, "contrast ratio"."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(pixels: np.ndarray) -> float:
    """The contrast between the ground, which most pixels have, and the ink farthest from it."""
    light = luminances(pixels).round(4)
    values, counts = np.unique(light, return_counts=True)
    ground = float(values[counts.argmax()])
    inks = values[counts >= 2] if (counts >= 2).sum() > 1 else values
    return max(ratio(ground, float(ink)) for ink in inks)


def within(pixels: np.ndarray, place: QRect) -> np.ndarray:
    """The pixels of a rectangle."""
    top, left = max(0, place.top()), max(0, place.left())
    return pixels[top : place.bottom() + 1, left : place.right() + 1]
