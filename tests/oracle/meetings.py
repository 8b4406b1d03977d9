"""村民委员会组织法 on the meetings of the villagers, of their representatives and of the groups (VCL-02 to VCL-47)."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from fractions import Fraction

from tests.oracle.acts import each, followed, preceded
from tests.oracle.case import Case, Event, days_between, member, on_or_before
from tests.oracle.law import RCE, VCL_1998, VCL_2010, VCL_2025, before
from tests.oracle.truth import (
    THIRD,
    TWO_THIRDS,
    Truth,
    Verdict,
    at_least,
    every,
    majority,
    required,
    some,
    unless,
    when,
)

ACTIONS = ("签约", "开工", "付款", "实施")
LISTED_1998 = frozenset(
    (
        "乡统筹村提留",
        "误工补贴",
        "集体所得的使用",
        "公益事业",
        "土地承包经营方案",
        "集体经济项目",
        "宅基地使用方案",
        "村民会议认为应当由其决定的事项",
    )
)
"""VCL-20-98, the eight matters of art. 19."""
LISTED_2010 = frozenset(
    (
        "误工补贴",
        "集体所得的使用",
        "公益事业",
        "土地承包经营方案",
        "集体经济项目",
        "宅基地使用方案",
        "征地补偿费",
        "处分集体财产",
        "村民会议认为应当由其决定的事项",
    )
)
"""VCL-20-10, the nine matters of art. 24."""
LISTED_2025 = frozenset(
    (
        "乡村建设重要事项",
        "误工补贴",
        "集体所得的使用",
        "公益事业",
        "重点帮扶",
        "法律法规规定由村民会议决定的事项",
        "村民会议认为应当由其决定的事项",
    )
)
"""VCL-20-25, the six matters of art. 28 (the last of them is two)."""
OF_THE_COLLECTIVE = frozenset(("土地承包经营方案", "集体经济项目", "宅基地使用方案", "征地补偿费", "处分集体财产"))
"""VCL-23: collective property and members' rights, which RCE-01 gives to the collective's own meeting."""
NEVER_OF_A_GROUP = frozenset(
    ("误工补贴", "重点帮扶", "乡村建设重要事项", "法律法规规定由村民会议决定的事项", "村民会议认为应当由其决定的事项")
)
"""Matters that are the village's, whoever owns what; a group's meeting decides on its property and its welfare."""


def those_present(meeting: Event) -> int | None:
    """Persons; where it was counted by households, their delegates."""
    persons: int | None = meeting.get("实到")
    households: int | None = meeting.get("到会户代表")
    return households if persons is None else persons


def assembly_members(case: Case) -> int | None:
    """组成人员: committee members and representatives, each person once (VCL-41, FACTS 0.1)."""
    stated: int | None = case["组成人员"]
    if stated is not None:
        return stated
    committee, representatives, both = case["村民委员会成员"], case["村民代表"], case["双重身份人数"]
    return None if None in (committee, representatives, both) else committee + representatives - both


def listed_matter(case: Case, matters: frozenset[str]) -> Truth:
    categories = case["类别"]
    return None if categories is None else bool(matters & set(categories))


def only(case: Case, matters: frozenset[str], kinds: Set[str]) -> Truth:
    """Whether all that the record has of the listed ``matters`` is of some ``kinds``."""
    categories = case["类别"]
    return None if categories is None else matters & set(categories) <= kinds


def of_a_group(case: Case, matters: frozenset[str], never: Set[str] = NEVER_OF_A_GROUP) -> Truth:
    """VCL-48: what belongs to a group is decided by the group; not said means the village's."""
    return every(case["权属"] == "村民小组", only(case, matters, matters - never))


def by_special_law(case: Case, act: Event) -> Truth:
    """VCL-23: from 2025-05-01 collective property is decided on as the law on collectives says."""
    day, judged = act.get("日期"), case.day_of(act)
    if judged is not None and judged < RCE:  # the law of that day counts, which the record may state for all its events
        return False
    return every(None if day is None else day >= RCE, only(case, LISTED_2010, OF_THE_COLLECTIVE))


@each("村民会议", since=VCL_1998)
def villagers_meeting_convened(case: Case, meeting: Event) -> Verdict | None:
    """VCL-02: 98 art. 18(2), 10/18 art. 21(2), 25 art. 25(2): the villagers' committee convenes it."""
    return required(member("村民委员会", meeting.get("召集人")))


@each("村民会议", since=VCL_1998)
def villagers_meeting_quorum(case: Case, meeting: Event) -> Verdict | None:
    """VCL-06: 98 art. 17(2), 10/18 art. 22(1), 25 art. 26(1): over half of the adults, or two thirds of households."""
    return villagers_quorum(case, meeting)


