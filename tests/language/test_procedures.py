"""Procedures: going back after a failed vote, steps taken several times, sub-procedures, conditions, transition."""

from __future__ import annotations

import pytest

LOOP = """
机构 村民代表会议：“x”
程序 办事
  步骤 商议【法 第一条】
  步骤 决议【法 第二条】
    次序：商议之后
    未通过：退回商议
"""


def case(*events: tuple[str, ...], **more: object) -> dict[str, object]:
    listed = [
        {"步骤": name, "日期": day, **({"结果": outcome[0]} if outcome else {})} for name, day, *outcome in events
    ]
    return {"程序": "办事", "经过": listed, **more}


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        ([("商议", "2024-03-01"), ("决议", "2024-03-05")], "不适用"),
        ([("商议", "2024-03-01"), ("决议", "2024-03-05", "未通过"), ("决议", "2024-03-09")], "违规"),
        (
            [
                ("商议", "2024-03-01"),
                ("决议", "2024-03-05", "未通过"),
                ("商议", "2024-03-07"),
                ("决议", "2024-03-09"),
            ],
            "合规",
        ),
        (
            [
                ("商议", "2024-03-01"),
                ("决议", "2024-03-05", "未通过"),
                ("商议", "2024-03-10"),
                ("决议", "2024-03-09"),
            ],
            "违规",
        ),
        ([("商议", "2024-03-01"), ("决议", "2024-03-05", "未通过")], "待补充"),
        ([("商议", "2024-03-01"), ("决议", "2024-03-05"), ("决议", "2024-03-09", "未通过")], "不适用"),
        ([("商议", "2024-03-01"), ("决议", "2024-03-05", "作废"), ("决议", "2024-03-09")], "不适用"),
    ],
)
def test_after_a_failed_vote_it_goes_back(rules, events, verdict) -> None:
    assert rules(LOOP).verdict(case(*events), "办事·决议·退回") == verdict


def test_a_failed_vote_is_told(rules) -> None:
    events = [("商议", "2024-03-01"), ("决议", "2024-03-05", "未通过"), ("决议", "2024-03-09")]
    assert "决议（未通过）" in rules(LOOP).said(case(*events), "办事·决议·退回")


TIMES = """
程序 办事
  步骤 听证【法 第一条】
    次数：不少于2次【法 第一条】
  步骤 决定【法 第二条】
    次序：听证之后
    要求：列席包括“律师”，或者 已载明 地点【法 第三条】
"""


@pytest.mark.parametrize(("count", "verdict"), [(1, "违规"), (2, "合规"), (3, "合规"), (0, "待补充")])
def test_a_step_that_is_taken_several_times(rules, count, verdict) -> None:
    hearings = [("听证", f"2024-03-0{n + 1}") for n in range(count)]
    assert rules(TIMES).verdict(case(*hearings, ("决定", "2024-04-01")), "办事·听证·次数") == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"列席": ["律师"]}, "合规"),
        ({"列席": ["记者"], "地点": "村部"}, "合规"),
        ({"列席": ["记者"]}, "违规"),
        ({}, "待补充"),
    ],
)
def test_any_condition_may_be_asked_of_a_step(rules, facts, verdict) -> None:
    record = {"程序": "办事", "经过": [{"步骤": "决定", "日期": "2024-04-01", **facts}]}
    assert rules(TIMES).verdict(record, "办事·决定·要求") == verdict


INNER = """
词汇 需要招标（tendered）：记录，是否，“x”
程序 招标程序
  步骤 招标公告【条例 第一条】
    历时：不少于5日【条例 第一条】
  步骤 开标【条例 第二条】
    次序：招标公告届满之后
程序 办事
  步骤 决议【法 第一条】
  步骤 招标【法 第二条】
    次序：决议之后
    子程序：招标程序
    条件：需要招标
  步骤 实施【法 第三条】
    次序：招标之后
"""


def test_a_step_that_is_a_procedure_of_its_own(rules) -> None:
    made = rules(INNER)
    steps = [("决议", "2024-03-01"), ("招标公告", "2024-03-02"), ("开标", "2024-03-10"), ("实施", "2024-03-20")]
    record = case(*steps, 需要招标="是", 经过完整="是")
    found = made.findings(record)
    assert found["办事·招标·办理"].verdict.chinese == "合规"  # the opening of bids ends the tender
    assert found["招标程序·开标·次序"].verdict.chinese == "待补充"  # the last day of the notice isn't told
    assert found["办事·实施·次序"].verdict.chinese == "合规"
    without = case(steps[0], steps[3], 需要招标="是", 经过完整="是")
    assert made.verdict(without, "办事·招标·办理") == "违规"
    assert made.verdict({**without, "需要招标": "否"}, "办事·招标·办理") == "不适用"


