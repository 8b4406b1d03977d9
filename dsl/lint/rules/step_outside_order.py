"""W303 步骤不在任何次序里

查什么：程序有几个步骤，其中一个没有写次序，别的步骤和规则的次序里也没有它。

为什么：它什么时候办都不算错，别的步骤办了也不会提醒漏了它；流程图上是孤零零的一个。

例：

    程序 决策：“x”【某法 第三条】
      步骤 提议
      步骤 商议
        次序：提议之后
      步骤 公开

改成：

    程序 决策：“x”【某法 第三条】
      步骤 提议
      步骤 商议
        次序：提议之后
      步骤 公开
        次序：商议之后
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.orders import orders_asked, orders_of
from dsl.lint.walk import walk
from dsl.surface.nodes import TimePhrase


def check(context: LintContext) -> Iterator[Finding]:
    """Steps of a procedure that are neither before nor after anything."""
    asked = {p.name.parts[0] for p in walk(context.rules) if isinstance(p, TimePhrase)}
    asked |= {name for r in context.rules for o in orders_asked(r) for name in (o.earlier, o.later)}
    for procedure in context.model.procedures:
        ordered = asked | {name for order in orders_of(procedure) for name in (order.earlier, order.later)}
        for step in procedure.steps:
            if len(procedure.steps) > 1 and not {step.name, *step.counts_as} & ordered:
                yield Finding(
                    f"步骤“{step.name}”不在任何次序里",
                    f"step “{step.name}” is neither before nor after anything",
                    context.name(step.span),
                    "写明它在哪一步之后，或者哪一步在它之后",
                    "say which step it follows, or which follows it",
                )
