"""W204 依据没有写明是哪一版

查什么：一部法规有几个版本，依据里没有写哪一年修正，施行日期也分不出是哪一版。

为什么：同一条在不同版本里内容、序号可能不同；分不清版本，条文无法核对。

例：

    规则集 “例”
    依据 村组法：《中华人民共和国村民委员会组织法》（法律）
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【村组法 第二十二条第一款】

改成：

    规则集 “例”
    依据 村组法2018：《中华人民共和国村民委员会组织法》（法律，2018年修正）
      施行：2018年12月29日起，2025年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【村组法2018 第二十二条第一款】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.statutes import noted_years


def check(context: LintContext) -> Iterator[Finding]:
    """Sources that may mean several versions of a statute."""
    for source in context.model.sources:
        editions = context.statutes.editions(source.title)
        if len(editions) > 1 and not noted_years(source.title) and context.statutes.of(source) is None:
            known = "、".join(s.edition for s in editions if s.edition)
            yield Finding(
                f"依据“{source.name}”没有写明是哪一版",
                f"source “{source.name}” doesn't say which edition it is",
                context.name(source.span),
                f"写明版本，每版写一个依据；目录里有：{known}",
                f"name the edition, one source for each; known are: {known}",
            )
