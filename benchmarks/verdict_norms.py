"""Sixty norms of the usual kinds, as core nodes, and seeded records for them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import (
    TRUE,
    Act,
    And,
    Arithmetic,
    Bound,
    Citation,
    Coalesce,
    Compare,
    Const,
    Current,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    Fact,
    Happened,
    HasDocument,
    IsTrue,
    Kind,
    Norm,
    NormException,
    OneOf,
    Op,
    Parameter,
    Pick,
    Program,
    Rank,
    Scale,
    Which,
    Within,
)
from dsl.values import FieldType as T
from dsl.values import Interval, Period
from engine.facts import Facts, facts_of
from engine.records.nodes import DecisionRecord, Event

SPAN = Span("基准.cunwu", 0, 1, 1, 1)
AS_OF = date(2026, 6, 30)
LAWS = (
    Interval(date(2010, 10, 28), date(2018, 12, 28)),
    Interval(date(2018, 12, 29), date(2025, 12, 31)),
    Interval(date(2026, 1, 1), None),
)
LIST = Interval(date(2014, 2, 25), None)
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)

CURRENT = Current()
DAY = EventFact(CURRENT, "日期", T.DATE)
UNTIL = EventFact(CURRENT, "止", T.DATE)
NOTICE = EventFact(CURRENT, "通知日", T.DATE)
ENTITLED, PRESENT, FOR = (EventFact(CURRENT, name, T.PERSONS) for name in ("应到", "实到", "同意"))
ASSEMBLY = Coalesce(
    Fact("组成人员", T.PERSONS),
    Arithmetic(
        "-",
        Arithmetic("+", Fact("村民代表", T.PERSONS), Fact("村民委员会成员", T.PERSONS)),
        Fact("双重身份人数", T.PERSONS),
    ),
)
PARTY = Fact("党员", T.PERSONS)
ADULTS = Fact("成年村民", T.PERSONS)
AMOUNT = Fact("金额", T.MONEY)
CATEGORY = Fact("类别", T.LIST)
TENDER_LIMIT = Parameter(
    "招标限额",
    ((Interval(date(2014, 2, 25), date(2019, 12, 31)), 50_000), (Interval(date(2020, 1, 1), None), 100_000)),
    T.MONEY,
)
MAJOR_LIMIT = Parameter(
    "重大限额",
    ((Interval(date(2014, 2, 25), date(2021, 6, 30)), 300_000), (Interval(date(2021, 7, 1), None), 500_000)),
    T.MONEY,
)


def yuan(amount: int) -> Const:
    return Const(amount, T.MONEY)


def category(*names: str) -> OneOf:
    return OneOf(CATEGORY, frozenset(names))


def at_least(left: Any, right: Any) -> Compare:
    return Compare(Op.GE, left, right)


def more_than(left: Any, right: Any) -> Compare:
    return Compare(Op.GT, left, right)


def gap(start: Any, end: Any, count: int, unit: T = T.DAYS) -> Compare:
    return at_least(DaysBetween(start, end, unit), Const(count, unit))


def after(step: str, which: Which, name: str = "日期", strict: bool = False) -> Compare:
    earlier = EventFact(Pick(Act((step,), which)), name, T.DATE)
    return Compare(Op.LT if strict else Op.LE, earlier, DAY)


def earlier_some(step: str) -> Exists:
    return Exists(Act((step,)), "先", Compare(Op.LE, EventFact(Bound("先"), "日期", T.DATE), DAY))


def then_within(step: str, period: Period) -> Exists:
    return Exists(Act((step,)), "后", Within(EventFact(Bound("后"), "日期", T.DATE), DAY, period))


def document(name: str) -> HasDocument:
    return HasDocument(CURRENT, name)


def norm(
    name: str,
    act: str | None,
    require: Any,
    when: Any = TRUE,
    validity: Interval = LIST,
    deadline: Any = None,
    exceptions: tuple[NormException, ...] = (),
) -> Norm:
    citation = Citation("清单", "宁海县村级小微权力清单三十六条", Rank.NORMATIVE_DOCUMENT, "", name, validity)
    return Norm(
        "基准", name, Kind.OBLIGATION, False, None if act is None else Act((act,)), when, require, exceptions,
        deadline, validity, (citation,), "", "", (), SPAN,
    )  # fmt: skip


TENDER = And((category("工程建设"), at_least(AMOUNT, TENDER_LIMIT)))
URGENT = NormException("抢险救灾", IsTrue(Fact("抢险救灾", T.FLAG)), None, (), SPAN)

NORMS: tuple[Norm, ...] = (
    # presence
    norm("有提议", None, Happened(Act(("提议",)))),
    norm("有决议", None, Happened(Act(("决议",)))),
    norm("有决议公示", None, Happened(Act(("决议公示",)))),
    norm("有评议", None, Happened(Act(("评议",)))),
    norm("有招标", None, Happened(Act(("招标",))), when=TENDER),
    norm("有备案", None, Happened(Act(("备案",))), when=at_least(AMOUNT, yuan(500_000))),
    norm("有村民会议", None, Happened(Act(("村民会议",))), when=category("土地流转")),
    norm("有审议", None, Happened(Act(("审议",))), when=category("重大支出", "工程建设")),
    # order
    norm("商议在后", "商议", after("提议", Which.FIRST)),
    norm("方案公示在后", "方案公示", after("商议", Which.LAST)),
    norm("审议在后", "审议", after("方案公示", Which.LAST, "止", strict=True)),
    norm("决议在后", "决议", after("审议", Which.LAST)),
    norm("决议公示在后", "决议公示", after("决议", Which.LAST)),
    norm("实施在后", "实施", after("决议公示", Which.LAST, "止", strict=True)),
    norm("评议在后", "评议", after("实施", Which.LAST)),
    norm("招标前有决议", "招标", earlier_some("决议")),
    norm("实施前有招标", "实施", earlier_some("招标"), when=TENDER),
    norm("备案前有决议", "备案", earlier_some("决议")),
    # quorum
    *(norm(f"代表会议到会{n}", "村民代表会议", at_least(PRESENT, Scale(ASSEMBLY, TWO_THIRDS)), validity=law)
      for n, law in enumerate(LAWS)),
    norm("审议到会", "审议", more_than(PRESENT, Scale(PARTY, HALF))),
    norm("商议到会", "商议", more_than(PRESENT, Scale(ENTITLED, HALF))),
    norm("村民会议到会", "村民会议", more_than(PRESENT, Scale(ADULTS, HALF))),
    norm("审议到会从严", "审议", at_least(PRESENT, Scale(PARTY, TWO_THIRDS)), validity=LAWS[2]),
    norm("决议到会", "决议", at_least(PRESENT, Scale(ENTITLED, Fraction(4, 5)))),
    # majority
    *(norm(f"代表会议通过{n}", "村民代表会议", more_than(FOR, Scale(PRESENT, HALF)), validity=law)
      for n, law in enumerate(LAWS)),
    norm("审议通过", "审议", more_than(FOR, Scale(PRESENT, HALF))),
    norm("商议通过", "商议", at_least(FOR, Scale(ENTITLED, HALF))),
    norm("村民会议通过", "村民会议", more_than(FOR, Scale(PRESENT, HALF))),
    norm("流转通过", "决议", at_least(FOR, Scale(ASSEMBLY, TWO_THIRDS)), when=category("土地流转")),
    # notice and posting
    norm("决议通知", "决议", gap(NOTICE, DAY, 3)),
    norm("村民会议通知", "村民会议", gap(NOTICE, DAY, 10)),
    norm("审议通知", "审议", gap(NOTICE, DAY, 2)),
    norm("商议通知", "商议", gap(NOTICE, DAY, 1)),
    norm("决议通知工作日", "决议", gap(NOTICE, DAY, 3, T.WORKDAYS)),
    norm("招标公告工作日", "招标", gap(NOTICE, DAY, 5, T.WORKDAYS)),
    norm("方案公示期", "方案公示", gap(DAY, UNTIL, 15)),
    norm("决议公示期", "决议公示", gap(DAY, UNTIL, 3)),
    norm("结果公示期", "结果公示", gap(DAY, UNTIL, 7)),
    norm("方案公示工作日", "方案公示", gap(DAY, UNTIL, 7, T.WORKDAYS)),
    # documents
    norm("决议记录", "决议", document("会议记录")),
    norm("决议签到", "决议", document("签到册")),
    norm("决议票数", "决议", document("表决结果")),
    norm("审议记录", "审议", document("会议记录")),
    norm("商议记录", "商议", document("会议记录")),
    norm("方案公示照片", "方案公示", document("公示照片")),
    norm("决议公示照片", "决议公示", document("公示照片")),
    norm("招标合同", "招标", document("合同")),
    norm("实施材料", "实施", And((document("合同"), document("预算表")))),
    # thresholds by date
    norm("重大从严", "决议", at_least(FOR, Scale(PRESENT, Fraction(3, 4))), when=at_least(AMOUNT, MAJOR_LIMIT)),
    norm("大额预算", "提议", document("预算表"), when=more_than(AMOUNT, TENDER_LIMIT)),
    # recusal
    *(norm(f"{step}回避", step, Compare(Op.NE, EventFact(CURRENT, "主持人", T.TEXT), Fact("相对人", T.TEXT)))
      for step in ("决议", "审议", "商议")),
    # deadlines
    norm("公示及时", "决议", then_within("决议公示", Period(10, T.DAYS)), deadline=Due(DAY, Period(10, T.DAYS))),
    norm("备案及时", "招标", then_within("备案", Period(5, T.WORKDAYS)), deadline=Due(DAY, Period(5, T.WORKDAYS))),
    norm("评议及时", "实施", then_within("评议", Period(12, T.MONTHS)), deadline=Due(DAY, Period(12, T.MONTHS)),
         exceptions=(URGENT,)),
)  # fmt: skip
PROGRAM = Program("基准", NORMS, ())

STEPS = ("提议", "商议", "方案公示", "审议", "决议", "决议公示", "招标", "实施", "结果公示", "备案", "评议")
POSTED = {"方案公示": 18, "决议公示": 6, "结果公示": 10}
PEOPLE = ("王建国", "李秀英", "张德胜", "刘桂兰")
DOCUMENTS = ("会议记录", "签到册", "表决结果", "公示照片", "合同", "预算表")


def records(count: int, seed: int = 20240601) -> list[Facts]:
    """Seeded records: 7 to 13 events, about one fact in twenty unknown, a third of them open."""
    chance = random.Random(seed)
    return [facts_of(_record(chance), AS_OF) for _ in range(count)]


def _record(chance: random.Random) -> DecisionRecord:
    members = chance.randint(20, 60)
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(5200))
    events = []
    for step in STEPS:
        if chance.random() < 0.12:
            continue
        events.append(_event(chance, step, day, members))
        if chance.random() < 0.06:
            day += timedelta(days=chance.randint(1, 5))
            events.append(_event(chance, step, day, members))
        day += timedelta(days=chance.randint(2, 9) + (POSTED.get(step, 0) if chance.random() < 0.8 else 0))
    facts = {
        "类别": frozenset(chance.sample(["工程建设", "土地流转", "重大支出"], chance.randint(0, 2))),
        "金额": chance.randrange(1_000, 900_000),
        "组成人员": members,
        "村民代表": members - 5,
        "村民委员会成员": 7,
        "双重身份人数": 2,
        "党员": chance.randint(15, 40),
        "成年村民": chance.randint(300, 900),
        "相对人": chance.choice(PEOPLE),
        "抢险救灾": chance.random() < 0.1,
    }
    return DecisionRecord(
        facts=_forget(chance, facts),
        events=tuple(events),
        events_complete=chance.random() < 0.67,
        missing_steps=frozenset(step for step in STEPS if chance.random() < 0.02),
    )


def _event(chance: random.Random, step: str, day: date, members: int) -> Event:
    present = members - int(members * chance.random() * 0.45)
    actors = {"决议": {"村民代表会议"}, "审议": {"党员大会"}}.get(step, {"村民委员会"})
    if step == "决议" and chance.random() < 0.3:
        actors = {"村民会议"}
    facts = {
        "日期": day,
        "止": day + timedelta(days=POSTED.get(step, 0) + chance.randint(-4, 3)),
        "通知日": day - timedelta(days=chance.randint(1, 12)),
        "主体": frozenset(actors),
        "主持人": chance.choice(PEOPLE),
        "应到": members,
        "实到": present,
        "同意": present - int(present * chance.random() ** 2 * 0.7),
    }
    return Event(
        step=step,
        facts=_forget(chance, facts),
        documents=frozenset(chance.sample(DOCUMENTS, chance.randint(2, 6))),
        documents_complete=chance.random() < 0.7,
    )


def _forget(chance: random.Random, facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if chance.random() >= 0.05}
