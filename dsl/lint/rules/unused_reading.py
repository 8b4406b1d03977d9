"""W105 读法没有用到

查什么：读法声明了，没有一条规则的结论取决于它。

为什么：读法是给使用的人选择的；选哪一个都一样，就不该让人选。

例：

    读法 代表含家属：否，“代表的家属算不算代表”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

改成：

    读法 代表含家属：否，“代表的家属算不算代表”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人，或者 代表含家属
      【某法 第四条】

说明：“公示含首日”“通知须满整日”写了公示日数、提前若干日就算用到。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Readings on which nothing depends."""
    for reading in () if context.declares_only else context.model.readings:
        if reading.name not in context.uses.readings:
            yield Finding(
                f"读法“{reading.name}”没有用到",
                f"reading “{reading.name}” is never used",
                context.name(reading.span),
                "在条件里用它，或者删去",
                "use it in a condition, or remove it",
            )