def test_what_is_asked_of_the_step_is_asked_of_its_procedure(rules) -> None:
    made = rules(INNER)
    early = case(("决议", "2024-03-05"), ("招标公告", "2024-03-02"), ("开标", "2024-03-10"), 需要招标="是")
    assert made.verdict(early, "办事·招标·次序") == "违规"  # the notice came before the decision
    assert made.verdict({**early, "程序": "招标程序"}, "办事·招标·次序") == "不适用"
    assert made.verdict({**early, "程序": "别的"}, "招标程序·招标公告·历时") == "不适用"
    assert made.verdict({**early, "需要招标": "否"}, "招标程序·招标公告·历时") == "不适用"
    assert made.verdict(early, "招标程序·招标公告·历时") == "待补充"


def test_a_procedure_that_is_not_there_or_holds_itself(rules) -> None:
    assert rules(INNER.replace("子程序：招标程序", "子程序：招投标程序")).codes == ["M105"]
    circle = INNER.replace("步骤 开标【条例 第二条】", "步骤 开标【条例 第二条】\n    子程序：办事")
    (found,) = rules(circle).diagnostics
    assert (found.code, found.message) == ("N114", "“招标程序”绕了一圈又回到自己，经过“办事”")
    assert "子程序" in found.help and "子程序" in found.english_help
    hanging = "\n程序 细则\n  步骤 公告\n" + circle.replace(
        "步骤 招标公告【条例 第一条】", "步骤 招标公告【条例 第一条】\n    子程序：细则"
    )
    assert [one.message for one in rules(hanging).diagnostics if one.code == "N114"] == [found.message]
    itself = INNER.replace("子程序：招标程序", "子程序：办事")
    assert [one.message for one in rules(itself).diagnostics] == ["“办事”绕了一圈又回到自己"]


def test_circles_apart_are_told_apart(rules) -> None:
    made = rules(
        "\n程序 办事【法 第一条】\n  步骤 甲\n    次序：乙之后\n  步骤 乙\n    次序：甲之后\n"
        "  步骤 丙\n    次序：丁之后\n  步骤 丁\n    次序：丙之后\n"
        "词汇 子（a）：记录，人数，“x”\n  推算：丑 加上 1人\n词汇 丑（b）：记录，人数，“x”\n  推算：子 加上 1人\n"
        "词汇 寅（c）：记录，人数，“x”\n  推算：丑 加上 1人\n"
    )
    ways = ["“甲”绕了一圈又回到自己，经过“乙”", "“丙”绕了一圈又回到自己，经过“丁”", "“子”绕了一圈又回到自己，经过“丑”"]
    assert [one.message for one in made.diagnostics] == ways


TRANSITION = """
依据 旧法：《某某办法》（规章，2010年）
  施行：2010年1月1日起，2019年8月31日止
依据 新法：《某某办法》（规章，2019年）
  施行：2019年9月1日起
行为 立项：“x”
行为 签约：“x”
规则 旧
  行为：签约
  时间效力：立项
  应当 实到不少于3人【旧法 第一条】
规则 新
  行为：签约
  时间效力：立项
  应当 实到不少于5人【新法 第一条】
"""


@pytest.mark.parametrize(
    ("began", "old", "new"),
    [
        ("2019-08-31", "合规", "不适用"),
        ("2019-09-01", "不适用", "违规"),
        (None, "待补充", "待补充"),
    ],
)
def test_what_began_under_the_old_law_goes_on_under_it(rules, began, old, new) -> None:
    events = [{"步骤": "签约", "日期": "2019-10-01", "实到": 3}]
    events += [{"步骤": "立项", "日期": began}] if began else []
    made, record = rules(TRANSITION), {"经过": events}
    assert made.verdict(record, "旧") == old
    assert made.verdict(record, "新") == new


def test_without_a_word_the_day_of_the_act_decides(rules) -> None:
    text = TRANSITION.replace("  时间效力：立项\n", "")
    record = {"经过": [{"步骤": "签约", "日期": "2019-10-01", "实到": 3}, {"步骤": "立项", "日期": "2019-08-31"}]}
    assert rules(text).verdict(record, "旧") == "不适用"
    assert rules(text).verdict(record, "新") == "违规"
    assert rules(TRANSITION.replace("时间效力：立项", "时间效力：立向")).codes == ["N103", "N103"]


def test_a_whole_procedure_may_go_on_under_the_old_law(rules) -> None:
    text = """
依据 新法：《某某办法》（规章，2019年）
  施行：2019年9月1日起
程序 办事【新法 第一条】
  时间效力：提出
  步骤 提出
  步骤 决定
    次序：提出之后
"""
    late = case(("提出", "2019-08-31"), ("决定", "2019-10-01"))
    assert rules(text).verdict(late, "办事·决定·次序") == "不适用"
    assert rules(text).verdict(case(("提出", "2019-09-01"), ("决定", "2019-10-01")), "办事·决定·次序") == "合规"
