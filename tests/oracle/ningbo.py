"""宁波市法治乡村建设促进条例 (from 2021-05-01)."""

from __future__ import annotations

from tests.oracle.acts import by_the_deadline, each, preceded
from tests.oracle.case import Case, Event, member
from tests.oracle.law import NINGBO
from tests.oracle.truth import Verdict, required, some, when

CONTENTS = ("村级重大事项决策", "招投标事项管理", "财务管理", "集体资产资源处置")


@each("通过章程", since=NINGBO)
def charter_filed_in_ten_days(case: Case, adoption: Event) -> Verdict | None:
    """NB-04: art. 14(3): filed with the township within ten days."""
    return by_the_deadline(case, adoption, 10, "章程备案")


@each("清单公布", since=NINGBO)
def list_voted_before_published(case: Case, publication: Event) -> Verdict | None:
    """NB-09: art. 19(1): the list is decided before it is published."""
    return required(preceded(case, publication, "清单讨论决定"))


@each("清单讨论决定", since=NINGBO)
def list_voted_by_meeting(case: Case, vote: Event) -> Verdict | None:
    """NB-09: art. 19(1): by either of the two meetings."""
    actors = vote.get("主体")
    return required(some(member("村民会议", actors), member("村民代表会议", actors)))


@each("清单公布", since=NINGBO)
def list_contents(case: Case, publication: Event) -> Verdict | None:
    """NB-10: art. 19(2): four kinds of powers are in it."""
    contents = case["清单内容"]
    return required(None if contents is None else set(CONTENTS) <= set(contents))


@each("两会", since=NINGBO)
def adviser_attends(case: Case, meeting: Event) -> Verdict | None:
    """NB-12: art. 23(2): where important interests of villagers are decided on, the legal adviser attends."""
    return adviser(case, meeting)


def adviser(case: Case, meeting: Event) -> Verdict | None:
    return when(case["涉及村民重大利益"], required(member("法律顾问", meeting.get("列席"))))
