"""W404 双重否定

查什么：“并非”后面又是“没有”“不属于”“不超过”一类的否定；“不得”后面只有一个否定。

为什么：要绕两次弯才看得懂，容易看反。

例：

    规则 到会
      行为：每次 村民会议
      当 并非 金额不超过5万元
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      当 金额超过5万元
      应当 实到不少于 20人
      【某法 第四条】

说明：改写前后意思相同，没有写的事实仍是未知。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.diagnostics.nodes import Span
from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding
from dsl.norms.nodes import Kind
from dsl.surface.nodes import Comparison, Happening, Junction, Member, Negation, StatedName, SurfaceExpr
from dsl.surface.words import COMPARISONS


def check(context: LintContext) -> Iterator[Finding]:
    """Negations of negations."""
    inner: set[SurfaceExpr] = set()
    for node in context.expressions():
        if isinstance(node, Negation) and node not in inner:
            plain = _without(context, node.operand)
            if plain is not None:
                inner.add(node.operand)
                yield _finding(node.span, plain, (Edit(node.span.start, node.span.end, plain),))
    for rule in context.rules:
        if rule.kind is Kind.PROHIBITION and len(rule.require) == 1:
            plain = _without(context, rule.require[0])
            if plain is not None:
                clause = context.clause(rule.span, "不得")
                fix = (Edit(clause.start, rule.require[0].span.end, f"应当 {plain}"),)
                yield _finding(clause, f"应当 {plain}", fix)


def _finding(span: Span, plain: str, fix: tuple[Edit, ...]) -> Finding:
    return Finding("双重否定，容易看反", "a double negation is easily misread", span,
                   f"改成“{plain}”", f"write “{plain}”", fix=fix)  # fmt: skip


def _without(context: LintContext, expr: SurfaceExpr) -> str | None:
    """What a negated expression denies, as text; None where it isn't a negation."""
    if isinstance(expr, Comparison):
        return _turned(context, expr)
    if not isinstance(expr, Negation):
        return None
    operand = expr.operand
    if isinstance(operand, Happening):
        return f"有 {_text(context, operand.name)}"
    if isinstance(operand, StatedName):
        return f"已载明 {_text(context, operand.name)}"
    if isinstance(operand, Member) and operand.span == expr.span:
        text = _text(context, operand)
        return text.replace("不属于", "属于", 1) if "不属于" in text else text.replace("不包括", "包括", 1)
    return f"（{_text(context, operand)}）" if isinstance(operand, Junction) else _text(context, operand)


def _turned(context: LintContext, expr: Comparison) -> str | None:
    """金额不超过5万元 denied: 金额超过5万元."""
    left, right = expr.left.span, expr.right.span
    for token in context.tokens:
        if token.kind == "CMP" and left.end <= token.start and token.end <= right.start:
            positive = token.text.removeprefix("不")
            if token.text in COMPARISONS and token.text != positive and positive in COMPARISONS:
                whole = context.text
                return whole[expr.span.start : token.start] + positive + whole[token.end : expr.span.end]
    return None


def _text(context: LintContext, expr: SurfaceExpr) -> str:
    return context.text[expr.span.start : expr.span.end]
