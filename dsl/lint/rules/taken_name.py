"""W504 名称已经是别的东西的名称

查什么：词汇的名称或者别名，和参数、读法、机构、行为、步骤，或者另一个词汇的名称、别名相同。

为什么：条件里写这个名称时，只能指其中一个，另一个永远用不到。

例：

    参数 限额：5万元【某法 第三条】
    词汇 限额（limit）：记录，金额，“村里自定的限额”
    规则 到会
      行为：每次 村民会议
      当 金额超过限额
      应当 实到不少于 20人
      【某法 第四条】

改成：

    参数 限额：5万元【某法 第三条】
    词汇 自定限额（limit）：记录，金额，“村里自定的限额”
    规则 到会
      行为：每次 村民会议
      当 金额超过限额
      应当 实到不少于 20人
      【某法 第四条】

说明：记录和经过的词汇同名，见 W502；和上层同类的同名，见 W501。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.declared import Declared, declared
from dsl.lint.nodes import Finding

_ELSEWHERE = frozenset({"依据", "程序"})  # their names stand at places of their own


def check(context: LintContext) -> Iterator[Finding]:
    """Names in expressions that mean two things."""
    seen: dict[str, list[Declared]] = {}
    for upper in context.uppers:
        for one in declared(upper, aliases=True):
            seen.setdefault(one.name, []).append(one)
    for one in sorted(declared(context.model, aliases=True), key=lambda declared_: declared_.span.start):
        twin = next((other for other in seen.get(one.name, ()) if _clash(one, other)), None)
        seen.setdefault(one.name, []).append(one)
        if twin is not None:
            yield Finding(
                f"“{one.name}”已经是{twin.kind}{'的别名' if twin.alias else '的名称'}",
                f"“{one.name}” already names something else",
                context.name(one.span),
                "换一个名称",
                "choose another name",
            )


def _clash(one: Declared, other: Declared) -> bool:
    if {one.kind, other.kind} & _ELSEWHERE or one.span == other.span:
        return False
    if one.kind == other.kind:
        return one.alias or other.alias
    both_fields = one.kind.startswith("词汇") and other.kind.startswith("词汇")
    return not both_fields and not (one.act and other.act)
