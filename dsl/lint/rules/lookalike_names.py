"""W503 名称只差形近的字

查什么：两个名称只差形近的字（己和已、末和未、人和入、户和卢……），或者只差全角、半角的标点。

为什么：屏幕上看不出差别，填记录、写规则时很容易用错一个。

例：

    词汇 未参加人数（absent）：经过，人数，“没有参加的人数”
    词汇 末参加人数（absent_b）：经过，人数，“没有参加的人数”

改成：

    词汇 未参加人数（absent）：经过，人数，“没有参加的人数”
    词汇 请假人数（on_leave）：经过，人数，“请了假的人数”
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.diagnostics.suggest import confusable
from dsl.lint.context import LintContext
from dsl.lint.declared import Declared, declared
from dsl.lint.nodes import Finding


def check(context: LintContext) -> Iterator[Finding]:
    """Names that look like another one, of this file or from above."""
    seen: list[Declared] = [one for upper in context.uppers for one in declared(upper, aliases=True)]
    for one in sorted(declared(context.model, aliases=True), key=lambda declared_: declared_.span.start):
        twin = next((other for other in seen if confusable(one.name, other.name)), None)
        seen.append(one)
        if twin is not None:
            here = twin.span.file == one.span.file
            yield Finding(
                f"“{one.name}”和“{twin.name}”只差形近的字",
                f"“{one.name}” looks like “{twin.name}”",
                context.name(one.span),
                "写错的改正；确是两回事的，换一个看得出差别的名称",
                "mend it, or choose a name that differs more",
                ((context.name(twin.span), f"{twin.kind}“{twin.name}”"),) if here else (),
            )
