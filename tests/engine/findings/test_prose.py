"""Findings in sentences, as an officer would read them aloud."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.describe.citations import citation_text
from dsl.norms.nodes import (
    Act,
    And,
    Arithmetic,
    Bound,
    ByReading,
    Citation,
    Coalesce,
    Compare,
    Const,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Rank,
    Scale,
    Stated,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period
from engine.findings.nodes import MissingFact
from engine.findings.prose import finding_sentences, missing_text, not_in_force_text
from engine.findings.remedy import remedy_text
from engine.interpret.evaluator import compile_programs
from tests.engine.interpret import strategies
from tests.engine.interpret.build import (
    CURRENT,
    DAY,
    UNTIL,
    at_least,
    cited,
    count,
    current,
    day,
    event,
    exception,
    fact,
    judge,
    more_than,
    norm,
    parameter,
    picked,
    record,
    since,
)

MONEY, DAYS, WORKDAYS, TEXT = FieldType.MONEY, FieldType.DAYS, FieldType.WORKDAYS, FieldType.TEXT
QUORUM = norm(at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3))), "决议")
MAJORITY = norm(more_than(current("同意"), Scale(current("实到"), Fraction(1, 2))), "决议")
POSTED = norm(at_least(DaysBetween(DAY, UNTIL, DAYS), Const(15, DAYS)), "公示")
NOTICE = norm(at_least(DaysBetween(current("通知日", FieldType.DATE), DAY, DAYS), Const(10, DAYS)), "村民会议")
BEFORE = Exists(Act(("决议",)), "先", Compare(Op.LE, EventFact(Bound("先"), "日期", FieldType.DATE), DAY))


def flag(name):
    return IsTrue(fact(name, FieldType.FLAG))


def told(one, facts, language="zh", as_of=None):
    finding = judge(one, facts, as_of) if as_of else judge(one, facts)
    return "；".join(finding_sentences(finding, language))


# --- counts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "present", "expected"),
    [
        (48, 31, "组成人员48人，三分之二为32人；实到31人，缺1人"),
        (48, 32, "组成人员48人，三分之二为32人；实到32人，符合"),
        (47, 31, "组成人员47人，三分之二以上至少需要32人；实到31人，缺1人"),
    ],
)
def test_a_quorum(members, present, expected):
    assert told(QUORUM, record(event("决议", 实到=present), 组成人员=members)) == expected


@pytest.mark.parametrize(
    ("favour", "expected"),
    [
        (16, "实到32人，过半数至少需要17人；同意16人，缺1人"),
        (17, "实到32人，过半数至少需要17人；同意17人，符合"),
    ],
)
def test_a_majority(favour, expected):
    assert told(MAJORITY, record(event("决议", 实到=32, 同意=favour))) == expected


def test_other_parts_of_a_number():
    more = norm(more_than(current("实到"), Scale(fact("组成人员"), Fraction(2, 3))), "决议")
    assert (
        told(more, record(event("决议", 实到=32), 组成人员=48))
        == "组成人员48人，超过三分之二至少需要33人；实到32人，缺1人"
    )
    at_most = norm(Compare(Op.LE, fact("委员"), Scale(fact("组成人员"), Fraction(1, 5))))
    assert told(at_most, record(委员=10, 组成人员=48)) == "组成人员48人，五分之一以下最多9人；委员10人，多出1人"
    below = norm(Compare(Op.LT, fact("委员"), Scale(fact("组成人员"), Fraction(1, 4))))
    assert told(below, record(委员=12, 组成人员=48)) == "组成人员48人，四分之一以下最多11人；委员12人，多出1人"
    mirrored = norm(Compare(Op.LE, Scale(fact("组成人员"), Fraction(2, 3)), current("实到")), "决议")
    assert told(mirrored, record(event("决议", 实到=31), 组成人员=48)).endswith("实到31人，缺1人")


def test_a_part_of_an_amount_of_money():
    share = norm(at_least(fact("自筹", MONEY), Scale(fact("金额", MONEY), Fraction(1, 10))))
    expected = "金额36.5万元，十分之一为3.65万元；自筹3万元，缺6500元"
    assert told(share, record(自筹=30_000, 金额=365_000)) == expected
    above = norm(more_than(fact("自筹", MONEY), Scale(fact("金额", MONEY), Fraction(1, 10))))
    assert "没有超过" in told(above, record(自筹=36_500, 金额=365_000))


def test_what_was_worked_out_says_so():
    members = Coalesce(fact("组成人员"), Arithmetic("+", fact("村民代表"), fact("委员")))
    one = norm(at_least(current("实到"), Scale(members, Fraction(2, 3))), "决议")
    facts = record(event("决议", 实到=31), 村民代表=43, 委员=5)
    assert told(one, facts) == "组成人员48人（推算），三分之二为32人；实到31人，缺1人"


def test_plain_numbers_and_parameters():
    limit = parameter((since("2014-02-25"), 50_000))
    small = norm(Compare(Op.LT, fact("金额", MONEY), limit))
    assert told(small, record(日期=day("2015-01-01"), 金额=80_000)) == "金额8万元，不少于限额5万元"
    large = norm(at_least(fact("金额", MONEY), limit))
    assert told(large, record(日期=day("2015-01-01"), 金额=30_000)) == "金额3万元，少于限额5万元，差2万元"
    exact = norm(Compare(Op.EQ, fact("代表"), count(48)))
    assert told(exact, record(代表=47)) == "代表47人，不等于48人"
    assert told(norm(Compare(Op.LE, fact("代表"), count(48))), record(代表=50)) == "代表50人，超过48人，多出2人"


# --- days -------------------------------------------------------------------------


def test_a_posting():
    facts = record(event("公示", "2024-03-01", 止=day("2024-03-15")))
    assert told(POSTED, facts) == "公示自2024年3月1日起至2024年3月15日，共14日，少于15日，差1日"
    enough = record(event("公示", "2024-03-01", 止=day("2024-03-16")))
    assert told(POSTED, enough) == "公示自2024年3月1日起至2024年3月16日，共15日，不少于15日"


def test_a_posting_by_a_reading():
    reading = ByReading("首日计入", Const(1, DAYS), Const(0, DAYS))
    one = norm(at_least(Arithmetic("+", DaysBetween(DAY, UNTIL, DAYS), reading), Const(15, DAYS)), "公示")
    finding = judge(one, record(event("公示", "2024-03-01", 止=day("2024-03-15"))), readings=(("首日计入", True),))
    first, second = finding_sentences(finding)
    assert first == "公示自2024年3月1日起至2024年3月15日，共15日，不少于15日"
    whole = ByReading(
        "首日计入", Arithmetic("+", DaysBetween(DAY, UNTIL, DAYS), Const(1, DAYS)), DaysBetween(DAY, UNTIL, DAYS)
    )
    same = norm(at_least(whole, Const(15, DAYS)), "公示")
    for taken, expected in [(True, "共15日，不少于15日"), (False, "共14日，少于15日，差1日")]:
        other = judge(same, record(event("公示", "2024-03-01", 止=day("2024-03-15"))), readings=(("首日计入", taken),))
        assert finding_sentences(other)[0] == f"公示自2024年3月1日起至2024年3月15日，{expected}"
    assert second.startswith("结论取决于读法“首日计入”")


def test_a_notice():
    facts = record(event("村民会议", "2024-03-10", 通知日=day("2024-03-04")))
    expected = "通知日（2024年3月4日）至村民会议（2024年3月10日），共6日，少于10日，差4日"
    assert told(NOTICE, facts) == expected


def test_working_days():
    one = norm(at_least(DaysBetween(DAY, UNTIL, WORKDAYS), Const(7, WORKDAYS)), "公示")
    facts = record(event("公示", "2024-03-04", 止=day("2024-03-12")))
    assert told(one, facts) == "公示自2024年3月4日起至2024年3月12日，共6个工作日，少于7个工作日，差1个工作日"


def test_the_order_of_steps():
    one = norm(Compare(Op.LE, picked("审议", "日期"), DAY), "决议")
    early = record(event("审议", "2024-03-08"), event("决议", "2024-03-05"))
    assert told(one, early) == "审议（2024年3月8日）晚于决议（2024年3月5日）"
    assert told(one, record(event("审议", "2024-03-05"), event("决议", "2024-03-05"))) == (
        "审议（2024年3月5日）与决议（2024年3月5日）同日"
    )
    posted = norm(Compare(Op.LT, picked("公示", "止"), DAY), "决议")
    facts = record(event("公示", "2024-03-01", 止=day("2024-03-09")), event("决议", "2024-03-05"))
    assert told(posted, facts) == "公示的止（2024年3月9日）晚于决议（2024年3月5日）"


def test_nothing_before():
    built = record(event("实施", "2014-04-05"), closed=True)
    assert told(norm(BEFORE, "实施"), built) == "实施（2014年4月5日）之前没有决议"
    late = record(event("实施", "2014-04-05"), event("决议", "2014-05-01"))
    assert told(norm(BEFORE, "实施"), late) == "实施（2014年4月5日）之前没有决议（记录的日期：2014年5月1日）"
    met = record(event("实施", "2014-04-05"), event("决议", "2014-04-01"))
    assert told(norm(BEFORE, "实施"), met) == "决议（2014年4月1日）早于实施（2014年4月5日）"


@pytest.mark.parametrize(
    ("op", "expected"),
    [(Op.GE, "之后没有公示"), (Op.GT, "之后没有公示"), (Op.EQ, "当天没有公示"), (Op.LT, "之前没有公示")],
)
def test_nothing_on_the_right_side_of_a_day(op, expected):
    other = Exists(Act(("公示",)), "甲", Compare(op, EventFact(Bound("甲"), "日期", FieldType.DATE), DAY))
    assert (
        told(norm(other, "决议"), record(event("决议", "2024-03-01"), closed=True)) == f"决议（2024年3月1日）{expected}"
    )


def test_a_deadline_of_days():
    soon = Exists(Act(("公示",)), "后", Within(EventFact(Bound("后"), "日期", FieldType.DATE), DAY, Period(10, DAYS)))
    one = norm(soon, "决议", deadline=Due(DAY, Period(10, DAYS)))
    missed = record(event("决议", "2024-09-24"), closed=True)
    assert told(one, missed) == "决议（2024年9月24日）之后10日内没有公示；期限为2024年10月8日，已经超过"
    assert told(one, missed, as_of=day("2024-09-30")).endswith("期限为2024年10月8日，还没有到期")
    late = record(event("决议", "2024-09-24"), event("公示", "2024-10-09"))
    assert "没有公示（记录的日期：2024年10月9日）" in told(one, late)
    met = record(event("决议", "2024-09-24"), event("公示", "2024-10-08"))
    moved = "公示（2024年10月8日）在决议（2024年9月24日）之后10日内（最后一日是休息日，顺延到2024年10月8日）"
    assert told(one, met) == moved


def test_a_day_outside_a_period():
    one = norm(Within(current("通知日", FieldType.DATE), DAY, Period(10, DAYS)), "决议")
    late = record(event("决议", "2024-09-24", 通知日=day("2024-10-09")))
    assert told(one, late) == "通知日（2024年10月9日）晚于最后期限2024年10月8日（决议（2024年9月24日）之后10日）"
    early = record(event("决议", "2024-09-24", 通知日=day("2024-09-20")))
    assert told(one, early) == "通知日（2024年9月20日）早于决议（2024年9月24日）"


# --- texts, documents, steps --------------------------------------------------------


def test_texts():
    recused = norm(Compare(Op.NE, current("主持人", TEXT), fact("相对人", TEXT)), "决议")
    same = record(event("决议", 主持人="王建国"), 相对人="王建国")
    assert told(recused, same) == "主持人（王建国）与相对人（王建国）相同"
    ballot = norm(Compare(Op.EQ, current("表决方式", TEXT), Const("无记名投票", TEXT)), "决议")
    assert told(ballot, record(event("决议", 表决方式="举手"))) == "表决方式是举手，不是无记名投票"
    assert told(ballot, record(event("决议", 表决方式="无记名投票"))) == "表决方式是无记名投票"
    either = norm(OneOf(current("表决方式", TEXT), frozenset({"记名投票", "无记名投票"})), "决议")
    assert told(either, record(event("决议", 表决方式="举手"))) == "表决方式是举手，不是无记名投票或者记名投票"


def test_lists_flags_and_statements():
    actor = norm(OneOf(current("主体", FieldType.LIST), frozenset({"村民代表会议"})), "决议")
    wrong = record(event("决议", 主体=frozenset({"村民委员会"})))
    assert told(actor, wrong) == "主体是村民委员会，不包括村民代表会议"
    right = record(event("决议", 主体=frozenset({"村民代表会议", "党员大会"})))
    assert told(actor, right) == "主体包括村民代表会议"
    assert told(norm(flag("公开")), record(公开=False)) == "公开：否"
    assert told(norm(Stated(fact("授权", TEXT))), record()) == "没有写明授权"
    assert told(norm(Stated(fact("授权", TEXT))), record(授权="有")) == "写明了授权"


def test_a_reading_by_its_name():
    reading = IsTrue(ByReading("参照视同适用", Const(True, FieldType.FLAG), Const(False, FieldType.FLAG)))
    for taken, word in [(True, "是"), (False, "否")]:
        finding = judge(norm(reading), record(), readings=(("参照视同适用", taken),))
        assert finding_sentences(finding)[0] == f"读法“参照视同适用”取“{word}”"


def test_documents_together():
    several = norm(And(tuple(HasDocument(CURRENT, name) for name in ("会议记录", "签到册", "表决结果"))), "决议")
    facts = record(event("决议", documents=("签到册",), all_documents=True))
    assert told(several, facts) == "决议缺少材料：会议记录、表决结果"
    all_there = record(event("决议", documents=("会议记录", "签到册", "表决结果")))
    assert told(several, all_there) == "决议有材料：会议记录、签到册、表决结果"


def test_steps():
    tender = norm(Happened(Act(("公开招标", "竞价"))))
    assert told(tender, record(closed=True)) == "没有公开招标或者竞价"
    assert told(tender, record(event("竞价"))) == "记录中有公开招标或者竞价"
    assert told(norm(Not(Happened(Act(("担保",))))), record(event("担保"))) == "记录中有担保"


def test_every_occurrence():
    every = ForAll(
        Act(("公示",)), "次", at_least(EventFact(Bound("次"), "份数", FieldType.COPIES), count(2, FieldType.COPIES))
    )
    assert told(norm(every), record(event("公示", 份数=2))) == "每次公示都符合"
    short = told(norm(every), record(event("公示", 份数=2), event("公示", 份数=1)))
    assert short == "有一次公示不符合：公示的份数1份，少于2份，差1份"


def test_only_what_decided_is_told():
    either = norm(Or((at_least(fact("甲"), count(5)), at_least(fact("乙"), count(5)))))
    assert told(either, record(甲=1, 乙=9)) == "乙9人，不少于5人"
    assert told(either, record(甲=1, 乙=2)) == "甲1人，少于5人，差4人；乙2人，少于5人，差3人"
    both = norm(And((at_least(fact("甲"), count(5)), at_least(fact("乙"), count(5)))))
    assert told(both, record(甲=9, 乙=2)) == "乙2人，少于5人，差3人"


# --- other verdicts -------------------------------------------------------------------


def test_why_a_norm_does_not_apply():
    works = norm(
        Or(()),
        None,
        And(
            (
                OneOf(fact("类别", FieldType.LIST), frozenset({"工程建设"})),
                at_least(fact("金额", MONEY), count(50_000, MONEY)),
            )
        ),
    )
    assert told(works, record(类别=frozenset({"低保"}), 金额=90_000)) == "不具备适用条件：类别是低保，不包括工程建设"
    assert told(works, record(类别=frozenset({"工程建设"}), 金额=9_000)).startswith(
        "不具备适用条件：金额9000元，少于5万元"
    )
    assert told(QUORUM, record(closed=True)) == "记录已写明经过完整，其中没有决议"


def test_not_in_force():
    old = norm(QUORUM.require, "决议", citations=(cited(since("2010-10-28", "2018-12-28")),))
    assert told(old, record(event("决议", "2009-03-01"))) == "2009年3月1日这一规定还没有施行（自2010年10月28日起施行）"
    assert told(old, record(event("决议", "2019-03-01"))) == "2019年3月1日这一规定已经不再施行（施行至2018年12月28日）"
    versions = norm(
        QUORUM.require, "决议", citations=(cited(since("2010-10-28", "2011-01-01")), cited(since("2020-01-01")))
    )
    assert (
        told(versions, record(event("决议", "2009-03-01")))
        == "2009年3月1日没有施行的规定（最早自2010年10月28日起施行）"
    )
    assert (
        told(versions, record(event("决议", "2015-03-01"))) == "2015年3月1日这一规定还没有施行（自2020年1月1日起施行）"
    )
    never = norm(QUORUM.require, "决议", validity=since("2020-01-01", "2019-01-01"))
    assert not_in_force_text(never, day("2020-01-01")) == "这一规定没有施行的日期"


def test_an_exception():
    relieved = norm(Or(()), exceptions=(exception("抢险救灾", flag("抢险")),))
    assert told(relieved, record(抢险=True)) == "属于例外“抢险救灾”：抢险：是"
    replaced = norm(Or(()), exceptions=(exception("抢险救灾", flag("抢险"), Happened(Act(("备案",)))),))
    sentences = told(replaced, record(抢险=True, closed=True))
    assert sentences.startswith("属于例外“抢险救灾”")
    assert sentences.endswith("没有备案")


def test_what_is_missing():
    assert told(QUORUM, record(event("决议"))) == "缺少：决议的实到；组成人员（记录）"
    assert told(QUORUM, record()) == "缺少：“决议”这一步的记录"
    facts = (
        MissingFact("组成人员", ""),
        MissingFact("通知日", "决议"),
        MissingFact("", "公示"),
        MissingFact("经过完整", ""),
        MissingFact("2031年", "", "calendar"),
        MissingFact("招标限额", "", "parameter"),
    )
    assert missing_text(facts) == (
        "组成人员（记录）；决议的通知日；“公示”这一步的记录；经过是否完整（记录）；2031年的节假日安排；"
        "参数“招标限额”的数值（依据没有规定，待填）"
    )
    assert "组成人员 (record); 通知日 of 决议" in missing_text(facts, "en")


def test_citations():
    law = Citation("村组法", "中华人民共和国村民委员会组织法", Rank.LAW, "第二十六条第二款", "", Interval())
    assert citation_text(law) == "《中华人民共和国村民委员会组织法》第二十六条第二款"
    assert citation_text(law, "en") == "《中华人民共和国村民委员会组织法》, 第二十六条第二款"
    revised = Citation("村组法", "《中华人民共和国村民委员会组织法》（2010年修订）", Rank.LAW, "第一条", "", Interval())
    assert citation_text(revised) == "《中华人民共和国村民委员会组织法》（2010年修订）第一条"
    power_list = Citation("清单", "权力清单三十六条", Rank.NORMATIVE_DOCUMENT, "", "招投标", Interval())
    assert citation_text(power_list) == "《权力清单三十六条》“招投标”"
    own = Citation("", "某镇人民政府", None, "", "", Interval())
    assert citation_text(own) == "无上位依据（某镇人民政府）"
    assert citation_text(own, "en") == "no higher source (某镇人民政府)"
    unnamed = Citation("清单", "", Rank.NORMATIVE_DOCUMENT, "第一条", "", Interval())
    assert citation_text(unnamed) == "《清单》第一条"


# --- English --------------------------------------------------------------------------


def test_english():
    short = record(event("决议", "2024-03-05", 实到=31), 组成人员=48)
    assert told(QUORUM, short, "en") == "组成人员: 48 people; 2/3 of it is 32 people; 实到: 31 people, 1 person short"
    posted = record(event("公示", "2024-03-01", 止=day("2024-03-15")))
    assert told(POSTED, posted, "en") == "公示 from 2024-03-01 to 2024-03-15: 14 days, less than 15 days by 1 day"
    assert told(QUORUM, record(event("决议")), "en") == "missing: 实到 of 决议; 组成人员 (record)"
    assert told(QUORUM, record(closed=True), "en") == "the record lists all steps, and there is no 决议"


# --- anything ---------------------------------------------------------------------------

TECHNICAL = re.compile(r"[{}]|None|True|False|EventFact|Fraction|datetime|frozenset|\bact\b")


@settings(max_examples=60)
@given(strategies.programs(), st.lists(strategies.facts, min_size=1, max_size=3))
def test_every_finding_can_be_told(program, several):
    evaluator = compile_programs([program])
    for facts in several:
        for finding in evaluator.findings(facts, strategies.AS_OF):
            for language in ("zh", "en"):
                lines = [*finding_sentences(finding, language), remedy_text(finding, language)]
                assert not any(TECHNICAL.search(line) for line in lines), lines
                assert all(line == line.strip() and not line.endswith(("。", "；", "，", ":")) for line in lines), lines
            assert finding.missing == () or "缺少" in finding_sentences(finding)[0]


def test_first_and_last_are_named_by_their_act():
    one = norm(at_least(picked("审议", "实到", Which.LAST, FieldType.PERSONS), count(10)))
    assert told(one, record(event("审议", "2024-03-01", 实到=9))) == "审议的实到9人，少于10人，差1人"
