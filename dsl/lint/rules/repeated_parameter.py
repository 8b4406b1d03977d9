"""W408 参数照抄了上层的

查什么：本文件的参数和上层的同名，值、日期也一样。

为什么：上层的可以直接用。照抄一份，以后上层改了，这里还是旧的。

例：

    规则集 “例”
    依据 某法：《某法》（法律）
    机构 村民会议：“村民组成的会议”
    参数 公示期：15日【某法 第三条】
    规则 公示
      行为：每次 村民会议
      应当 公示日数不少于公示期
      【某法 第三条】

改成：

    规则集 “例”
    依据 某法：《某法》（法律）
    机构 村民会议：“村民组成的会议”
    规则 公示
      行为：每次 村民会议
      应当 公示日数不少于公示期
      【某法 第三条】

说明：例子的上层有“参数 公示期：15日”。值不一样、上层又没有准许的，是错误，不在这里查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.model.nodes import ParameterDef


def check(context: LintContext) -> Iterator[Finding]:
    """Parameters that say what the ruleset above says already."""
    above = {p.name: (upper, p) for upper in context.uppers for p in upper.parameters}
    for parameter in context.model.parameters:
        if parameter.name not in above:
            continue
        upper, other = above[parameter.name]
        if _values(parameter) == _values(other):
            yield Finding(
                f"参数“{parameter.name}”照抄了上层“{upper.title}”的",
                f"parameter “{parameter.name}” repeats that of “{upper.title}” above",
                context.name(parameter.span),
                "删去，直接用上层的",
                "remove it and use the one above",
            )


def _values(parameter: ParameterDef) -> object:
    return parameter.type, sorted(((v.validity, v.value) for v in parameter.versions), key=repr)
