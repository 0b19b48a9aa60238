import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from coach.assets import asset_folder
from coach.ui.style import blend, growth, of_kind, style_sheet
from coach.ui.theme import CONTRAST, DARK, THEMES
from tests.helpers.colours import contrast

by_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)


@by_theme
def test_every_text_stands_out_from_what_it_stands_on(theme):
    tint = blend(theme.raised, theme.accent, 0.08)
    least = 7.0 if theme.outlined else 4.5
    for ground in (theme.ground, theme.raised, tint):
        for text in (theme.text, theme.muted, theme.accent):
            assert contrast(text, ground) >= least
        for afar in (theme.text, theme.inhale, theme.exhale, theme.accent):
            assert contrast(afar, ground) >= 7.0 - (ground == tint)
    for fill in (theme.accent, theme.inhale, theme.tense):
        assert contrast(theme.on_accent, fill) >= least


@by_theme
def test_every_theme_has_its_check_mark(theme):
    icon = (asset_folder("icons") / f"check-{theme.name}.svg").read_text(encoding="utf-8")
    stroke = re.search(r'stroke="(#[0-9a-f]{6})"', icon)
    assert contrast(stroke[1], theme.accent) >= 4.5
    assert f"check-{theme.name}.svg" in style_sheet(theme, 1.0)


def test_in_high_contrast_panels_have_a_line_around_them():
    assert f"border: 2px solid {CONTRAST.line}; border-radius: 18px" in style_sheet(CONTRAST, 1.0)
    assert "border: none; border-radius: 18px" in style_sheet(DARK, 1.0)


@by_theme
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_button_of_any_kind_is_high_enough_for_a_finger(qtbot, theme, scale):
    for kind in ("primary", "chip", "link", ""):
        button = of_kind(QPushButton("Pause"), kind)
        qtbot.addWidget(button)
        button.setStyleSheet(style_sheet(theme, scale))
        button.ensurePolished()
        assert button.sizeHint().height() >= 44


@pytest.mark.parametrize("scale", [1.0, 1.35, 2.0])
@pytest.mark.parametrize("kind", ["", "primary", "chip", "link", "play", "tab"])
def test_the_focus_leaves_a_button_as_large_as_it_was(qtbot, kind, scale):
    holder = QWidget()
    holder.setStyleSheet(style_sheet(DARK, scale))
    focused, other = (of_kind(QPushButton("Play", holder), kind) for _ in range(2))
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    focused.setFocus()
    assert focused.hasFocus()
    for button in (focused, other):
        button.setText("Pause")  # the size is asked for anew
    assert focused.sizeHint() == other.sizeHint()


def test_a_page_grows_with_its_smaller_side_to_twice():
    assert growth(QSize(1024, 640)) == 1.0
    assert growth(QSize(1280, 800)) == 1.0
    assert growth(QSize(1920, 1080)) == 1.35
    assert growth(QSize(1920, 800)) == 1.0
    assert growth(QSize(7680, 4320)) == 2.0
