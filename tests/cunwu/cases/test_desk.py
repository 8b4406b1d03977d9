"""Cases told as they happen: what is answered, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from cunwu.cases.bodies import given_by, verdicts_of
from cunwu.cases.desk import Desk, Telling
from cunwu.cases.standing import Unread
from cunwu.errors import RecordError, UsageError
from cunwu.register import ConflictError
from cunwu.work import Work
from engine.findings.nodes import Overall, Verdict
from engine.findings.steps import StepStatus
from engine.live.shifts import Cause, Duty
from engine.live.told import Kind
from tests.cunwu.cases.conftest import MOMENT, RULES, Teller, day


def changes(answer, cause=Cause.TOLD):
    """What changed: the end of the norm's name, and its verdicts before and now."""
    return {
        shift.norm.partition(":")[2]: (shift.before, shift.after) for shift in answer.shifts if shift.cause is cause
    }


N, V, C, P, U = (
    Verdict.NOT_APPLICABLE, Verdict.VIOLATED, Verdict.COMPLIANT, Verdict.PENDING, Verdict.UNKNOWN
)  # fmt: skip


def test_each_entry_is_answered_with_what_it_changes(say):
    opened = say.open()
    assert [entry.number for entry in opened.new] == [1] and opened.standing.result.overall is Overall.NO_RULE
    answer = say.add("决议", "3-5", 主体="村民代表会议", 实到="31", 同意="31", 材料="会议记录、签到册")
    found = changes(answer)
    assert found["五议决策法·决议·到会"] == (N, V)
    assert found["五议决策法·决议·通过"] == (N, C)
    assert found["重大事项报备"] == (N, P)
    assert "五议决策法·决议公示·公示" not in found
    fixed = changes(say.fix(2, "3-5", 实到="32人"))
    assert fixed == {"五议决策法·决议·到会": (V, C)}
    back = changes(say.withdraw(3, "3-5"))
    assert back == {"五议决策法·决议·到会": (C, V)}


def test_an_opening_with_events_tells_each_of_them(say):
    opened = say.open(经过=[{"步骤": "商议", "日期": "2024-03-01"}, {"步骤": "决议", "日期": "2024-03-05"}])
    assert [(entry.number, entry.kind) for entry in opened.new] == [(1, "opened"), (2, "added"), (3, "added")]
    assert [one["步骤"] for one in say.desk.record("A1")["经过"]] == ["商议", "决议"]


def test_deadlines_arise_are_met_fall_due_and_go(say):
    say.open()
    answer = say.add("决议", "3-5")
    (shift,) = [one for one in answer.shifts if one.duty]
    assert (shift.norm.partition(":")[2], shift.duty) == ("重大事项报备", Duty.AROSE)
    (one,) = answer.standing.obligations
    assert (one.due, one.overdue) == (date(2024, 3, 15), False)

    late = say.desk.news("A1", day("3-16"))
    (shift,) = [one for one in late.shifts if one.duty]
    assert (shift.cause, shift.duty, shift.after) == (Cause.TIME, Duty.FELL_DUE, V)
    (one,) = late.standing.obligations
    assert (one.due, one.overdue) == (date(2024, 3, 15), True)

    in_time = say.add("报备", "3-15", "3-16")
    assert [one.duty for one in in_time.shifts if one.cause is Cause.TIME and one.duty] == [Duty.FELL_DUE]
    assert changes(in_time)["重大事项报备"] == (V, C) and not in_time.standing.obligations


def test_an_act_done_late_is_a_violation_with_nothing_left_to_do(say):
    say.open()
    say.add("决议", "3-5")
    answer = say.add("报备", "3-18")
    assert changes(answer, Cause.TIME)["重大事项报备"] == (P, V)
    assert not answer.standing.obligations and answer.standing.result.overall is Overall.VIOLATED


def test_of_an_open_record_the_day_goes_by_and_somebody_has_to_ask(say):
    """Without 经过完整 an act that isn't told is not known to be missing; its deadline must not vanish."""
    say.open(经过完整="否")
    say.add("决议", "3-5")
    late = say.desk.news("A1", day("3-16"))
    (shift,) = [one for one in late.shifts if one.duty]
    assert (shift.duty, shift.after) == (Duty.UNSURE, U)
    (one,) = late.standing.obligations
    assert (one.due, one.overdue, one.untold) == (date(2024, 3, 15), True, True)
    assert "已经过了1日，没有登记，办了没有请问清楚" in late.text(columns=200)
    assert not say.add("报备", "3-14", "3-16").standing.obligations


