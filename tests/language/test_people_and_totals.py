"""Lists of persons, and sums over several occurrences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsl.norms.invariants import broken

PEOPLE = """
机构 村民代表会议：“x”
词汇 表决人（voters）：经过，名单，“x”
词汇 利害关系人（interested）：记录，列表，“x”
词汇 监票人（tellers）：经过，列表，“x”
规则 回避
  行为：村民代表会议
  不得 表决人包括利害关系人【法 第一条】
规则 监票人不主持
  行为：村民代表会议
  应当 主持人不属于监票人【法 第二条】
规则 “一人一票”
  行为：村民代表会议
  应当 表决人没有重复【法 第三条】
规则 人数
  行为：村民代表会议
  应当 表决人的不重复人数达到组成人员的三分之二以上【法 第四条】
规则 票数
  行为：村民代表会议
  应当 表决人的人数不超过应到【法 第五条】
"""


def meeting(**facts: object) -> dict[str, object]:
    event = {"步骤": "村民代表会议", "日期": "2024-03-05", "主体": "村民代表会议", **facts}
    return {"组成人员": 3, "利害关系人": ["张三", "李四"], "经过": [event]}


@pytest.mark.parametrize(
    ("voters", "recused", "once", "heads"),
    [
        (["王五", "赵六"], "合规", "合规", "合规"),
        (["王五", "赵六", "张三"], "违规", "合规", "合规"),
        (["王五", "王五"], "合规", "违规", "违规"),
        ([], "合规", "合规", "违规"),
        (None, "待补充", "待补充", "待补充"),
    ],
)
def test_who_voted(rules, voters, recused, once, heads) -> None:
    made, record = rules(PEOPLE), meeting(**({} if voters is None else {"表决人": voters}))
    found = made.findings(record)
    verdicts = [found[name].verdict.chinese for name in ("回避", "一人一票", "人数")]
    assert verdicts == [recused, once, heads]


def test_the_names_are_told(rules) -> None:
    made = rules(PEOPLE)
    assert "表决人与利害关系人有相同的人：张三" in made.said(meeting(表决人=["王五", "张三"]), "回避")
    assert "表决人与利害关系人没有相同的人" in made.said(meeting(表决人=["王五"]), "回避")
    assert "表决人有重复：王五" in made.said(meeting(表决人=["王五", "赵六", "王五"]), "一人一票")
    assert "表决人的不重复人数1人，缺1人" in made.said(meeting(表决人=["王五", "王五"]), "人数")
    assert made.findings(meeting())["回避"].missing[0].name == "表决人"


def test_one_person_in_two_roles(rules) -> None:
    made = rules(PEOPLE)
    assert made.verdict(meeting(主持人="张三", 监票人=["李四", "王五"]), "监票人不主持") == "合规"
    assert made.verdict(meeting(主持人="李四", 监票人=["李四", "王五"]), "监票人不主持") == "违规"
    assert made.verdict(meeting(主持人="李四"), "监票人不主持") == "待补充"
    assert made.verdict(meeting(监票人=[]), "监票人不主持") == "合规"


def test_a_roll_counts_each_signature(rules) -> None:
    made = rules(PEOPLE)
    assert made.verdict(meeting(表决人="王五、王五、赵六", 应到=2), "票数") == "违规"
    assert made.verdict(meeting(表决人="王五、赵六", 应到=2), "票数") == "合规"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("表决人包括张三", "N129"),
        ("实到包括利害关系人", "N105"),
        ("主持人有重复", "N128"),
        ("监票人有重复", "N128"),
        ("主持人的人数不少于1人", "N103"),
    ],
)
def test_what_is_no_list(rules, written, code) -> None:
    text = PEOPLE[: PEOPLE.index("规则 回避")]
    made = rules(f"{text}规则 试\n  行为：村民代表会议\n  应当 {written}【法 第一条】\n")
    assert code in made.codes and len(made.codes) == 1


LOTS = """
行为 签约：“x”
行为 公开招标：“x”
词汇 承包人（contractor）：经过，文字，“x”
词汇 合同金额（price）：经过，金额，“x”
规则 化整为零
  行为：签约
  当 签约的合同金额合计（同一承包人，12个月内）5万元以上
  应当 有 公开招标【法 第一条】
规则 次数
  行为：签约
  应当 签约的次数（12个月内）不超过2次【法 第二条】
规则 总额
  应当 签约的合同金额合计不超过20万元【法 第三条】
