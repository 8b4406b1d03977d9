"""W402 同一个比例，分母写得不一致

查什么：同一步的同一个数（如同意），一处要达到实到的过半数，另一处要达到组成人员的过半数。

为什么：分母不同，够不够往往就不同；弃权、缺席的人算不算在里面，也由分母决定。多半有一处写错了。

例：

    规则 通过
      行为：每次 村民会议
      应当 同意达到实到的过半数，或者 同意达到组成人员的过半数
      【某法 第四条】

改成：

    规则 通过
      行为：每次 村民会议
      应当 同意达到实到的过半数
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from dsl.lint.context import LintContext
from dsl.lint.describe import value_text
from dsl.lint.nodes import Finding
from dsl.lint.walk import walk
from dsl.norms.force import concurrent
from dsl.norms.nodes import Compare, Norm, Scale
from dsl.norms.reasoning import conjuncts


@dataclass(frozen=True, slots=True)
class _Share:
    norm: Norm
    compare: Compare
    scale: Scale


def check(context: LintContext) -> Iterator[Finding]:
    """The same share of two different wholes."""
    shares = [
        _Share(norm, node, node.right)
        for norm in context.norms
        if not norm.advice
        for node in walk(norm.require)
        if isinstance(node, Compare) and isinstance(node.right, Scale)
    ]
    for first, second in combinations(shares, 2):
        if _alike(first, second) and _together(first.norm, second.norm):
            whole, other = value_text(first.scale.operand), value_text(second.scale.operand)
            subject = value_text(second.compare.left)
            yield Finding(
                f"同一个比例，“{subject}”的分母一处是“{whole}”，一处是“{other}”",
                f"the same share of “{whole}” and of “{other}” is asked of “{subject}”",
                context.clause(second.norm.span, "应当"),
                "核对依据写的是谁的过半数，统一分母",
                "check whose majority the source asks for",
                ((first.norm.span, f"“{first.norm.name}”"),) if first.norm is not second.norm else (),
            )


def _alike(first: _Share, second: _Share) -> bool:
    same = (first.compare.left, first.compare.op, first.scale.factor)
    return same == (second.compare.left, second.compare.op, second.scale.factor) and first.scale != second.scale


def _together(first: Norm, second: Norm) -> bool:
    """Whether both norms judge the same occurrences."""
    if first is second:
        return True
    if first.act is None or second.act is None or not set(first.act.names) & set(second.act.names):
        return False
    when, other = set(conjuncts(first.when)), set(conjuncts(second.when))
    return (when <= other or other <= when) and concurrent(first, second)