def test_what_lifts_a_deadline_is_told(say):
    say.open()
    say.add("决议", "3-5")
    (shift,) = [one for one in say.fix(0, "3-6", 金额="9万元").shifts if one.duty]
    assert shift.duty is Duty.LIFTED


def test_steps_stand_as_they_do_on_the_map(say):
    say.open()
    answer = say.add("决议", "3-5", 主体="村民代表会议", 实到="31", 同意="31", 材料="会议记录、签到册")
    ((_, states),) = answer.standing.steps
    found = {one.step: one.status for one in states}
    assert found == {
        "商议": StepStatus.VIOLATED,
        "方案公示": StepStatus.VIOLATED,
        "决议": StepStatus.VIOLATED,
        "决议公示": StepStatus.NOT_STARTED,
        "报备": StepStatus.NOT_STARTED,
    }


def test_what_is_told_twice_is_noticed_and_kept(say):
    say.open()
    say.add("商议", "3-1", 主体="村务联席会议")
    assert say.add("商议", "3-1", 主体="村务联席会议").twins == ((3, 2),)
    assert say.add("商议", "3-2", 主体="村务联席会议").twins == ()


def test_a_fact_that_was_told_differently_is_corrected_not_told_again(say):
    say.open()
    say.state(金额="12万元", 成年村民="900")
    with pytest.raises(UsageError, match="“金额”已经载明为“12万元”。要改，请用更正"):
        say.state(金额="13万元")
    assert len(say.desk.entries("A1")) == 2


@pytest.mark.parametrize(("number", "message"), [(7, "没有第7号登记；现有第1号到第2号。"), (1, "第1号说的是记录本身")])
def test_a_correction_of_nothing_is_refused(say, number, message):
    say.open()
    say.add("商议", "3-1")
    with pytest.raises(UsageError, match=message):
        say.fix(number, 实到="3")
    assert len(say.desk.entries("A1")) == 2


def test_a_record_that_would_not_read_is_refused_by_the_number_of_its_entry(say):
    say.open()
    say.add("商议", "3-1")
    say.withdraw(2)
    say.add("决议", "3-5", 实到="40")
    with pytest.raises(RecordError, match="第4号 › 实到") as refused:
        say.fix(4, 实到="很多")
    assert "经过" not in str(refused.value) and len(say.desk.entries("A1")) == 4


def test_a_case_that_is_not_there(say):
    with pytest.raises(UsageError, match="台账里还没有事项"):
        say.desk.look("A1", day("3-1"))
    say.open("2024-0001")
    with pytest.raises(UsageError, match="台账里没有“2024-001”。是不是“2024-0001”"):
        say.add("商议", "3-1", case="2024-001")


def test_a_case_is_opened_once(say, other):
    say.open()
    with pytest.raises(ConflictError, match=r"编号“A1”用过了（.*立项）。没有写入。登记新的一步，用 cunwu case add"):
        other("李文书").open()
    assert len(say.desk.entries("A1")) == 1


def test_several_open_cases_without_numbers_at_once(say):
    """Each gets a number of its own, whoever was first."""

    def opens(number: int) -> str:
        return say.desk.open_new({"标题": f"第{number}件"}, "王会计", MOMENT, day("3-1")).standing.case

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(opens, range(12)))
    assert sorted(numbers) == [f"2024-{number:04}" for number in range(1, 13)]


# --- several people -----------------------------------------------------------------


def test_two_people_tell_at_once_and_both_are_kept(say, other, monkeypatch):
    """The second to write has looked before the first wrote."""
    say.open()
    lee = other("李文书")
    seen = say.desk.entries("A1")
    lee.add("商议", "3-1", 主体="村务联席会议")
    event = say.plain({"经过": [{"步骤": "决议", "日期": day("3-5"), "实到": "32"}]})["经过"][0]
    answer = say.desk._told(seen, "A1", [Telling(Kind.ADDED, event)], "王会计", MOMENT, day("3-5"))
    assert [(one.who, one.number) for one in answer.meanwhile] == [("李文书", 2)]
    assert [one.number for one in answer.new] == [3]
    assert [one["步骤"] for one in say.desk.record("A1")["经过"]] == ["商议", "决议"]
    assert changes(answer).keys() >= {"五议决策法·决议·到会"} and "五议决策法·商议·主体" not in changes(answer)


