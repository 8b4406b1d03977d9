"""What is unproven or unconfirmed of a parameter, as one caveat of the norms that read it."""

from __future__ import annotations

import pytest

RULES = """
参数 限额：5万元【规定 第三条】
  未证实：“{unproven}”
  待确认：“{unconfirmed}”
规则 审批【规定 第三条】
  当 金额超过限额
  应当 组成人员不少于1人
"""


@pytest.mark.parametrize(
    ("unproven", "unconfirmed", "told"),
    [
        ("只见于报道。", "有没有修订。", "来源未证实：只见于报道；待地方确认：有没有修订。"),
        ("只见于报道。", "有没有修订", "来源未证实：只见于报道；待地方确认：有没有修订。"),
        ("只见于报道", "有没有修订。", "来源未证实：只见于报道；待地方确认：有没有修订。"),
        ("只见于报道", "有没有修订", "来源未证实：只见于报道；待地方确认：有没有修订"),
    ],
)
def test_joined_caveats_end_with_one_full_stop(rules, unproven, unconfirmed, told) -> None:
    made = rules(RULES.format(unproven=unproven, unconfirmed=unconfirmed))
    assert not made.diagnostics, [one.message for one in made.diagnostics]
    (norm,) = made.last.program.norms
    assert norm.caveats == (told,)


def test_one_alone_is_left_as_it_is(rules) -> None:
    text = RULES.format(unproven="甲。", unconfirmed="乙").replace("  待确认：“乙”\n", "")
    (norm,) = rules(text).last.program.norms
    assert norm.caveats == ("来源未证实：甲。",)
