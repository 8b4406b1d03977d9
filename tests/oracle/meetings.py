"""村民委员会组织法 on the meetings of the villagers, of their representatives and of the groups (VCL-02 to VCL-47)."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.acts import each, followed, preceded
from tests.oracle.case import Case, Event, days_between, member
from tests.oracle.law import VCL_1998, VCL_2010, VCL_2025, before
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

LISTED_2010 = frozenset(
    [
        "误工补贴",
        "集体所得的使用",
        "公益事业",
        "土地承包经营方案",
        "集体经济项目",
        "宅基地使用方案",
        "征地补偿费",
        "处分集体财产",
        "村民会议认为应当由其决定的事项",
    ]
)
"""VCL-20-10, the nine matters of art. 24."""
LISTED_2025 = frozenset(
    [
        "乡村建设重要事项",
        "误工补贴",
        "集体所得的使用",
        "公益事业",
        "重点帮扶",
        "法律法规规定由村民会议决定的事项",
        "村民会议认为应当由其决定的事项",
    ]
)
"""VCL-20-25, the six matters of art. 28 (the last of them is two)."""


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


def of_the_village(case: Case) -> Truth:
    """What belongs to a group is decided by the group (VCL-48); not said means the village's."""
    return case["权属"] != "村民小组"


@each("村民会议", since=VCL_2010)
def villagers_meeting_convened(case: Case, meeting: Event) -> Verdict | None:
    """VCL-02: 10/18 art. 21(2), 25 art. 25(2): the villagers' committee convenes it."""
    return required(member("村民委员会", meeting.get("召集人")))


@each("村民会议", since=VCL_1998)
def villagers_meeting_quorum(case: Case, meeting: Event) -> Verdict | None:
    """VCL-06: 98 art. 17(2), 10/18 art. 22(1), 25 art. 26(1): over half of the adults, or two thirds of households."""
    return required(
        some(
            majority(meeting.get("实到"), case["成年村民"]),
            at_least(meeting.get("到会户代表"), TWO_THIRDS, case["户数"]),
        )
    )


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
    """VCL-04: 25 art. 25(2): ten days ahead; in special circumstances at short notice."""
    notice = days_between(meeting.get("通知日"), meeting.get("日期"))
    return unless(meeting.get("特殊情况"), required(None if notice is None else notice >= 10))


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
    """VCL-05: 25 art. 25(3): at least one a year."""
    held = check.get("村民会议次数")
    return required(None if held is None else held >= 1)


def _decided_before(case: Case, act: Event) -> Truth:
    """By the villagers' meeting; or by the representatives, who must have been told to."""
    by_delegation = every(case["授权"], preceded(case, act, "村民代表会议"))
    return some(preceded(case, act, "村民会议"), by_delegation)


@each("签约", since=VCL_2010, until=before(VCL_2025))
def decided_before_contract_2010(case: Case, act: Event) -> Verdict | None:
    """VCL-20-10, VCL-21, VCL-22: 10/18 art. 24(1)(2): one of the nine matters is decided before it is carried out."""
    condition = every(listed_matter(case, LISTED_2010), of_the_village(case))
    return when(condition, required(_decided_before(case, act)))


@each("签约", since=VCL_2025)
def decided_before_contract_2025(case: Case, act: Event) -> Verdict | None:
    """VCL-20-25, VCL-21, VCL-22: 25 art. 28(1)(2): one of the six matters is decided before it is carried out."""
    condition = every(listed_matter(case, LISTED_2025), of_the_village(case))
    return when(condition, required(_decided_before(case, act)))


@each("村民代表会议", since=VCL_2010)
def assembly_delegated(case: Case, meeting: Event) -> Verdict | None:
    """VCL-22, VCL-40: 10/18 art. 24(2), 25(1), 25 art. 28(2), 29(1): it decides only what was delegated before."""
    delegated = case["授权"]
    early = on_time = None
    if case["授权日"] is not None and meeting.get("日期") is not None:
        on_time = case["授权日"] <= meeting["日期"]
    early = on_time if case["授权日"] is not None else True
    return required(every(delegated, early))


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
