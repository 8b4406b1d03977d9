"""Constraints as a rule file: ``python -m tests.receipt.rules`` writes receipt.cunwu anew.

Each template is one rule, or two where its two halves speak of different steps. The names begin with that of the
constraint; it is broken where one of its rules is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dsl.format.layout import lay_out
from tests.receipt.constraints import ACTIVITIES, CONSTRAINTS
from tests.receipt.declare import Constraint

FILE = Path(__file__).with_name("receipt.cunwu")
CHINESE = {
    "existence": "必有",
    "absence": "不得有",
    "exactly_one": "恰好一次",
    "init": "起始",
    "responded_existence": "有则有",
    "coexistence": "同有同无",
    "noncoexistence": "不并有",
    "response": "应答",
    "precedence": "前置",
    "succession": "相继",
    "altresponse": "交替应答",
    "altprecedence": "交替前置",
    "altsuccession": "交替相继",
    "chainresponse": "紧随应答",
    "chainprecedence": "紧接前置",
    "chainsuccession": "紧接相继",
    "nonsuccession": "不相继",
}
_HEAD = """注：一份市政“收件”日志（receipt）的次序约束，用来和 DECLARE 的一致性检查逐件比较。
注：由 python -m tests.receipt.rules 写成，不要手改。

规则集 “receipt 日志的次序约束”

行为 任何一步：“日志里的任何一步”
"""
_ANY = "任何一步"
_BODIES = {
    "existence": {"": "应当 有 {a}"},
    "absence": {"": "应当 没有 {a}"},
    "exactly_one": {"": "应当 {a}的次数 等于 1次"},
    "init": {"": "应当 有 {a}，首次{a}的日期 不晚于 首次任何一步的日期"},
    "responded_existence": {"": "当 有 {a} 应当 有 {b}"},
    "coexistence": {"": "当 有 {a}，或者 有 {b} 应当 有 {a}，有 {b}"},
    "noncoexistence": {"": "当 有 {a} 不得 有 {b}"},
    "response": {"": "行为：末次 {a} 应当 {b}，在本次之后"},
    "precedence": {"": "行为：首次 {b} 应当 {a}，在本次之前"},
    "altresponse": {
        "两次之间": "行为：每次 {a} 当 首次{a}的日期 早于 本次的日期 "
        "应当 有 {b}，首次{b}的日期 早于 本次的日期，此前{b}的日期 晚于 此前{a}的日期",
        "末次": "行为：末次 {a} 应当 {b}，在本次之后",
    },
    "altprecedence": {
        "首次": "行为：首次 {b} 应当 {a}，在本次之前",
        "两次之间": "行为：每次 {b} 当 首次{b}的日期 早于 本次的日期 "
        "应当 有 {a}，首次{a}的日期 早于 本次的日期，此前{a}的日期 晚于 此前{b}的日期",
    },
    "chainresponse": {
        "下一步": "行为：每次 任何一步 当 有 {a}，首次{a}的日期 早于 本次的日期，此前任何一步的日期 等于 此前{a}的日期 "
        "应当 {b}，在本次之前、本次之后",
        "末步": "行为：末次 {a} 应当 本次的日期 早于 末次任何一步的日期",
    },
    "chainprecedence": {
        "上一步": "行为：每次 {b} 应当 有 {a}，首次{a}的日期 早于 本次的日期，此前任何一步的日期 等于 此前{a}的日期",
    },
    "nonsuccession": {
        "": "当 有 {a}，有 {b} 不得 首次{a}的日期 早于 首次{b}的日期，末次{a}的日期 早于 末次{b}的日期"
    },
}  # fmt: skip
for _kind in ("", "alt", "chain"):
    _BODIES[f"{_kind}succession"] = {
        f"{CHINESE[_kind + half]}{'·' if part else ''}{part}": body
        for half in ("response", "precedence")
        for part, body in _BODIES[_kind + half].items()
    }


def name_of(constraint: Constraint) -> str:
    """What its rules' names begin with."""
    numbers = {activity: number for number, activity in ACTIVITIES.items()}
    known = [numbers.get(activity, activity) for activity in constraint[1:] if activity]
    return "·".join([CHINESE[constraint.template], *known])


def rules_of(constraint: Constraint) -> str:
    """Its rules."""
    a, b = f"“{constraint.first}”", f"“{constraint.second}”"
    rules = []
    for part, body in _BODIES[constraint.template].items():
        name = "·".join(filter(None, (name_of(constraint), part)))
        rules.append(f"规则 “{name}”\n  {body.format(a=a, b=b)}\n  【无上位依据：测试】\n")
    return "\n".join(rules)


def ruleset_of(constraints: Iterable[Constraint]) -> str:
    """A rule file with every activity as an act, and the rules of the constraints."""
    acts = [f"行为 “{activity}”：“日志的活动”\n  计入：{_ANY}\n" for activity in ACTIVITIES.values()]
    return "\n".join([_HEAD, *acts, *map(rules_of, constraints)])


def receipt() -> str:
    """The text of receipt.cunwu."""
    laid_out = lay_out(ruleset_of(CONSTRAINTS), FILE.name)
    assert not laid_out.diagnostics, laid_out.diagnostics
    return laid_out.text


if __name__ == "__main__":
    FILE.write_text(receipt(), "utf-8")
