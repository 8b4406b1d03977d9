"""W207 规则没有一天有效

查什么：规则集、规则和所引依据的施行日期没有一天相同。

为什么：规则只在三者都施行的日子有效；没有共同的日子，这条规则永远不会用到。

例：

    规则集 “例”
      施行：2020年1月1日起
    依据 某法2010：《某法》（法律，2010年）
      施行：2010年1月1日起，2018年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法2010 第四条】

改成：

    规则集 “例”
      施行：2015年1月1日起
    依据 某法2010：《某法》（法律，2010年）
      施行：2010年1月1日起，2018年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法2010 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.norms.force import days_in_force


def check(context: LintContext) -> Iterator[Finding]:
    """Norms without a day."""
    for norm in context.norms:
        if not days_in_force(norm):
            yield Finding(
                f"“{norm.name}”没有一天有效",
                f"“{norm.name}” is in force on no day",
                context.name(norm.span),
                "核对规则集、规则和所引依据的“施行”，三者要有共同的日子",
                "the ruleset, the rule and a cited source must share a day",
            )
