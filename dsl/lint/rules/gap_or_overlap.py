"""W401 相邻两档之间有空当或者重叠

查什么：两条规则从两边说同一个数，别的条件一样；正好等于这个数的时候，两条都不适用（空当）或者都适用（重叠）。

为什么：“超过”“不满”不包括本数，“以上”“以下”包括本数（民法典第一千二百五十九条）。“超过5万元”配“不满5万元”，漏了正好5万元；“5万元以上”配“不满5万元”才接得上。

例：

    规则 大额
      行为：每次 村民会议
      当 金额超过5万元
      应当 实到不少于 30人
      【某法 第四条】
    规则 小额
      行为：每次 村民会议
      当 金额不满5万元
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则 大额
      行为：每次 村民会议
      当 金额超过5万元
      应当 实到不少于 30人
      【某法 第四条】
    规则 小额
      行为：每次 村民会议
      当 金额不超过5万元
      应当 实到不少于 20人
      【某法 第四条】

说明：来源本身就有空当的，照来源写，写明理由后不查。一个“分档”里的各档，由语言自己检查。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dsl.lint.context import LintContext
from dsl.lint.describe import value_text
from dsl.lint.nodes import Finding
from dsl.norms.force import concurrent
from dsl.norms.nodes import Compare, Const, Norm, Not, Op, Parameter, TruthExpr, ValueExpr
from dsl.norms.reasoning import conjuncts, exclusive
from dsl.norms.shape import MIRRORED, OPPOSITE


@dataclass(frozen=True, slots=True)
class _Side:
    """One bound in a norm's condition; ``rest`` is what the condition says of other things than ``subject``."""

    norm: Norm
    subject: ValueExpr
    bound: ValueExpr
    op: Op
    rest: frozenset[TruthExpr]


def check(context: LintContext) -> Iterator[Finding]:
    """Two norms for one number from either side, which leave out or share the number itself."""
    sides = [side for norm in context.norms for side in _sides(norm)]
    tables = {row.span: table.name for table in context.model.tables for row in table.rows}
    for first, second in combinations(sides, 2):
        ops = {first.op, second.op}
        if ops not in ({Op.GT, Op.LT}, {Op.GE, Op.LE}) or not _neighbours(first, second):
            continue
        # The compiler itself looks for gaps and overlaps between the rows of a table.
        if first.norm.span in tables and tables[first.norm.span] == tables.get(second.norm.span):
            continue
        gap = Op.GT in ops
        if _covered(first, second, sides) if gap else exclusive(first.norm.when, second.norm.when):
            continue
        subject, bound = value_text(second.subject), value_text(second.bound)
        yield Finding(
            f"{subject}正好是{bound}的，“{first.norm.name}”和“{second.norm.name}”{'都不适用' if gap else '都适用'}",
            f"at exactly {bound} {'neither' if gap else 'both'} of “{first.norm.name}” and “{second.norm.name}” "
            f"{'applies' if gap else 'apply'}",
            context.clause(second.norm.span, "当"),
            f"一边包括{bound}，另一边不包括：如“{bound}以上”配“不满{bound}”",
            "let one side include the number and the other not",
            ((context.clause(first.norm.span, "当"), f"“{first.norm.name}”的条件"),),
        )


def _sides(norm: Norm) -> Iterator[_Side]:
    parts = conjuncts(norm.when)
    compared = [(part, _compared(part)) for part in parts]
    for _, one in compared:
        if one is not None and isinstance(one.right, Const | Parameter):
            about = {part for part, other in compared if other is not None and other.left == one.left}
            yield _Side(norm, one.left, one.right, one.op, frozenset(parts) - about)


def _compared(part: TruthExpr) -> Compare | None:
    """A comparison, its denial too, with what is compared on the left."""
    if isinstance(part, Not) and isinstance(part.operand, Compare):
        inner = part.operand
        return _compared(Compare(OPPOSITE[inner.op], inner.left, inner.right))
    if not isinstance(part, Compare):
        return None
    turned = isinstance(part.left, Const | Parameter)
    return Compare(MIRRORED[part.op], part.right, part.left) if turned else part


def _neighbours(first: _Side, second: _Side) -> bool:
    same = (first.subject, first.bound, first.rest, first.norm.act)
    return (
        first.norm is not second.norm
        and same == (second.subject, second.bound, second.rest, second.norm.act)
        and concurrent(first.norm, second.norm)
    )


def _covered(first: _Side, second: _Side, sides: Sequence[_Side]) -> bool:
    """Whether a third norm speaks of the number that both leave out."""
    exactly = Compare(Op.EQ, first.subject, first.bound)
    return any(
        (one.subject, one.rest, one.norm.act) == (first.subject, first.rest, first.norm.act)
        and one.norm not in (first.norm, second.norm)
        and concurrent(one.norm, second.norm)
        and not exclusive(one.norm.when, exactly)
        for one in sides
    )
