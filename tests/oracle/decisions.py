"""重大行政决策程序暂行条例 (State Council Decree 713)."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle.acts import each, preceded
from tests.oracle.case import Case, Event, days_between, has_document, on_or_before, working_days_between
from tests.oracle.law import D713
from tests.oracle.truth import Truth, Verdict, every, negate, required, some, unless, when


def bound(case: Case) -> Truth:
    """Art. 2, 3(2), 42: governments of counties and above; others "by analogy", or because a rule of theirs says so."""
    if case["程序"] != "重大行政决策" or case["除外情形"] is not None:
        return False
    return of_a_county_or_told_to(case)


def of_a_county_or_told_to(case: Case) -> Truth:
    level = case["决策机关级别"]
    return some(None if level is None else level == "县级以上人民政府", case["参照依据"] is not None)


def says(event: Event, fact: str, *values: str) -> Truth:
    stated = event.get(fact)
    return None if stated is None else stated in values


@each("公开征求意见", since=D713)
def comments_thirty_days(case: Case, call: Event) -> Verdict | None:
    """D713-06: art. 15(1): thirty days; where they have to be shortened, the call says why."""
    days = days_between(call.get("日期"), call.get("止"))
    long = None if days is None else days >= 30
    explained = every(call.get("需要缩短期限"), call.get("公告说明缩短理由"))
    return when(bound(case), required(some(long, explained)))


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
def hearing_procedure(case: Case, hearing: Event) -> Verdict | None:
    """D713-09: art. 17: in public, the draft is presented, there is a debate, those who took part sign the record."""
    parts = (hearing.get(part) for part in ("公开举行", "介绍草案", "质证辩论", "参加人签字"))
    return when(bound(case), required(every(*parts)))


@each("决策启动", since=D713)
def responsible_unit(case: Case, start: Event) -> Verdict | None:
    """D713-02: art. 11: a unit is made responsible."""
    units = start.get("承办单位数")
    return when(bound(case), required(None if units is None else units >= 1))


@each("决策启动", since=D713)
def leading_unit(case: Case, start: Event) -> Verdict | None:
    """D713-02: art. 11: of two or more units one leads."""
    units = start.get("承办单位数")
    several = None if units is None else units >= 2
    return when(every(bound(case), several), required(start.get("明确牵头单位")))


@each("部门协商", since=D713)
def disagreement_explained(case: Case, consultation: Event) -> Verdict | None:
    """D713-04: art. 13: where no agreement was reached before the decision, the dispute is laid open."""
    agreed = consultation.get("协商一致")
    condition = every(bound(case), negate(agreed), case.happened("集体讨论决定"))
    return when(condition, required(consultation.get("说明争议")))


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
    """D713-14: art. 23(2): there is a report."""
    return when(bound(case), required(has_document(assessment, "风险评估报告")))


@each("风险评估", since=D713)
def risk_report_contents(case: Case, assessment: Event) -> Verdict | None:
    """D713-14: art. 23(2): the report names the risks, the measures and the plan."""
    parts = (assessment.get(part) for part in ("明确风险点", "提出防范措施", "提出处置预案"))
    return when(bound(case), required(every(*parts)))


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


@each("集体讨论决定", "公布", "归档", "决策后评估", since=D713)
def reviewed(case: Case, later: Event) -> Verdict | None:
    """D713-16, 17: art. 25: what is discussed, and so what comes after, was reviewed, and not only sent round."""
    found = case.acts("合法性审查")
    held = any(counts_as_review(one) for one in found) if found else case.happened("合法性审查")
    return when(bound(case), required(held))


def counts_as_review(review: Event) -> bool:
    """Art. 25(1): asking for opinions takes no review's place; where the form isn't told, the record is believed."""
    return review.get("审查方式") not in ("征求意见", "会签")


@each("集体讨论决定", since=D713)
def review_before_discussion(case: Case, discussion: Event) -> Verdict | None:
    """D713-16: art. 25(1): where the draft was reviewed, that was before it was discussed."""
    condition = every(bound(case), case.happened("合法性审查"))
    found = case.acts("合法性审查")
    before = (on_or_before(one.get("日期"), discussion.get("日期")) for one in found if counts_as_review(one))
    return when(condition, required(some(*before) if found else None))


Choice = Callable[[list[Truth]], Truth]
"""What several events of one day say, of which the last is asked for."""


def agreed(answers: list[Truth]) -> Truth:
    """Which of them was the last isn't known: what all of them say."""
    return answers[0] if len(set(answers)) == 1 else None


