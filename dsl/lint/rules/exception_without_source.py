"""W202 例外没有依据

查什么：例外里没有写【】。

为什么：例外免除了规则的要求，更要说明是谁允许的；规则的依据不一定写了这个例外。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      例外 小村：当 人口不满100人

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      例外 小村：当 人口不满100人【某法 第五条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Exceptions that cite nothing."""
    for rule in context.rules:
        for exception in rule.exceptions:
            if not exception.citations:
                yield Finding(
                    f"例外“{exception.name}”没有写依据",
                    f"exception “{exception.name}” cites no source",
                    exception.span,
                    "在例外的后面写明出处，如【某法 第五条】",
                    "cite the source behind the exception",
                    related=((rule.span, f"规则“{rule.name}”"),),
                )
