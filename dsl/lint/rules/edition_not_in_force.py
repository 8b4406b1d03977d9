"""W205 引的版本在规则施行期间没有施行过

查什么：规则引了几个依据，其中一个在规则施行的日子里从来没有施行。

为什么：这个依据对规则不起作用，多半是引错了版本，或者规则的施行日期写错了。

例：

    规则集 “例”
    依据 某法2010：《某法》（法律，2010年）
      施行：2010年1月1日起，2018年12月31日止
    依据 某法2019：《某法》（法律，2019年）
      施行：2019年1月1日起
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      施行：2021年1月1日起
      应当 实到不少于 20人
      【某法2010、2019 第四条】

改成：

    规则集 “例”
    依据 某法2010：《某法》（法律，2010年）
      施行：2010年1月1日起，2018年12月31日止
    依据 某法2019：《某法》（法律，2019年）
      施行：2019年1月1日起
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      施行：2021年1月1日起
      应当 实到不少于 20人
      【某法2019 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Citations of versions that were in force on no day of a norm that is in force by another."""
    for norm in context.norms:
        idle = [c for c in norm.citations if norm.validity.intersect(c.validity) is None]
        if len(idle) == len(norm.citations):
            continue
        for source in dict.fromkeys(c.source for c in idle):
            yield Finding(
                f"“{norm.name}”施行期间，依据“{source}”没有施行过",
                f"source “{source}” is in force on no day of “{norm.name}”",
                context.name(norm.span),
                "改引当时施行的版本，或者改规则的施行日期",
                "cite the edition that was in force, or mend 施行",
            )
