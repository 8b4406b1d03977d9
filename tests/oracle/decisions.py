"""重大行政决策程序暂行条例 (State Council Decree 713)."""

from __future__ import annotations

from tests.oracle.acts import each, preceded
from tests.oracle.case import Case, Event, days_between, has_document, on_or_before, working_days_between
from tests.oracle.law import D713
from tests.oracle.truth import Truth, Verdict, every, negate, required, some, unless, when


def bound(case: Case) -> Truth:
    """Art. 2, 3(2), 42: governments of counties and above; others "by analogy", or because a rule of theirs says so."""
    if case["程序"] != "重大行政决策" or case["除外情形"] is not None:
        return False
    level = case["决策机关级别"]
    return None if level is None else level == "县级以上人民政府" or case["参照依据"] is not None


def _is(event: Event, fact: str, *values: str) -> Truth:
    stated = event.get(fact)
    return None if stated is None else stated in values


@each("公开征求意见", since=D713)
def comments_thirty_days(case: Case, call: Event) -> Verdict | None:
    """D713-06: art. 15(1): thirty days; where they have to be shortened, the call says why."""
    days = days_between(call.get("日期"), call.get("止"))
    long = None if days is None else days >= 30
    explained = every(call.get("需要缩短期限"), call.get("公告说明缩短理由"))
    return when(bound(case), required(some(long, explained)))


@each("公开征求意见", since=D713)
def shortening_explained(case: Case, call: Event) -> Verdict | None:
    """D713-06, the same paragraph: the reasons of a shortened period are part of the call."""
    days = days_between(call.get("日期"), call.get("止"))
    short = every(call.get("需要缩短期限"), None if days is None else days < 30)
    return when(every(bound(case), short), required(call.get("公告说明缩短理由")))


@each("听证会", since=D713)
def hearing_papers_seven_days(case: Case, hearing: Event) -> Verdict | None:
    """D713-08: art. 16(3): the papers arrive seven days ahead."""
    days = days_between(hearing.get("材料送达日"), hearing.get("日期"))
    return when(bound(case), required(None if days is None else days >= 7))


@each("听证会", since=D713)
def hearing_list_published(case: Case, hearing: Event) -> Verdict | None:
    """D713-08: art. 16(3): who takes part is published ahead; the decree sets no number of days."""
    days = days_between(hearing.get("名单公布日"), hearing.get("日期"))
    return when(bound(case), required(None if days is None else days >= 1))


@each("听证会", since=D713)
def hearing_record_signed(case: Case, hearing: Event) -> Verdict | None:
    """D713-09: art. 17(3): those who took part confirm and sign the record."""
    return when(bound(case), required(hearing.get("参加人签字")))


@each("决策启动", since=D713)
def responsible_unit(case: Case, start: Event) -> Verdict | None:
    """D713-02: art. 11: a unit is made responsible; of several, one leads."""
    units = start.get("承办单位数")
    if units is None:
        return when(bound(case), Verdict.UNKNOWN)
    return when(bound(case), required(units >= 1 and (units < 2 or start.get("明确牵头单位"))))


@each("部门协商", since=D713)
def disagreement_explained(case: Case, consultation: Event) -> Verdict | None:
    """D713-04: art. 13: where no agreement is reached, the dispute is laid open."""
    agreed = consultation.get("协商一致")
    return when(every(bound(case), negate(agreed)), required(consultation.get("说明争议")))


@each("专家论证", since=D713)
def expert_opinion_signed(case: Case, argument: Event) -> Verdict | None:
    """D713-11: art. 19(2): a written opinion bears name and seal."""
    return when(every(bound(case), argument.get("书面论证")), required(argument.get("署名盖章")))


@each("专家论证", since=D713)
def experts_have_no_stake(case: Case, argument: Event) -> Verdict | None:
    """D713-12: art. 20: nobody with a direct interest is chosen."""
    return when(bound(case), required(negate(argument.get("选择利害关系人"))))


@each("风险评估", since=D713)
def risk_report(case: Case, assessment: Event) -> Verdict | None:
    """D713-14: art. 23(2): the report names the risks, the measures and the plan."""
    parts = (assessment.get(part) for part in ("明确风险点", "防范措施", "处置预案"))
    return when(bound(case), required(every(has_document(assessment, "风险评估报告"), *parts)))


@each("合法性审查", since=D713)
def review_is_no_consultation(case: Case, review: Event) -> Verdict | None:
    """D713-16: art. 25(1): asking for opinions doesn't take the place of the review of legality."""
    return when(bound(case), required(_is(review, "审查方式", "合法性审查")))


@each("合法性审查", since=D713)
def review_seven_working_days(case: Case, review: Event) -> Verdict | None:
    """D713-18: art. 26(2): as a rule seven working days, from the day on which the papers were complete (FACTS 12)."""
    days = working_days_between(review.get("送审齐全日"), review.get("日期"))
    return when(bound(case), required(None if days is None else days >= 7))


