"""W203 引的条、款、项不存在

查什么：引的条、款、项，在这部法规的这一版里没有。

为什么：多半是条文改过号，引的还是旧号，或者款、项数错了。

例：

    规则集 “例”
    依据 村组法2018：《中华人民共和国村民委员会组织法》（法律，2018年修正）
      施行：2018年12月29日起，2025年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【村组法2018 第四十五条】

改成：

    规则集 “例”
    依据 村组法2018：《中华人民共和国村民委员会组织法》（法律，2018年修正）
      施行：2018年12月29日起，2025年12月31日止
    机构 村民会议：“村民组成的会议”
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【村组法2018 第二十二条第一款】

说明：这是错误。只核对法规目录里有的法规；目录只有条、款、项的数目。只得到节选的，只核对得到的各条。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.diagnostics.nodes import Severity
from dsl.lint.citations import Cited, cited
from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.statutes import Place, Statute, place_of
from dsl.literals import chinese_digits


def check(context: LintContext) -> Iterator[Finding]:
    """Citations of what the statute doesn't have."""
    for one in cited(context):
        place = place_of(one.article)
        if one.statute is not None and place is not None and not one.statute.has(place):
            yield _finding(context, one, one.statute, place)


def _finding(context: LintContext, one: Cited, statute: Statute, place: Place) -> Finding:
    others = [s for s in context.statutes.editions(statute.title) if s is not statute and place.article in s.articles]
    items = statute.articles.get(place.article)
    if items is None:
        known, english = f"一共{statute.last}条", f"it has {statute.last} articles"
    elif place.paragraph > len(items):
        known, english = f"这一条一共{len(items)}款", f"the article has {len(items)} paragraphs"
    else:
        count = items[place.paragraph - 1] if place.paragraph else max(items)
        known, english = f"这里一共{count}项" if count else "这里没有分项", f"there are {count} items"
    if items is None and others:
        article = chinese_digits(place.article)
        known += f"；{others[0].edition}有第{article}条，看看是不是引错了版本"
        english += f"; the edition {others[0].edition} has one of that number"
    return Finding(
        f"{one.source.title}没有{one.article}",
        f"{one.source.title} has no {one.article}",
        one.reference.span,
        known,
        english,
        ((one.source.span, "依据写在这里"),) if one.source.span.file == one.reference.span.file else (),
        severity=Severity.ERROR,
    )
