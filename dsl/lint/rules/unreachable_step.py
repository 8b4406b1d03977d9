"""W301 步骤永远轮不到

查什么：步骤的“条件”和程序的“适用”不可能同时成立，或者条件自己互相矛盾。

为什么：这一步写了等于没有写，多半是比较词写反了。

例：

    程序 决策：“x”【某法 第三条】
      适用：金额超过10万元
      步骤 商议
      步骤 简易商议
        条件：金额不超过5万元
        次序：商议之后

改成：

    程序 决策：“x”【某法 第三条】
      适用：金额超过10万元
      步骤 商议
      步骤 简易商议
        条件：金额不超过50万元
        次序：商议之后
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.norms.reasoning import never


def check(context: LintContext) -> Iterator[Finding]:
    """Steps whose condition can't hold."""
    norms = {norm.name: norm for norm in context.norms}
    for procedure in context.model.procedures:
        for step in procedure.steps:
            norm = norms.get(f"{procedure.name}·{step.name}·办理")
            if step.condition is not None and norm is not None and never(norm.when):
                yield Finding(
                    f"步骤“{step.name}”永远轮不到：条件不可能成立",
                    f"step “{step.name}” is never asked for: its condition can't hold",
                    context.label(step.span, "条件"),
                    "核对“条件”和程序的“适用”，看比较词是不是写反了",
                    "compare its 条件 with the procedure's 适用",
                )
