"""W706 用了全角的数字或者字母

查什么：数、日期、名称里有全角的数字、字母（１５日、Ａ区）。

为什么：意思和半角一样，但是查找“15日”找不到“１５日”，复制到别的表格里也会变成文字。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 ２０人
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding
from dsl.literals import normalise

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


def check(context: LintContext) -> Iterator[Finding]:
    """Full-width digits and letters."""
    for token in context.tokens:
        found = _WIDE.search(token.text)
        if found is not None:
            written = _WIDE.sub(lambda one: normalise(one[0]), token.text)
            yield Finding(
                f"“{found[0]}”是全角的数字或者字母",
                f"“{found[0]}” is written at full width",
                context.compiled.source.span(token.start + found.start(), token.start + found.end()),
                f"改成“{normalise(found[0])}”",
                f"write “{normalise(found[0])}”",
                fix=(Edit(token.start, token.end, written),),
            )
