import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from coach.ui.style import blend, growth, of_kind, style_sheet
from coach.ui.theme import THEMES


def luminance(colour):
    parts = [getattr(QColor(colour), part)() for part in ("redF", "greenF", "blueF")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_every_text_stands_out_from_what_it_stands_on(theme):
    tint = blend(theme.raised, theme.accent, 0.08)
    for ground in (theme.ground, theme.raised, tint):
        for text in (theme.text, theme.muted, theme.accent):
            assert contrast(text, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_accent, theme.inhale) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_button_of_any_kind_is_high_enough_for_a_finger(qtbot, theme, scale):
    for kind in ("primary", "chip", "link", ""):
        button = of_kind(QPushButton("Pause"), kind)
        qtbot.addWidget(button)
        button.setStyleSheet(style_sheet(theme, scale))
        button.ensurePolished()
        assert button.sizeHint().height() >= 44


def test_a_page_grows_with_its_smaller_side_to_twice():
    assert growth(QSize(1024, 640)) == 1.0
    assert growth(QSize(1280, 800)) == 1.0
    assert growth(QSize(1920, 1080)) == 1.35
    assert growth(QSize(1920, 800)) == 1.0
    assert growth(QSize(7680, 4320)) == 2.0
