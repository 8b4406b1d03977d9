"""W407 同一个条件写了两次

查什么：“并且”“或者”连着的条件、逗号隔开的条件、“属于”后面的取值里，有两个一样的。

为什么：多出来的一个不起作用，多半是复制以后忘了改。

例：

    规则 到会
      行为：每次 村民会议
      当 类别属于“工程建设”、“物资采购”、“工程建设”
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      当 类别属于“工程建设”、“物资采购”
      应当 实到不少于 20人
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsl.lint.context import SCENARIO, LintContext
from dsl.lint.nodes import Edit, Finding
from dsl.lint.walk import same
from dsl.surface.nodes import Junction, Member, SurfaceExpr


def check(context: LintContext) -> Iterator[Finding]:
    """Operands, options and parts of a clause that stand there twice."""
    for node in context.expressions():
        if isinstance(node, Junction):
            yield from _twice(context, node.operands)
        elif isinstance(node, Member):
            yield from _twice(context, node.options)
    for block in context.blocks:
        if block.header.word != SCENARIO:
            for clause in (*block.clauses(), *(c for e in block.exceptions for c in e.clauses)):
                yield from _twice(context, clause.values)


def _twice(context: LintContext, parts: Sequence[SurfaceExpr]) -> Iterator[Finding]:
    for i, part in enumerate(parts):
        if i and any(same(part, earlier) for earlier in parts[:i]):
            text = context.text[part.span.start : part.span.end]
            between = context.text[parts[i - 1].span.end : part.span.end]
            # Brackets belong to no part; an edit must not take one of a pair.
            whole = not set(between[: len(between) - len(text)]) & set("（）()")
            fix = (Edit(parts[i - 1].span.end, part.span.end, ""),) if whole else ()
            yield Finding(
                f"“{text.strip('“”')}”写了两次", f"“{text}” is written twice", part.span,
                "删去一个，或者改成本来要写的", "remove one of them", fix=fix,
            )  # fmt: skip
