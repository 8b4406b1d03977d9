"""W102 词汇没有用到

查什么：词汇声明了，没有一条规则、步骤或者推算看它。

为什么：填记录的人会照着词汇填写，填了却不起作用；也可能是规则里写成了别的名称。

例：

    词汇 到会党员（party_present）：经过，人数，“到会的党员”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

改成：

    词汇 到会党员（party_present）：经过，人数，“到会的党员”
    规则 到会
      行为：每次 村民会议
      应当 到会党员不少于 20人
      【某法 第四条】

说明：只为留档而填的词汇，写明理由后不查。只有词汇、没有规则的文件不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Fields that no norm looks at."""
    for field in () if context.declares_only else context.model.fields:
        if field.span is not None and not {field.name, *field.aliases} & context.uses.fields:
            yield Finding(
                f"词汇“{field.name}”没有用到",
                f"field “{field.name}” is never used",
                context.name(field.span),
                "在规则里用它，或者删去；只为留档的，写明理由",
                "use it in a rule, or remove it",
            )
