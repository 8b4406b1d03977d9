"""W605 两个用例一样

查什么：两个用例写的事实、经过、审查日和结论完全一样，只有名称不同。

为什么：多半是复制以后忘了改数，想核对的情形没有核对到。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规 到会
    用例 “多一人”
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
    用例 “多一人”
      村民会议：2024年3月5日，实到21人
      结论：合规 到会

说明：事实一样、核对不同的规则的，不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.walk import same
from dsl.model.nodes import Scenario


def check(context: LintContext) -> Iterator[Finding]:
    """Scenarios that say the same as an earlier one."""
    seen: dict[str, Scenario] = {}
    for scenario in context.model.scenarios:
        events = [(event.step, sorted(event.values, key=repr)) for event in scenario.events]
        said = sorted((one.verdict, one.norm, one.missing, one.readings) for one in scenario.expectations)
        facts = repr((sorted(scenario.values, key=repr), events, said))
        first = seen.setdefault(facts, scenario)
        if first is not scenario and same(first.as_of, scenario.as_of):
            yield Finding(
                f"用例“{scenario.name}”和“{first.name}”一样",
                f"scenario “{scenario.name}” says the same as “{first.name}”",
                context.name(scenario.span),
                "改正事实，或者删去一个",
                "mend the facts, or remove one",
                ((context.name(first.span), f"用例“{first.name}”"),),
            )