def villagers_quorum(case: Case, meeting: Event) -> Verdict:
    persons = majority(meeting.get("实到"), case["成年村民"])
    return required(some(persons, at_least(meeting.get("到会户代表"), TWO_THIRDS, case["户数"])))


@each("村民会议", since=VCL_1998)
def villagers_meeting_majority(case: Case, meeting: Event) -> Verdict | None:
    """VCL-07, the same paragraphs: over half of those present; who abstains is present."""
    return required(majority(meeting.get("同意"), those_present(meeting)))


@each("村民会议", since=VCL_2010, until=before(VCL_2025))
def villagers_meeting_notice_2010(case: Case, meeting: Event) -> Verdict | None:
    """VCL-04: 10/18 art. 21(2): ten days ahead, without exception; by default not ten whole days between."""
    notice = days_between(meeting.get("通知日"), meeting.get("日期"))
    return required(None if notice is None else notice >= 10)


@each("村民会议", since=VCL_2025)
def villagers_meeting_notice_2025(case: Case, meeting: Event) -> Verdict | None:
    """VCL-04: 25 art. 25(2): ten days ahead; in special circumstances at short notice, but before the meeting."""
    notice = days_between(meeting.get("通知日"), meeting.get("日期"))
    if notice is None:
        return Verdict.UNKNOWN
    return required(some(notice >= 10, every(notice >= 0, meeting.get("特殊情况"))))


@each("提议召开村民会议", since=VCL_1998, until=before(VCL_2010))
def villagers_meeting_petitioned_1998(case: Case, petition: Event) -> Verdict | None:
    """VCL-03: 98 art. 18(2): a tenth of the villagers ask; that representatives do is of no account."""
    enough = at_least(petition.get("提议村民"), Fraction(1, 10), case["成年村民"])
    return when(enough, required(followed(case, petition, "村民会议")))


@each("提议召开村民会议", since=VCL_2010)
def villagers_meeting_petitioned(case: Case, petition: Event) -> Verdict | None:
    """VCL-03: 10/18 art. 21(2), 25 art. 25(2): a tenth of villagers or a third of representatives ask, it is held."""
    enough = some(
        at_least(petition.get("提议村民"), Fraction(1, 10), case["成年村民"]),
        at_least(petition.get("提议代表"), THIRD, case["村民代表"]),
    )
    return when(enough, required(followed(case, petition, "村民会议")))


@each("年度检查", since=VCL_2025)
def villagers_meeting_yearly(case: Case, check: Event) -> Verdict | None:
    """VCL-05: 25 art. 25(3): at least one a year, of which the law's first ends with 2026."""
    held, day = check.get("村民会议次数"), check.get("日期")
    full_year = None if day is None else day >= date(2026, 12, 31)
    return when(full_year, required(None if held is None else held >= 1))


def decided_before(case: Case, act: Event) -> Truth:
    """By the villagers' meeting; or by the representatives, who must have been told to."""
    by_delegation = every(case["授权"], preceded(case, act, "村民代表会议"))
    return some(preceded(case, act, "村民会议"), by_delegation)


@each(*ACTIONS, since=VCL_1998, until=before(VCL_2010))
def decided_before_action_1998(case: Case, act: Event) -> Verdict | None:
    """VCL-20-98, 21: 98 art. 19: one of the eight matters is decided before it is carried out."""
    return when(listed_matter(case, LISTED_1998), required(decided_before(case, act)))


@each(*ACTIONS, since=VCL_2010, until=before(VCL_2025))
def decided_before_action_2010(case: Case, act: Event) -> Verdict | None:
    """VCL-20-10, 21 to 23: 10/18 art. 24: one of the nine matters is decided before it is carried out."""
    exempt = some(of_a_group(case, LISTED_2010), by_special_law(case, act))
    return when(listed_matter(case, LISTED_2010), unless(exempt, required(decided_before(case, act))))


def decided_before_2025(case: Case, act: Event, never_of_a_group: Set[str]) -> Verdict | None:
    exempt = every(of_a_group(case, LISTED_2025, never_of_a_group), case["代行集体经济组织职能"])
    return when(listed_matter(case, LISTED_2025), unless(exempt, required(decided_before(case, act))))


@each(*ACTIONS, since=VCL_2025)
def decided_before_action_2025(case: Case, act: Event) -> Verdict | None:
    """VCL-20-25, 21, 22, 48: 25 art. 28(1)(2), 32(4): the same of six; a group decides if it acts as a collective."""
    return decided_before_2025(case, act, NEVER_OF_A_GROUP)


def _assembly_may(case: Case) -> Truth:
    """It was told to; or it isn't the one that decides."""
    return some(case["授权"], case.happened("村民会议"))


@each("村民代表会议", since=VCL_2010, until=before(VCL_2025))
def assembly_delegated_2010(case: Case, meeting: Event) -> Verdict | None:
    """VCL-22, 23: 10/18 art. 24(2)(3): on one of the nine matters it decides only if that was delegated to it."""
    may = unless(by_special_law(case, meeting), required(_assembly_may(case)))
    return when(listed_matter(case, LISTED_2010), may)


