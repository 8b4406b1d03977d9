"""W703 几句话的最后没有句号

查什么：给人看的文字里有几句话，前面的句子有句号，最后一句没有。

为什么：这些文字原样印在报告里，少了句号像是没有写完。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议。到会的人数要够”

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议。到会的人数要够。”

说明：只有一句话的，可以不写句号。
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding

_ENDS = "。！？…”』」）"
_CLOSING = '”」』"＂'


def check(context: LintContext) -> Iterator[Finding]:
    """Texts of several sentences whose last has no full stop."""
    for token in context.quoted_texts():
        inside = token.text.rstrip(_CLOSING).rstrip()
        if "。" in inside and inside[-1] not in _ENDS:
            end = token.start + len(inside)
            yield Finding(
                "最后一句没有句号", "the last sentence has no full stop",
                context.compiled.source.span(end - 1, end), "在末尾加上“。”", "add 。 at the end",
                fix=(Edit(end, end, "。"),),
            )  # fmt: skip
