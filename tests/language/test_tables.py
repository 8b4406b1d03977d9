"""Decision tables: rows become norms; gaps and overlaps are found."""

from __future__ import annotations

import pytest

TABLE = """
行为 公开招标：“x”
行为 询价：“x”
行为 村委会审批：“x”
词汇 采购类别（kind）：记录，选项，“x”
  取值：“工程”、“货物”
词汇 紧急（urgent）：记录，是否，“x”
分档 采购方式【规定 第三条】
  {extra}
  档 小额：当 金额{small} 应当 村委会审批
  档 中额：当 金额{from_}，金额{to} 应当 询价
  档 大额：当 金额{large} 应当 公开招标【规定 第四条】
"""
RIGHT = {"small": "不满1万元", "from_": "1万元以上", "to": "不满5万元", "large": "5万元以上", "extra": ""}


def table(**changed: str) -> str:
    return TABLE.format(**(RIGHT | changed))


def record(amount: str, **more: object) -> dict[str, object]:
    return {"日期": "2024-03-01", "金额": amount, "经过完整": "是", **more}


@pytest.mark.parametrize(
    ("amount", "row"),
    [("9999元", "小额"), ("1万元", "中额"), ("49999.99元", "中额"), ("5万元", "大额"), ("0元", "小额")],
)
def test_one_row_applies(rules, amount, row) -> None:
    findings = rules(table()).findings(record(amount))
    assert [name for name, one in findings.items() if one.verdict.chinese != "不适用"] == [f"采购方式·{row}"]
    assert findings[f"采购方式·{row}"].verdict.chinese == "违规"


def test_a_row_has_its_own_source_or_that_of_the_table(rules) -> None:
    findings = rules(table()).findings(record("5万元"))
    assert [one.norm.citations[0].article for one in findings.values()] == ["第三条", "第三条", "第四条"]


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"large": "超过5万元"}, "N130", "“金额5万元”不属于任何一档"),
        ({"from_": "超过1万元"}, "N130", "“金额1万元”不属于任何一档"),
        ({"small": "不超过1万元"}, "N131", "“小额”和“中额”两档重叠：“金额1万元”都符合"),
        ({"to": "不超过5万元"}, "N131", "“中额”和“大额”两档重叠：“金额5万元”都符合"),
        ({"large": "10万元以上"}, "N130", "“金额5万元”不属于任何一档"),
    ],
)
def test_gaps_and_overlaps_are_found(rules, changed, code, words) -> None:
    made = rules(table(**changed))
    (found,) = made.diagnostics
    assert found.code == code and words in found.message
    assert (found.severity.value == "警告") is (code == "N130")


def test_several_dimensions(rules) -> None:
    text = table().replace("当 金额5万元以上", "当 金额5万元以上，采购类别为“工程”")
    (found,) = rules(text).diagnostics
    assert "采购类别为“货物”" in found.message and "金额5万元" in found.message
    whole = text + "  档 大额货物：当 金额5万元以上，采购类别为“货物” 应当 询价\n"
    assert rules(whole).codes == []
    flagged = text + "  档 其余：当 金额5万元以上，采购类别不属于“工程”，紧急 应当 询价\n"
    (found,) = rules(flagged).diagnostics
    assert "紧急为否" in found.message


def test_the_first_row_that_holds_counts_where_the_table_says_so(rules) -> None:
    text = table(extra="命中：首个", small="不超过2万元")
    assert rules(text).codes == []
    findings = rules(text).findings(record("1.5万元"))
    assert [name for name, one in findings.items() if one.verdict.chinese != "不适用"] == ["采购方式·小额"]
    everything = table(extra="命中：全部", small="不超过2万元")
    findings = rules(everything).findings(record("1.5万元"))
    assert [one.verdict.chinese for one in findings.values()] == ["违规", "违规", "不适用"]
    assert rules(table(extra="命中：最后")).codes == ["M105"]


def test_a_condition_of_the_whole_table(rules) -> None:
    made = rules(table(extra="当 采购类别为“工程”"))
    assert {one.verdict.chinese for one in made.findings(record("6万元", 采购类别="货物")).values()} == {"不适用"}
    assert made.verdict(record("6万元", 采购类别="工程"), "采购方式·大额") == "违规"
    assert made.verdict(record("6万元"), "采购方式·大额") == "待补充"
    assert rules(table(extra="应当 询价")).codes == ["M120"]


def test_limits_by_parameter_and_by_day(rules) -> None:
    text = "参数 限额：5万元【规定 第五条】\n" + table(to="少于限额", large="不少于限额")
    assert rules(text).codes == []
    assert rules(text.replace("不少于限额", "超过限额")).codes == ["N130"]
    changing = text.replace("5万元【", "2020年1月1日止 3万元；2020年1月2日起 5万元【").replace("不少于限额", "超过限额")
    assert rules(changing).codes == []  # nothing is claimed of a limit that changes
    days = """
行为 询价：“x”
分档 期限【规定 第三条】
  档 旧：当 日期早于2024年1月1日 应当 询价
  档 新：当 日期晚于2024年1月1日 应当 询价
"""
    (found,) = rules(days).diagnostics
    assert "“日期2024年1月1日”不属于任何一档" in found.message


def test_rows_of_people_are_tried_by_whole_people(rules) -> None:
    text = """
行为 询价：“x”
分档 人数【规定 第三条】
  档 少：当 户数不超过50户 应当 询价
  档 多：当 户数51户以上 应当 询价
"""
    assert rules(text).codes == []
    assert rules(text.replace("51户以上", "52户以上")).codes == ["N130"]


def test_mistakes_in_a_table(rules) -> None:
    assert rules("档 孤儿：当 金额超过1元 应当 有 决议\n").codes[0] == "M109"
    assert rules("行为 询价：“x”\n分档 空【规定 第一条】\n").codes == ["M107"]
    twice = table() + "  档 小额：当 金额不满1元 应当 询价\n"
    assert "M103" in rules(twice).codes
    assert rules(table().replace("【规定 第三条】", "")).codes == ["M110", "M110"]
