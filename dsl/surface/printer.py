"""Surface nodes to text in one layout; what it prints parses back to the same nodes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from dsl.diagnostics.source import SourceText
from dsl.literals import format_share
from dsl.surface.lexer import tokenise
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
    File,
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
from dsl.surface.words import INSIDE
from dsl.values import FieldType, Interval

_WORDS = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "少于", "=": "等于", "!=": "不等于"}
COUNTED, OPEN = "次数", "待填"
_QUOTED_HEADS = frozenset({"规则集", "用例"})


def print_file(file: File) -> str:
    """The whole file, blocks apart, entries indented."""
    lines: list[str] = []
    indent = ""
    for item in file.items:
        if isinstance(item, Header):
            inner = item.word in INSIDE
            if not inner and lines:
                lines.append("")
            lines.append(("  " if inner else "") + print_item(item))
            indent = "    " if inner else "  "
        else:
            lines.append(indent + print_item(item))
    return "\n".join(lines) + "\n" if lines else ""


@singledispatch
def print_item(item: Item) -> str:
    """One header, entry, clause or citation."""
    raise TypeError(f"not an item: {item!r}")


@print_item.register
def _(item: Header) -> str:
    # Two names without quotation marks would be one in two parts.
    quote = item.word in _QUOTED_HEADS or any(not n.isdecimal() for n in item.names[1:])
    names = ""
    for before, n in zip(("0", *item.names), item.names, strict=False):
        if n.isdecimal():
            names += f" {n}" if before[-1:].isascii() else n
        else:
            names += f" {quoted(n) if quote else name(n)}"
    return f"{item.word}{names}{_note(item.note)}" + (f"：{values(item.values)}" if item.values else "")


@print_item.register
def _(item: ExceptionHead) -> str:
    names = "".join(f" {name(n)}" for n in item.names)
    return f"例外{names}{_note(item.note)}" + (f"：{values(item.values)}" if item.values else "")


@print_item.register
def _(item: Attribute) -> str:
    if not item.label:
        return values(item.values)
    return f"{_label(item.label)}：" + (values(item.values) if item.values else quoted(item.text) if item.text else "")


@print_item.register
def _(item: Clause) -> str:
    return ("一般" if item.advice else "") + f"{item.word} {values(item.values)}"


@print_item.register
def _(item: CitationList) -> str:
    return f"【{'；'.join(_reference(r) for r in item.references)}】"


def _reference(reference: Reference) -> str:
    if reference.decider:
        return f"无上位依据：{name(reference.decider)}"
    text = name(reference.name) + "、".join(str(e) for e in reference.editions)
    if reference.articles:
        text += " " + "、".join(reference.articles)
    return text + (f" {quoted(reference.topic)}" if reference.topic else "")


def _note(note: Sequence[SurfaceExpr]) -> str:
    return f"（{values(note)}）" if note else ""


def values(parts: Sequence[SurfaceExpr]) -> str:
    """Comma-separated values."""
    return "，".join(expr(p) for p in parts)


def quoted(text: str) -> str:
    """``text`` in quotation marks that it doesn't itself hold."""
    if "”" in text or '"' in text or "“" in text:
        return f"「{text}」" if "」" not in text else f"『{text}』"
    return f"“{text}”"


def name(text: str) -> str:
    """A name, in quotation marks if it would not be read as one name without them."""
    tokens, comments, wrong = tokenise(SourceText("", text))
    plain = len(tokens) == 1 and tokens[0].kind == "NAME" and tokens[0].value == text and not comments and not wrong
    return text if plain else quoted(text)


def _label(text: str) -> str:
    """A label: header words are plain names there."""
    tokens, comments, wrong = tokenise(SourceText("", text + "："))
    plain = len(tokens) == 2 and tokens[0].kind == "NAME" and tokens[0].value == text and not comments and not wrong
    return text if plain else quoted(text)


@singledispatch
def expr(node: SurfaceExpr) -> str:
    """One expression; operands that bind weaker are put in brackets."""
    raise TypeError(f"not an expression: {node!r}")


def _operand(node: SurfaceExpr) -> str:
    """``node`` as an operand of a comparison or a fraction."""
    return (
        f"（{expr(node)}）"
        if isinstance(node, Junction | Negation | Comparison | Member | Repeated | Threshold)
        else expr(node)
    )


@expr.register
def _(node: Name) -> str:
    # Alone in quotation marks it would be a text.
    parts = node.parts if len(node.parts) == 1 else map(name, node.parts)
    return " ".join(filter(None, [node.which, "的".join(parts)]))


