"""Widths of text and line breaks, without any font.

A map must come out the same whether or not the machine has Chinese fonts, so
boxes get their size from this table: a Chinese character is one em in every
font, and Latin ones are taken as wide as in the widest usual screen fonts.
Estimates err on the side of too wide. Lengths are pixels of the drawing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_REPLACEMENT = "\ufffd"
_JOINER = "\u200d"
_WIDE_ASCII = frozenset("@%mwMW")
_SIGNS = frozenset("+=<>~^#_|&")
_BOLD = 1.12
_EMOJI = 1.4
_SHORT = 3
_OPENERS = frozenset("（《〈“‘「『【〔〖([{")
_CLOSERS = frozenset("，。、；：？！）》〉”’」』】〕〗…—·,.;:?!)]}")


def clean(text: str) -> str:
    """``text`` on one line, with nothing that XML or a reader of text can't take.

    White space is folded; control characters, surrogates and non-characters
    become U+FFFD; invisible formatting (direction overrides, soft hyphens) goes.
    """
    kept = []
    for char in " ".join(text.split()):
        category = unicodedata.category(char)
        if category == "Cf" and char != _JOINER:
            continue
        kept.append(_REPLACEMENT if category in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE else char)
    return "".join(kept).strip()


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    """Width of one character in em, regular weight."""
    if char.isascii():
        if char in _WIDE_ASCII:
            return 1.05
        if char in _SIGNS:
            return 0.84
        return 0.79 if char.isupper() else 0.64
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if is_guess(char):
        return _EMOJI
    # Quotation marks, dashes and the like are one em in Chinese fonts, so ambiguous ones count as wide.
    if unicodedata.east_asian_width(char) in ("W", "F", "A"):
        return 1.0
    return 0.82 if char.isupper() else 0.68


def is_guess(char: str) -> bool:
    """Whether the width of ``char`` is a guess: emoji, and scripts other than the Chinese and European ones."""
    code = ord(char)
    if code < 0x0530 or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return False
    if code >= 0x1F000:
        return not 0x20000 <= code < 0x40000
    return unicodedata.east_asian_width(char) not in ("W", "F", "A", "H", "Na")


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """Width of ``text`` at font size ``size``, as it would be in a wide font."""
    total = 0.0
    for char in text:
        em = _em(char)
        # Han characters keep their em in bold; all others grow.
        total += em if em in (0.0, 1.0) or not bold else em * _BOLD
    return total * size


def wrap(text: str, limit: float, size: int, *, bold: bool = False) -> tuple[str, ...]:
    """Lines of ``text`` (already ``clean``), none wider than ``limit``; nothing is left out.

    Breaks stand between Chinese characters and at spaces, not before closing
    punctuation, not after opening punctuation, and not inside a
    date or between a number and its unit; nor within the first characters behind
    a space. A word wider than a line is broken where the line ends.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if text_width((line + unit).rstrip(), size, bold=bold) <= limit:
            line += unit
            continue
        kept, begun = _whole_words(line)
        if kept.strip():
            lines.append(kept.strip())
        line = begun + unit if begun else unit.lstrip()
        while text_width(line.rstrip(), size, bold=bold) > limit:
            head = _fitting(line, limit, size, bold)
            if head == len(line):
                break
            lines.append(line[:head].rstrip())
            line = line[head:].lstrip()
    if line.strip():
        lines.append(line.strip())
    return tuple(lines)


def _whole_words(line: str) -> tuple[str, str]:
    """A full line without the word that has just begun behind a space, and that word: 弃权1 isn't torn apart."""
    head, space, word = line.rpartition(" ")
    torn = space and 0 < len(word) <= min(_SHORT, len(head.strip()) - 1) and word[0] not in _CLOSERS
    return (head, word) if torn else (line, "")


def _fitting(text: str, limit: float, size: int, bold: bool) -> int:
    """How many characters of ``text`` fit in ``limit``: whole clusters, at least one."""
    end = 0
    for cluster in _clusters(text):
        if end and text_width(text[: end + len(cluster)], size, bold=bold) > limit:
            break
        end += len(cluster)
    return end


def _clusters(text: str) -> list[str]:
    """``text`` cut into what a reader sees as characters."""
    found: list[str] = []
    for char in text:
        joined = unicodedata.category(char) in ("Mn", "Me") or char == _JOINER or 0x1F3FB <= ord(char) <= 0x1F3FF
        if found and (joined or found[-1].endswith(_JOINER)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _units(text: str) -> list[str]:
    """``text`` cut at every place where a line may end."""
    units: list[str] = []
    for cluster in _clusters(text):
        if units and not _may_break(units[-1][-1], cluster):
            units[-1] += cluster
        else:
            units.append(cluster)
    return units


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between the two."""
    if after == " " or before in _OPENERS or after in _CLOSERS:
        return False
    if before == " ":
        return True
    if before.isdigit() and before.isascii():
        return False
    if before in "年月" and after.isdigit():
        return False
    return not (before.isascii() and after.isascii())