@each("合法性审查", since=D713)
def review_contents(case: Case, review: Event) -> Verdict | None:
    """D713-19: art. 27: authority, procedure, content."""
    return when(bound(case), required(every(*(review.get(part) for part in ("审查权限", "审查程序", "审查内容")))))


@each("合法性审查", since=D713)
def review_counsel(case: Case, review: Event) -> Verdict | None:
    """D713-20: art. 28: counsel or government lawyers give an opinion."""
    opinion = some(has_document(review, "法律顾问意见"), has_document(review, "公职律师意见"))
    return when(bound(case), required(opinion))


@each("集体讨论决定", since=D713)
def review_before_discussion(case: Case, discussion: Event) -> Verdict | None:
    """D713-16: art. 25(1): the draft is reviewed before it is discussed."""
    return when(bound(case), required(preceded(case, discussion, "合法性审查")))


@each("集体讨论决定", since=D713)
def unlawful_not_discussed(case: Case, discussion: Event) -> Verdict | None:
    """D713-17: art. 25(2): what the review found unlawful isn't discussed; reforms may be, the risk being stated."""
    reviews = case.acts("合法性审查")
    before = [one for one in reviews if on_or_before(one.get("日期"), discussion.get("日期"))]
    if any(one.get("日期") is None for one in reviews) or discussion.get("日期") is None:
        lawful: Truth = None
    elif before:
        lawful = _is(before[-1], "审查结论", "合法", "需要调整")
    else:
        lawful = None
    exempt = every(case["探索性改革"], discussion.get("明示法律风险"))
    return when(bound(case), unless(exempt, required(lawful)))


@each("集体讨论决定", since=D713)
def discussed_in_meeting(case: Case, discussion: Event) -> Verdict | None:
    """D713-22: art. 30(1): an executive or a plenary meeting."""
    actors = discussion.get("主体")
    met = None if actors is None else bool({"常务会议", "全体会议"} & set(actors))
    return when(bound(case), required(met))


@each("集体讨论决定", since=D713)
def chief_speaks_last(case: Case, discussion: Event) -> Verdict | None:
    """D713-23: art. 30(2): the head of government speaks last."""
    return when(bound(case), required(discussion.get("首长最后发言")))


@each("集体讨论决定", since=D713)
def minority_explained(case: Case, discussion: Event) -> Verdict | None:
    """D713-23: art. 30(2): deciding against the majority, the head gives reasons in the meeting."""
    return when(every(bound(case), discussion.get("首长与多数不一致")), required(discussion.get("会上说明理由")))


@each("集体讨论决定", since=D713)
def dissent_recorded(case: Case, discussion: Event) -> Verdict | None:
    """D713-24: art. 30(3): other opinions are recorded."""
    return when(every(bound(case), discussion.get("存在不同意见")), required(discussion.get("不同意见入记录")))


@each("集体讨论决定", since=D713)
def risk_under_control(case: Case, discussion: Event) -> Verdict | None:
    """D713-15: art. 24: decided only if the risks are under control, or were brought under it."""
    assessed = case.acts("风险评估")
    if not assessed:
        return when(bound(case), when(False if case.closed("风险评估") else None, Verdict.UNKNOWN))
    last = assessed[-1]
    controlled = some(_is(last, "风险结论", "可控"), last.get("调整后可控"))
    return when(bound(case), required(controlled))


@each("公布", since=D713)
def party_committee_first(case: Case, publication: Event) -> Verdict | None:
    """D713-25: art. 31: reported to the party committee before it is issued."""
    return when(bound(case), required(preceded(case, publication, "请示报告")))


@each("公布", since=D713)
def adoption_explained(case: Case, publication: Event) -> Verdict | None:
    """D713-26: art. 32: of general concern or technical, it says what became of the opinions."""
    concern = some(case["公众普遍关心"], case["专业性强"])
    secret = case["不予公开依据"] is not None
    return when(every(bound(case), concern), unless(secret, required(publication.get("说明采纳情况"))))


@each("决策后评估", since=D713)
def evaluated_by_others(case: Case, evaluation: Event) -> Verdict | None:
    """D713-28: art. 36(2): not by those who did the main assessment before."""
    return when(bound(case), required(negate(evaluation.get("委托原评估单位"))))


@each("变更决策", since=D713)
def changed_in_due_form(case: Case, change: Event) -> Verdict | None:
    """D713-29: art. 37: no change without procedure, but the head may suspend in urgent cases."""
    return when(bound(case), unless(change.get("紧急中止"), required(change.get("履行法定程序"))))


@each("目录公布", since=D713)
def catalogue_agreed_first(case: Case, publication: Event) -> Verdict | None:
    """D713-01: art. 3(3): the party committee agrees before the catalogue is published."""
    if case["程序"] != "决策事项目录":
        return None
    level = case["决策机关级别"]
    binding = None if level is None else level == "县级以上人民政府" or case["参照依据"] is not None
    return when(binding, required(preceded(case, publication, "目录报党委同意")))
