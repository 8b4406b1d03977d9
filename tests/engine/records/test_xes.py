"""Event logs: what is written is read back as the same records; foreign logs; what can't be read."""

from __future__ import annotations

from datetime import date

import pytest

from engine.records.from_xes import read_xes
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping, read_records
from engine.records.to_xes import to_xes
from engine.records.vocabulary import Vocabulary
from engine.scenarios import mapping_of
from rulesets.loader import load

LIBRARY = load()
VOCABULARY = Vocabulary(LIBRARY.fields)


def bare(record: DecisionRecord) -> DecisionRecord:
    """Without the places, which differ."""
    events = tuple(event.model_copy(update={"places": {}}) for event in record.events)
    return record.model_copy(update={"places": {}, "events": events})


def test_every_scenario_comes_back_as_it_was():
    several = []
    for ruleset in LIBRARY.rulesets:
        for number, scenario in enumerate(ruleset.scenarios[::5]):
            record, _ = from_mapping({"标题": scenario.name, **mapping_of(scenario)}, VOCABULARY)
            assert record is not None
            several.append((f"{ruleset.id}-{number}", record))
    text = to_xes(several, VOCABULARY)
    assert text == to_xes(several, VOCABULARY)
    found = read_xes(text.encode(), "记录.xes", VOCABULARY)
    assert [file.case for file in found] == [case for case, _ in several]
    for file, (case, record) in zip(found, several, strict=True):
        assert file.record is not None, (case, file.diagnostics)
        assert bare(file.record) == bare(record), case


FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <string key="concept:name" value="some log"/>
  <trace>
    <string key="concept:name" value="case-1"/>
    <int key="组成人员" value="48"/>
    <string key="channel" value="Internet"/>
    <event>
      <string key="concept:name" value="决议"/><date key="time:timestamp" value="2024-03-05T09:30:00+08:00"/>
      <string key="lifecycle:transition" value="start"/>
    </event>
    <event>
      <string key="concept:name" value="决议"/><date key="time:timestamp" value="2024-03-06T11:00:00+08:00"/>
      <string key="lifecycle:transition" value="complete"/><string key="org:resource" value="Pete"/>
      <string key="org:role" value="村民代表会议"/><int key="实到" value="32"/><boolean key="材料完整" value="true"/>
    </event>
    <event>
      <string key="concept:name" value="实施"/><string key="lifecycle:transition" value="START"/>
      <date key="time:timestamp" value="2024-04-01T00:00:00.000Z"/>
    </event>
  </trace>
  <trace><event><string key="concept:name" value="商议"/></event></trace>
</log>
"""


def test_a_foreign_log():
    first, second = read_xes(FOREIGN.encode(), "x.xes", VOCABULARY)
    record = first.record
    assert record is not None and not first.diagnostics
    assert (record.title, record.facts, record.note) == ("case-1", {"组成人员": 48}, "channel：Internet")
    decision, begun = record.events
    assert decision.facts == {"日期": date(2024, 3, 6), "主体": frozenset({"村民代表会议"}), "实到": 32}
    assert decision.documents_complete and decision.note == "org:resource：Pete"
    assert (begun.step, begun.facts) == ("实施", {"日期": date(2024, 4, 1)})
    assert second.case == "2" and second.record is not None and second.record.events[0].step == "商议"


def test_a_value_that_cannot_be_read_is_told_with_its_case():
    (file, _) = read_xes(FOREIGN.replace('value="32"', 'value="很多"').encode(), "x.xes", VOCABULARY)
    assert file.record is None and file.diagnostics[0].message.startswith("case-1：经过 › 第1项 › 实到：")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("<log><trace></log>", "第1行第15列不合 XML 的写法"),
        ("", "第1行第1列不合 XML 的写法"),
        ("<html/>", "最外面的一层应当是 log"),
        ("<log/>", "一件（trace）也没有"),
    ],
)
def test_what_is_no_log(text, advice):
    (file,) = read_xes(text.encode(), "x.xes", VOCABULARY)
    (found,) = file.diagnostics
    assert (found.code, file.record) == ("R017", None) and advice in found.help
    assert found.message == "“x.xes”不是能读的事件日志"


def test_a_file_that_ends_in_xes_is_a_log(tmp_path):
    (tmp_path / "x.xes").write_text(FOREIGN, encoding="utf-8")
    assert [file.case for file in read_records(tmp_path / "x.xes", VOCABULARY)] == ["case-1", "2"]


def test_entities_are_not_expanded_without_end():
    bomb = (
        '<!DOCTYPE log [<!ENTITY a "'
        + "x" * 1000
        + '">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 20}">' for n in range(8))
        + ']><log><trace><string key="concept:name" value="&a7;"/></trace></log>'
    )
    (file,) = read_xes(bomb.encode(), "x.xes", VOCABULARY)
    assert file.record is None


def test_process_mining_reads_it(tmp_path):
    pm4py = pytest.importorskip("pm4py", reason="pm4py (AGPL) is a tool for tests only: pip install pm4py")
    record, _ = from_mapping(
        {"标题": "修路", "经过": [{"步骤": "商议", "日期": "2024-03-01"}, {"步骤": "决议", "日期": "2024-03-05"}]},
        VOCABULARY,
    )
    assert record is not None
    (tmp_path / "x.xes").write_text(to_xes([("A1", record), ("A2", record)], VOCABULARY), encoding="utf-8")
    log = pm4py.read_xes(str(tmp_path / "x.xes"))
    assert list(log["case:concept:name"]) == ["A1", "A1", "A2", "A2"]
    assert list(log["concept:name"]) == ["商议", "决议"] * 2
    graph, first, last = pm4py.discover_dfg(log)
    assert (dict(graph), dict(first), dict(last)) == ({("商议", "决议"): 2}, {"商议": 2}, {"决议": 2})
