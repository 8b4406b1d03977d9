"""W502 记录和经过有同名的词汇

查什么：一个名称或者别名既是整个记录的词汇，又是经过的词汇。

为什么：规则写了行为的，这个名称是当次的事实；没有写行为的，是整个记录的。漏写“本案的”，核对的就是另一个数。

例：

    词汇 参加人数（participants）：记录，人数，“本案一共参加的人数”
    词汇 参加人数（present）：经过，人数，“当次参加的人数”
    规则 到会
      行为：每次 村民会议
      应当 参加人数不少于 20人
      【某法 第四条】

改成：

    词汇 累计参加人数（participants）：记录，人数，“本案一共参加的人数”
    词汇 参加人数（present）：经过，人数，“当次参加的人数”
    规则 到会
      行为：每次 村民会议
      应当 参加人数不少于 20人
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.model.fields import Scope


def check(context: LintContext) -> Iterator[Finding]:
    """Fields of the record and of its events that share a name, one of them declared here."""
    scopes: dict[str, Scope] = {}
    for upper in context.uppers:
        scopes.update((key, f.scope) for f in upper.fields for key in (f.name, *f.aliases))
    for field in context.model.fields:
        shared = [k for k in (field.name, *field.aliases) if scopes.setdefault(k, field.scope) is not field.scope]
        if shared and field.span is not None:
            yield Finding(
                f"“{shared[0]}”既是记录的词汇，又是经过的词汇",
                f"“{shared[0]}” is a field of the record and of its events",
                context.name(field.span),
                "换一个名称；不换的，规则里写“本案的”或者“某步骤的”",
                "rename one, or write 本案的… and X的…",
            )
