"""W206 依据的施行日期和法规目录不同

查什么：依据写的施行日期，和法规目录里这一版的起止日期不一样，或者没有写。

为什么：规则按依据的施行日期决定适用哪一版；日期错一天，那一天的记录就判错。

例：

    规则集 “例”
    依据 村组法2018：《中华人民共和国村民委员会组织法》（法律，2018年修正）
      施行：2018年12月30日起，2025年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【村组法2018 第二十二条第一款】

改成：

    规则集 “例”
    依据 村组法2018：《中华人民共和国村民委员会组织法》（法律，2018年修正）
      施行：2018年12月29日起，2025年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【村组法2018 第二十二条第一款】

说明：目录里没有日期的不核对。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.literals import format_value
from dsl.values import FieldType


def check(context: LintContext) -> Iterator[Finding]:
    """Sources whose 施行 differs from what the index knows."""
    for source in context.model.sources:
        statute = context.statutes.of(source)
        if statute is None:
            continue
        stated, known = source.validity, statute.validity
        for word, mine, theirs in (("起", stated.start, known.start), ("止", stated.end, known.end)):
            if theirs is not None and mine != theirs:
                yield Finding(
                    f"依据“{source.name}”的{word}日{_said(mine)}，法规目录是{_day(theirs)}",
                    f"source “{source.name}” {'begins' if word == '起' else 'ends'} on {mine or 'no stated day'},"
                    f" the index says {theirs}",
                    context.label(source.span, "施行"),
                    f"核对后写：{_day(theirs)}{word}",
                    "check which of them is right",
                )


def _said(day: date | None) -> str:
    return "没有写" if day is None else f"写的是{_day(day)}"


def _day(day: date) -> str:
    return format_value(day, FieldType.DATE)
