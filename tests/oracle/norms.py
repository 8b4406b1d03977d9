"""Which norm of the rule files says the same as which predicate, and which verdicts each can come to."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle import decisions, meetings, ningbo, village
from tests.oracle.acts import Predicate
from tests.oracle.truth import Verdict

COMPLIANT, PENDING, UNKNOWN, VIOLATED = Verdict
LAW, DECREE = "national/organic_law", "national/major_decisions"
CITY = "ningbo/rule_of_law_villages"
PROCEDURE, CATALOGUE = f"{DECREE}:重大行政决策", f"{DECREE}:决策事项目录·目录"


@dataclass(frozen=True)
class Pair:
    """A predicate and the norms that together have the same meaning: the worst of their verdicts counts.

    ``never`` are the verdicts that don't occur. Most norms have no deadline, so
    that nothing can be pending; a mere prohibition of an act can't be complied
    with, only not apply.
    """

    predicate: Predicate
    norms: tuple[str, ...]
    never: frozenset[Verdict | None]

    def __init__(self, predicate: Predicate, *norms: str, never: frozenset[Verdict | None] = frozenset({PENDING})):
        object.__setattr__(self, "predicate", predicate)
        object.__setattr__(self, "norms", norms)
        object.__setattr__(self, "never", never)


FORBIDDEN = frozenset({PENDING, COMPLIANT})

NORMS = (
    Pair(meetings.villagers_meeting_convened, f"{LAW}:村民会议·召集"),
    Pair(meetings.villagers_meeting_notice_2010, f"{LAW}:2010年起·村民会议·通知"),
    Pair(meetings.villagers_meeting_notice_2025, f"{LAW}:2025年起·村民会议·通知"),
    Pair(meetings.villagers_meeting_quorum, f"{LAW}:村民会议·到会"),
    Pair(meetings.villagers_meeting_majority, f"{LAW}:村民会议·通过"),
    Pair(meetings.villagers_meeting_petitioned_1998, f"{LAW}:1998年起·村民会议·提议"),
    Pair(meetings.villagers_meeting_petitioned, f"{LAW}:村民会议·提议"),
    Pair(meetings.villagers_meeting_yearly, f"{LAW}:村民会议·每年一次"),
    Pair(meetings.decided_before_action_1998, f"{LAW}:1998年起·先决定后办理"),
    Pair(meetings.decided_before_action_2010, f"{LAW}:2010年起·先决定后办理"),
    Pair(meetings.decided_before_action_2025, f"{LAW}:2025年起·先决定后办理"),
    Pair(meetings.assembly_delegated_2010, f"{LAW}:2010年起·村民代表会议·授权"),
    Pair(meetings.assembly_delegated_2025, f"{LAW}:2025年起·村民代表会议·授权"),
    Pair(meetings.assembly_delegated_before, f"{LAW}:村民代表会议·授权在前"),
    Pair(meetings.party_branch_first, f"{LAW}:重要事项·先经村党组织研究"),
    Pair(meetings.resident_units_consulted, f"{LAW}:驻村单位·协商"),
    Pair(meetings.assembly_four_fifths, f"{LAW}:村民代表会议·代表比例"),
    Pair(meetings.assembly_women, f"{LAW}:村民代表会议·妇女比例"),
    Pair(meetings.representative_households, f"{LAW}:村民代表·推选户数"),
    Pair(meetings.assembly_convened, f"{LAW}:村民代表会议·召集"),
    Pair(meetings.assembly_quarterly, f"{LAW}:村民代表会议·每季度一次"),
    Pair(meetings.assembly_petitioned, f"{LAW}:村民代表会议·提议"),
    Pair(meetings.assembly_quorum, f"{LAW}:村民代表会议·到会"),
    Pair(meetings.assembly_majority, f"{LAW}:村民代表会议·通过"),
    Pair(meetings.group_quorum, f"{LAW}:村民小组会议·到会"),
    Pair(meetings.group_majority, f"{LAW}:村民小组会议·通过"),
    Pair(village.levy_decided, f"{LAW}:筹资筹劳·先由村民会议通过"),
    Pair(village.charter_by_villagers_meeting, f"{LAW}:章程·机关"),
    Pair(village.charter_filed, f"{LAW}:章程·备案"),
    Pair(village.decision_contents_2010, f"{LAW}:2010年起·决定的内容"),
    Pair(village.decision_contents_2025, f"{LAW}:2025年起·决定的内容"),
    Pair(village.consultation_brought_to_meeting, f"{LAW}:村民协商·提交会议"),
    Pair(village.accounts_published_half_yearly, f"{LAW}:1998年起·财务公布·每六个月一次"),
    Pair(village.published_quarterly, f"{LAW}:村务公布·每季度一次"),
    Pair(village.accounts_published_monthly, f"{LAW}:财务公布·每月一次"),
    Pair(village.posted_fifteen_days, f"{LAW}:村务公布·期限"),
    Pair(village.supervisors_chosen_by_meeting, f"{LAW}:村务监督机构·推选"),
    Pair(village.supervisors_not_of_committee, f"{LAW}:村务监督机构·村委会成员兼任"),
    Pair(village.supervisors_no_relatives, f"{LAW}:村务监督机构·近亲属兼任"),
    Pair(village.supervisors_know_accounts, f"{LAW}:村务监督机构·财会人员"),
    Pair(village.misconduct_reported, f"{LAW}:违纪违法·反映"),
    Pair(village.appraised_yearly, f"{LAW}:民主评议·每年一次"),
    Pair(village.appraisal_chaired_by_supervisors, f"{LAW}:民主评议·主持"),
    Pair(village.audit_published_before_election, f"{LAW}:离任审计·选举之前公布"),
    Pair(village.no_guarantee, f"{LAW}:担保", never=FORBIDDEN),
    Pair(village.nobody_appointed, f"{LAW}:撤换", never=FORBIDDEN),
    Pair(decisions.comments_thirty_days, f"{DECREE}:征求意见期限"),
    Pair(decisions.hearing_papers_seven_days, f"{DECREE}:听证材料送达"),
    Pair(decisions.hearing_list_published, f"{DECREE}:听证参加人名单"),
    Pair(decisions.hearing_procedure, f"{DECREE}:听证程序"),
    Pair(decisions.responsible_unit, f"{DECREE}:明确承办单位"),
    Pair(decisions.leading_unit, f"{DECREE}:明确牵头单位"),
    Pair(decisions.disagreement_explained, f"{DECREE}:说明争议"),
    Pair(decisions.expert_opinion_signed, f"{DECREE}:论证意见署名"),
    Pair(decisions.experts_have_no_stake, f"{DECREE}:专家无利害关系"),
    Pair(decisions.risk_report, f"{PROCEDURE}·风险评估·材料"),
    Pair(decisions.risk_report_contents, f"{DECREE}:评估报告内容"),
    Pair(decisions.review_is_no_consultation, f"{DECREE}:不以征求意见代替审查"),
    Pair(decisions.review_seven_working_days, f"{DECREE}:审查时间"),
    Pair(decisions.review_contents, f"{DECREE}:审查要点"),
    Pair(decisions.review_counsel, f"{DECREE}:法律顾问意见"),
    Pair(decisions.reviewed, f"{PROCEDURE}·合法性审查·办理"),
    Pair(decisions.review_before_discussion, f"{PROCEDURE}·集体讨论决定·次序（合法性审查之后）"),
    Pair(decisions.unlawful_not_discussed, f"{DECREE}:审查合法才讨论"),
    Pair(decisions.discussed_in_meeting, f"{DECREE}:讨论会议"),
    Pair(decisions.chief_speaks_last, f"{DECREE}:首长最后发言"),
    Pair(decisions.minority_explained, f"{DECREE}:会上说明理由"),
    Pair(decisions.dissent_recorded, f"{DECREE}:载明不同意见"),
    Pair(decisions.risk_under_control, f"{DECREE}:风险可控"),
    Pair(decisions.party_committee_told, f"{PROCEDURE}·请示报告·办理"),
    Pair(decisions.party_committee_first, f"{PROCEDURE}·公布·次序（请示报告之后）"),
    Pair(decisions.adoption_explained, f"{DECREE}:说明采纳情况"),
    Pair(decisions.evaluated_by_others, f"{DECREE}:后评估单位"),
    Pair(decisions.changed_in_due_form, f"{DECREE}:依法定程序变更"),
    Pair(
        decisions.catalogue_agreed_first,
        f"{DECREE}:决策事项目录·目录报党委同意·办理",
        f"{DECREE}:决策事项目录·目录公布·次序",
    ),
    Pair(ningbo.charter_filed_in_ten_days, f"{CITY}:章程·十日内备案", never=frozenset()),
    Pair(ningbo.list_voted_before_published, f"{CITY}:清单先经讨论决定"),
    Pair(ningbo.list_voted_by_meeting, f"{CITY}:清单由两会决定"),
    Pair(ningbo.list_contents, f"{CITY}:清单四项内容"),
    Pair(ningbo.adviser_attends, f"{CITY}:法律顾问·列席"),
)
