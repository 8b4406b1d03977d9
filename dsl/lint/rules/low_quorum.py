"""W403 到会的门槛低于一半

查什么：要求实到达到的比例低于二分之一。

为什么：法律规定的会议，到会都要过半数或者三分之二以上；写成三分之一，多半是写反了，或者把联名提议的比例当成了到会的比例。

例：

    规则 到会
      行为：每次 村民会议
      应当 实到达到组成人员的三分之一以上
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到达到组成人员的三分之二以上
      【某法 第四条】
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dsl.lint.context import LintContext
from dsl.lint.describe import value_text
from dsl.lint.nodes import Finding
from dsl.lint.walk import walk
from dsl.norms.nodes import Compare, EventFact, Kind, Op, Scale

ATTENDED = frozenset({"实到", "到会户代表"})


def check(context: LintContext) -> Iterator[Finding]:
    """Quorums below one half."""
    for norm in context.norms:
        if norm.kind is not Kind.OBLIGATION:
            continue
        for node in walk(norm.require):
            match node:
                case Compare(op=Op.GE | Op.GT, left=EventFact(name=name), right=Scale(factor=factor) as bound) if (
                    name in ATTENDED and factor < Fraction(1, 2)
                ):
                    yield Finding(
                        f"到会只要求达到{value_text(bound)}，不到一半",
                        f"a quorum of {factor} is less than one half",
                        context.clause(norm.span, "应当"),
                        "核对依据写的比例",
                        "check the share that the source asks for",
                    )
