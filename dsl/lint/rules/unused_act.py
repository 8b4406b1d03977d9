"""W104 机构或者行为没有用到

查什么：机构、行为声明了，没有一条规则、步骤说到它，它也不计入别的机构、行为。

为什么：多半是规则漏写了，或者规则里用的是另一个名称。

例：

    行为 签约：“签订合同”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

改成：

    行为 签约：“签订合同”
    规则 先开会后签约
      应当 村民会议，在签约之前
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Bodies and acts that no norm speaks of."""
    if context.declares_only:
        return
    for kind, bodies in (("机构", context.model.bodies), ("行为", context.model.acts)):
        for body in bodies:
            if body.name not in context.uses.acts and not body.counts_as:
                yield Finding(
                    f"{kind}“{body.name}”没有用到",
                    f"{'body' if kind == '机构' else 'act'} “{body.name}” is never used",
                    context.name(body.span),
                    "在规则里用它，或者删去",
                    "use it in a rule, or remove it",
                )
