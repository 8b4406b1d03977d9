"""W405 比较的结果不会变

查什么：比较的两边都是常数，或者两边是同一个数。

为什么：不管记录怎样写，结果都一样，多半有一边写错了。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于实到
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于应到
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.walk import same, walk
from dsl.surface.nodes import Comparison, Literal, Name
from dsl.values import FieldType


def check(context: LintContext) -> Iterator[Finding]:
    """Comparisons of constants, and of a thing with itself."""
    for node in context.expressions():
        if not isinstance(node, Comparison):
            continue
        # A quoted text on the left of a comparison is a name.
        quoted = isinstance(node.left, Literal) and node.left.type is FieldType.TEXT
        constant = not quoted and not any(isinstance(one, Name) for one in walk((node.left, node.right)))
        if constant or same(node.left, node.right):
            yield Finding(
                "两边都是常数，比较的结果不会变" if constant else "两边是同一个数，比较的结果不会变",
                "both sides are constants" if constant else "both sides are the same",
                node.span,
                "核对两边要比较的是什么",
                "check what is to be compared",
            )
