"""W702 文字里用了半角标点

查什么：给人看的文字（补正、说明、含义……）里，紧挨着汉字的标点是半角的。

为什么：这些文字原样印在报告里；半角、全角混用，版面不齐，也不合公文的写法。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议,到会的人数要够”

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议，到会的人数要够”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding

_HAN = "\u4e00-\u9fff"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_BESIDE = re.compile(rf"(?<=[{_HAN}”》）])[,;:?!]|[,;:?!](?=[{_HAN}“《（])|(?<=[{_HAN}”》）])\.(?=[{_HAN}”」]|$)")
_BRACKETS = re.compile(rf"\((?=[^()]*[{_HAN}][^()]*\))|(?<=[{_HAN}])\)")


def check(context: LintContext) -> Iterator[Finding]:
    """Half-width punctuation beside Chinese characters."""
    for token in context.quoted_texts():
        places = sorted({m.start() for pattern in (_BESIDE, _BRACKETS) for m in pattern.finditer(token.text)})
        if places:
            signs = "".join(dict.fromkeys(token.text[p] for p in places))
            first = token.start + places[0]
            yield Finding(
                f"文字里用了半角标点“{signs}”",
                f"half-width punctuation “{signs}” in Chinese text",
                context.compiled.source.span(first, first + 1),
                f"改成全角：“{''.join(_FULL[s] for s in signs)}”",
                "write it at full width",
                fix=tuple(Edit(token.start + p, token.start + p + 1, _FULL[token.text[p]]) for p in places),
            )
