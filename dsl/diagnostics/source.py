"""A source text with its table of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dsl.diagnostics.nodes import Span

# str.splitlines would also split at form feeds and other separators, where no editor does.
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A text named as messages should name it; lines end with \n, \r\n or \r only.

    >>> SourceText("甲.cunwu", "规则集\n  地区：全国").span(6, 8)
    Span(file='甲.cunwu', start=6, end=8, line=2, column=3, cell='')
    """

    name: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        breaks = [found.span() for found in LINE_END.finditer(self.text)]
        object.__setattr__(self, "_starts", (0, *(end for _, end in breaks)))
        object.__setattr__(self, "_ends", (*(start for start, _ in breaks), len(self.text)))

    @property
    def line_count(self) -> int:
        """The number of lines, at least one; a last line without text counts."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1) without its end, '' where there is no such line."""
        if not 1 <= number <= self.line_count:
            return ""
        return self.text[self._starts[number - 1] : self._ends[number - 1]]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column (from 1, in characters); offsets outside the text are clamped."""
        inside = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, inside)
        return line, inside - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of two offsets (end excluded), both clamped to the text."""
        first = min(max(start, 0), len(self.text))
        line, column = self.position(first)
        return Span(self.name, first, min(max(end, first), len(self.text)), line, column)
