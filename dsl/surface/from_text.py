"""Text to the surface level: segments are parsed by Lark and become items."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from lark import Lark, Tree
from lark import Token as LarkToken
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from dsl import literals
from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText
from dsl.surface import messages
from dsl.surface.build import Builder
from dsl.surface.explain import explain, stray
from dsl.surface.lexer import tokenise
from dsl.surface.nodes import File, Header, Item
from dsl.surface.segments import Segment, SegmentKind, split
from dsl.surface.slips.mend import mend
from dsl.surface.slips.messages import text_behind_quotation
from dsl.surface.tokens import Token

_MOST_NESTED = 50
TEXT_LABELS = frozenset(
    {
        "地区",
        "版本",
        "补正",
        "后果",
        "说明",
        "含义",
        "未证实",
        "待确认",
        "需人工",
        "公开",
        "责任追究",
        "流程",
        "名目",
        "结论",
        "下级",
        "理由",
    }
)
"""Labels whose value is plain text and is not parsed."""


_SHAPES = 4096
"""How many shapes of segments are remembered; all bundled files together have some two hundred."""


class _Kinds(Lexer):
    """Hands kinds of tokens to Lark; ``start_pos`` is the index into the segment."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: Sequence[str]) -> Iterator[LarkToken]:  # type: ignore[override]
        for i, kind in enumerate(data):
            yield LarkToken(kind, kind, start_pos=i)


@dataclass(frozen=True, slots=True)
class _Refused:
    """Where a segment stops being one (None: at its end), and which kinds would go on."""

    index: int | None
    expected: frozenset[str]


@cache
def _parser() -> Lark:
    grammar = resources.files("dsl.surface").joinpath("grammar.lark").read_text("utf-8")
    starts = [kind.value for kind in SegmentKind]
    return Lark(grammar, parser="lalr", lexer=_Kinds, start=starts, maybe_placeholders=False)


@lru_cache(maxsize=_SHAPES)
def _tree(start: str, kinds: tuple[str, ...]) -> Tree[LarkToken] | _Refused:
    """The tree of a segment with tokens of these kinds; the grammar knows nothing else of a token.

    Many segments have the same shape (label, colon, text), so most are parsed once. Nobody may change the tree.
    """
    try:
        return _parser().parse(kinds, start=start)
    except UnexpectedToken as error:
        index = None if error.token.type == "$END" else error.token.start_pos
        return _Refused(index, frozenset(error.accepts or error.expected))


@dataclass(frozen=True, slots=True)
class Read:
    """What some tokens were read as, in which block they end, and what is wrong with their syntax.

    ``unread`` are the stretches that could not be read and stand for no item.
    """

    items: tuple[Item, ...]
    left: str
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Span, ...]


def parse(source: SourceText) -> tuple[File, tuple[Diagnostic, ...]]:
    """Parse a whole file. What can't be parsed is left out of it and reported.

    Returns the file and all diagnostics about characters and syntax.
    """
    tokens, _, found = tokenise(source)
    items: list[Item] = []
    unread: list[Span] = []
    diagnostics = list(found)
    text, block = literals.normalise(source.text), ""
    for passage in by_header(tokens):
        read = parse_passage(source, text, passage, block, found)
        items += read.items
        unread += read.unread
        diagnostics += read.diagnostics
        block = read.left
    return File(source.name, tuple(items), tuple(unread)), tuple(diagnostics)


def by_header(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """``tokens`` cut before each header, so that each passage can be read by itself."""
    begin = 0
    for index, token in enumerate(tokens):
        if token.kind == "HEADER" and index > begin:
            yield tokens[begin:index]
            begin = index
    if begin < len(tokens):
        yield tokens[begin:]


def parse_passage(
    source: SourceText, text: str, tokens: Sequence[Token], block: str, lexical: Iterable[Diagnostic]
) -> Read:
    """Read the tokens from one header to the next, which stand in a block with header word ``block``.

    ``text`` is the normalised source, ``lexical`` what is wrong with the characters
    of the tokens (what is wrong elsewhere makes no difference).
    """
    mended, slips = mend(source, text, tokens, block, TEXT_LABELS)
    told = sorted(d.span.start for d in (*lexical, *slips) if d.span is not None)
    items: list[Item] = []
    unread: list[Span] = []
    diagnostics = list(slips)
    for segment in split(mended):
        problems: list[Diagnostic] = []
        item = _parse_segment(source, segment, block, problems)
        if isinstance(item, Header):
            block = item.word
        if item is not None:
            items.append(item)
        else:
            unread.append(source.span(segment.start, segment.end))
        # What had to be mended has been told of; that it still can't be read says nothing more.
        if item is not None or not _any_within(told, segment):
            diagnostics += problems
    return Read(tuple(items), block, tuple(diagnostics), tuple(unread))


def _any_within(places: Sequence[int], segment: Segment) -> bool:
    """Whether one of the sorted places lies in the segment."""
    first = bisect_left(places, segment.start)
    return first < len(places) and places[first] < max(segment.end, segment.start + 1)


def _parse_segment(source: SourceText, segment: Segment, block: str, diagnostics: list[Diagnostic]) -> Item | None:
    if segment.kind is SegmentKind.STRAY and block != "参数":
        diagnostics.append(stray(source, segment.tokens))
        return None
    builder = Builder(source, segment, diagnostics)
    if segment.kind is SegmentKind.ATTRIBUTE and segment.tokens[0].value in TEXT_LABELS:
        _check_text(source, segment, diagnostics)
        return builder.text_attribute()
    depth = deepest = 0
    for token in segment.tokens:
        depth += (token.kind == "LPAR") - (token.kind == "RPAR")
        deepest = max(deepest, depth)
    if deepest > _MOST_NESTED or sum(t.kind == "NOT" for t in segment.tokens) > _MOST_NESTED:
        diagnostics.append(messages.too_deep(source, segment.start, segment.end))
        return None
    tree = _tree(segment.kind.value, tuple(t.kind for t in segment.tokens))
    if isinstance(tree, _Refused):
        refused = len(segment.tokens) if tree.index is None else tree.index
        diagnostics.append(explain(source, segment, refused, tree.expected))
        return None
    return builder.item(tree)


def _check_text(source: SourceText, segment: Segment, diagnostics: list[Diagnostic]) -> None:
    """A quotation is the whole of a text; what follows on another line was meant as something else."""
    label, _, *rest = segment.tokens
    if len(rest) < 2 or rest[0].kind != "STRING" or label.value == "结论":
        return
    behind = next((t for t in rest[1:] if t.kind not in ("STOP", "SEMICOLON", "COMMA")), None)
    if behind is None or not any(c in "\n\r" for c in source.text[rest[0].end : behind.start]):
        return
    span = source.span(behind.start, rest[-1].end)
    diagnostics.append(text_behind_quotation(source.text[span.start : span.end], label.text, span))
