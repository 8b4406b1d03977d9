"""W602 规则的用例只有合规，没有违规

查什么：说到一条规则的用例，结论都是“合规”，没有一个“违规”“未到期”。

为什么：只有合规的用例，规则就算什么都不管也能通过；要有违规的，才知道规则在起作用。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规 到会

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规 到会
    用例 “差一人”
      村民会议：2024年3月5日，实到19人
      结论：违规 到会
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.cases import scenarios_of
from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Norms of which every scenario says that they are met."""
    verdicts: dict[str, set[str]] = {}
    for _, expectation, norms in scenarios_of(context):
        for norm in norms:
            verdicts.setdefault(norm.name, set()).add(expectation.verdict)
    for norm in context.norms:
        if "合规" in verdicts.get(norm.name, ()) and not verdicts[norm.name] & {"违规", "未到期"}:
            yield Finding(
                f"“{norm.name}”的用例只有合规，没有违规",
                f"no scenario shows “{norm.name}” violated",
                context.name(norm.span),
                "加一个只差一点就违规的用例",
                "add one that just misses it",
            )
