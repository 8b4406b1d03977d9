"""W101 参数没有用到

查什么：参数声明了，本文件的规则、步骤和以它为上位的文件都没有用到它。

为什么：多半是规则里直接写了数，或者名称写得不一样；以后改参数，规则不会跟着变。

例：

    参数 招标限额：5万元【某法 第三条】
    规则 到会
      行为：每次 村民会议
      当 金额超过5万元
      应当 实到不少于 20人
      【某法 第四条】

改成：

    参数 招标限额：5万元【某法 第三条】
    规则 到会
      行为：每次 村民会议
      当 金额超过招标限额
      应当 实到不少于 20人
      【某法 第四条】

说明：来源还没有写明用处、留着待填的参数，写明理由后不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Parameters that nothing uses."""
    above = {p.name for upper in context.uppers for p in upper.parameters}
    for parameter in () if context.declares_only else context.model.parameters:
        # One of that name above is used there; this file sets it anew.
        if parameter.name not in context.uses.parameters | above:
            yield Finding(
                f"参数“{parameter.name}”没有用到",
                f"parameter “{parameter.name}” is never used",
                context.name(parameter.span),
                "在规则里用它，或者删去",
                "use it in a rule, or remove it",
            )
