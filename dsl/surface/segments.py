"""Tokens to segments: each is parsed by itself, so that one mistake hides no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dsl.surface.tokens import Token

_CLAUSE_KINDS = frozenset({"WHEN", "SHALL", "SHALL_NOT", "MAY", "ENTITLED"})
_VALUE_KINDS = frozenset({"QUANTITY", "PERIOD", "NUMBER", "STRING", "OPEN", "FRACTION"})


class SegmentKind(StrEnum):
    """What a segment is; the value is the start rule of the grammar.

    STRAY is what follows a citation: only a parameter goes on there.
    """

    HEADER = "header"
    EXCEPTION = "exception"
    ATTRIBUTE = "attribute"
    CLAUSE = "clause"
    CITATION = "citation"
    STRAY = "continuation"


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens of one header, label, clause or citation."""

    kind: SegmentKind
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.tokens[-1].end


def split(tokens: Sequence[Token]) -> tuple[Segment, ...]:
    """Cut ``tokens`` where a header, a label, a clause word or a citation begins."""
    segments: list[Segment] = []
    kind, begin, depth = SegmentKind.STRAY, 0, 0
    block = ""
    for i, token in enumerate(tokens):
        starts = _starts(tokens, i, begin, kind, depth)
        if token.kind == "HEADER":
            block = str(token.value)
        elif starts is None and block == "参数" and depth == 0 and _next_version(tokens, i):
            starts = SegmentKind.STRAY
        if starts is not None:
            if i > begin:
                segments.append(Segment(kind, tuple(tokens[begin:i])))
            kind, begin, depth = starts, i, 0
        if token.kind in ("LPAR", "LCITE"):
            depth += 1
        elif token.kind in ("RPAR", "RCITE"):
            depth = max(0, depth - 1)
            if token.kind == "RCITE" and kind is SegmentKind.CITATION:
                segments.append(Segment(kind, tuple(tokens[begin : i + 1])))
                kind, begin, depth = SegmentKind.STRAY, i + 1, 0
    if begin < len(tokens):
        segments.append(Segment(kind, tuple(tokens[begin:])))
    return tuple(segments)


def _starts(tokens: Sequence[Token], i: int, begin: int, kind: SegmentKind, depth: int) -> SegmentKind | None:
    """The kind of the segment that token ``i`` begins, None if it begins none."""
    token = tokens[i]
    if token.kind == "HEADER":
        return SegmentKind.HEADER
    if depth and kind is not SegmentKind.CITATION:
        return None
    if token.kind == "LCITE":
        return SegmentKind.CITATION
    if kind is SegmentKind.CITATION and depth:
        return None
    if token.kind == "EXCEPT":
        return SegmentKind.EXCEPTION
    if token.kind in _CLAUSE_KINDS:
        advised = i > begin and tokens[i - 1].kind == "ADVICE"
        return None if advised else SegmentKind.CLAUSE
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return None
    if token.kind == "ADVICE" and following.kind in _CLAUSE_KINDS:
        return SegmentKind.CLAUSE
    if token.kind in ("NAME", "STRING") and following.kind == "COLON":
        in_head = kind in (SegmentKind.HEADER, SegmentKind.EXCEPTION) and i == begin + 1
        return None if in_head else SegmentKind.ATTRIBUTE
    return None


def _next_version(tokens: Sequence[Token], i: int) -> bool:
    """A day right behind a parameter's value begins its next version."""
    return tokens[i].kind == "DATE" and i > 0 and tokens[i - 1].kind in _VALUE_KINDS