def test_two_corrections_of_the_same_entry_at_once(say, other):
    say.open()
    say.add("决议", "3-5", 实到="31")
    seen = say.desk.entries("A1")
    other("李文书").fix(2, 实到="33人")
    with pytest.raises(UsageError, match="李文书刚刚更正了第2号（第3号登记）。没有写入"):
        say.desk._told(seen, "A1", [Telling(Kind.FIXED, {"实到": "32人"}, 2)], "王会计", MOMENT, day("3-5"))
    assert say.desk.record("A1")["经过"][0]["实到"] == "33人"


def test_an_entry_that_was_withdrawn_meanwhile_is_not_corrected(say, other):
    say.open()
    say.add("决议", "3-5", 实到="31")
    seen = say.desk.entries("A1")
    other("李文书").withdraw(2)
    with pytest.raises(UsageError, match="李文书刚刚撤回了第2号"):
        say.desk._told(seen, "A1", [Telling(Kind.FIXED, {"实到": "32人"}, 2)], "王会计", MOMENT, day("3-5"))


# --- rules that change while a case is open -----------------------------------------------


def changed_rules(folder: Path, *changes: tuple[str, str]) -> Work:
    text = RULES.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "village.cunwu"
    file.write_text(text, encoding="utf-8")
    return Work.open([file], date(2024, 5, 1), {})


def test_rules_that_changed_in_the_middle_of_a_case(say, register, tmp_path):
    before = Teller(Desk(register, changed_rules(tmp_path)))
    before.open()
    before.add("决议", "3-5", 主体="村民代表会议", 实到="32", 同意="32", 材料="会议记录、签到册")
    after = Teller(Desk(register, changed_rules(tmp_path, ("组成人员的三分之二以上", "组成人员的四分之三以上"))))
    news = after.desk.news("A1", day("3-5"))
    assert changes(news, Cause.RULES) == {"五议决策法·决议·到会": (C, V)} and news.rules == ("试验村规则",)
    assert not changes(news, Cause.TIME)
    answer = after.add("决议公示", "3-6", 止=day("3-8"))
    assert changes(answer, Cause.RULES) == {"五议决策法·决议·到会": (C, V)}
    again = after.desk.news("A1", day("3-6"))
    assert not again.shifts and not again.rules


def test_the_version_in_force_on_the_day_of_the_act_counts(register, tmp_path):
    """An article that changed on 1 April: an act of March is judged by the old one, one of April by the new one."""
    rule = "规则 重大事项报备\n  当 金额超过10万元\n  应当 报备，在决议之后10日内\n"
    old = rule.replace("重大事项报备", "旧报备\n  施行：2011年1月1日起至2024年3月31日止") + "  【村组法 第三十条】\n\n"
    new = rule.replace("重大事项报备", "新报备\n  施行：2024年4月1日起").replace("10日内", "5日内")
    say = Teller(Desk(register, changed_rules(tmp_path, (rule, old + new))))
    say.open()
    say.add("决议", "3-28")
    assert [one.finding.norm.name for one in say.desk.look("A1", day("4-2")).obligations] == ["旧报备"]
    say.open("A2")
    say.add("决议", "4-2", case="A2")
    assert [one.finding.norm.name for one in say.desk.look("A2", day("4-2")).obligations] == ["新报备"]


def test_a_field_that_the_rules_no_longer_know_is_told_with_its_case(register, tmp_path):
    mine = ("机构 村民代表会议：", "词汇 盖章次数：记录，次数，“盖章几次”\n\n机构 村民代表会议：")
    say = Teller(Desk(register, changed_rules(tmp_path, mine)))
    say.open(盖章次数="3次")
    say.open("A2")
    without = Desk(register, changed_rules(tmp_path))
    with pytest.raises(RecordError, match="盖章次数"):
        without.look("A1", day("3-1"))
    first, second = without.all(day("3-1"))
    assert isinstance(first, Unread) and first.case == "A1" and second.case == "A2"


# --- what is kept equals what is rebuilt -----------------------------------------------------


def test_what_was_answered_last_is_known_from_the_entries(say):
    say.open()
    say.add("决议", "3-5", 实到="31")
    answer = say.fix(2, "3-20", 实到="32")
    given = given_by(say.desk.entries("A1"))
    assert given.as_of == day("3-20")
    assert given.verdicts == verdicts_of(answer.standing.result.findings)
    assert given.rules == answer.standing.rules


def test_the_state_is_rebuilt_from_the_register(say, other):
    say.open()
    say.add("决议", "3-5", 实到="31")
    live = say.fix(2, "3-20", 实到="32").standing
    rebuilt = other("李文书").desk.look("A1", day("3-20"))
    assert rebuilt.state == live.state and rebuilt.entries == live.entries
    assert rebuilt.result.report == live.result.report
