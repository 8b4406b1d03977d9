"""W603 界限上没有用例

查什么：规则里有数的界限（不少于15日、实到达到组成人员的三分之二以上……），用例里没有正好够的，或者没有只差一点的。

为什么：“以上”和“超过”、“过半数”和“半数以上”，只有在界限上才看得出差别；写错一个字，离界限远的用例都照样通过。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “很多人”
      村民会议：2024年3月5日，实到200人
      结论：合规 到会
    用例 “很少人”
      村民会议：2024年3月5日，实到2人
      结论：违规 到会

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
    用例 “正好二十人”
      村民会议：2024年3月5日，实到20人
      结论：合规 到会
    用例 “差一人”
      村民会议：2024年3月5日，实到19人
      结论：违规 到会

说明：按用例里写的数计算，不运行用例。人、户、日、次这样一个一个数的，两边都要紧挨着界限；金额、面积，一边要正好等于界限，另一边只要有就行。
几条规则共用的条件（如程序的“适用”）只算一个界限。没有用例的规则见 W601。工作日和待填的参数不查。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from dsl.lint.cases import scenarios_of, situations
from dsl.lint.context import LintContext
from dsl.lint.describe import OPS, value_text
from dsl.lint.nodes import Finding
from dsl.lint.walk import walk
from dsl.model.nodes import Scenario
from dsl.norms.nodes import (
    Act,
    Arithmetic,
    ByReading,
    Coalesce,
    Compare,
    Const,
    Current,
    DaysBetween,
    EventFact,
    Fact,
    Norm,
    Op,
    Parameter,
    Pick,
    Scale,
)
from dsl.norms.shape import MIRRORED, type_of
from dsl.values import FieldType, Interval

_ORDERED = frozenset({Op.GE, Op.GT, Op.LE, Op.LT})
_CONTINUOUS = frozenset({FieldType.MONEY, FieldType.AREA, FieldType.NUMBER})


_TOLD = (
    Act,
    Arithmetic,
    ByReading,
    Coalesce,
    Const,
    Current,
    DaysBetween,
    EventFact,
    Fact,
    Interval,
    Parameter,
    Pick,
    Scale,
)
"""What a scenario's own facts give a value for; nothing is said of bounds with anything else in them."""


def check(context: LintContext) -> Iterator[Finding]:
    """Bounds of norms that the scenarios show on one side only, or only from afar."""
    naming: dict[str, list[Scenario]] = {}
    for scenario, _, norms in scenarios_of(context):
        for named in norms:
            naming.setdefault(named.name, []).append(scenario)
    # A condition that several norms share (the 适用 of a procedure) is one bound, wherever it is shown.
    sharing: dict[tuple[Compare, bool], list[Norm]] = {}
    for norm in context.norms:
        conditions = tuple(_bounds(norm.when))
        others = _bounds((norm.require, tuple(e.when for e in norm.exceptions)))
        for compare in dict.fromkeys((*conditions, *others)):
            own = compare not in conditions
            sharing.setdefault((compare, own), []).append(norm)
    for (compare, own), sharers in sharing.items():
        for several in [[norm] for norm in sharers] if own else [sharers]:
            scenarios = {one.span: (one, norm) for norm in several for one in naming.get(norm.name, ())}
            shown = [side for s, norm in scenarios.values() for side in _sides(context, s, norm, compare)]
            missing = [word for word, side in (("正好够", True), ("只差一点", False)) if side not in shown]
            if missing and scenarios:
                yield _finding(context, several[0], compare, missing)


def _finding(context: LintContext, norm: Norm, compare: Compare, missing: list[str]) -> Finding:
    bound = f"{value_text(compare.left)}{OPS[compare.op]}{value_text(compare.right)}"
    english = {"正好够": "just meets", "只差一点": "just misses"}
    return Finding(
        f"“{norm.name}”的界限“{bound}”没有{'、'.join(missing)}的用例",
        f"no scenario {' or '.join(english[m] for m in missing)} the bound of “{norm.name}”",
        context.name(norm.span),
        "各加一个用例，数取在界限上",
        "add scenarios right at the bound",
    )


def _bounds(part: object) -> Iterator[Compare]:
    """The comparisons of numbers in a part of a norm, what is compared on the left."""
    for node in walk(part):
        if isinstance(node, Compare) and node.op in _ORDERED:
            turned = isinstance(node.left, Const | Parameter) and not isinstance(node.right, Const | Parameter)
            one = Compare(MIRRORED[node.op], node.right, node.left) if turned else node
            if _countable(one):
                yield one


def _countable(compare: Compare) -> bool:
    kinds = {type_of(compare.left), type_of(compare.right)}
    nodes = tuple(walk((compare.left, compare.right)))
    open_ = any(isinstance(n, Parameter) and all(value is None for _, value in n.versions) for n in nodes)
    told = all(isinstance(n, _TOLD) for n in nodes)
    return told and not open_ and not kinds & {FieldType.DATE, FieldType.WORKDAYS}


def _sides(context: LintContext, scenario: Scenario, norm: Norm, compare: Compare) -> Iterator[bool]:
    """True where the scenario just meets the bound, False where it just misses it."""
    for situation in situations(context, scenario, norm.act):
        left, right = situation.value(compare.left), situation.value(compare.right)
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            if type_of(compare.left) in _CONTINUOUS:
                yield from _near_sum(compare.op, left, right)
            else:
                yield from _near_count(compare.op, left, right)


def _near_sum(op: Op, left: Fraction, right: Fraction) -> Iterator[bool]:
    """Of sums the bound itself must be shown, and anything on its other side."""
    inclusive = op in (Op.GE, Op.LE)
    met = inclusive if left == right else (left > right) is (op in (Op.GE, Op.GT))
    if left == right or met is not inclusive:
        yield met


def _near_count(op: Op, left: Fraction, right: Fraction) -> Iterator[bool]:
    """Of what is counted one by one, the last number that misses and the first that meets."""
    first = {
        Op.GE: ceil(right), Op.GT: floor(right) + 1, Op.LE: floor(right), Op.LT: ceil(right) - 1,
    }[op]  # fmt: skip
    step = 1 if op in (Op.GE, Op.GT) else -1
    if left == first:
        yield True
    elif left == first - step:
        yield False
