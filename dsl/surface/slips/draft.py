"""The tokens of a file while their slips are mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText
from dsl.surface.tokens import Token

_END = Token("", None, "", -1, -1)
_COMPLETE = frozenset(
    {"NAME", "STRING", "TITLE", "NUMBER", "QUANTITY", "PERIOD", "FRACTION", "DATE", "RCITE", "RPAR", "SUFFIX", "STOP"}
    | {"OF_FRACTION", "OF_MAJORITY", "OF_HALF", "AFTER", "BEFORE", "INSIDE", "FROM", "UNTIL", "YES", "NO", "OPEN", ""}
)
"""Behind these a new entry may begin; behind all others something is still to come."""
WITH_CLAUSES = frozenset({"规则", "分档", "档"})
"""The blocks in which clauses and conditions stand."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One slip: what is said of it, and what the next ``count`` tokens are read as."""

    count: int
    tokens: tuple[Token, ...]
    diagnostic: Diagnostic


@dataclass(slots=True)
class Draft:
    """The tokens so far, and what is known of the place that is looked at.

    ``text`` is the normalised source, ``free`` the stretches of plain text,
    ``closed`` the offsets of brackets with a counterpart; ``block`` is the
    header word of the block at hand.
    """

    source: SourceText
    text: str
    tokens: list[Token]
    free: Sequence[tuple[int, int]] = ()
    closed: frozenset[int] = frozenset()
    block: str = ""

    def at(self, index: int) -> Token:
        """The token there; one of kind '' outside the file."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else _END

    def begins_line(self, index: int) -> bool:
        """Whether the token is the first of its line."""
        return index == 0 or self.parted(index, "\n\r")

    def same_line(self, index: int) -> bool:
        """Whether there is such a token, on the line of the one before."""
        return 0 < index < len(self.tokens) and not self.parted(index, "\n\r")

    def adjacent(self, index: int) -> bool:
        """Whether the token follows the one before without a blank."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def parted(self, index: int, signs: str) -> bool:
        """Whether one of ``signs`` stands between the token and the one before."""
        between = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return any(sign in between for sign in signs)

    def may_begin(self, index: int) -> bool:
        """Whether an entry could begin here: the line begins, and nothing is left open before it."""
        return self.begins_line(index) and self.at(index - 1).kind in _COMPLETE

    def completes(self, index: int) -> bool:
        """Whether a new entry may begin behind the token."""
        return self.at(index).kind in _COMPLETE

    def line_end(self, index: int) -> int:
        """The index behind the last token of this line."""
        while self.same_line(index + 1):
            index += 1
        return min(index + 1, len(self.tokens))

    def written(self, first: int, last: int) -> str:
        """The source from one token to another, both included."""
        return self.source.text[self.at(first).start : self.at(last).end]

    def span(self, first: int, last: int | None = None) -> Span:
        """The place of one token, or of all up to ``last``."""
        return self.source.span(self.at(first).start, self.at(first if last is None else last).end)

    def part(self, token: Token, begin: int, end: int) -> Span:
        """A stretch inside a token, in characters of it."""
        return self.source.span(token.start + begin, token.start + end)


Slip = Callable[[Draft, int], Repair | None]


def piece(token: Token, kind: str, value: str, begin: int, end: int) -> Token:
    """A part of a token as a token of its own."""
    return Token(kind, value, token.text[begin:end], token.start + begin, token.start + end)
