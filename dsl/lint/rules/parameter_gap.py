"""W409 参数的前后两个值之间有空当

查什么：参数前一个值的止日和后一个值的起日之间，有几天没有值。

为什么：这几天里用到这个参数的规则都会变成“待补充”，多半是日期写错了。

例：

    参数 限额：【某法 第三条】
      2020年1月1日至2020年12月30日止 5万元；
      2021年1月1日起 10万元
    规则 到会
      行为：每次 村民会议
      当 金额超过限额
      应当 实到不少于 20人
      【某法 第四条】

改成：

    参数 限额：【某法 第三条】
      2020年1月1日至2020年12月31日止 5万元；
      2021年1月1日起 10万元
    规则 到会
      行为：每次 村民会议
      当 金额超过限额
      应当 实到不少于 20人
      【某法 第四条】

说明：空当里的值还没有查到的，写“待填”，不要空着。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.literals import format_value
from dsl.values import FieldType


def check(context: LintContext) -> Iterator[Finding]:
    """Days between two values of a parameter that have none."""
    for parameter in context.model.parameters:
        ordered = sorted((v.validity for v in parameter.versions), key=lambda one: one.start or date.min)
        for before, after in pairwise(ordered):
            if before.end is None or after.start is None or (after.start - before.end).days <= 1:
                continue
            first, last = before.end + timedelta(days=1), after.start - timedelta(days=1)
            days = format_value(first, FieldType.DATE)
            if last != first:
                days += f"至{format_value(last, FieldType.DATE)}"
            yield Finding(
                f"参数“{parameter.name}”在{days}没有值",
                f"parameter “{parameter.name}” has no value from {first} to {last}",
                context.name(parameter.span),
                "核对起止日期；没有查到的写“待填”",
                "check the days; write 待填 for what isn't known",
            )
