"""How many columns of a terminal a text takes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INVISIBLE = ("Mn", "Me", "Cf", "Cc")


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Return the columns of one character: 2 if wide, 0 if it combines or cannot be seen, else 1."""
    if unicodedata.combining(character) or unicodedata.category(character) in _INVISIBLE:
        return 0
    if "\u1160" <= character <= "\u11ff":  # vowels and finals join the syllable before them
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """Return the columns of ``text``; tabs and other controls count as nothing.

    >>> display_width("公示15日"), display_width("e\u0301")
    (8, 1)
    """
    return sum(map(character_width, text))


def pad(text: str, columns: int) -> str:
    """Return ``text`` with spaces after it up to ``columns``; one that is wider stays as it is."""
    return text + " " * (columns - display_width(text))
