"""W304 次序互相矛盾

查什么：规则要求甲在乙之前，程序或者另一条规则要求甲在乙之后。

为什么：两处不能都做到（同一天办的除外）。

例：

    程序 决策：“x”【某法 第三条】
      步骤 公示
      步骤 决议
        次序：公示之后
    规则 先决议后公示
      应当 决议，在公示之前
      【某法 第四条】

改成：

    程序 决策：“x”【某法 第三条】
      步骤 公示
      步骤 决议
        次序：公示之后
    规则 先公示后决议
      应当 公示，在决议之前
      【某法 第四条】

说明：程序自己绕圈的次序是错误，不在这里查。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.diagnostics.nodes import Span
from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.orders import followers, orders_asked
from dsl.norms.force import concurrent
from dsl.norms.nodes import Norm


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where an order is asked for; ``norm`` where a rule does."""

    what: str
    span: Span
    norm: Norm | None


def check(context: LintContext) -> Iterator[Finding]:
    """Rules whose order another place turns round."""
    asked: dict[tuple[str, str], list[_Asked]] = {}
    for layer in (*context.uppers, context.model):
        for procedure in layer.procedures:
            place = _Asked(f"程序“{procedure.name}”", procedure.span, None)
            for step, later in followers(procedure).items():
                for one in later:
                    asked.setdefault((step, one), []).append(place)
    norms = {norm.name: norm for norm in context.norms}
    for rule in context.rules:
        norm = norms.get(rule.name)
        if rule.advice or norm is None:
            continue
        orders = tuple(orders_asked(rule))
        for order in orders:
            opposite = asked.get((order.later, order.earlier), ())
            if len(orders) > 1:
                # A step between two others may well be taken again: 先决定后采购, and 追加的再决定.
                opposite = [one for one in opposite if one.norm is None]
            other = next((one for one in opposite if one.norm is None or concurrent(one.norm, norm)), None)
            if other is not None:
                yield Finding(
                    f"“{rule.name}”要求{order.earlier}在{order.later}之前，和{other.what}相反",
                    f"“{rule.name}” asks for {order.earlier} before {order.later}, another place for the opposite",
                    order.phrase.span,
                    "核对两处的依据，改正其中一处",
                    "mend one of them",
                    ((other.span, "相反的次序"),) if other.span.file == rule.span.file else (),
                )
            asked.setdefault((order.earlier, order.later), []).append(_Asked(f"规则“{rule.name}”", rule.span, norm))
