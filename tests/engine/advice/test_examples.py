"""Advice on the published cases and the invented sales in examples/records, and on both sides of their boundaries."""

from __future__ import annotations

from datetime import date
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.advice import Hopeless, Mender, NextSteps, turn_text, turns, way_sentences
from engine.advice.changes import AddStep, Sort, StateOfStep, applied
from engine.advice.kit import View
from engine.findings.nodes import Verdict
from engine.records.nodes import DecisionRecord
from engine.records.read import read_records
from engine.records.vocabulary import Vocabulary
from tests.engine.advice import cases
from tests.engine.advice.test_steps import DONE, LIST, VILLAGE

TODAY = date(2026, 11, 22)
RECORDS = Path(__file__).parents[3] / "examples" / "records"
NAMES = sorted(path.stem for path in RECORDS.glob("*.yaml"))


def example(name: str) -> tuple[DecisionRecord, tuple[str, ...]]:
    everything = (LIST, "national/major_decisions", "national/land")
    (file,) = read_records(str(RECORDS / f"{name}.yaml"), Vocabulary(cases.rules(*everything).fields))
    assert file.record is not None, file.diagnostics
    return file.record, tuple(file.record.rules)


@pytest.mark.parametrize("name", NAMES)
def test_every_violation_of_an_example_is_answered(name):
    record, names = example(name)
    kit = cases.kit(*names)
    mender = Mender(kit, cases.procedures(*names))
    for norm_id in View(kit, record, TODAY).violated:
        assert turns(kit, record, TODAY, norm_id)
        for way in mender.ways(record, TODAY, norm_id):
            assert way_sentences(way, kit.judges[norm_id].norm, record, TODAY)


SALES = {
    "sale-2018": "zhejiang/collective_assets:重大资产事项·代表会议通过",
    "sale-2024": "zhejiang/collective_assets:重大资产事项·代表会议通过",
    "sale-2026": "national/collective_economy:成员代表大会·通过",
}


@pytest.mark.parametrize("name", SALES)
def test_a_sale_that_lacks_ten_votes(name):
    record, names = example(name)
    kit = cases.kit(*names)
    found = [one for one in turns(kit, record, TODAY, SALES[name]) if one.sort is Sort.REWRITE]
    assert turn_text(found[0], record, TODAY).startswith(
        "当初就要这样：“成员代表会议”的同意不少于32人（现为22人），就是合规"
    )
    (votes,) = found[0].changes
    assert isinstance(votes, StateOfStep)
    short = StateOfStep(votes.step, votes.number, votes.name, 31, votes.type)
    assert View(kit, applied(record, (short,)), TODAY).finding(SALES[name]).verdict is Verdict.VIOLATED


def test_a_meeting_held_again_is_held_to_the_law_of_its_day():
    record, names = example("sale-2018")
    kit = cases.kit(*names)
    way = Mender(kit, cases.procedures(*names)).ways(record, TODAY, SALES["sale-2018"])[0]
    told = way_sentences(way, kit.judges[SALES["sale-2018"]].norm, record, TODAY)
    assert "同意不少于32人" in told[0]  # two thirds of all, the law of 2025
    assert "“重大资产事项·代表会议通过”到时已经不施行，重新办的按当时施行的规定核对" in told


def test_to_wait_until_a_norm_is_repealed_is_no_way():
    record, names = example("c01")
    kit = cases.kit(*names)
    norm = "national/organic_law:1998年起·先决定后办理"
    (way,) = Mender(kit, cases.procedures(*names)).ways(record, TODAY, norm)
    assert way.hopeless is Hopeless.LATE
    assert [one.sort for one in turns(kit, record, TODAY, norm)] == [Sort.REWRITE]


def test_works_given_away_ask_for_a_tender():
    record, names = example("c23")
    found = turns(cases.kit(*names), record, TODAY, f"{LIST}:工程公开招标")
    assert turn_text(found[-1], record, TODAY) == (
        "当初就要这样：“发包”的发包方式是“公开招标”（现为直接发包），就是合规"
    )


def test_whom_an_act_is_about_stays_when_it_is_done_anew():
    names = ("zhejiang/economic_cooperative",)
    vote = {"步骤": "社管会罢免表决", "日期": "2022-03-31", "罢免对象": "社监会成员", "召集人": ["社监会"]}
    record = cases.read({"经过": [vote]}, *names)
    norm = "zhejiang/economic_cooperative:罢免·由另一个机构召集"
    (way, *_) = Mender(cases.kit(*names), cases.procedures(*names)).ways(record, date(2022, 3, 31), norm)
    (anew,) = [one for one in way.changes if isinstance(one, AddStep)]
    assert anew.value("罢免对象") == "社监会成员"
    assert anew.value("召集人") not in (None, frozenset({"社监会"}))


@settings(max_examples=40)
@given(st.integers(36, 400), st.integers(3, 9))
def test_heads_are_two_thirds_and_more_than_half(representatives, committee):
    """村组法2025 art. 30(2): two thirds of all who belong to the assembly, more than half of those present.

    Four fifths at least are representatives, else the assembly can't meet at all.
    """
    record = cases.read({**VILLAGE, "村民代表": representatives, "村民委员会成员": committee, "经过": DONE}, LIST)
    (meeting, *_) = NextSteps(cases.kit(LIST), cases.procedures(LIST)).of(record, date(2026, 4, 15))
    heads = ceil((representatives + committee) * 2 / 3)
    assert meeting.event.value("实到") == heads
    assert meeting.event.value("同意") == heads // 2 + 1
