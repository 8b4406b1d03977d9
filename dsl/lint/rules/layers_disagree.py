"""W408 参数和上层的不一致

查什么：本文件的参数和上层的同名，在同一天的值不一样，或者单位不一样。

为什么：下层的会代替上层的，用到这个参数的规则从此按下层的数核对；这应当是有意的，要有依据。

例：

    规则集 “例”
    依据 某法：《某法》（法律）
    机构 村民会议：“村民组成的会议”
    参数 公示期（日数）：10日【某法 第三条】
    规则 公示
      行为：每次 村民会议
      应当 公示日数不少于公示期
      【某法 第三条】

改成：

    规则集 “例”
    依据 某法：《某法》（法律）
    机构 村民会议：“村民组成的会议”
    参数 本地公示期（日数）：10日【某法 第三条】
    规则 公示
      行为：每次 村民会议
      应当 公示日数不少于本地公示期
      【某法 第三条】

说明：例子的上层有“参数 公示期：15日”。法规授权下层另行规定的，写明理由后不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.literals import format_value
from dsl.model.nodes import ParameterDef, RuleSet


def check(context: LintContext) -> Iterator[Finding]:
    """Parameters that an upper ruleset sets differently for the same days."""
    above = {p.name: (upper, p) for upper in context.uppers for p in upper.parameters}
    for parameter in context.model.parameters:
        if parameter.name in above:
            difference = _difference(parameter, *above[parameter.name])
            if difference is not None:
                yield Finding(
                    f"参数“{parameter.name}”和上层的不一致：{difference}",
                    f"parameter “{parameter.name}” differs from the one above",
                    context.name(parameter.span),
                    "改用另一个名称，或者写明谁授权本地另行规定",
                    "use another name, or say who allows the difference",
                )


def _difference(mine: ParameterDef, upper: RuleSet, theirs: ParameterDef) -> str | None:
    if mine.type is not theirs.type:
        return f"这里是{mine.type.value}，“{upper.title}”是{theirs.type.value}"
    for one in mine.versions:
        for other in theirs.versions:
            differs = one.value != other.value and other.value is not None
            if differs and one.validity.intersect(other.validity) is not None:
                values = format_value(one.value, mine.type), format_value(other.value, theirs.type)
                return f"这里是{values[0]}，“{upper.title}”是{values[1]}"
    return None