@each("集体讨论决定", since=D713)
def review_is_no_consultation(case: Case, discussion: Event) -> Verdict | None:
    """D713-16: art. 25(1): asking for opinions doesn't take the place of the review that the draft had last."""
    return last_was_a_review(case, discussion, agreed)


def last_was_a_review(case: Case, discussion: Event, choose: Choice) -> Verdict | None:
    def proper(review: Event) -> Truth:
        return says(review, "审查方式", "合法性审查")

    condition = every(bound(case), preceded(case, discussion, "合法性审查"))
    return when(condition, required(of_the_last_before(case, discussion, "合法性审查", proper, choose)))


@each("集体讨论决定", since=D713)
def unlawful_not_discussed(case: Case, discussion: Event) -> Verdict | None:
    """D713-17: art. 25(2): what was found unlawful isn't discussed; a reform may be, if the legal risk is stated."""
    return unlawful(case, discussion, agreed)


def unlawful(case: Case, discussion: Event, choose: Choice) -> Verdict | None:
    allowed = every(case["探索性改革"], discussion.get("明示法律风险"))
    found = of_the_last_before(
        case, discussion, "合法性审查", lambda review: says(review, "审查结论", "不合法"), choose
    )
    return when(every(bound(case), found), required(allowed))


def of_the_last_before(case: Case, event: Event, name: str, tell: Callable[[Event], Truth], choose: Choice) -> Truth:
    """What the last ``name`` up to the day of ``event`` says; False where there was none."""
    found = case.acts(name)
    if not found:
        return False if case.closed(name) else None
    if event.get("日期") is None or any(one.get("日期") is None for one in found):
        return None
    earlier = [one for one in found if one["日期"] <= event["日期"]]
    last = max((one["日期"] for one in earlier), default=None)
    return choose([tell(one) for one in earlier if one["日期"] == last]) if earlier else False


@each("集体讨论决定", since=D713)
def discussed_in_meeting(case: Case, discussion: Event) -> Verdict | None:
    """D713-22: art. 30(1): an executive or a plenary meeting; which it is in townships is doubtful (FACTS 9)."""
    actors = discussion.get("主体")
    level = case["决策机关级别"]
    met = None if actors is None else bool({"常务会议", "全体会议"} & set(actors))
    return when(bound(case), unless(None if level is None else level != "县级以上人民政府", required(met)))


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
    return controlled(case, discussion, agreed)


def controlled(case: Case, discussion: Event, choose: Choice) -> Verdict | None:
    def under_control(one: Event) -> Truth:
        return some(says(one, "风险结论", "可控"), one.get("调整后可控"))

    assessed = of_the_last_before(case, discussion, "风险评估", lambda one: True, choose)
    under = of_the_last_before(case, discussion, "风险评估", under_control, choose)
    return when(every(bound(case), assessed), required(under))


@each("公布", "归档", since=D713)
def party_committee_told(case: Case, later: Event) -> Verdict | None:
    """D713-25: art. 31: what is decided or issued was reported to the party committee."""
    decided = some(case.happened("集体讨论决定"), case.happened("公布"))
    return when(every(bound(case), decided), required(case.happened("请示报告")))


@each("公布", since=D713)
def party_committee_first(case: Case, publication: Event) -> Verdict | None:
    """D713-25: art. 31: reported to the party committee before it is issued."""
    condition = every(bound(case), case.happened("请示报告"))
    return when(condition, required(preceded(case, publication, "请示报告")))


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
    return changed(case, change)


def changed(case: Case, change: Event) -> Verdict | None:
    return when(bound(case), unless(change.get("紧急中止"), required(change.get("履行法定程序"))))


@each("目录公布", since=D713)
def catalogue_agreed_first(case: Case, publication: Event) -> Verdict | None:
    """D713-01: art. 3(3): the party committee agrees before the catalogue is published."""
    if case["程序"] != "决策事项目录":
        return None
    return when(of_a_county_or_told_to(case), required(preceded(case, publication, "目录报党委同意")))
