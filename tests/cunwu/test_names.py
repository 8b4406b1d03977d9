"""A misspelt name in a record must not hide a finding."""

from __future__ import annotations

import pytest

import cunwu

RECORD = {
    "规则": ["ninghai/power_list"],
    "程序": "五议决策法",
    "经过": [{"步骤": "方案公示", "日期": "2024-03-01", "止": "2024-03-05", "主体": "村民委员会"}],
}


def warnings(**changed: object) -> str:
    result = cunwu.check(RECORD | changed, as_of="2024-06-01")
    return "\n".join(found.message + found.help for found in result.diagnostics)


def test_known_names_pass_without_a_word() -> None:
    assert warnings() == ""


def test_a_misspelt_procedure_is_refused() -> None:
    with pytest.raises(cunwu.RecordError, match="五议决策法"):
        cunwu.check(RECORD | {"程序": "五议决测法"}, as_of="2024-06-01")


def test_a_misspelt_category_step_or_actor_is_told_of() -> None:
    assert "工程建设" in warnings(类别=["工程建没"])
    assert "方案公示" in warnings(没有的步骤=["方案公式"])
    assert "方案公示" in warnings(经过=[{"步骤": "方案公式"}])
    assert "党员大会" in warnings(经过=[{"步骤": "审议", "主体": "党员太会"}])


def test_a_step_that_no_rule_speaks_of_is_told_of() -> None:
    assert "没有规则核对它" in warnings(经过=[{"步骤": "一事一议听证"}])


def test_a_list_of_another_county_is_not_used_unasked() -> None:
    here = {name: value for name, value in RECORD.items() if name != "规则"}
    elsewhere = cunwu.check(here | {"地区": "浙江省余姚市", "程序": "不详"}, as_of="2024-06-01")
    assert "ninghai/power_list" not in {f.norm.ruleset for f in elsewhere.findings}
    at_home = cunwu.check(here | {"地区": "浙江省宁波市宁海县"}, as_of="2024-06-01")
    assert "ninghai/power_list" in {f.norm.ruleset for f in at_home.findings}
