"""Land compensation that is handed out needs the decision that payments need, by whatever name the step is told."""

from __future__ import annotations

from datetime import date

import pytest

from cunwu.work import Work

NORM = "集体财产·先由成员大会决定"
"""农村集体经济组织法 art. 26 para. 1, art. 28 para. 4."""


@pytest.fixture(scope="module")
def work():
    return Work.open([], date(2026, 6, 1), {})


def verdict(work: Work, *events: dict, **fields) -> str:
    record = {"地区": "浙江省宁波市宁海县", "类别": "征地补偿费", "经过完整": "是", **fields, "经过": list(events)}
    return next(one.verdict.chinese for one in work.check_mapping(record).findings if one.norm.name == NORM)


@pytest.mark.parametrize("step", ["分配土地补偿费", "付款"])
def test_it_is_handed_out_after_the_members_decided(work, step):
    paid = {"步骤": step, "日期": "2026-05-08"}
    met = {"步骤": "成员大会", "日期": "2026-05-07"}
    assert verdict(work, paid) == "违规"
    assert verdict(work, met, paid) == "合规"
    assert verdict(work, {**met, "日期": "2026-05-09"}, paid) == "违规"
    assert verdict(work, paid, 经过完整="否") == "待补充"
    assert verdict(work, {**paid, "日期": "2025-04-30"}) == "不适用"  # the law is in force from 1 May 2025
