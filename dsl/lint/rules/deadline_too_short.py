"""W305 期限短于中间步骤至少要用的日数

查什么：步骤要在某一步之后若干日内办，但是中间的公示、历时至少就要更多的日数。

为什么：照公示的日数办，期限必然已经过了。

例：

    程序 决策：“x”【某法 第三条】
      步骤 公示
        公示：不少于15日
      步骤 决议
        次序：公示之后10日内、公示届满之后

改成：

    程序 决策：“x”【某法 第三条】
      步骤 公示
        公示：不少于15日
      步骤 决议
        次序：公示届满之后10日内

说明：按对办事的人最宽的算法计：公示的首日计入，工作日当作日历日，一个月当作三十一日。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.orders import Order, orders_of
from dsl.model.nodes import Step
from dsl.surface.nodes import PeriodLiteral, Threshold
from dsl.values import FieldType, Period

_MOST_DAYS = {FieldType.DAYS: 1, FieldType.MONTHS: 31, FieldType.YEARS: 366}


def check(context: LintContext) -> Iterator[Finding]:
    """Deadlines that can't be kept if the steps between take their least time."""
    for procedure in context.model.procedures:
        steps = {step.name: step for step in procedure.steps}
        orders = [o for o in orders_of(procedure) if o.earlier in steps and o.later in steps]
        for order in orders:
            period = order.phrase.period
            allowed = _most_days(period.period) if period and order.phrase.relation == "之后" else None
            if allowed is None or order.phrase.complete:
                continue
            needed = _least(order.earlier, order.later, orders, steps)
            if needed is not None and needed > allowed and period is not None:
                yield Finding(
                    f"“{order.later}”要在“{order.earlier}”之后{period.text}内，但是中间至少要{needed}日",
                    f"“{order.later}” is due within {period.text} of “{order.earlier}”, but at least {needed} days "
                    "lie between them",
                    order.phrase.span,
                    "从届满之日起算期限，或者放宽期限",
                    "count from the last day of the step, or allow more time",
                )


def _most_days(period: Period) -> int | None:
    """The most days that a deadline of that length leaves, None where it can't be told."""
    factor = _MOST_DAYS.get(period.unit)
    return None if factor is None else period.count * factor


def _least(start: str, end: str, orders: list[Order], steps: Mapping[str, Step]) -> int | None:
    """The fewest days from the first day of ``start`` to that of ``end``, by the longest way of orders.

    None where no way leads there. Orders that go round are errors, so every way comes to an end.
    """
    if start == end:
        return 0
    ways = [
        rest + (_duration(steps[start]) if order.phrase.complete else 0)
        for order in orders
        if order.earlier == start and (rest := _least(order.later, end, orders, steps)) is not None
    ]
    return max(ways, default=None)


def _duration(step: Step) -> int:
    """The least days that the step lasts, its first day counted."""
    least = 0
    for demand in step.demands:
        if demand.label in ("公示", "历时") and not demand.advice:
            for value in demand.values:
                if isinstance(value, Threshold) and value.op in (">=", ">") and isinstance(value.bound, PeriodLiteral):
                    period = value.bound.period
                    if period.unit in (FieldType.DAYS, FieldType.WORKDAYS):
                        least = max(least, period.count)
    return least
