"""What each piece of a rule file is to its reader: a header, a label, a number … For whatever colours rule files.

The pieces are those of the lexer and of the split into segments, so a word is
coloured as a word exactly where the language takes it for one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from dsl.literals import normalise
from dsl.literate import rule_text
from dsl.surface.lexer import tokenise
from dsl.surface.segments import Segment, SegmentKind, split
from dsl.surface.tokens import Token
from dsl.surface.words import AFTER_LITERAL, CLAUSES, PUNCTUATION


class Part(StrEnum):
    """What a piece is."""

    HEADER = "起首词"
    TITLE = "标题"  # the name behind a header word
    LABEL = "栏目"
    CLAUSE = "要求"
    COMPARISON = "比较"
    WORD = "连词"  # any other word of the language
    CONSTANT = "常量"  # 是, 否, 待填
    NUMBER = "数"  # with its unit or without: money, persons, fractions
    PERIOD = "期限"
    DATE = "日期"
    NAME = "名称"
    QUOTED = "引文"
    CITATION = "引用"  # all that stands in 【】
    ARTICLE = "条款"
    PUNCTUATION = "标点"
    COMMENT = "注释"
    PROSE = "文字"  # what stands around the rules of a literate file
    ERROR = "错误"
    SPACE = "空白"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text that begins at the offset ``start``."""

    part: Part
    start: int
    text: str


_OF_KIND = {
    "HEADER": Part.HEADER,
    **dict.fromkeys((*CLAUSES.values(), "ADVICE"), Part.CLAUSE),
    **dict.fromkeys(("CMP", "SUFFIX", "REACHES", "IN", "NOT_IN"), Part.COMPARISON),
    **dict.fromkeys(("MAJORITY", "HALF", "OF_MAJORITY", "OF_HALF"), Part.COMPARISON),
    **dict.fromkeys(("YES", "NO", "OPEN"), Part.CONSTANT),
    **dict.fromkeys(("QUANTITY", "NUMBER", "FRACTION", "OF_FRACTION"), Part.NUMBER),
    "PERIOD": Part.PERIOD,
    **dict.fromkeys(("DATE", *AFTER_LITERAL.values()), Part.DATE),
    "INSIDE": Part.WORD,
    "ARTICLE": Part.ARTICLE,
    "NAME": Part.NAME,
    "STRING": Part.QUOTED,
    "TITLE": Part.QUOTED,
}
"""Kinds of tokens that look the same wherever they stand; others are words or marks."""
_NAMING = frozenset({"NAME", "STRING", "NUMBER", "TITLE"})


def pieces(text: str, name: str = "") -> tuple[Piece, ...]:
    """``text`` in pieces that make it up again, character by character.

    ``name`` is the file's; where it ends in ``.md``, the text is a literate file.
    """
    source = rule_text(text, name)
    tokens, comments, found = tokenise(source)
    spans = [d.span for d in found if d.span is not None]
    wrong = {pos for span in spans for pos in range(span.start, max(span.end, span.start + 1))}
    marked = [(t.start, t.end, part) for segment in split(tokens) for t, part in _parts(segment)]
    marked += [(c.start, c.end, Part.COMMENT) for c in comments]
    made: list[Piece] = []
    done = 0
    for start, end, part in [*sorted(marked), (len(text), len(text), Part.SPACE)]:
        made += _between(text, source.text, done, start, wrong)
        if start < end:
            made.append(Piece(Part.ERROR if start in wrong else part, start, text[start:end]))
        done = end
    return tuple(made)


def _parts(segment: Segment) -> Iterator[tuple[Token, Part]]:
    """The tokens of a segment with what they are there."""
    tokens = segment.tokens
    if segment.kind is SegmentKind.CITATION:
        yield from ((t, Part.ARTICLE if t.kind == "ARTICLE" else Part.CITATION) for t in tokens)
        return
    opening = 0
    if segment.kind is SegmentKind.ATTRIBUTE:
        yield tokens[0], Part.LABEL
        opening = 1
    elif segment.kind in (SegmentKind.HEADER, SegmentKind.EXCEPTION):
        yield tokens[0], _part(tokens[0])
        opening = next((n for n, t in enumerate(tokens) if n and t.kind not in _NAMING), len(tokens))
        yield from ((t, Part.TITLE) for t in tokens[1:opening])
    yield from ((t, _part(t)) for t in tokens[opening:])


def _part(token: Token) -> Part:
    known = _OF_KIND.get(token.kind)
    if known is not None:
        return known
    return Part.PUNCTUATION if normalise(token.text) in PUNCTUATION else Part.WORD


def _between(text: str, rules: str, start: int, end: int, wrong: Collection[int]) -> Iterator[Piece]:
    """What stands between two tokens: white space, 在 and 自, characters that mean nothing, prose."""

    def part(pos: int) -> Part:
        if pos in wrong:
            return Part.ERROR
        if not rules[pos].isspace():
            return Part.WORD
        return Part.SPACE if text[pos].isspace() else Part.PROSE

    for kind, run in groupby(range(start, end), part):
        places = list(run)
        yield Piece(kind, places[0], text[places[0] : places[-1] + 1])
