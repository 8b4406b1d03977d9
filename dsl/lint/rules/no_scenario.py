"""W601 规则没有用例

查什么：规则、步骤的一项要求，没有一个用例的“结论”说到它。

为什么：没有用例，规则写反了也看不出来；以后改规则，也不知道结论变了没有。

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
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规 到会

说明：以本文件为上位的文件里的用例也算。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.cases import scenarios_of
from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Norms that no scenario names."""
    shown = {norm.name for _, _, norms in scenarios_of(context) for norm in norms}
    for norm in context.norms:
        if norm.name not in shown:
            yield Finding(
                f"“{norm.name}”没有用例",
                f"no scenario speaks of “{norm.name}”",
                context.name(norm.span),
                "写一个合规的、一个违规的用例，界限上的数各取一个",
                "write a scenario that complies and one that doesn't",
            )
