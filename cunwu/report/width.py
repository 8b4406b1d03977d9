"""Lines on a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import re

from dsl.diagnostics.width import display_width

NOT_FIRST = "，。、；：？！）】》」』”’〕％%)]},.;:?!…"
"""Never at the start of a line."""
NOT_LAST = "（【《「『“‘〔([{"
"""Never at its end."""

# A number stays with its unit: 5日, 26条.
_PIECE = re.compile(r"[A-Za-z0-9_./:+\-#@=]*[0-9][\u4e00-\u9fff]|[A-Za-z0-9_./:+\-#@=]+| +|.", re.DOTALL)


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def width(text: str) -> int:
    """The columns that ``text`` takes; colours take none."""
    return display_width(_COLOUR.sub("", text) if "\x1b" in text else text)


def pad(text: str, columns: int) -> str:
    """``text`` with blanks up to ``columns``."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, first: str = "", rest: str = "") -> str:
    """``text`` broken into lines of at most ``columns``, as Chinese is set.

    Breaks anywhere but inside a Latin word, before a closing mark or after an
    opening one. ``first`` stands before the first line, ``rest`` before the others.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fill(_units(paragraph), first if not lines else rest, rest, columns)
    return "\n".join(lines)


def _fill(units: list[str], first: str, rest: str, columns: int) -> list[str]:
    lines, line, used = [], first, width(first)
    fresh = True
    for unit in units:
        size = width(unit.rstrip(" "))
        if not fresh and used + size > columns:
            lines.append(line.rstrip(" "))
            line, used, fresh = rest, width(rest), True
        if fresh and not unit.strip(" "):
            continue
        line, used, fresh = line + unit, used + width(unit), False
    return [*lines, line.rstrip(" ")]


def _units(text: str) -> list[str]:
    """Pieces that stay together: a word with the marks that may not leave it."""
    units: list[str] = []
    glue = False
    for piece in _PIECE.findall(text):
        if units and (glue or piece in NOT_FIRST):
            units[-1] += piece
        else:
            units.append(piece)
        glue = piece in NOT_LAST
    return units
