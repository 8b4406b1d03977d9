"""What would put a finding right."""

from __future__ import annotations

from fractions import Fraction

from dsl.norms.nodes import (
    Act,
    And,
    Arithmetic,
    Bound,
    Compare,
    Const,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    Happened,
    HasDocument,
    Not,
    Op,
    Scale,
    Within,
)
from dsl.values import FieldType, Period
from engine.findings.remedy import remedy_text
from tests.engine.interpret.build import (
    CURRENT,
    DAY,
    UNTIL,
    at_least,
    count,
    current,
    day,
    event,
    fact,
    judge,
    more_than,
    norm,
    picked,
    record,
)

DAYS, WORKDAYS = FieldType.DAYS, FieldType.WORKDAYS


def remedy(one, facts, language="zh", as_of=None):
    return remedy_text(judge(one, facts, as_of) if as_of else judge(one, facts), language)


def test_the_norms_own_words_come_first():
    one = norm(Happened(Act(("招标",))), remedy="停止实施，依法重新招标")
    assert remedy(one, record(closed=True)) == "停止实施，依法重新招标"
    assert remedy(one, record(closed=True), "en") == "停止实施，依法重新招标"
    assert remedy(one, record()) == "补充：“招标”这一步的记录；确实没有进行的，写明“经过完整：是”"


def test_nothing_to_do():
    one = norm(Happened(Act(("招标",))), remedy="重新招标")
    assert remedy(one, record(event("招标"))) == ""
    assert remedy(norm(one.require, "决议"), record(closed=True)) == ""


def test_a_quorum_and_a_majority():
    quorum = norm(at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3))), "决议")
    facts = record(event("决议", 实到=31), 组成人员=48)
    assert remedy(quorum, facts) == "重新召集“决议”，实到不少于32人"
    assert remedy(quorum, facts, "en") == "hold “决议” again with 实到 at least 32 people"
    majority = norm(more_than(current("同意"), Scale(current("实到"), Fraction(1, 2))), "决议")
    assert remedy(majority, record(event("决议", 实到=32, 同意=16))) == "重新讨论、表决“决议”，同意不少于17人"


def test_a_posting_that_was_too_short():
    posted = norm(at_least(DaysBetween(DAY, UNTIL, DAYS), Const(15, DAYS)), "公示")
    assert (
        remedy(posted, record(event("公示", "2024-03-01", 止=day("2024-03-15"))))
        == "补足时间：“公示”至少持续到2024年3月16日"
    )
    counted = norm(at_least(Arithmetic("+", DaysBetween(DAY, UNTIL, DAYS), Const(1, DAYS)), Const(15, DAYS)), "公示")
    assert remedy(counted, record(event("公示", "2024-03-01", 止=day("2024-03-14")))) == (
        "补足时间：“公示”至少持续到2024年3月15日"
    )
    worked = norm(at_least(DaysBetween(DAY, UNTIL, WORKDAYS), Const(7, WORKDAYS)), "公示")
    facts = record(event("公示", "2024-03-04", 止=day("2024-03-12")))
    assert remedy(worked, facts) == "补足时间：“公示”不少于7个工作日"


def test_a_posting_that_no_calendar_holds():
    posted = norm(at_least(DaysBetween(DAY, UNTIL, DAYS), Const(10**9, DAYS)), "公示")
    assert (
        remedy(posted, record(event("公示", "2024-03-01", 止=day("2024-12-31"))))
        == "补足时间：“公示”不少于1000000000日"
    )


def test_a_notice_that_was_too_late():
    notice = norm(at_least(DaysBetween(current("通知日", FieldType.DATE), DAY, DAYS), Const(10, DAYS)), "村民会议")
    facts = record(event("村民会议", "2024-03-10", 通知日=day("2024-03-04")))
    assert remedy(notice, facts) == "重新通知并另定“村民会议”的日期，其间不少于10日"


def test_documents():
    one = norm(And((HasDocument(CURRENT, "会议记录"), HasDocument(CURRENT, "签到册"))), "决议")
    assert remedy(one, record(event("决议", all_documents=True))) == "补齐“决议”的材料：会议记录、签到册"


def test_steps():
    assert remedy(norm(Happened(Act(("招标",)))), record(closed=True)) == "补办“招标”"
    before = Exists(Act(("审议",)), "先", Compare(Op.LE, EventFact(Bound("先"), "日期", FieldType.DATE), DAY))
    decided = event("决议", "2024-03-05")
    assert remedy(norm(before, "决议"), record(decided, closed=True)) == "先办理“审议”，再重新进行“决议”"
    late = record(decided, event("审议", "2024-03-06"))
    assert remedy(norm(before, "决议"), late) == "按规定的次序重新办理“决议”"
    order = norm(Compare(Op.LE, picked("审议", "日期"), DAY), "决议")
    assert remedy(order, late) == "按规定的次序重新办理“决议”"


def test_what_was_late_stays_late():
    soon = Exists(Act(("公示",)), "后", Within(EventFact(Bound("后"), "日期", FieldType.DATE), DAY, Period(10, DAYS)))
    one = norm(soon, "决议", deadline=Due(DAY, Period(10, DAYS)))
    assert remedy(one, record(event("决议", "2024-03-01"), closed=True)) == "补办“公示”"
    assert remedy(one, record(event("决议", "2024-03-01"), event("公示", "2024-06-01"))) == "按要求改正"


def test_what_is_pending_names_its_deadline():
    one = norm(Happened(Act(("公示",))), "决议", deadline=Due(DAY, Period(10, DAYS)))
    facts = record(event("决议", "2024-09-24"), closed=True)
    assert remedy(one, facts, as_of=day("2024-09-30")) == "补办“公示”；在2024年10月8日以前办理完毕"
    unsure = norm(at_least(current("份数"), count(3)), "决议", deadline=Due(DAY, Period(10, DAYS)))
    assert remedy(unsure, record(event("决议", "2024-09-24")), as_of=day("2024-09-30")).endswith("以前办理完毕")


def test_anything_else():
    one = norm(Compare(Op.NE, current("主持人", FieldType.TEXT), fact("相对人", FieldType.TEXT)), "决议")
    facts = record(event("决议", 主持人="王建国"), 相对人="王建国")
    assert remedy(one, facts) == "按要求改正后，重新办理“决议”"
    assert remedy(norm(Not(Happened(Act(("担保",))))), record(event("担保"))) == "按要求改正"
