"""W501 和上层的名称相同

查什么：本文件声明的词汇、读法、机构、行为、程序、依据，上层已经有同名的。

为什么：下层的会代替上层的，上层规则里的这个名称却仍是原来的意思；一个名称两个意思，看的人分不清。上层的可以直接用，不必重写。

例：

    词汇 组成人员（members）：记录，人数，“到会的组成人员”
    规则 到会
      行为：每次 村民会议
      应当 实到达到组成人员的过半数
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到达到组成人员的过半数
      【某法 第四条】

说明：参数可以由下层另行规定，照抄的见 W408。步骤和上层的行为同名的，是同一件事，不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.declared import declared
from dsl.lint.nodes import Finding
from dsl.model.nodes import RuleSet

_MAY_REPEAT = frozenset({"参数", "步骤"})


def check(context: LintContext) -> Iterator[Finding]:
    """Names that an upper ruleset has declared already."""
    above: dict[tuple[str, str], RuleSet] = {}
    for upper in context.uppers:
        for one in declared(upper):
            above[("行为" if one.act else one.kind, one.name)] = upper
    for one in declared(context.model):
        first = above.get(("行为" if one.act else one.kind, one.name))
        if first is not None and one.kind not in _MAY_REPEAT:
            yield Finding(
                f"{one.kind}“{one.name}”在上层“{first.title}”里已经有了",
                f"“{one.name}” is already declared by “{first.title}” above",
                context.name(one.span),
                "直接用上层的；意思不同的换一个名称",
                "use the one above, or another name",
            )
