"""Generated norms and records: well-typed expressions over a small vocabulary, and facts for them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import (
    OF_NORMS,
    TRUE,
    Act,
    And,
    Arithmetic,
    Bound,
    ByReading,
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
    ForAll,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    JudgedDay,
    Kind,
    Norm,
    NormException,
    Not,
    OneOf,
    Op,
    Or,
    Parameter,
    Pick,
    Program,
    Rank,
    Scale,
    Stated,
    Total,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period
from engine.facts import Facts, facts_of
from engine.records.nodes import DecisionRecord, Event

SPAN = Span("测试.cunwu", 0, 1, 1, 1)
START = date(2024, 1, 25)
AS_OF = date(2024, 3, 20)
STEPS = ("提议", "决议", "公示")
ACTORS = ("村民代表会议", "党员大会")
PEOPLE = ("王建国", "李秀英")
CATEGORIES = ("工程建设", "土地流转")
DOCUMENTS = ("会议记录", "签到册")
READINGS = (("首日计入", True), ("提前含当日", False))
UNITS = (FieldType.DAYS, FieldType.WORKDAYS, FieldType.MONTHS, FieldType.YEARS)

ordinary_days = st.integers(0, 70).map(lambda count: START + timedelta(days=count))
days = st.one_of(
    ordinary_days, ordinary_days, st.sampled_from([date.min, date(1990, 5, 1), date(2031, 1, 1), date.max])
)
numbers = st.one_of(st.integers(-2, 40), st.sampled_from([Fraction(1, 2), Fraction(40, 3), 10**30]))
fractions = st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(4, 5), Fraction(3), Fraction(0), Fraction(-1, 3)])
periods = st.builds(Period, st.integers(0, 12), st.sampled_from(UNITS))
intervals = st.one_of(
    st.just(Interval()),
    st.just(Interval()),
    st.just(Interval()),
    st.builds(lambda day: Interval(day, None), ordinary_days),
    st.builds(lambda day: Interval(None, day), ordinary_days),
    st.builds(lambda day, count: Interval(day, day + timedelta(days=count)), ordinary_days, st.integers(0, 40)),
)
names = st.one_of(
    st.sampled_from([*STEPS, *ACTORS]).map(lambda name: (name,)),
    st.lists(st.sampled_from([*STEPS, *ACTORS]), min_size=2, max_size=3, unique=True).map(tuple),
)
acts = st.builds(Act, names)
picks = st.builds(lambda found, which: Pick(Act(found, which)), names, st.sampled_from([Which.FIRST, Which.LAST]))

NUMBER_FIELDS = ("组成人员", "村民代表", "金额")
EVENT_NUMBERS = ("实到", "同意")


class Expressions:
    """Draws expressions; ``bound`` are the names that an enclosing quantifier has bound."""

    def __init__(self, draw: Any, current: bool):
        self.draw = draw
        self.current = current

    def event(self, bound: tuple[str, ...]) -> Any:
        choices: list[Any] = [picks]
        if self.current:
            choices += [st.just(Current())] * 3
            choices.append(st.builds(lambda found: Pick(Act(found, Which.PRIOR)), names))
        if bound:
            choices += [st.sampled_from([Bound(name) for name in bound])] * 3
        return self.draw(st.one_of(choices))

    def parameter(self, values: Any, type: FieldType) -> Parameter:
        versions = self.draw(st.lists(st.tuples(intervals, st.one_of(st.none(), values)), max_size=3))
        same = self.draw(st.booleans())
        if same and versions:
            versions = [(interval, versions[0][1]) for interval, _ in versions]
        return Parameter(f"参数{type.value}", tuple(versions), type)

    def number(self, depth: int, bound: tuple[str, ...] = ()) -> Any:
        kind = self.draw(st.integers(0, 11 if depth > 0 else 3))
        if kind == 0:
            return Const(self.draw(numbers), FieldType.NUMBER)
        if kind == 1:
            return Fact(self.draw(st.sampled_from(NUMBER_FIELDS)), FieldType.NUMBER)
        if kind == 2:
            return EventFact(self.event(bound), self.draw(st.sampled_from(EVENT_NUMBERS)), FieldType.NUMBER)
        if kind == 3:
            return self.parameter(numbers, FieldType.NUMBER)
        if kind == 4:
            return Scale(self.number(depth - 1, bound), self.draw(fractions))
        if kind == 5:
            op = self.draw(st.sampled_from("+-"))
            return Arithmetic(op, self.number(depth - 1, bound), self.number(depth - 1, bound))
        if kind == 6:
            return Coalesce(self.number(depth - 1, bound), self.number(depth - 1, bound))
        if kind == 7:
            return self.by_reading(self.number(depth - 1, bound), self.number(depth - 1, bound))
        if kind == 8:
            return self.headcount(bound)
        if kind == 9:
            return self.total()
        unit = self.draw(st.sampled_from([FieldType.DAYS, FieldType.WORKDAYS]))
        return DaysBetween(self.day(depth - 1, bound), self.day(depth - 1, bound), unit)

    def headcount(self, bound: tuple[str, ...]) -> Headcount:
        roll = EventFact(self.event(bound), "签名", FieldType.ROLL)
        if self.draw(st.booleans()):
            return Headcount((roll,), self.draw(st.booleans()))
        return Headcount((roll, self.draw(st.sampled_from([self.listing(bound), self.text(bound)]))), True)

    def total(self) -> Total:
        fact = self.draw(st.sampled_from(["", *EVENT_NUMBERS]))
        same = self.draw(st.lists(st.sampled_from(["主持人", "主体"]), max_size=2, unique=True)) if self.current else ()
        period = self.draw(st.one_of(st.none(), periods)) if self.current else None
        return Total(Act(self.draw(names)), fact, FieldType.NUMBER, tuple(same), period)

    def day(self, depth: int, bound: tuple[str, ...] = ()) -> Any:
        kind = self.draw(st.integers(0, 6 if depth > 0 else 3))
        if kind == 0:
            return self.draw(st.one_of(st.just(JudgedDay()), st.builds(Const, days, st.just(FieldType.DATE))))
        if kind == 1:
            return Fact("截止", FieldType.DATE)
        if kind in (2, 3):
            name = self.draw(st.sampled_from(["日期", "日期", "止", "通知日"]))
            return EventFact(self.event(bound), name, FieldType.DATE)
        if kind == 4:
            return Coalesce(self.day(depth - 1, bound), self.day(depth - 1, bound))
        if kind == 5:
            return Due(self.day(depth - 1, bound), self.draw(periods))
        return self.by_reading(self.day(depth - 1, bound), self.day(depth - 1, bound))

    def by_reading(self, if_yes: Any, if_no: Any) -> ByReading:
        return ByReading(self.draw(st.sampled_from([name for name, _ in READINGS])), if_yes, if_no)

    def text(self, bound: tuple[str, ...]) -> Any:
        kind = self.draw(st.integers(0, 4))
        if kind == 0:
            return Const(self.draw(st.sampled_from(PEOPLE)), FieldType.TEXT)
        if kind == 1:
            return Fact("相对人", FieldType.TEXT)
        if kind == 2:
            return Coalesce(Fact("相对人", FieldType.TEXT), EventFact(self.event(bound), "主持人", FieldType.TEXT))
        if kind == 3:
            return self.parameter(st.sampled_from(PEOPLE), FieldType.TEXT)
        return EventFact(self.event(bound), "主持人", FieldType.TEXT)

    def listing(self, bound: tuple[str, ...]) -> Any:
        if self.draw(st.booleans()):
            return Fact("类别", FieldType.LIST)
        return EventFact(self.event(bound), "主体", FieldType.LIST)

    def truth(self, depth: int, bound: tuple[str, ...] = ()) -> Any:
        kind = self.draw(st.integers(0, 12 if depth > 0 else 7))
        if kind in (0, 1):
            op = self.draw(st.sampled_from(list(Op)))
            return Compare(op, self.number(depth, bound), self.number(depth, bound))
        if kind == 2:
            return Compare(self.draw(st.sampled_from(list(Op))), self.day(depth, bound), self.day(depth, bound))
        if kind == 3:
            if self.draw(st.booleans()):
                op = self.draw(st.sampled_from([Op.EQ, Op.NE]))
                return Compare(op, self.text(bound), self.text(bound))
            if self.draw(st.booleans()):
                options = self.draw(st.frozensets(st.sampled_from([*CATEGORIES, *ACTORS])))
                return OneOf(self.listing(bound), options)
            return OneOf(self.text(bound), self.draw(st.frozensets(st.sampled_from(PEOPLE))))
        if kind == 4:
            flags = [Fact("抢险", FieldType.FLAG), EventFact(self.event(bound), "公开", FieldType.FLAG)]
            flag = self.draw(st.sampled_from(flags))
            if self.draw(st.booleans()):
                return IsTrue(flag)
            return Stated(self.draw(st.sampled_from([flag, self.number(depth, bound)])))
        if kind == 5:
            return Happened(Act(self.draw(names)))
        if kind == 6:
            return HasDocument(self.event(bound), self.draw(st.sampled_from(DOCUMENTS)))
        if kind == 7:
            return Within(self.day(depth, bound), self.day(depth, bound), self.draw(periods))
        if kind == 8:
            return Not(self.truth(depth - 1, bound))
        if kind in (9, 10):
            operands = tuple(self.truth(depth - 1, bound) for _ in range(self.draw(st.integers(0, 3))))
            return And(operands) if kind == 9 else Or(operands)
        variable = self.draw(st.sampled_from(["甲", "乙"]))
        inner = tuple(dict.fromkeys([*bound, variable]))
        quantifier = Exists if kind == 11 else ForAll
        return quantifier(Act(self.draw(names)), variable, self.truth(depth - 1, inner))


@st.composite
def norms(draw: Any, name: str = "测试") -> Norm:
    """A norm of any shape."""
    act = draw(st.one_of(st.none(), st.builds(Act, names, st.sampled_from(OF_NORMS))))
    expressions = Expressions(draw, current=act is not None)
    exceptions = tuple(
        NormException(
            f"例外{number}",
            expressions.truth(1),
            expressions.truth(1) if draw(st.booleans()) else None,
            (),
            SPAN,
        )
        for number in range(draw(st.sampled_from([0, 0, 0, 1, 2])))
    )
    return Norm(
        ruleset="测试集",
        name=name,
        kind=Kind.OBLIGATION,
        advice=draw(st.booleans()),
        act=act,
        when=TRUE if draw(st.booleans()) else expressions.truth(2),
        require=expressions.truth(2),
        exceptions=exceptions,
        deadline=expressions.day(2) if draw(st.integers(0, 3)) == 0 else None,
        validity=draw(intervals),
        citations=tuple(
            Citation("村组法", "中华人民共和国村民委员会组织法", Rank.LAW, "第一条", "", draw(intervals))
            for _ in range(draw(st.integers(0, 2)))
        ),
        consequence="",
        remedy="",
        caveats=(),
        span=SPAN,
    )


@st.composite
def programs(draw: Any) -> Program:
    """Several norms, some of which share their act, condition or requirement."""
    found = [draw(norms(f"测试{number}")) for number in range(draw(st.integers(1, 3)))]
    for number in range(draw(st.integers(0, 3))):
        model, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        act = model.act
        if other.act is None or act is not None:  # expressions about the current occurrence need one
            found.append(
                Norm(
                    **{
                        **{field: getattr(other, field) for field in Norm.__dataclass_fields__},
                        "name": f"测试{number}甲",
                        "act": act,
                        "when": model.when if act is not None or model.act is None else other.when,
                        "validity": model.validity,
                    }
                )
            )
    return Program("测试集", tuple(found), READINGS)


def _optional(fields: dict[str, Any]) -> Any:
    return st.one_of(st.fixed_dictionaries({}, optional=fields), st.fixed_dictionaries(fields))


events = st.builds(
    lambda step, facts, documents, missing, complete: Event(
        step=step, facts=facts, documents=documents, missing_documents=missing, documents_complete=complete
    ),
    st.sampled_from(STEPS),
    _optional(
        {
            "日期": ordinary_days,
            "止": days,
            "通知日": days,
            "主体": st.frozensets(st.sampled_from(ACTORS)),
            "结果": st.sampled_from(["通过", "通过", "未通过"]),
            "主持人": st.sampled_from(PEOPLE),
            "实到": st.integers(0, 40),
            "同意": st.integers(0, 40),
            "公开": st.booleans(),
            "签名": st.lists(st.sampled_from([*PEOPLE, *ACTORS]), max_size=3).map(lambda found: tuple(sorted(found))),
        }
    ),
    st.frozensets(st.sampled_from(DOCUMENTS)),
    st.frozensets(st.sampled_from(DOCUMENTS), max_size=1),
    st.booleans(),
)
records = st.builds(
    lambda facts, found, complete, missing: DecisionRecord(
        facts=facts, events=tuple(found), events_complete=complete, missing_steps=missing
    ),
    _optional(
        {
            "日期": days,
            "截止": days,
            "相对人": st.sampled_from(PEOPLE),
            "类别": st.frozensets(st.sampled_from(CATEGORIES)),
            "抢险": st.booleans(),
            "组成人员": st.integers(0, 48),
            "村民代表": st.integers(0, 48),
            "金额": st.one_of(st.integers(0, 10**6), st.fractions(0, 100, max_denominator=7)),
        }
    ),
    st.lists(events, max_size=5),
    st.booleans(),
    st.frozensets(st.sampled_from([*STEPS, *ACTORS]), max_size=3),
)


def facts_from(record: DecisionRecord) -> Facts:
    return facts_of(record, AS_OF)


facts = records.map(facts_from)
