"""W604 用例的结论只写了整个记录“合规”

查什么：用例的“结论”没有说到任何一条规则，只写了“合规”。

为什么：没有规则违规，不等于要核对的那条规则核对过了；规则的名称、条件写错，用例照样通过。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规 到会；合规
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Scenarios that only say that nothing is wrong."""
    for scenario in context.model.scenarios:
        said = {(one.verdict, one.norm) for one in scenario.expectations}
        if said == {("合规", "")}:
            yield Finding(
                f"用例“{scenario.name}”的结论没有说到哪一条规则",
                f"scenario “{scenario.name}” names no rule",
                scenario.expectations[0].span,
                "写明核对哪一条，如：结论：合规 到会；合规",
                "name the rule that it shows",
            )
