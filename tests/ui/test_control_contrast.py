"""Contrast of every kind of control and label, of the focus and of a check, as painted."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLabel, QLineEdit, QPushButton

from coach.ui.light import dimmed
from coach.ui.prepare.card import Card
from coach.ui.style import of_kind, style_sheet
from coach.ui.theme import THEMES, font, load_fonts, palette
from tests.helpers.pixels import ROUNDING, luminances, must, pixels_of, seen, within


@pytest.fixture
def dressed(qapp):
    load_fonts()
    before = qapp.palette(), qapp.font()

    def dress(theme):
        qapp.setFont(font(16))
        qapp.setPalette(palette(theme))
        qapp.setStyleSheet(style_sheet(theme, 1.0))

    yield dress
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])


BUTTONS = ("primary", "chip", "card", "link", "tab", "play", "")
LABELS = ("heading", "title", "body", "muted", "soft", "figure", "rate", "question", "stopped")


@pytest.mark.parametrize("ground", ["page", "panel", "notice", "quiet", "stop", "line-asked"])
@pytest.mark.parametrize("light", [100, 50])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_kind_of_control(qtbot, dressed, theme, light, ground):
    theme = dimmed(theme, light)
    dressed(theme)
    page = of_kind(QFrame(), ground)
    qtbot.addWidget(page)
    page.resize(400, 300)
    widgets = [of_kind(QPushButton("Hh", page), kind) for kind in BUTTONS]
    checked = [of_kind(QPushButton("Hh", page), kind) for kind in ("chip", "card", "tab")]
    for button in checked:
        button.setCheckable(True)
        button.setChecked(True)
    widgets += checked
    widgets += [of_kind(QLabel("Hh", page), kind) for kind in LABELS]
    widgets += [QCheckBox("Hh", page), QLineEdit("Hh", page), QLineEdit("", page)]
    widgets[-1].setPlaceholderText("Hhhhh")
    page.show()
    for widget in widgets:
        widget.setGeometry(20, 20, 200, 60)
        widget.show()
        widget.raise_()
        pixels = pixels_of(page.grab(QRect(20, 20, 200, 60)).toImage())
        inner = QRect(5, 8, 190, 44)
        assert seen(within(pixels, inner)) >= must(theme)["text"] * ROUNDING, (
            widget.metaObject().className(),
            widget.property("kind"),
        )
        widget.hide()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", BUTTONS)
def test_the_focus_is_seen(qtbot, dressed, theme, kind):
    """Enough pixels change, and change enough: WCAG 2.2, 2.4.13."""
    dressed(theme)
    page = of_kind(QFrame(), "page")
    qtbot.addWidget(page)
    page.resize(240, 100)
    button = of_kind(QPushButton("Hh", page), kind)
    other = QPushButton("", page)
    other.setGeometry(500, 500, 10, 10)
    button.setGeometry(20, 20, 200, 60)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    other.setFocus()
    QApplication.processEvents()
    without = luminances(pixels_of(page.grab().toImage()))
    button.setFocus()
    QApplication.processEvents()
    assert button.hasFocus()
    focused = luminances(pixels_of(page.grab().toImage()))
    dark, bright = np.minimum(without, focused), np.maximum(without, focused)
    changed = (bright + 0.05) / (dark + 0.05) >= 3.0
    assert changed.sum() >= 2 * 180


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", ["chip", "card"])
def test_a_chosen_one_is_told_from_another_while_it_has_the_focus(qtbot, dressed, theme, kind):
    dressed(theme)
    page = of_kind(QFrame(), "page")
    qtbot.addWidget(page)
    page.resize(240, 100)
    button = Card("Hh", "", page) if kind == "card" else of_kind(QPushButton("Hh", page), kind)
    button.setCheckable(True)
    button.setGeometry(20, 20, 200, 60)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    button.setFocus()
    QApplication.processEvents()
    assert button.hasFocus()
    other = luminances(pixels_of(page.grab().toImage()))
    button.setChecked(True)
    QApplication.processEvents()
    pixels = pixels_of(page.grab().toImage())
    chosen = luminances(pixels)
    dark, bright = np.minimum(other, chosen), np.maximum(other, chosen)
    assert ((bright + 0.05) / (dark + 0.05) >= 1.5).sum() >= 3 * 32
    inner = QRect(29, 28, 182, 44)
    assert seen(within(pixels, inner)) >= must(theme)["text"] * ROUNDING


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_check_stands_out_in_its_box(qtbot, dressed, theme):
    dressed(theme)
    page = of_kind(QFrame(), "page")
    qtbot.addWidget(page)
    page.resize(100, 60)
    box = QCheckBox("", page)
    box.setGeometry(10, 8, 60, 44)
    page.show()
    empty = pixels_of(page.grab().toImage())
    box.setChecked(True)
    full = pixels_of(page.grab().toImage())
    rows, columns = np.nonzero(np.abs(full - empty).max(axis=2) > 0.05)
    inside = full[rows.min() + 3 : rows.max() - 2, columns.min() + 3 : columns.max() - 2]
    assert seen(inside) >= must(theme)["sign"]
    assert seen(empty) >= must(theme)["sign"]