@each("村民代表会议", since=VCL_2025)
def assembly_delegated_2025(case: Case, meeting: Event) -> Verdict | None:
    """VCL-22: 25 art. 28(2): on one of the six matters it decides only if that was delegated to it."""
    return when(listed_matter(case, LISTED_2025), required(_assembly_may(case)))


@each("村民代表会议", since=VCL_2010)
def assembly_delegated_before(case: Case, meeting: Event) -> Verdict | None:
    """VCL-22, the same paragraphs: it was delegated before it was decided."""
    return when(case["授权"], required(on_or_before(case["授权日"], meeting.get("日期"))))


@each("两会", since=VCL_2025)
def party_branch_first(case: Case, meeting: Event) -> Verdict | None:
    """VCL-24: 25 art. 28(3): what is important, the village's party organisation has deliberated first."""
    return when(case["重要事项"], required(preceded(case, meeting, "党组织研究")))


@each("两会", since=VCL_2010)
def resident_units_consulted(case: Case, meeting: Event) -> Verdict | None:
    """VCL-10: 10/18 art. 38(2), 25 art. 47(2): units that it concerns are consulted."""
    return when(bool(case["驻村单位"]), required(preceded(case, meeting, "驻村单位协商")))


@each("村民代表会议", since=VCL_2010)
def assembly_four_fifths(case: Case, meeting: Event) -> Verdict | None:
    """VCL-41: 10/18 art. 25(1), 25 art. 29(1): representatives are four fifths of those who make it up."""
    return required(at_least(case["村民代表"], Fraction(4, 5), assembly_members(case)))


@each("村民代表会议", since=VCL_2010)
def assembly_women(case: Case, meeting: Event) -> Verdict | None:
    """VCL-41, the same paragraphs: women representatives are a third, of all members and not of representatives."""
    return required(at_least(case["妇女村民代表"], THIRD, assembly_members(case)))


@each("推选村民代表", since=VCL_2010)
def representative_households(case: Case, choice: Event) -> Verdict | None:
    """VCL-42: 10/18 art. 25(2), 25 art. 29(2): one for five to fifteen households, unless a group chooses."""
    households = choice.get("推选户数")
    by_households = None if choice.get("推选方式") is None else choice["推选方式"] == "按户"
    return when(by_households, required(None if households is None else 5 <= households <= 15))


@each("村民代表会议", since=VCL_2010)
def assembly_convened(case: Case, meeting: Event) -> Verdict | None:
    """VCL-43: 10/18 art. 26(1), 25 art. 30(1): the villagers' committee convenes it."""
    return required(member("村民委员会", meeting.get("召集人")))


@each("季度检查", since=VCL_2010)
def assembly_quarterly(case: Case, check: Event) -> Verdict | None:
    """VCL-43, the same paragraphs: once a quarter, where the village has one."""
    held = check.get("代表会议次数")
    return when(case["设有村民代表会议"] is not False, required(None if held is None else held >= 1))


@each("提议召开村民代表会议", since=VCL_2010)
def assembly_petitioned(case: Case, petition: Event) -> Verdict | None:
    """VCL-44: 10/18 art. 26(1), 25 art. 30(1): a fifth of the representatives ask, it is held."""
    enough = at_least(petition.get("提议代表"), Fraction(1, 5), case["村民代表"])
    return when(enough, required(followed(case, petition, "村民代表会议")))


@each("村民代表会议", since=VCL_2010)
def assembly_quorum(case: Case, meeting: Event) -> Verdict | None:
    """VCL-45: 10/18 art. 26(2), 25 art. 30(2): two thirds of those who make it up, in whatever hurry."""
    return required(at_least(meeting.get("实到"), TWO_THIRDS, assembly_members(case)))


@each("村民代表会议", since=VCL_2010)
def assembly_majority(case: Case, meeting: Event) -> Verdict | None:
    """VCL-46, the same paragraphs: over half of those present."""
    return required(majority(meeting.get("同意"), meeting.get("实到")))


@each("村民小组会议", since=VCL_2010)
def group_quorum(case: Case, meeting: Event) -> Verdict | None:
    """VCL-47: 10/18 art. 28(1), 25 art. 32(2): two thirds of the group's adults, or of its households."""
    return required(
        some(
            at_least(meeting.get("实到"), TWO_THIRDS, case["小组成年村民"]),
            at_least(meeting.get("到会户代表"), TWO_THIRDS, case["小组户数"]),
        )
    )


@each("村民小组会议", since=VCL_2010)
def group_majority(case: Case, meeting: Event) -> Verdict | None:
    """VCL-47, the same paragraphs: over half of those present."""
    return required(majority(meeting.get("同意"), those_present(meeting)))
