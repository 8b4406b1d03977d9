"""Lark's tree of one segment to surface nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import cast

from lark import Token as LarkToken
from lark import Tree

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText
from dsl.literals import normalise
from dsl.surface import messages
from dsl.surface.nodes import (
    Advised,
    Ahead,
    Attribute,
    CitationList,
    Clause,
    Comparison,
    Dated,
    Enumeration,
    ExceptionHead,
    FractionOf,
    Happening,
    Header,
    Item,
    Junction,
    Lapse,
    Literal,
    Member,
    Name,
    Negation,
    Open,
    Pair,
    PeriodLiteral,
    Reference,
    Repeated,
    StatedName,
    Sum,
    SurfaceExpr,
    Threshold,
    TimePhrase,
    Title,
    Total,
)
from dsl.surface.segments import Segment
from dsl.surface.tokens import Token
from dsl.values import FieldType, Interval, Period

Node = Tree[LarkToken] | LarkToken
HALF = Fraction(1, 2)


class Builder:
    """Builds the item of one segment."""

    def __init__(self, source: SourceText, segment: Segment, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.segment = segment
        self.diagnostics = diagnostics

    # --- items ------------------------------------------------------------------

    def item(self, tree: Tree[LarkToken]) -> Item:
        """The item that ``tree`` stands for."""
        build: Callable[[Tree[LarkToken]], Item] = getattr(self, f"item_{tree.data}")
        return build(tree)

    def text_attribute(self) -> Attribute:
        """An attribute whose value is plain text, quoted or as it stands."""
        label, *_ = tokens = self.segment.tokens
        rest = tokens[2:]
        text = ""
        if len(rest) == 1 and rest[0].kind == "STRING":
            text = str(rest[0].value)
        elif rest:
            # From the colon on: 在 and 自 before a time are no tokens, but belong to the text.
            text = fold(self.source.text[tokens[1].end : rest[-1].end])
        return Attribute(str(label.value), (), text, self.whole(), self.place(label))

    def item_header(self, tree: Tree[LarkToken]) -> Header:
        word, head, *rest = tree.children
        names, note = self.head(cast(Tree[LarkToken], head))
        name_tokens = [self.token(t) for t in cast(Tree[LarkToken], head).children if isinstance(t, LarkToken)]
        named = [t for t in name_tokens if t.kind not in ("LPAR", "RPAR")]
        values = self.values(rest)
        place = self.source.span(named[0].start, named[-1].end)
        return Header(str(self.token(word).value), names, note, values, self.whole(), place)

    def item_exception(self, tree: Tree[LarkToken]) -> ExceptionHead:
        heads = [c for c in tree.children if isinstance(c, Tree) and c.data == "head"]
        names, note = self.head(heads[0]) if heads else ((), ())
        return ExceptionHead(names, note, self.values(tree.children[1:]), self.whole())

    def item_attribute(self, tree: Tree[LarkToken]) -> Attribute:
        label = self.token(tree.children[0])
        value_tokens = self.segment.tokens[2:]
        text = fold(self.source.text[value_tokens[0].start : value_tokens[-1].end]) if value_tokens else ""
        return Attribute(str(label.value), self.values(tree.children), text, self.whole(), self.place(label))

    def item_continuation(self, tree: Tree[LarkToken]) -> Attribute:
        return Attribute(
            "",
            self.values(tree.children),
            fold(self.source.text[self.segment.start : self.segment.end]),
            self.whole(),
            self.whole(),
        )

    def item_clause(self, tree: Tree[LarkToken]) -> Clause:
        kinds = {t.type: t for t in tree.children if isinstance(t, LarkToken)}
        word = next(t for t in kinds.values() if t.type not in ("ADVICE", "COLON"))
        values = self.values(tree.children)
        first = self.segment.tokens[len(kinds)]
        text = fold(self.source.text[first.start : self.segment.end])
        return Clause(self.word(word), "ADVICE" in kinds, values, text, self.whole())

    def item_citation(self, tree: Tree[LarkToken]) -> CitationList:
        references = tuple(self.reference(t) for t in tree.children if isinstance(t, Tree))
        return CitationList(references, self.whole())

    def reference(self, tree: Tree[LarkToken]) -> Reference:
        name = next(self.token(t) for t in tree.children if isinstance(t, LarkToken) and t.type in ("NAME", "STRING"))
        if tree.data == "no_source":
            return Reference("", (), (), "", str(name.value), self.span(tree))
        editions = tuple(n.value for n in self.numbers(tree, "edition") if isinstance(n.value, int))
        articles = tuple(str(t.value) for t in self.numbers(tree, "articles"))
        topics = [self.token(c.children[0]) for c in tree.children if isinstance(c, Tree) and c.data == "topic"]
        topic = str(topics[0].value) if topics else ""
        return Reference(str(name.value), editions, articles, topic, "", self.span(tree))

    def numbers(self, tree: Tree[LarkToken], rule: str) -> Iterable[Token]:
        for child in tree.children:
            if isinstance(child, Tree) and child.data == rule:
                yield from (self.token(t) for t in child.children if cast(LarkToken, t).type in ("NUMBER", "ARTICLE"))

    def head(self, tree: Tree[LarkToken]) -> tuple[tuple[str, ...], tuple[SurfaceExpr, ...]]:
        names = [self.token(t) for t in tree.children if isinstance(t, LarkToken) and t.type not in ("LPAR", "RPAR")]
        return tuple(normalise(t.text) if t.kind == "NUMBER" else str(t.value) for t in names), self.values(
            tree.children
        )

    def values(self, children: Iterable[Node]) -> tuple[SurfaceExpr, ...]:
        for child in children:
            if isinstance(child, Tree) and child.data == "value":
                return tuple(self.expr(c) for c in child.children if not _separates(c))
        return ()

    # --- expressions --------------------------------------------------------------

    def expr(self, node: Node) -> SurfaceExpr:
        """The expression that ``node`` stands for."""
        if isinstance(node, LarkToken):
            return self.constant(node)
        build: Callable[[Tree[LarkToken]], SurfaceExpr] = getattr(self, f"expr_{node.data}", self.expr_group)
        return build(node)

    def expr_group(self, tree: Tree[LarkToken]) -> SurfaceExpr:
        """Brackets: what is inside."""
        inner = [c for c in tree.children if not (isinstance(c, LarkToken) and c.type in ("LPAR", "RPAR"))]
        return self.expr(inner[0])

    def constant(self, leaf: LarkToken) -> Literal | PeriodLiteral | Open:
        token = self.token(leaf)
        place = self.place(token)
        if token.kind == "OPEN":
            return Open(place)
        if isinstance(token.value, Period):
            return PeriodLiteral(token.value, token.text, place)
        if token.kind in ("YES", "NO"):
            return Literal(token.kind == "YES", FieldType.FLAG, token.text, place)
        type_ = token.type or FieldType.NUMBER
        value = token.value if token.value is not None else date.min
        return Literal(value, type_, token.text, place)

    def expr_path(self, tree: Tree[LarkToken]) -> Name:
        tokens = [self.token(t) for t in tree.children]
        which = str(tokens[0].value) if tokens[0].kind == "WHICH" else ""
        parts = tuple(str(t.value) for t in tokens if t.kind in ("NAME", "STRING"))
        return Name(parts, which, self.span(tree))

    def expr_title(self, tree: Tree[LarkToken]) -> Title:
        return Title(str(self.token(tree.children[0]).value), self.values(tree.children), self.span(tree))

    def expr_advised(self, tree: Tree[LarkToken]) -> Advised:
        return Advised(self.expr(tree.children[1]), self.span(tree))

    def expr_dated(self, tree: Tree[LarkToken]) -> Dated:
        range_, *rest = tree.children
        value = self.expr(rest[0]) if rest else None
        return Dated(self.interval(cast(Tree[LarkToken], range_)), value, self.span(tree))

    def interval(self, tree: Tree[LarkToken]) -> Interval:
        tokens = [self.token(t) for t in tree.children]
        days = [t.value if isinstance(t.value, date) else None for t in tokens if t.kind == "DATE"]
        if tree.data == "from_day":
            return Interval(days[0], None)
        if tree.data == "until_day":
            return Interval(None, days[0])
        start, end = days
        if start is not None and end is not None and start > end:
            first, last = (t for t in tokens if t.kind == "DATE")
            self.diagnostics.append(messages.last_day_first(self.source, first, last))
            end = start
        return Interval(start, end)

    def expr_enumerated(self, tree: Tree[LarkToken]) -> Enumeration:
        return Enumeration(self.operands(tree, "ENUM"), self.span(tree))

    def expr_any_of(self, tree: Tree[LarkToken]) -> Junction:
        return Junction("或者", self.operands(tree, "OR"), self.span(tree))

    def expr_all_of(self, tree: Tree[LarkToken]) -> Junction:
        return Junction("并且", self.operands(tree, "AND"), self.span(tree))

    def expr_negated(self, tree: Tree[LarkToken]) -> Negation:
        return Negation(self.expr(tree.children[1]), self.span(tree))

    def expr_compare(self, tree: Tree[LarkToken]) -> Comparison:
        left, op, right = tree.children
        return Comparison(self.word(op), self.expr(left), self.expr(right), self.span(tree))

    def expr_bound(self, tree: Tree[LarkToken]) -> Threshold:
        op, bound = tree.children
        return Threshold(self.word(op), self.expr(bound), self.span(tree))

    def expr_bound_after(self, tree: Tree[LarkToken]) -> Threshold:
        bound, op = tree.children
        return Threshold(self.word(op), self.expr(bound), self.span(tree))

    def expr_majority(self, tree: Tree[LarkToken]) -> Threshold:
        return Threshold(">", FractionOf(self.expr(tree.children[0]), HALF, self.span(tree)), self.span(tree))

    def expr_half(self, tree: Tree[LarkToken]) -> Threshold:
        return Threshold(">=", FractionOf(self.expr(tree.children[0]), HALF, self.span(tree)), self.span(tree))

    def expr_reaches(self, tree: Tree[LarkToken]) -> Comparison:
        left, _, reached = tree.children
        threshold = cast(Threshold, self.expr(reached))
        return Comparison(threshold.op, self.expr(left), threshold.bound, self.span(tree))

    def expr_path_bound(self, tree: Tree[LarkToken]) -> Comparison:
        path, bound, op = tree.children
        return Comparison(self.word(op), self.expr(path), self.expr(bound), self.span(tree))

    def expr_pair(self, tree: Tree[LarkToken]) -> Pair:
        path, *constants = tree.children
        values = tuple(self.constant(cast(LarkToken, c)) for c in constants if not _separates(c))
        kept = tuple(v for v in values if not isinstance(v, Open))
        return Pair(cast(Name, self.expr(path)), kept, self.span(tree))

    def expr_member(self, tree: Tree[LarkToken]) -> Member:
        left, _, *options = tree.children
        return Member(self.expr(left), tuple(self.expr(o) for o in options if not _separates(o)), self.span(tree))

    def expr_not_member(self, tree: Tree[LarkToken]) -> Negation:
        return Negation(self.expr_member(tree), self.span(tree))

    def expr_repeated(self, tree: Tree[LarkToken]) -> Repeated:
        return Repeated(self.expr(tree.children[0]), self.span(tree))

    def expr_unrepeated(self, tree: Tree[LarkToken]) -> Negation:
        return Negation(self.expr_repeated(tree), self.span(tree))

    def expr_total(self, tree: Tree[LarkToken]) -> Total:
        limits = [c for c in tree.children if isinstance(c, Tree) and c.data == "limits"]
        limit = [
            cast(LarkToken, part.children[0])
            for part in (limits[0].children if limits else ())
            if isinstance(part, Tree)
        ]
        same = tuple(str(self.token(leaf).value) for leaf in limit if leaf.type == "NAME")
        periods = [cast(PeriodLiteral, self.constant(leaf)) for leaf in limit if leaf.type == "PERIOD"]
        return Total(cast(Name, self.expr(tree.children[0])), same, periods[0] if periods else None, self.span(tree))

    def expr_has(self, tree: Tree[LarkToken]) -> Happening:
        return Happening(cast(Name, self.expr(tree.children[1])), self.span(tree))

    def expr_has_not(self, tree: Tree[LarkToken]) -> Negation:
        return Negation(self.expr_has(tree), self.span(tree))

    def expr_stated(self, tree: Tree[LarkToken]) -> StatedName:
        return StatedName(cast(Name, self.expr(tree.children[1])), self.span(tree))

    def expr_stated_compare(self, tree: Tree[LarkToken]) -> Junction:
        return self.stated_and(tree, self.expr_compare)

    def expr_stated_path_bound(self, tree: Tree[LarkToken]) -> Junction:
        return self.stated_and(tree, self.expr_path_bound)

    def expr_stated_reaches(self, tree: Tree[LarkToken]) -> Junction:
        return self.stated_and(tree, self.expr_reaches)

    def expr_stated_member(self, tree: Tree[LarkToken]) -> Junction:
        return self.stated_and(tree, self.expr_member)

    def expr_stated_not_member(self, tree: Tree[LarkToken]) -> Junction:
        return self.stated_and(tree, self.expr_not_member)

    def stated_and(self, tree: Tree[LarkToken], test: Callable[[Tree[LarkToken]], SurfaceExpr]) -> Junction:
        """已载明 权属为“村民小组”: it is stated, and the test behind it holds."""
        stated, *rest = tree.children
        name = StatedName(cast(Name, self.expr(rest[0])), self.span(Tree("stated", [stated, rest[0]])))
        return Junction("并且", (name, test(Tree("test", rest))), self.span(tree))

    def expr_unstated(self, tree: Tree[LarkToken]) -> Negation:
        return Negation(self.expr_stated(tree), self.span(tree))

    def expr_after(self, tree: Tree[LarkToken]) -> TimePhrase:
        return self.phrase(tree, "之后")

    def expr_after_within(self, tree: Tree[LarkToken]) -> TimePhrase:
        return self.phrase(tree, "之后")

    def expr_before(self, tree: Tree[LarkToken]) -> TimePhrase:
        return self.phrase(tree, "之前")

    def phrase(self, tree: Tree[LarkToken], relation: str) -> TimePhrase:
        periods = [self.expr(c) for c in tree.children if isinstance(c, LarkToken) and c.type == "PERIOD"]
        complete = any(isinstance(c, LarkToken) and c.type == "COMPLETE" for c in tree.children)
        name = cast(Name, self.expr(tree.children[0]))
        period = cast(PeriodLiteral, periods[0]) if periods else None
        return TimePhrase(relation, name, complete, period, self.span(tree))

    def expr_ahead(self, tree: Tree[LarkToken]) -> Ahead:
        ops = [self.word(c) for c in tree.children if isinstance(c, LarkToken) and c.type == "CMP"]
        first = tree.children[0]
        name = cast(Name, self.expr(first)) if isinstance(first, Tree) else None
        return Ahead(name, ops[0] if ops else ">=", cast(PeriodLiteral, self.expr(tree.children[-1])), self.span(tree))

    def expr_plus(self, tree: Tree[LarkToken]) -> Sum:
        left, _, right = tree.children
        return Sum("+", self.expr(left), self.expr(right), self.span(tree))

    def expr_minus(self, tree: Tree[LarkToken]) -> Sum:
        left, _, right = tree.children
        return Sum("-", self.expr(left), self.expr(right), self.span(tree))

    def expr_lapse(self, tree: Tree[LarkToken]) -> Lapse:
        _, start, _, end = tree.children
        return Lapse(cast(Name, self.expr(start)), cast(Name, self.expr(end)), self.span(tree))

    def expr_fraction_of(self, tree: Tree[LarkToken]) -> FractionOf:
        operand, factor = tree.children
        return FractionOf(self.expr(operand), cast(Fraction, self.token(factor).value), self.span(tree))

    # --- small things -------------------------------------------------------------

    def operands(self, tree: Tree[LarkToken], separator: str) -> tuple[SurfaceExpr, ...]:
        return tuple(self.expr(c) for c in tree.children if not (isinstance(c, LarkToken) and c.type == separator))

    def word(self, leaf: Node) -> str:
        return str(self.token(leaf).value)

    def token(self, leaf: Node) -> Token:
        index = cast(LarkToken, leaf).start_pos
        assert index is not None
        return self.segment.tokens[index]

    def place(self, token: Token) -> Span:
        return self.source.span(token.start, token.end)

    def whole(self) -> Span:
        return self.source.span(self.segment.start, self.segment.end)

    def span(self, tree: Tree[LarkToken]) -> Span:
        leaves = [self.token(t) for t in tree.scan_values(lambda _: True)]
        return self.source.span(min(t.start for t in leaves), max(t.end for t in leaves))


def fold(text: str) -> str:
    """``text`` with every stretch of white space as one blank."""
    return " ".join(text.split())


def _separates(node: Node) -> bool:
    return isinstance(node, LarkToken) and node.type in ("COMMA", "SEMICOLON", "STOP", "ENUM")
