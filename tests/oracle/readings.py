"""Where the statute can be read in two ways, and the rule files have chosen the other: that reading, and why.

A difference is explained where the reading says what the engine says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter

from tests.oracle import decisions, meetings, ningbo, village
from tests.oracle.acts import Predicate, each, preceded
from tests.oracle.case import Case, Event, on_or_before
from tests.oracle.decisions import Choice
from tests.oracle.law import D713, NINGBO, VCL_1998, VCL_2010, VCL_2025, before
from tests.oracle.truth import Verdict, every, majority, required, when


@each("村民会议", since=VCL_1998)
def majority_of_persons(case: Case, meeting: Event) -> Verdict | None:
    """Who is present is 实到 alone: the households there don't say how many persons came."""
    return required(majority(meeting.get("同意"), meeting.get("实到")))


@each("村民小组会议", since=VCL_2010)
def group_majority_of_persons(case: Case, meeting: Event) -> Verdict | None:
    """Who is present is 实到 alone, as for the village."""
    return required(majority(meeting.get("同意"), meeting.get("实到")))


@each("村民代表会议", since=VCL_2010)
def delegation_if_dated(case: Case, meeting: Event) -> Verdict | None:
    """授权 says itself that the villagers have delegated already; its day is looked at where it is told."""
    day = case["授权日"]
    return when(day is not None, required(on_or_before(day, meeting.get("日期"))))


@each("两会", since=VCL_2025)
def any_act_of_the_party(case: Case, meeting: Event) -> Verdict | None:
    """Whatever the party organisation did counts, since its meeting may be told without the step 党组织研究."""
    return when(case["重要事项"], required(preceded(case, meeting, "村党组织")))


@each(*meetings.ACTIONS, since=VCL_2025)
def reserved_to_a_group(case: Case, act: Event) -> Verdict | None:
    """What other laws reserve to the villagers is a group's to decide where it is about what is its own."""
    never = meetings.NEVER_OF_A_GROUP - {"法律法规规定由村民会议决定的事项"}
    return meetings.decided_before_2025(case, act, never)


@each("筹资筹劳", since=VCL_2010)
def levy_delegated(case: Case, levy: Event) -> Verdict | None:
    """Levies are among the matters that can be delegated; the norm itself says that this is its reading."""
    return required(meetings.decided_before(case, levy))


@each("两会", "通过章程", since=VCL_2010, until=before(VCL_2025))
def contents_2010_if_looked_at(case: Case, meeting: Event) -> Verdict | None:
    """No record shows what was decided: only what somebody found in it is judged, and the norm asks for somebody."""
    return _if_looked_at(meeting, village.FAULTS_2010)


@each("两会", "通过章程", since=VCL_2025)
def contents_2025_if_looked_at(case: Case, meeting: Event) -> Verdict | None:
    """As for the law of 2010."""
    return _if_looked_at(meeting, village.FAULTS_2025)


def _if_looked_at(meeting: Event, faults: tuple[str, ...]) -> Verdict | None:
    return when(meeting.get("内容审查") is not None, required(village.free_of(meeting, faults)))


@each("换届选举", since=VCL_2010)
def published_the_same_day(case: Case, election: Event) -> Verdict | None:
    """On the day of the election it may have been before the vote; the norm asks a person."""
    return village.audit_published(case, election, lambda day, voted: day <= voted)


@each("两会", since=NINGBO)
def adviser_if_told(case: Case, meeting: Event) -> Verdict | None:
    """What isn't told to concern important interests is taken not to: few records say that a matter doesn't."""
    return when(case["涉及村民重大利益"] is not None, ningbo.adviser(case, meeting))


def of_the_same_day(norm: Callable[..., Verdict | None], step: str) -> tuple[Predicate, ...]:
    """Of two events on one day the engine takes one for the last, by their contents; the other verdict fits as well."""
    choices: tuple[Choice, ...] = (itemgetter(0), itemgetter(-1))
    return tuple(each(step, since=D713)(partial(norm, choose=choice)) for choice in choices)


@each("集体讨论决定", "公布", "归档", "决策后评估", since=D713)
def one_consultation(case: Case, later: Event) -> Verdict | None:
    """Of several that were only sent round another norm tells (不以征求意见代替审查), once it is discussed."""
    found = case.acts("合法性审查")
    held = decisions.counts_as_review(found[0]) if len(found) == 1 else case.happened("合法性审查")
    return when(decisions.bound(case), required(held))


def last_review_counts(case: Case, discussion: Event, choose: Choice) -> Verdict | None:
    """What was sent round after the review may be another draft; where it isn't known which was last, none is."""
    condition = every(decisions.bound(case), case.happened("合法性审查"))
    held = preceded(case, discussion, "合法性审查")
    last = decisions.of_the_last_before(case, discussion, "合法性审查", decisions.counts_as_review, choose)
    return when(condition, required(held if held is not True or last is None else last))


READINGS: Mapping[Predicate, tuple[Predicate, ...]] = {
    meetings.villagers_meeting_majority: (majority_of_persons,),
    meetings.group_majority: (group_majority_of_persons,),
    meetings.assembly_delegated_before: (delegation_if_dated,),
    meetings.party_branch_first: (any_act_of_the_party,),
    meetings.decided_before_action_2025: (reserved_to_a_group,),
    village.levy_decided: (levy_delegated,),
    village.decision_contents_2010: (contents_2010_if_looked_at,),
    village.decision_contents_2025: (contents_2025_if_looked_at,),
    village.audit_published_before_election: (published_the_same_day,),
    ningbo.adviser_attends: (adviser_if_told,),
    decisions.review_is_no_consultation: of_the_same_day(decisions.last_was_a_review, "集体讨论决定"),
    decisions.reviewed: (one_consultation,),
    decisions.review_before_discussion: of_the_same_day(last_review_counts, "集体讨论决定"),
    decisions.unlawful_not_discussed: of_the_same_day(decisions.unlawful, "集体讨论决定"),
    decisions.risk_under_control: of_the_same_day(decisions.controlled, "集体讨论决定"),
}
