"""Pieces of text to lines: broken at the best place within the width, never inside a piece."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from dsl.diagnostics.width import display_width
from dsl.format.styles import WIDTH

FORCED = 0
"""The strength of a break that is always made."""

_LEAST = WIDTH * 2 // 5


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stays together.

    ``gap`` stands before it when nothing is broken there; ``strength`` tells
    whether a line may break there (None: no) and how good a place it is: the
    smaller, the better. ``closes``: a comment, nothing may follow on its line.
    """

    text: str
    gap: str = ""
    strength: int | None = None
    closes: bool = False


def wrapped(pieces: Sequence[Piece], indent: int, hang: int) -> list[str]:
    """The lines of ``pieces``, the first behind ``indent`` blanks, the others behind ``hang``.

    A piece with line breaks of its own is put out as it is.
    """
    lines: list[str] = []
    for run in _runs(pieces):
        closing = run[-1] if run[-1].closes and len(run) > 1 else None
        words = run[:-1] if closing else run
        margin = hang if lines else indent
        lines.extend(_filled(words, margin, hang))
        if closing:
            # A comment at the end of a line is no reason to break it.
            lines[-1] += closing.gap + closing.text
    return lines


def _runs(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    begin = 0
    for i in range(1, len(pieces)):
        if pieces[i].strength == FORCED or pieces[i - 1].closes:
            yield pieces[begin:i]
            begin = i
    if pieces:
        yield pieces[begin:]


def _filled(pieces: Sequence[Piece], indent: int, hang: int) -> Iterator[str]:
    ends = list(accumulate((display_width(p.gap + p.text) for p in pieces), initial=0))
    breaks = [i for i, p in enumerate(pieces) if i and p.strength is not None]

    def columns(begin: int, end: int) -> int:
        return ends[end] - ends[begin] - display_width(pieces[begin].gap)

    begin, margin = 0, indent
    while begin < len(pieces):
        end = _line_end(pieces, breaks[bisect_right(breaks, begin) :], columns, begin, margin, hang)
        yield " " * margin + pieces[begin].text + "".join(p.gap + p.text for p in pieces[begin + 1 : end])
        begin, margin = end, hang


def _line_end(
    pieces: Sequence[Piece],
    breaks: Sequence[int],
    columns: Callable[[int, int], int],
    begin: int,
    margin: int,
    hang: int,
) -> int:
    """Where the line that begins with piece ``begin`` ends (excluded); ``breaks`` are the places after it."""
    whole = len(pieces)
    if margin + columns(begin, whole) <= WIDTH or not breaks:
        return whole
    fitting = list(takewhile(lambda i: margin + columns(begin, i) <= WIDTH, breaks))
    if not fitting:
        return breaks[0]
    for strength in sorted({pieces[i].strength or FORCED for i in fitting}):
        best = max(i for i in fitting if pieces[i].strength == strength)
        if margin + columns(begin, best) >= _LEAST or hang + columns(best, whole) <= WIDTH:
            return best
    return fitting[-1]
