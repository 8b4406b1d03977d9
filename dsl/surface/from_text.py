"""Text to the surface level: segments are parsed by Lark and become items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from lark import Lark, Tree
from lark import Token as LarkToken
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.source import SourceText
from dsl.surface import messages
from dsl.surface.build import Builder
from dsl.surface.lexer import tokenise
from dsl.surface.nodes import File, Header, Item
from dsl.surface.segments import Segment, SegmentKind, split

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


def parse(source: SourceText) -> tuple[File, tuple[Diagnostic, ...]]:
    """Parse a whole file. What can't be parsed is left out of it and reported.

    Returns the file and all diagnostics about characters and syntax.
    """
    tokens, _, found = tokenise(source)
    diagnostics = list(found)
    items, _ = parse_segments(source, split(tokens), "", diagnostics)
    return File(source.name, items), tuple(diagnostics)


def parse_segments(
    source: SourceText, segments: Iterable[Segment], block: str, diagnostics: list[Diagnostic]
) -> tuple[tuple[Item, ...], str]:
    """The items of ``segments`` that stand in a block with header word ``block``, and in which block they end."""
    items: list[Item] = []
    for segment in segments:
        item = _parse_segment(source, segment, block, diagnostics)
        if isinstance(item, Header):
            block = item.word
        if item is not None:
            items.append(item)
    return tuple(items), block


def _parse_segment(source: SourceText, segment: Segment, block: str, diagnostics: list[Diagnostic]) -> Item | None:
    if segment.kind is SegmentKind.STRAY and block != "参数":
        text = source.text[segment.start : segment.end]
        diagnostics.append(messages.stray_text(source, segment.start, segment.end, text))
        return None
    builder = Builder(source, segment, diagnostics)
    if segment.kind is SegmentKind.ATTRIBUTE and segment.tokens[0].value in TEXT_LABELS:
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
        if tree.index is None:
            diagnostics.append(messages.unfinished(source, segment.tokens[-1], tree.expected))
        else:
            diagnostics.append(messages.unexpected(source, segment.tokens[tree.index], tree.expected))
        return None
    return builder.item(tree)
