"""W406 条件互相排斥，或者总是成立

查什么：规则的条件不可能成立、总是成立；要求和条件互相排斥，或者条件已经包含了要求。

为什么：这样的规则永远不会用到，或者永远不会有人违反、人人违反，多半是比较词写反了。

例：

    规则 到会
      行为：每次 村民会议
      当 金额超过10万元，金额不满5万元
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      当 金额超过5万元，金额不满10万元
      应当 实到不少于 20人
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.norms.nodes import TRUE, Kind, Norm
from dsl.norms.reasoning import always, exclusive, implies, never


def check(context: LintContext) -> Iterator[Finding]:
    """Rules whose condition or requirement says nothing or too much."""
    rules = {rule.name for rule in context.rules}
    for norm in context.norms:
        problem = _problem(norm) if norm.name in rules else None
        if problem is not None:
            word, chinese, english = problem
            yield Finding(
                f"“{norm.name}”的{chinese}",
                f"{english} of “{norm.name}”",
                context.clause(norm.span, word),
                "核对比较词和数，看是不是写反了",
                "check the comparisons and the numbers",
            )


def _problem(norm: Norm) -> tuple[str, str, str] | None:
    """The clause that is wrong, and what is wrong with it in both languages."""
    if norm.when != TRUE:
        if never(norm.when):
            return "当", "条件互相排斥，不可能成立", "no record can meet the condition"
        if always(norm.when):
            return "当", "条件总是成立，等于没有写", "every record meets the condition"
    asked = norm.kind.value
    if norm.kind is Kind.OBLIGATION and exclusive(norm.when, norm.require):
        return asked, "要求和条件互相排斥，不可能做到", "the condition excludes the requirement"
    if norm.kind is Kind.OBLIGATION and implies(norm.when, norm.require):
        return asked, "要求已经包含在条件里，不可能违反", "the condition already holds the requirement"
    return None
