"""What the sheet and the report have in common: pieces of HTML, and words for what was prepared."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from coach.breath.lead import Lead
from coach.massage.avoid import Avoid
from coach.massage.back import Side, region_at
from coach.massage.checks import Answered
from coach.massage.oils import Blend
from coach.massage.protocol import spoken
from coach.session.prepared import Hands
from coach.ui import oil_words, words
from coach.ui.printing.ink import INK
from coach.ui.printing.pictures import SCHEME

translate = QCoreApplication.translate

RULED = f"border-top: 1px solid {INK.line};"
"""The style of a cell with a line above it."""
BESIDE = f"border-left: 1px solid {INK.line};"
IN_A_ROW = 4
_MIDDLE = 0.03
"""An area to avoid nearer to the spine than this is on both sides."""


def cell(html: str, wide: int | str = "", *, style: str = "", span: int = 1) -> str:
    """A cell of a table."""
    width = f' width="{wide}"' if wide else ""
    return f'<td{width} colspan="{span}" valign="top" style="{style}">{html}</td>'


def table(rows: Sequence[str], *, padding: int = 4, head: Sequence[str] = ()) -> str:
    """A table as wide as the page; `head` names its columns."""
    named = "".join(f"<th>{escape(each)}</th>" for each in head)
    top = f"<thead><tr>{named}</tr></thead>" if head else ""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    style = 'border="0" cellspacing="0" width="100%" style="border-collapse: collapse"'
    return f'<table {style} cellpadding="{padding}">{top}{body}</table>'


def heading(text: str) -> str:
    """Of a section."""
    return f"<h2>{escape(text)}</h2>"


def image(name: str) -> str:
    """Where the picture of that name stands."""
    return f'<img src="{SCHEME}{name}">'


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and values, some beside each other; an empty value goes without its name."""
    told = [
        cell(f'<span class="muted small">{escape(name)}</span><br>{escape(value)}', "25%")
        for name, value in pairs
        if value
    ]
    told += [cell("", "25%")] * (-len(told) % IN_A_ROW)
    rows = ["".join(told[at : at + IN_A_ROW]) for at in range(0, len(told), IN_A_ROW)]
    return table(rows, padding=3)


def named(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and longer texts, each below the other; an empty text goes without its name."""
    rows = [
        cell(f'<span class="strong">{escape(name)}</span>', 120) + cell(escape(text))
        for name, text in pairs
        if text
    ]
    return table(rows, padding=3) if rows else ""


def rate(value: float) -> str:
    """Breaths a minute, to a tenth where it has one."""
    said = translate("printing", "{rate} breaths/min")
    return said.replace("{rate}", f"{value:.1f}".removesuffix(".0"))


def minutes(t_ms: int) -> str:
    """A length, such as "40 min" or "12:30"."""
    whole, rest = divmod(t_ms, 60_000)
    if rest:
        return words.clock(t_ms)
    return translate("printing", "{n} min").replace("{n}", str(whole))


def lead_sentence(lead: Lead | None, from_bpm: float) -> str:
    """Where to and how fast; empty where the client's rhythm is kept."""
    if lead is None:
        return ""
    said = translate("printing", "Ease from {from} to {rate} over {time}.")
    said = said.replace("{from}", f"{from_bpm:.1f}".removesuffix(".0"))
    return said.replace("{rate}", rate(lead.goal_bpm)).replace("{time}", minutes(lead.over_ms))


def oil(blend: Blend | None, language: str) -> str:
    """What is mixed, in words; empty where nothing is said of oil."""
    return "" if blend is None else oil_words.blend_sentence(blend, language)


def spoken_against(answers: Sequence[Answered], language: str) -> list[str]:
    """The checks that were answered with yes, as they were asked."""
    return [answered(each, language) for each in answers if each.yes]


def answered(each: Answered, language: str) -> str:
    """A check as it was asked; of a pregnancy with its week."""
    asked = spoken(each.asked, language)
    if each.weeks is None:
        return asked
    said = translate("printing", "{asked} (week {n})")
    return said.replace("{asked}", asked).replace("{n}", str(each.weeks))


def avoided(avoid: Avoid) -> str:
    """The areas to avoid by their names, from the head down, each once."""
    found: dict[str, None] = {}
    for patch in sorted(avoid, key=lambda patch: patch.y):
        side = Side.LEFT if patch.x < 0 else Side.RIGHT
        found[
            words.region(region_at(abs(patch.x), patch.y))
            if abs(patch.x) < _MIDDLE
            else _on_side(side, abs(patch.x), patch.y)
        ] = None
    return _listed(list(found)) if found else ""


def hands(value: Hands) -> str:
    """Which hands work, where it is not both."""
    return {
        Hands.BOTH: "",
        Hands.LEFT: translate("printing", "left only"),
        Hands.RIGHT: translate("printing", "right only"),
    }[value]


def pressure(step: int) -> str:
    """All pressures a step up or down; empty where they are as the protocol has them."""
    if not step:
        return ""
    if step < 0:
        return translate("printing", "{n} lighter").replace("{n}", str(-step))
    return translate("printing", "{n} firmer").replace("{n}", str(step))


def sides() -> tuple[str, str]:
    """Letters for the client's left and right."""
    return translate("printing", "L"), translate("printing", "R")


def _on_side(side: Side, offset: float, y: float) -> str:
    pattern = {
        Side.LEFT: translate("words", "left {region}"),
        Side.RIGHT: translate("words", "right {region}"),
    }[side]
    return pattern.replace("{region}", words.region(region_at(offset, y)))


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    pair = translate("words", "{first} and {last}")
    return pair.replace("{first}", ", ".join(parts[:-1])).replace("{last}", parts[-1])
