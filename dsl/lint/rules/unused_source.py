"""W103 依据没有用到

查什么：声明了一个依据，没有一处引它。

为什么：多半是引错了版本，或者规则已经删去。

例：

    规则集 “例”
    依据 某法：《某法》（法律）
    依据 某办法：《某办法》（规章）
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则集 “例”
    依据 某法：《某法》（法律）
    依据 某办法：《某办法》（规章）
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条；某办法 第二条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Sources that nothing cites."""
    for source in context.model.sources:
        if source.name not in context.uses.sources:
            yield Finding(
                f"依据“{source.name}”没有一处引用",
                f"source “{source.name}” is never cited",
                context.name(source.span),
                "引用它，或者删去",
                "cite it, or remove it",
            )