@expr.register
def _(node: Literal) -> str:
    if node.type is FieldType.TEXT:
        return quoted(str(node.value))
    return " ".join(node.text.split())


@expr.register
def _(node: PeriodLiteral) -> str:
    return " ".join(node.text.split())


@expr.register
def _(node: FractionOf) -> str:
    return f"{_tight(node.operand)}的{format_share(node.factor)}"


def _tight(node: SurfaceExpr) -> str:
    return f"（{expr(node)}）" if isinstance(node, Sum) else _operand(node)


@expr.register
def _(node: Sum) -> str:
    right = f"（{expr(node.right)}）" if isinstance(node.right, Sum) else _operand(node.right)
    return f"{_operand(node.left)} {'加上' if node.op == '+' else '减去'} {right}"


@expr.register
def _(node: Comparison) -> str:
    return f"{_operand(node.left)} {_WORDS[node.op]} {_operand(node.right)}"


@expr.register
def _(node: Threshold) -> str:
    return f"{_WORDS[node.op]} {_operand(node.bound)}"


@expr.register
def _(node: Member) -> str:
    return f"{_operand(node.operand)} 属于 {'、'.join(expr(o) for o in node.options)}"


@expr.register
def _(node: Repeated) -> str:
    return f"{_operand(node.operand)} 有重复"


@expr.register
def _(node: Total) -> str:
    limits = [*node.same, *([f"{expr(node.period)}内"] if node.period is not None else [])]
    counted = node.name.parts[-1] == COUNTED
    return expr(node.name) + ("" if counted else "合计") + (f"（{'，'.join(limits)}）" if limits else "")


@expr.register
def _(node: Lapse) -> str:
    return f"自 {expr(node.start)} 至 {expr(node.end)}"


@expr.register
def _(node: Happening) -> str:
    return f"有 {expr(node.name)}"


@expr.register
def _(node: StatedName) -> str:
    return f"已载明 {expr(node.name)}"


@expr.register
def _(node: TimePhrase) -> str:
    period = f"{expr(node.period)}{'内' if node.relation == '之后' else ''}" if node.period else ""
    return f"{expr(node.name)}{'届满' if node.complete else ''}{node.relation}{period}"


@expr.register
def _(node: Negation) -> str:
    inner = expr(node.operand)
    return f"并非 （{inner}）" if isinstance(node.operand, Junction) else f"并非 {inner}"


@expr.register
def _(node: Junction) -> str:
    tested = _stated_and_tested(node)
    if tested is not None:
        return f"已载明 {expr(tested)}"

    def operand(part: SurfaceExpr) -> str:
        looser = isinstance(part, Junction) and _stated_and_tested(part) is None
        return f"（{expr(part)}）" if looser else expr(part)

    return f" {node.op} ".join(operand(p) for p in node.operands)


def _stated_and_tested(node: Junction) -> SurfaceExpr | None:
    """The test of 已载明 权属为“村民小组”, which stands for 已载明 权属，并且 权属为“村民小组”."""
    match node:
        case Junction(
            "并且", (StatedName(name=name), Comparison(left=Name() as tested) | Member(operand=Name() as tested))
        ):
            return node.operands[1] if (tested.which, tested.parts) == (name.which, name.parts) else None
    return None


@expr.register
def _(node: Enumeration) -> str:
    return "、".join(expr(i) for i in node.items)


@expr.register
def _(node: Ahead) -> str:
    return f"{expr(node.name) if node.name else ''}提前{'' if node.op == '>=' else _WORDS[node.op]}{expr(node.period)}"


@expr.register
def _(node: Pair) -> str:
    written = "、".join(expr(v) for v in node.values) or OPEN
    return f"{expr(node.name)} {written}"


@expr.register
def _(node: Title) -> str:
    return f"《{node.title}》{_note(node.note)}"


@expr.register
def _(node: Advised) -> str:
    inner = expr(node.operand)
    return f"一般 {inner}"


@expr.register
def _(node: Open) -> str:
    return OPEN


@expr.register
def _(node: Dated) -> str:
    return _interval(node.interval) + (f" {expr(node.value)}" if node.value is not None else "")


def _interval(interval: Interval) -> str:
    if interval.end is None:
        return f"{interval.start}起"
    if interval.start is None:
        return f"{interval.end}止"
    return f"{interval.start}起至{interval.end}止"
