"""W705 引号用了直引号

查什么：引文用了直引号 "…"，没有用“……”或者「……」。

为什么：直引号分不出哪一个是开头、哪一个是结尾，少写一个时，错误会报在很远的地方。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正："重新召集会议"

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议”
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding

_STRAIGHT = '"＂'


def check(context: LintContext) -> Iterator[Finding]:
    """Quoted texts in straight quotation marks."""
    for token in context.tokens:
        if token.kind == "STRING" and token.text[0] in _STRAIGHT and token.text[-1] in _STRAIGHT:
            inside = token.text[1:-1]
            safe = not set(inside) & set("“”")
            yield Finding(
                "引号用了直引号", "straight quotation marks",
                context.compiled.source.span(token.start, token.end), f"改成“{inside}”", f"write “{inside}”",
                fix=(Edit(token.start, token.end, f"“{inside}”"),) if safe and len(token.text) > 1 else (),
            )  # fmt: skip
