"""村民委员会组织法 on what the village adopts, publishes, watches over and may not do (VCL-11, 26 to 29, 60 to 76)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracle.acts import each, followed, preceded
from tests.oracle.case import Case, Event, days_between, member, on_or_before
from tests.oracle.law import VCL_1998, VCL_2010, VCL_2025, before
from tests.oracle.truth import Truth, Verdict, every, required, some, when

FAULTS_2010 = ("抵触法律法规", "抵触国家政策", "侵犯村民权利")
FAULTS_2025 = ("抵触法律法规", "违背公序良俗", "侵犯村民权利")


def _times(check: Event, fact: str) -> Truth:
    times = check.get(fact)
    return None if times is None else times >= 1


def _nobody(choice: Event, fact: str) -> Truth:
    number = choice.get(fact)
    return None if number is None else number == 0


@each("筹资筹劳", since=VCL_2010)
def levy_decided(case: Case, levy: Event) -> Verdict | None:
    """VCL-11: 10/18 art. 37(2), 25 art. 42(2): the villagers' meeting passes it first."""
    return required(preceded(case, levy, "村民会议"))


@each("通过章程", since=VCL_2010)
def charter_by_villagers_meeting(case: Case, adoption: Event) -> Verdict | None:
    """VCL-27: 10/18 art. 27(1), 25 art. 31(1): the villagers' meeting adopts it, which it can't delegate."""
    return required(member("村民会议", adoption.get("主体")))


@each("通过章程", since=VCL_2010)
def charter_filed(case: Case, adoption: Event) -> Verdict | None:
    """VCL-27, the same paragraphs: it is filed with the township; the law sets no term."""
    return required(followed(case, adoption, "章程备案"))


@each("两会", "通过章程", since=VCL_2010, until=before(VCL_2025))
def decision_contents_2010(case: Case, meeting: Event) -> Verdict | None:
    """VCL-26: 10/18 art. 27(2): against no law or state policy, and no villager's rights."""
    return required(free_of(meeting, FAULTS_2010))


@each("两会", "通过章程", since=VCL_2025)
def decision_contents_2025(case: Case, meeting: Event) -> Verdict | None:
    """VCL-26: 25 art. 31(2): public morals have taken the place of state policy."""
    return required(free_of(meeting, FAULTS_2025))


def free_of(meeting: Event, faults: tuple[str, ...]) -> Truth:
    found = meeting.get("内容审查")
    return None if found is None else found not in faults


@each("村民协商", since=VCL_2025)
def consultation_brought_to_meeting(case: Case, consultation: Event) -> Verdict | None:
    """VCL-29: 25 art. 33(3): what has to be decided by a meeting is brought before one."""
    return when(consultation.get("需提交会议"), required(followed(case, consultation, "两会")))


@each("半年检查", since=VCL_1998, until=before(VCL_2010))
def accounts_published_half_yearly(case: Case, check: Event) -> Verdict | None:
    """VCL-60: 98 art. 22(2): the accounts are published every six months."""
    return required(_times(check, "财务公布次数"))


@each("季度检查", since=VCL_2010)
def published_quarterly(case: Case, check: Event) -> Verdict | None:
    """VCL-61: 10/18 art. 30(3), 25 art. 35(3): at least once a quarter."""
    return required(_times(check, "公布次数"))


@each("月度检查", since=VCL_2010)
def accounts_published_monthly(case: Case, check: Event) -> Verdict | None:
    """VCL-62, the same paragraphs: every month, where there are many transactions."""
    return when(check.get("财务往来较多"), required(_times(check, "财务公布次数")))


@each("村务公布", since=VCL_2025)
def posted_fifteen_days(case: Case, notice: Event) -> Verdict | None:
    """VCL-64: 25 art. 35(4): fifteen days at least, the first of them not counted (FACTS 0.2)."""
    days = days_between(notice.get("日期"), notice.get("止"))
    return required(None if days is None else days >= 15)


@each("推选村务监督机构", since=VCL_2010)
def supervisors_chosen_by_meeting(case: Case, choice: Event) -> Verdict | None:
    """VCL-67: 10/18 art. 32, 25 art. 37(1): either meeting chooses them."""
    actors = choice.get("主体")
    return required(some(member("村民会议", actors), member("村民代表会议", actors)))


@each("推选村务监督机构", since=VCL_2010)
def supervisors_not_of_committee(case: Case, choice: Event) -> Verdict | None:
    """VCL-67, the same paragraphs: no member of the committee."""
    return required(_nobody(choice, "村委会成员当选数"))


@each("推选村务监督机构", since=VCL_2010)
def supervisors_no_relatives(case: Case, choice: Event) -> Verdict | None:
    """VCL-67, the same paragraphs: no close relative of a member of the committee."""
    return required(_nobody(choice, "近亲属当选数"))


@each("推选村务监督机构", since=VCL_2010)
def supervisors_know_accounts(case: Case, choice: Event) -> Verdict | None:
    """VCL-67, the same paragraphs: one of them knows about accounts or management."""
    return required(_times(choice, "财会人员当选数"))


@each("发现违纪违法", since=VCL_2025)
def misconduct_reported(case: Case, found: Event) -> Verdict | None:
    """VCL-69: 25 art. 37(3): supervisors report what they find."""
    return required(followed(case, found, "反映违纪违法"))


@each("年度检查", since=VCL_2010)
def appraised_yearly(case: Case, check: Event) -> Verdict | None:
    """VCL-70: 10/18 art. 33(1), 25 art. 38(1): at least once a year."""
    return required(_times(check, "评议次数"))


@each("民主评议", since=VCL_2010)
def appraisal_chaired_by_supervisors(case: Case, appraisal: Event) -> Verdict | None:
    """VCL-70, the same paragraphs: the supervisory body presides."""
    chairing = appraisal.get("主持机构")
    return required(None if chairing is None else chairing == "村务监督机构")


@each("换届选举", since=VCL_2010)
def audit_published_before_election(case: Case, election: Event) -> Verdict | None:
    """VCL-72: 10/18 art. 35(2), 25 art. 40(2): the audit of those who leave is published before the next election."""
    return audit_published(case, election, lambda day, voted: day < voted)


def audit_published(case: Case, election: Event, before: Callable[[date, date], bool]) -> Verdict | None:
    """What is published after the audit and ``before`` the election is its result."""
    audits, published = case.acts("离任审计"), case.acts("公布审计结果")
    done: Truth = False if published or case.closed("公布审计结果") else None
    for one in published:
        day, voted = one.get("日期"), election.get("日期")
        early = None if day is None or voted is None else before(day, voted)
        late = some(*(on_or_before(audit.get("日期"), day) for audit in audits))
        done = some(done, every(early, late))
    return when(case.happened("离任审计"), required(done))


@each("提供担保", since=VCL_2025)
def no_guarantee(case: Case, guarantee: Event) -> Verdict | None:
    """VCL-75: 25 art. 13: the villagers' committee gives no guarantee."""
    return when(member("村民委员会", guarantee.get("主体")), Verdict.VIOLATED)


@each("撤换村委会成员", since=VCL_2010)
def nobody_appointed(case: Case, change: Event) -> Verdict | None:
    """VCL-76: 10/18 art. 11(1), 25 art. 14(1): nobody appoints or removes a member of the committee."""
    return Verdict.VIOLATED
