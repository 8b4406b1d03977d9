"""W701 没有写补正

查什么：应当、不得、有权的规则，有要求的步骤，没有写“补正”。

为什么：村里看到违规以后，要知道下一步怎么办；没有补正，报告里只有一句“违规”。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议，到会的人数要够”

说明：只提示的（一般、原则上、可以）不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.norms.nodes import Kind


def check(context: LintContext) -> Iterator[Finding]:
    """Obligatory rules and steps that don't say what puts it right."""
    for rule in context.rules:
        asks = not rule.advice and rule.kind is not Kind.PERMISSION and not rule.excepts
        if asks and not rule.remedy:
            yield Finding(
                f"规则“{rule.name}”没有写补正", f"rule “{rule.name}” has no 补正", context.name(rule.span),
                "写明违反以后怎样改正，如：补正：“重新召集会议”", "say what puts it right",
            )  # fmt: skip
    for procedure in context.model.procedures:
        for step in () if procedure.advice else procedure.steps:
            if not step.remedy and not all(d.advice for d in step.demands):
                yield Finding(
                    f"步骤“{step.name}”没有写补正", f"step “{step.name}” has no 补正", context.name(step.span),
                    "写明漏了、错了怎样补，如：补正：“重新公示满15日”", "say what puts it right",
                )  # fmt: skip
