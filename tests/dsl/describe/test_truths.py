"""Values and truths in words: each kind once, as it holds and as it doesn't."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any, cast

import pytest

from dsl.describe.clauses import Clause, inline, joined, mark
from dsl.describe.phrases import LABELS, PHRASES
from dsl.describe.speaker import Speaker
from dsl.describe.truths import truth_clause
from dsl.describe.values import value_text
from dsl.norms.nodes import (
    TRUE,
    Act,
    And,
    Arithmetic,
    Bound,
    ByReading,
    Coalesce,
    Compare,
    Const,
    Current,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    Fact,
    ForAll,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    JudgedDay,
    Not,
    OneOf,
    Op,
    Or,
    Parameter,
    Pick,
    Scale,
    Stated,
    Total,
    Which,
    Within,
)
from dsl.values import FieldType as T
from dsl.values import Interval, Period

ALL, ATTENDED = Fact("组成人员", T.PERSONS), EventFact(Current(), "实到", T.PERSONS)
DAY, UNTIL = EventFact(Current(), "日期", T.DATE), EventFact(Current(), "止", T.DATE)
OTHER = EventFact(Bound("e"), "日期", T.DATE)
LAST = EventFact(Pick(Act(("说事",), Which.LAST)), "日期", T.DATE)
DAYS = DaysBetween(DAY, UNTIL, T.DAYS)
ONE_DAY = Const(1, T.DAYS)
POSTED = ByReading("公示含首日", Arithmetic("+", DAYS, ONE_DAY), DAYS)
MINE, URGENT = Fact("类别", T.LIST), EventFact(Current(), "紧急", T.FLAG)
OWNER, CHAIR = Fact("权属", T.CHOICE), EventFact(Current(), "主持人", T.TEXT)
A, B, C = (IsTrue(Fact(name, T.FLAG)) for name in "甲乙丙")


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (ATTENDED, "本次实到人数"),
        (DAY, "本次日期"),
        (LAST, "末次说事的日期"),
        (EventFact(Pick(Act(("说事", "议事"), Which.FIRST)), "止", T.DATE), "说事或者议事当中的首次的止日"),
        (Const(365000, T.MONEY), "36.5万元"),
        (Const("王建国", T.TEXT), "“王建国”"),
        (JudgedDay(), "本次当日"),
        (Scale(ALL, Fraction(2, 3)), "组成人员的三分之二"),
        (Scale(ALL, Fraction(3)), "组成人员的三倍"),
        (Arithmetic("-", Arithmetic("+", ALL, ATTENDED), ALL), "组成人员加上本次实到人数减去组成人员"),
        (Arithmetic("-", ALL, Arithmetic("-", ATTENDED, ALL)), "组成人员减去（本次实到人数减去组成人员）"),
        (Scale(Arithmetic("+", ALL, ATTENDED), Fraction(1, 3)), "（组成人员加上本次实到人数）的三分之一"),
        (Coalesce(ALL, ATTENDED), "组成人员"),
        (Coalesce(CHAIR, Fact("相对人", T.TEXT)), "本次主持人（没有写的，按相对人推算）"),
        (DAYS, "从本次日期的次日数到本次止日的日数"),
        (DaysBetween(LAST, DAY, T.WORKDAYS), "从末次说事的日期的次日数到本次日期的工作日数"),
        (POSTED, "从本次日期的次日数到本次止日的日数（读法“公示含首日”取“是”的，加1日）"),
        (ByReading("甲", ALL, ATTENDED), "（读法“甲”取“是”的为组成人员，取“否”的为本次实到人数）"),
        (Due(DAY, Period(10, T.DAYS)), "本次日期之后第10日（这一日是休息日的，顺延到下一个工作日）"),
        (Due(DAY, Period(20, T.WORKDAYS)), "本次日期之后第20个工作日"),
        (
            Due(DAY, Period(2, T.MONTHS)),
            "本次日期之后满2个月的对应日（月末没有对应日的，是月末日；是休息日的，顺延到下一个工作日）",
        ),
        (Parameter("限额", ((Interval(), 5),), T.MONEY), "限额"),
        (Headcount((MINE,), True), "类别的不重复人数"),
        (Headcount((MINE, OWNER), True), "类别、权属里相同的人数"),
        (
            Total(Act(("签约",)), "合同价", T.MONEY, ("相对人",), Period(12, T.MONTHS)),
            "签约的合同价合计（同一相对人，12个月内）",
        ),
        (Total(Act(("签约",)), "", T.TIMES, (), None), "签约的次数"),
    ],
)
def test_values(expr, text):
    assert value_text(expr, Speaker()) == text


@pytest.mark.parametrize(
    ("expr", "held", "not_held"),
    [
        (
            Compare(Op.GE, ATTENDED, Scale(ALL, Fraction(2, 3))),
            "本次实到人数不少于组成人员的三分之二",
            "本次实到人数少于组成人员的三分之二",
        ),
        (
            Compare(Op.GT, ATTENDED, Scale(ALL, Fraction(1, 2))),
            "本次实到人数超过组成人员的一半（正好一半的不算）",
            "本次实到人数不超过组成人员的二分之一",
        ),
        (
            Compare(Op.GE, ATTENDED, Scale(ALL, Fraction(1, 2))),
            "本次实到人数达到组成人员的一半（正好一半的也算）",
            "本次实到人数少于组成人员的二分之一",
        ),
        (Compare(Op.LT, Const(5, T.PERSONS), ATTENDED), "本次实到人数超过5人", "本次实到人数不超过5人"),
        (
            Compare(Op.LE, DAY, LAST),
            "本次日期不晚于末次说事的日期（同一日也算）",
            "本次日期晚于末次说事的日期（同一日不算）",
        ),
        (Compare(Op.EQ, DAY, LAST), "本次日期和末次说事的日期是同一日", "本次日期和末次说事的日期不是同一日"),
        (Compare(Op.EQ, CHAIR, OWNER), "本次主持人和权属相同", "本次主持人和权属不同"),
        (
            Compare(Op.GT, Headcount((MINE, OWNER), True), Const(0, T.PERSONS)),
            "类别、权属里有相同的人",
            "类别、权属里没有相同的人",
        ),
        (
            Compare(Op.GT, Headcount((MINE,), False), Headcount((MINE,), True)),
            "类别有重复的人",
            "类别没有重复的人",
        ),
        (
            Compare(Op.GE, Headcount((MINE,), True), Const(3, T.PERSONS)),
            "类别的不重复人数不少于3人",
            "类别的不重复人数少于3人",
        ),
        (OneOf(OWNER, frozenset("村")), "权属是“村”", "权属不是“村”"),
        (OneOf(OWNER, frozenset("村组")), "权属是“村”或者“组”", "权属不是“村”、“组”中的任何一个"),
        (OneOf(MINE, frozenset("甲")), "类别包括“甲”", "类别不包括“甲”"),
        (OneOf(MINE, frozenset("甲乙")), "类别包括“乙”、“甲”中的至少一个", "类别不包括“乙”、“甲”中的任何一个"),
        (OneOf(MINE, frozenset()), "类别属于空的名单", "类别不属于空的名单"),
        (A, "“甲”为是", "“甲”为否"),
        (IsTrue(URGENT), "本次“紧急”为是", "本次“紧急”为否"),
        (
            IsTrue(EventFact(Pick(Act(("评估",), Which.LAST)), "可控", T.FLAG)),
            "末次评估的“可控”为是",
            "末次评估的“可控”为否",
        ),
        (IsTrue(ByReading("读", Const(True, T.FLAG), Const(False, T.FLAG))), "读法“读”取“是”", "读法“读”取“否”"),
        (IsTrue(ByReading("读", Const(False, T.FLAG), Const(True, T.FLAG))), "读法“读”取“否”", "读法“读”取“是”"),
        (Stated(OWNER), "记录写明了权属", "记录没有写权属"),
        (Happened(Act(("甲", "乙"))), "本案有甲或者乙", "本案没有甲、乙中的任何一个"),
        (HasDocument(Current(), "签到册"), "本次有材料“签到册”", "本次没有材料“签到册”"),
        (
            Exists(Act(("招标",)), "e", Compare(Op.GE, DAY, OTHER)),
            "本次以前有过招标（同一日也算）",
            "本次以前没有过招标（同一日有的也不行）",
        ),
        (
            Exists(Act(("招标",)), "e", Compare(Op.GT, OTHER, DAY)),
            "本次以后有过招标（同一日不算）",
            "本次以后没有过招标（同一日有的可以）",
        ),
        (
            Exists(Act(("公示",)), "e", Compare(Op.GT, DAY, EventFact(Bound("e"), "止", T.DATE))),
            "至少有一次公示，本次日期晚于那一次的止日（同一日不算）",
            "没有任何一次公示能做到：本次日期晚于那一次的止日（同一日不算）",
        ),
        (
            Exists(Act(("报备",)), "e", Within(OTHER, DAY, Period(10, T.WORKDAYS))),
            "从本次日期（含当日）到本次日期之后第10个工作日为止，有过报备",
            "从本次日期（含当日）到本次日期之后第10个工作日为止，没有过报备",
        ),
        (
            ForAll(Act(("审议",)), "e", Compare(Op.LE, DAY, OTHER)),
            "每一次审议都要做到：本次日期不晚于那一次的日期（同一日也算）",
            "有一次审议做不到：本次日期不晚于那一次的日期（同一日也算）",
        ),
        (
            Within(DAY, LAST, Period(5, T.WORKDAYS)),
            "本次日期不早于末次说事的日期，也不晚于末次说事的日期之后第5个工作日",
            "本次日期早于末次说事的日期，或晚于末次说事的日期之后第5个工作日",
        ),
        (And((A, B)), "“甲”为是，并且“乙”为是", "“甲”为否，或者“乙”为否"),
        (Or((A, Not(B))), "“甲”为是，或者“乙”为否", "“甲”为否，并且“乙”为是"),
        (TRUE, "没有要求", "任何情形都不成立"),
        (
            And((A, Or((B, C)))),
            "下列各项都成立：（一）“甲”为是；（二）“乙”为是，或者“丙”为是",
            "下列至少一项成立：（一）“甲”为否；（二）“乙”为否，并且“丙”为否",
        ),
        (
            Or((A, And((B, Or((A, C)))))),
            "下列至少一项成立：（一）“甲”为是；（二）下列各项都成立：1．“乙”为是；2．“甲”为是，或者“丙”为是",
            "下列各项都成立：（一）“甲”为否；（二）下列至少一项成立：1．“乙”为否；2．“甲”为否，并且“丙”为否",
        ),
        (
            And((Stated(OWNER), OneOf(OWNER, frozenset("组")))),
            "记录写明权属是“组”",
            "记录没有写权属，或者权属不是“组”",
        ),
        (
            And((Stated(OWNER), Not(OneOf(OWNER, frozenset("组"))))),
            "记录写了权属，而且权属不是“组”",
            "记录没有写权属，或者权属是“组”",
        ),
        (
            And((HasDocument(Current(), "甲"), HasDocument(Current(), "乙"))),
            "本次有材料“甲”、“乙”",
            "本次没有材料“甲”，或者本次没有材料“乙”",
        ),
        (
            And((OneOf(MINE, frozenset("甲")), OneOf(MINE, frozenset("乙")))),
            "类别同时包括“甲”、“乙”",
            "类别不包括“甲”，或者类别不包括“乙”",
        ),
    ],
)
def test_truths(expr, held, not_held):
    speaker = Speaker()
    assert inline(truth_clause(expr, speaker), "zh") == held
    assert inline(truth_clause(Not(expr), speaker), "zh") == not_held
    assert inline(truth_clause(Not(Not(expr)), speaker), "zh") == held


def test_connectives_inside_of_one_another_count_as_one():
    flat, nested = (
        And((A, B, C)),
        And(
            (
                A,
                And((TRUE, And((B, Or((C,)))))),
            )
        ),
    )
    assert truth_clause(flat, Speaker()) == truth_clause(nested, Speaker())


def test_occurrences_inside_of_one_another_have_names_of_their_own():
    inner = Exists(
        Act(("乙",)), "f", Compare(Op.EQ, EventFact(Bound("f"), "价", T.MONEY), EventFact(Bound("e"), "价", T.MONEY))
    )
    text = inline(truth_clause(Exists(Act(("甲",)), "e", inner), Speaker()), "zh")
    assert text == "至少有一次甲，至少有一次乙，另一次的价等于那一次的价"


def test_items_keep_their_numbers_apart():
    deep = Clause("一", (Clause("二", (Clause("三", (Clause("四", (Clause("五", (Clause("末"),)),)),)),)),))
    assert inline(deep, "zh") == "一：（一）二：1．三：〔1〕四：1）五：4-1）末"
    assert mark(12, 0, "zh") == "（十二）" and mark(12, 0, "en") == "(12) "
    assert joined([Clause("甲")], "and", "zh") == Clause("甲")


def test_a_name_with_two_meanings_is_defined_in_its_place():
    parameter = Parameter(
        "限额", ((Interval(date(2024, 1, 1), None), 50000), (Interval(None, date(2023, 12, 31)), None)), T.MONEY
    )
    speaker = Speaker(unclear=frozenset({"限额", "组成人员"}))
    assert value_text(parameter, speaker) == (
        "限额（2024年1月1日起为5万元；2023年12月31日止没有定数，待填；此外的日子没有数，待补充）"
    )
    assert value_text(Coalesce(ALL, ATTENDED), speaker) == "组成人员（没有写的，按本次实到人数推算）"


def test_both_languages_say_the_same_things():
    for table in (PHRASES, LABELS):
        for name, (chinese, english) in table.items():
            parts = [set(re.findall(r"{(\w+)}", text)) for text in (chinese, english)]
            assert parts[0] == parts[1], name
            assert not re.search(r"[\u4e00-\u9fff]", english), name


def test_no_two_phrases_are_the_same():
    for language in (0, 1):
        texts = [texts[language] for name, texts in PHRASES.items()]
        twice = {text for text in texts if texts.count(text) > 1}
        assert twice <= {"{name}: {versions}"}


def test_a_new_kind_of_expression_is_not_passed_over():
    with pytest.raises(TypeError):
        truth_clause(cast(Any, object()), Speaker())
    with pytest.raises(TypeError):
        value_text(cast(Any, object()), Speaker())
