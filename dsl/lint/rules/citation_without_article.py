"""W201 依据没有写到哪一条

查什么：【】里只写了依据的名称，没有写条文，也没有写名目。

为什么：只说“依据某法”，看的人无法核对，法律修改以后也不知道哪些规则要改。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法】

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

说明：没有分条的文件，写名目，如【清单 “招投标”】。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.citations import references
from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """References that name a source and no place in it."""
    for reference in references(context):
        if not reference.decider and not reference.articles and not reference.topic:
            yield Finding(
                f"依据“{reference.name}”没有写到哪一条",
                f"source “{reference.name}” is cited without an article",
                reference.span,
                f"写明条、款、项，如【{reference.name} 第三条】；没有分条的写名目",
                "name the article, or the heading of a source without articles",
            )
