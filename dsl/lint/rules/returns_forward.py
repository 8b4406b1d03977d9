"""W306 没有通过却退到后面的步骤

查什么：“未通过：退回……”退到的步骤排在这一步后面，或者就是这一步自己。

为什么：没有通过应当退到前面重新办理；退到后面等于照样通过。

例：

    程序 决策：“x”【某法 第三条】
      步骤 商议
      步骤 决议
        次序：商议之后
        未通过：退回实施
      步骤 实施
        次序：决议之后

改成：

    程序 决策：“x”【某法 第三条】
      步骤 商议
      步骤 决议
        次序：商议之后
        未通过：退回商议
      步骤 实施
        次序：决议之后
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.orders import followers


def check(context: LintContext) -> Iterator[Finding]:
    """Steps that go forward when they fail."""
    for procedure in context.model.procedures:
        later = followers(procedure)
        for step in procedure.steps:
            if step.on_failure and step.on_failure in {step.name, *later.get(step.name, ())}:
                yield Finding(
                    f"步骤“{step.name}”没有通过，却退到后面的“{step.on_failure}”",
                    f"step “{step.name}” goes on to “{step.on_failure}” when it fails",
                    context.label(step.span, "未通过"),
                    "写退回前面的哪一步",
                    "name an earlier step",
                )
