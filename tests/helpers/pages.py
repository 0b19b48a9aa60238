"""Pages as a person sees them: in Inter, in a theme, with every word readable."""

from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from coach.massage.protocol import parse
from coach.ui.prepare.choice import ProtocolCard
from coach.ui.style import style_sheet
from coach.ui.theme import DARK, load_fonts

SHIPPED = Path(__file__).parents[2] / "assets" / "protocols"


class Doubling(QTranslator):
    """Every word twice: what a long language needs."""

    def translate(self, context, source_text, disambiguation=None, n=-1):
        return f"{source_text} {source_text}"

    def isEmpty(self):  # noqa: N802 -- Qt calls it so
        return False


def shipped_cards():
    return [ProtocolCard(parse(p.read_text()), p.name) for p in sorted(SHIPPED.glob("*.toml"))]


def show(qtbot, page, width=1280, height=800, scale=1.0, theme=DARK):
    """Shown at a size, laid out, and with the keys."""
    load_fonts()
    holder = QWidget()
    qtbot.addWidget(holder, before_close_func=lambda _, kept=holder: None)  # else it dies here
    holder.setStyleSheet(style_sheet(theme, scale))
    page.setParent(holder)
    holder.resize(width, height)
    page.setGeometry(0, 0, width, height)
    page.set_theme(theme)
    page.set_text_scale(scale)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    page.setFocus()
    for _ in range(4):
        QApplication.processEvents()
    return page


def clipped(page: QWidget) -> list[str]:
    """The words of labels and buttons that do not fit where they stand."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if widget.height() < needed or widget.width() < widget.minimumSizeHint().width():
                found.append(widget.text())
        elif isinstance(widget, QLabel | QPushButton | QCheckBox):
            least = widget.minimumSizeHint()
            if widget.width() < least.width() or widget.height() < least.height():
                found.append(widget.text() or widget.accessibleName())
    return found
