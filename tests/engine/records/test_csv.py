"""Event logs as tables: a log of another office, what is kept of it, and what can't be read."""

from __future__ import annotations

from datetime import date

import pytest

from engine.records.from_csv import read_csv
from engine.records.from_xes import read_xes
from engine.records.read import read_records
from engine.records.vocabulary import Vocabulary
from rulesets.loader import load
from tests.engine.records.test_xes import FOREIGN

VOCABULARY = Vocabulary(load().fields)

LOG = """case:channel,case:concept:name,case:经过完整,concept:name,lifecycle:transition,org:group,time:timestamp,实到
Internet,case-2,是,Confirmation of receipt,complete,EMPTY,2011-10-11 13:45:40.276000+02:00,
,case-1,,决议,complete,村民代表会议,2024-03-06T11:00:00+08:00,32
Internet,case-2,是,"T02 Check, confirmation of receipt",complete,Group 4,2011-10-12 00:26:25+02:00,
"""


def test_a_foreign_log():
    first, second = read_csv(LOG.encode(), "x.csv", VOCABULARY)
    assert (first.case, second.case) == ("case-2", "case-1") and first.record and second.record
    assert (first.record.title, first.record.note, first.record.events_complete) == (
        "case-2", "channel：Internet", True
    )  # fmt: skip
    assert [(event.step, event.facts["日期"]) for event in first.record.events] == [
        ("Confirmation of receipt", date(2011, 10, 11)),
        ("T02 Check, confirmation of receipt", date(2011, 10, 12)),
    ]
    assert not second.record.events_complete
    assert second.record.events[0].facts == {
        "日期": date(2024, 3, 6), "主体": frozenset({"村民代表会议"}), "实到": 32
    }  # fmt: skip


def test_the_same_log_as_a_table_and_as_xes():
    """Both kinds of file are read by the same rules: an event that only begins doesn't count beside its end."""
    table = """case:concept:name,case:组成人员,concept:name,time:timestamp,lifecycle:transition,org:role,实到
case-1,48,决议,2024-03-05T09:30:00+08:00,start,,
case-1,48,决议,2024-03-06T11:00:00+08:00,complete,村民代表会议,32
case-1,48,实施,2024-04-01T00:00:00.000Z,START,,
2,,商议,,,,
"""
    log = FOREIGN
    for attribute in (
        '<string key="channel" value="Internet"/>',
        '<string key="org:resource" value="Pete"/>',
        '<boolean key="材料完整" value="true"/>',
    ):
        log = log.replace(attribute, "")
    ours, theirs = read_csv(table.encode(), "x.csv", VOCABULARY), read_xes(log.encode(), "x.xes", VOCABULARY)
    assert ours == theirs and len(ours) == 2 and ours[0].record


def test_a_file_that_ends_in_csv_is_a_log(tmp_path):
    (tmp_path / "x.csv").write_bytes(LOG.encode("gb18030"))
    assert [file.case for file in read_records(tmp_path / "x.csv", VOCABULARY)] == ["case-2", "case-1"]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "第一行应当有 case:concept:name、concept:name、time:timestamp"),
        ("case:concept:name,步骤,time:timestamp\n1,决议,2024-03-05\n", "第一行应当有 case:concept:name"),
        ("case:concept:name,concept:name,time:timestamp\n,,\n", "一件（trace）也没有"),
        ("case:concept:name,concept:name,time:timestamp\n1,决议,2024-03-05\n,决议,2024-03-05\n", "第3行没有写是哪一件"),
        ("case:concept:name,concept:name,time:timestamp\n1,决议,2024-03-05,1\n", "第2行不合 CSV 的写法"),
        ('case:concept:name,concept:name,time:timestamp\n1,决议,"2024\n', "第2行不合 CSV 的写法"),
    ],
)
def test_what_is_no_log(text, advice):
    (file,) = read_csv(text.encode(), "x.csv", VOCABULARY)
    (found,) = file.diagnostics
    assert (found.code, file.record) == ("R017", None) and advice in found.help


def test_a_row_without_a_step_is_told_with_its_case():
    first, second = read_csv(LOG.replace("决议", "").encode(), "x.csv", VOCABULARY)
    assert first.record and second.record is None
    assert second.diagnostics[0].message.startswith("case-1：")
