"""W410 例外和条件排斥或者重复

查什么：规则适用的时候，例外不可能成立；或者规则一适用，例外就成立。

为什么：前一种例外等于没有写，后一种规则等于没有写。

例：

    规则 到会
      行为：每次 村民会议
      当 金额超过5万元
      应当 实到不少于 20人
      【某法 第四条】
      例外 小额：当 金额不超过1万元【某法 第五条】

改成：

    规则 到会
      行为：每次 村民会议
      当 金额超过5万元
      应当 实到不少于 20人
      【某法 第四条】
      例外 巨额：当 金额超过100万元【某法 第五条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.norms.reasoning import exclusive, implies, never


def check(context: LintContext) -> Iterator[Finding]:
    """Exceptions that never hold, or always do, where the norm applies."""
    for norm in context.norms:
        if never(norm.when):
            continue
        for exception in norm.exceptions:
            if exclusive(norm.when, exception.when):
                chinese, english = "规则适用时，例外“{}”不可能成立", "exception “{}” can't hold where the rule applies"
            elif implies(norm.when, exception.when):
                chinese, english = "规则一适用，例外“{}”就成立", "exception “{}” holds wherever the rule applies"
            else:
                continue
            yield Finding(
                chinese.format(exception.name),
                english.format(exception.name),
                exception.span,
                "核对例外和规则的条件",
                "compare the exception with the condition",
                ((norm.span, f"规则“{norm.name}”"),),
            )
