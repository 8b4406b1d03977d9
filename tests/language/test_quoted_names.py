"""Names that hold blanks, digits or words of the language: quoted, they stand wherever a name can."""

from __future__ import annotations

import pytest

QUOTED = """
行为 “T02 Check”：“甲”
行为 “公示之后检查”：“乙”
行为 「签约以前 审计」：“丙”
规则 a
  行为：“T02 Check”
  应当 “公示之后检查”，在“T02 Check”之后、「签约以前 审计」之前
  【约 第一条】
规则 b
  行为：末次 “T02 Check”、“公示之后检查”
  当 首次“T02 Check”的日期 早于 本次的日期
  应当 有 “T02 Check”，此前“T02 Check”的日期 早于 末次「签约以前 审计」的日期
  【约 第二条】
规则 c
  不得 “T02 Check”，在「签约以前 审计」之后
  【约 第三条】
"""
PLAIN = QUOTED.replace("“T02 Check”", "检查").replace("“公示之后检查”", "复查").replace("「签约以前 审计」", "审计")


@pytest.mark.parametrize("order", ["甲乙丙", "丙乙甲", "乙甲丙", "甲乙甲丙", "甲丙", ""])
def test_they_mean_what_plain_names_mean(rules, order):
    steps = {
        QUOTED: {"甲": "T02 Check", "乙": "公示之后检查", "丙": "签约以前 审计"},
        PLAIN: {"甲": "检查", "乙": "复查", "丙": "审计"},
    }
    said = []
    for text, names in steps.items():
        events = [{"步骤": names[step], "日期": f"2024-03-0{day}"} for day, step in enumerate(order, 1)]
        findings = rules(text).findings({"经过完整": "是", "经过": events})
        said.append({norm: finding.verdict for norm, finding in findings.items()})
    assert said[0] == said[1] and set(said[0]) == {"a", "b", "c"}


def test_each_verdict_occurs(rules):
    record = {"经过完整": "是", "经过": [{"步骤": "T02 Check", "日期": "2024-03-01"}]}
    assert rules(QUOTED).verdict(record, "a") == "违规"
    record["经过"] = [
        {"步骤": step, "日期": f"2024-03-0{day}"}
        for day, step in enumerate(("T02 Check", "公示之后检查", "签约以前 审计"), 1)
    ]
    assert rules(QUOTED).verdict(record, "a") == "合规"


def test_a_quotation_that_names_no_step_is_still_no_condition(rules):
    found = rules("行为 甲：“x”\n规则 a\n  应当 “乙”，在甲之后\n  【约 第一条】\n")
    assert "N107" in found.codes
