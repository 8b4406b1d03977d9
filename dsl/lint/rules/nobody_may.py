"""W302 谁都不能办的步骤

查什么：同一个步骤或者行为，两处规定的主体没有一个相同。

为什么：照一处办就违反另一处，谁办都是越权。

例：

    机构 村民委员会：“x”
    程序 决策：“x”【某法 第三条】
      步骤 提议
        主体：村民委员会
    规则 谁提议
      行为：每次 提议
      有权 村民会议
      【某法 第四条】

改成：

    机构 村民委员会：“x”
    程序 决策：“x”【某法 第三条】
      步骤 提议
        主体：村民委员会
    规则 谁提议
      行为：每次 提议
      有权 村民会议、村民委员会
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.norms.force import concurrent
from dsl.norms.nodes import Kind, Norm, OneOf
from dsl.norms.reasoning import conjuncts


def check(context: LintContext) -> Iterator[Finding]:
    """Two rules on who may act that leave nobody."""
    powers = [n for n in context.norms if n.kind is Kind.POWER and not n.advice and not n.exceptions]
    for first, second in combinations(powers, 2):
        if _same_acts(first, second) and not _allowed(first) & _allowed(second):
            yield Finding(
                f"“{first.name}”和“{second.name}”规定的主体没有一个相同",
                f"“{first.name}” and “{second.name}” leave nobody who may act",
                context.name(second.span),
                "统一主体，或者写明各在什么条件下适用",
                "name a common actor, or say when each applies",
                ((first.span, "另一处规定"),),
            )


def _same_acts(first: Norm, second: Norm) -> bool:
    """Whether all occurrences of one are judged by the other too."""
    if first.act is None or second.act is None or not concurrent(first, second):
        return False
    names, other_names = set(first.act.names), set(second.act.names)
    when, other_when = set(conjuncts(first.when)), set(conjuncts(second.when))
    return (names <= other_names or other_names <= names) and (when <= other_when or other_when <= when)


def _allowed(norm: Norm) -> frozenset[str]:
    return norm.require.options if isinstance(norm.require, OneOf) else frozenset()