"""


def lots(*signed: tuple[str | None, str | None, str | None], **more: object) -> dict[str, object]:
    names = ("日期", "承包人", "合同金额")
    events = [
        {"步骤": "签约"} | {name: value for name, value in zip(names, one, strict=True) if value} for one in signed
    ]
    return {"经过": events, "没有的步骤": ["公开招标"], "日期": "2024-06-01", **more}


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        ([("2024-03-05", "甲", "2.5万元"), ("2024-05-05", "甲", "2.5万元")], "违规"),  # together just 5万元
        ([("2024-03-05", "甲", "2.5万元"), ("2024-05-05", "甲", "2.49万元")], "不适用"),
        ([("2024-03-05", "甲", "2.5万元"), ("2024-05-05", "乙", "2.5万元")], "不适用"),
        ([("2023-05-05", "甲", "2.5万元"), ("2024-05-05", "甲", "2.5万元")], "违规"),  # the same day of the year before
        ([("2023-05-04", "甲", "2.5万元"), ("2024-05-05", "甲", "2.5万元")], "不适用"),
        ([("2024-03-05", None, "2.5万元"), ("2024-05-05", "甲", "2.5万元")], "待补充"),
        ([("2024-03-05", "甲", None), ("2024-05-05", "甲", "2.5万元")], "待补充"),
        ([(None, "甲", "2.5万元"), ("2024-05-05", "甲", "2.5万元")], "待补充"),
        ([("2024-03-05", "乙", None), ("2024-05-05", "甲", "2.5万元")], "待补充"),  # 乙's own sum isn't known
        ([], "待补充"),
    ],
)
def test_lots_of_one_contractor_are_added_up(rules, signed, verdict) -> None:
    assert rules(LOTS).verdict(lots(*signed), "化整为零") == verdict


def test_the_sum_is_told_with_its_limits(rules) -> None:
    apart = lots(("2024-03-05", "甲", "2.5万元"), ("2024-05-05", "乙", "3万元"))
    assert "签约的合同金额合计（同一承包人，12个月内）2.5万元" in rules(LOTS).said(apart, "化整为零")
    together = lots(("2024-03-05", "甲", "2.5万元"), ("2024-05-05", "甲", "3万元"))
    assert "签约的合同金额合计（同一承包人，12个月内）5.5万元" in rules(LOTS).said(together, "化整为零")
    often = lots(*[("2024-03-05", "甲", "1万元")] * 3)
    assert "签约的次数（12个月内）3次" in rules(LOTS).said(often, "次数")
    missing = rules(LOTS).findings(lots(("2024-03-05", "甲", None)))["化整为零"].missing
    assert [(one.name, one.step) for one in missing] == [("合同金额", "签约")]


@pytest.mark.parametrize(("count", "verdict"), [(2, "合规"), (3, "违规")])
def test_occurrences_are_counted(rules, count, verdict) -> None:
    record = lots(*[(f"2024-03-{5 + n:02}", "甲", "1万元") for n in range(count)])
    assert rules(LOTS).verdict(record, "次数") == verdict


def test_a_sum_over_the_whole_record(rules) -> None:
    made = rules(LOTS)
    assert made.verdict(lots(("2024-03-05", "甲", "20万元")), "总额") == "合规"
    assert made.verdict(lots(("2024-03-05", "甲", "20万元"), ("2024-03-06", "甲", "1元")), "总额") == "违规"
    assert made.verdict(lots(), "总额") == "待补充"
    assert made.verdict(lots(没有的步骤=["公开招标", "签约"]), "总额") == "合规"


@pytest.mark.parametrize("limits", ["同一承包人", "12个月内", "同一承包人，12个月内"])
def test_a_limit_is_one_by_an_occurrence(rules, limits) -> None:
    text = LOTS[: LOTS.index("规则 化")]
    (found,) = rules(f"{text}规则 试\n  应当 签约的合同金额合计（{limits}）不超过1万元【法 第一条】\n").diagnostics
    assert (found.code, found.message) == (
        "N134",
        f"合计的限定“{limits}”要和一次行为对照，这里没有写明是哪一次",
    )


def test_limited_totals_of_no_occurrence_are_unsound(rules) -> None:
    norms = {norm.name: norm for norm in rules(LOTS).library.programs[-1].norms}
    assert [broken(norm) for norm in norms.values()] == [[]] * len(norms)
    for name in ("化整为零", "次数"):
        told = f"{norms[name].id}: sums what agrees with the current occurrence without an act"
        assert told in broken(replace(norms[name], act=None))
    assert norms["总额"].act is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("签约的合同金额合计（承包人）不超过1万元", "N127"),
        ("签约的合同金额合计（同一承办人）不超过1万元", "N127"),
        ("签约的承包人合计不超过1万元", "N105"),
        ("合同金额合计不超过1万元", "N126"),
        ("签约的合同价合计不超过1万元", "N104"),
        ("签定的合同金额合计不超过1万元", "N103"),
        ("签约的合同金额合计不超过1人", "N105"),
        ("签约的次数（12个月）不超过1次", "S102"),
    ],
)
def test_totals_that_say_too_little(rules, written, code) -> None:
    text = LOTS[: LOTS.index("规则 化")]
    made = rules(f"{text}规则 试\n  行为：签约\n  应当 {written}【法 第一条】\n")
    assert code in made.codes
