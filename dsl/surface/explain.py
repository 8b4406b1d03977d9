"""What is wrong with a segment that the grammar refuses: the likely reason, else what could stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText
from dsl.surface import messages
from dsl.surface.segments import Segment, SegmentKind
from dsl.surface.slips import messages as slips
from dsl.surface.slips.sign_messages import closed_twice
from dsl.surface.tokens import Token

_TIMES = frozenset({"AFTER", "BEFORE", "COMPLETE", "SINCE"})
_IN_NAMES = _TIMES | {"NAME", "OF", "NUMBER", "QUANTITY"}
_SHARES = frozenset({"FRACTION", "MAJORITY", "HALF"})


@dataclass(frozen=True, slots=True)
class Failure:
    """A segment and the index of the token at which it can't be read (its length: at its end)."""

    source: SourceText
    segment: Segment
    index: int
    expected: tuple[str, ...]

    def at(self, offset: int = 0) -> Token | None:
        """The token so far from the refused one, None outside the segment."""
        index = self.index + offset
        return self.segment.tokens[index] if 0 <= index < len(self.segment.tokens) else None

    def kind(self, offset: int = 0) -> str:
        """The kind of that token, '' outside the segment."""
        token = self.at(offset)
        return token.kind if token else ""

    def text(self, first: int, last: int) -> str:
        """The source between two tokens, both included."""
        return self.source.text[self._token(first).start : self._token(last).end]

    def span(self, first: int, last: int) -> Span:
        """The place of the tokens between two, both included."""
        return self.source.span(self._token(first).start, self._token(last).end)

    def _token(self, offset: int) -> Token:
        index = min(max(self.index + offset, 0), len(self.segment.tokens) - 1)
        return self.segment.tokens[index]


def explain(source: SourceText, segment: Segment, index: int, expected: Iterable[str]) -> Diagnostic:
    """The message for a segment that stops making sense at token ``index``."""
    failure = Failure(source, segment, index, tuple(expected))
    for reason in _REASONS:
        found = reason(failure)
        if found is not None:
            return found
    if failure.at() is None:
        return messages.unfinished(source, segment.tokens[-1], failure.expected)
    return messages.unexpected(source, segment.tokens[index], failure.expected)


def stray(source: SourceText, tokens: Sequence[Token]) -> Diagnostic:
    """The message for tokens that belong to no entry."""
    start, end = tokens[0].start, tokens[-1].end
    text = source.text[start:end]
    if tokens[0].kind == "STOP" and len(tokens) == 1:
        return slips.superfluous(text, source.span(start, end))
    if tokens[0].kind in ("AND", "OR", "COMMA", "ENUM", "SEMICOLON"):
        return slips.behind_citation(text, source.span(start, end))
    return messages.stray_text(source, start, end, text)


def _share_of_nothing(failure: Failure) -> Diagnostic | None:
    """通过：过半数."""
    if failure.kind() not in ("MAJORITY", "HALF"):
        return None
    return slips.share_of_nothing(failure.text(0, 0), failure.span(0, 0))


def _share_first(failure: Failure) -> Diagnostic | None:
    """三分之二以上的组成人员, 三分之二以上的."""
    offset = 0 if failure.kind() == "NAME" else 1 if failure.kind() == "OF" and failure.kind(1) == "NAME" else None
    if failure.kind(-1) != "SUFFIX" or failure.kind(-2) not in _SHARES:
        return None
    if failure.kind() == "OF" and offset is None:
        return slips.share_of_nothing(failure.text(-2, -1), failure.span(-2, -1))
    if offset is None:
        return None
    return slips.share_first(failure.text(-2, -1), failure.text(offset, offset), failure.span(-2, offset))


def _two_bounds(failure: Failure) -> Diagnostic | None:
    """不低于组成人员的三分之二以上."""
    if failure.kind() != "SUFFIX":
        return None
    for offset in range(-1, -failure.index - 1, -1):
        if failure.kind(offset) in ("COMMA", "AND", "OR", "SEMICOLON"):
            return None
        if failure.kind(offset) in ("CMP", "REACHES"):
            first, second = failure.text(offset, -1), failure.text(offset + 1, 0)
            return slips.two_bounds(first, second, failure.span(offset, 0))
    return None


def _flag(failure: Failure) -> Diagnostic | None:
    """可选：有, 可选：是的."""
    tokens = failure.segment.tokens
    kinds = [t.kind for t in tokens[2:]]
    if failure.segment.kind is not SegmentKind.ATTRIBUTE:
        return None
    if kinds in (["HAS"], ["HAS_NOT"]) or (len(kinds) == 2 and kinds[0] in ("YES", "NO")):
        start, end = tokens[2].start, tokens[-1].end
        text = failure.source.text[start:end]
        return slips.flag_wanted(tokens[0].text, text, failure.source.span(start, end))
    return None


def _closed_twice(failure: Failure) -> Diagnostic | None:
    """A ） that nothing opened."""
    kinds = [t.kind for t in failure.segment.tokens[: failure.index]]
    opening = {"RPAR": "LPAR", "RCITE": "LCITE"}.get(failure.kind())
    if opening is None or kinds.count(opening) > kinds.count(failure.kind()):
        return None
    return closed_twice(failure.text(0, 0), failure.span(0, 0))


def _name_with_word(failure: Failure) -> Diagnostic | None:
    """次序：公示之后检查之后: a name that holds a word of the language, without quotation marks."""
    tokens = failure.segment.tokens
    if tokens[0].value != "次序" or failure.kind() != "NAME" or failure.kind(-1) not in _TIMES:
        return None
    first = last = failure.index
    while first > 2 and tokens[first - 1].end == tokens[first].start and tokens[first - 1].kind in _IN_NAMES:
        first -= 1
    while last + 2 < len(tokens) and tokens[last].end == tokens[last + 1].start and tokens[last + 1].kind in _IN_NAMES:
        last += 1
    if tokens[last].kind in _TIMES and last > failure.index:
        last -= 1
    if tokens[first].kind != "NAME" or first >= failure.index - 1:
        return None
    start, end = tokens[first].start, tokens[last].end
    name = failure.source.text[start:end]
    return slips.name_with_word(name, failure.text(-1, -1), failure.source.span(start, end))


def _of_after_time(failure: Failure) -> Diagnostic | None:
    """决议之后的10日内."""
    if failure.kind() != "OF" or failure.kind(-1) not in _TIMES:
        return None
    return slips.superfluous(failure.text(0, 0), failure.span(0, 0))


def _unquoted_title(failure: Failure) -> Diagnostic | None:
    """依据 清单：某县清单（规范性文件）: the title without 《》."""
    tokens = failure.segment.tokens
    if failure.segment.kind is not SegmentKind.HEADER or tokens[0].value != "依据" or failure.kind() != "LPAR":
        return None
    colon = next((i for i, t in enumerate(tokens[: failure.index]) if t.kind == "COLON"), None)
    if colon is None or colon + 1 >= failure.index:
        return None
    first = colon + 1 - failure.index
    return messages.title_unmarked(failure.text(first, -1), failure.span(first, -1))


_REASONS: tuple[Callable[[Failure], Diagnostic | None], ...] = (
    _share_of_nothing,
    _share_first,
    _two_bounds,
    _flag,
    _closed_twice,
    _name_with_word,
    _of_after_time,
    _unquoted_title,
)
"""In this order; the first that answers is told."""
