"""Writing a record and reading it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.diagnostics.nodes import Diagnostic, Severity
from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records import values
from engine.records.nodes import DecisionRecord, Event
from engine.records.read import from_mapping, read
from engine.records.vocabulary import Vocabulary
from engine.records.write import to_mapping

Reader = Callable[[str], tuple[DecisionRecord | None, tuple[Diagnostic, ...]]]


def without_places(record: DecisionRecord) -> DecisionRecord:
    events = tuple(event.model_copy(update={"places": {}}) for event in record.events)
    return record.model_copy(update={"places": {}, "events": events})


def test_a_record_is_written_in_the_order_of_the_vocabulary(vocabulary: Vocabulary, yaml: Reader, road: str) -> None:
    record, _ = yaml(road)
    assert record is not None
    assert to_mapping(record, vocabulary) == {
        "标题": "某村道路硬化",
        "规则": ["national/organic_law", "ninghai/power_list"],
        "来源": "自拟",
        "村": "某镇某村",
        "事项": "三",
        "类别": ["工程建设", "集体资金"],
        "金额": "36.5万元",
        "村民代表": "43人",
        "村民委员会成员": "5人",
        "双重身份人数": "0人",
        "抢险救灾": "否",
        "经过完整": "是",
        "经过": [
            {
                "步骤": "决议",
                "日期": "2024-03-05",
                "主体": ["村民代表会议"],
                "结果": "通过",
                "应到": "48人",
                "实到": "31人",
                "同意": "31人",
                "反对": "0人",
                "材料": ["会议记录", "签到册"],
                "材料完整": "是",
                "说明": "在村委会会议室",
            },
            {
                "步骤": "决议公示",
                "日期": "2024-03-06",
                "止": "2024-03-21",
                "地点": "公告栏",
                "缺少材料": ["公示照片"],
            },
            {"步骤": "实施"},
        ],
    }
    assert list(to_mapping(record, vocabulary))[:4] == ["标题", "规则", "来源", "村"]


def test_nothing_known_is_nothing_written(vocabulary: Vocabulary) -> None:
    assert to_mapping(DecisionRecord(), vocabulary) == {}


def test_fields_that_the_vocabulary_lacks_come_last(vocabulary: Vocabulary) -> None:
    record = DecisionRecord(facts={"乙": "x", "甲": date(2024, 3, 5), "村": "y"})
    assert list(to_mapping(record, vocabulary).items()) == [("村", "y"), ("乙", "x"), ("甲", "2024-03-05")]


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
proses = plain.map(values.prose).filter(lambda text: not values.is_unknown(text)) | st.just("")
names = plain.map(values.name).filter(
    lambda text: not values.is_unknown(text) and not values.is_none(text) and values.name(text) == text
)
lists = st.frozensets(names, max_size=3)
counts = st.integers(0, 10**16 - 1)
decimals = st.builds(Fraction, st.integers(0, 10**12), st.sampled_from([1, 2, 4, 5, 8, 10, 100, 1000, 10**4]))
fractions = st.builds(Fraction, st.integers(-(10**12), 10**12), st.integers(1, 10**6))


def whole(value: Fraction) -> int | Fraction:
    return int(value) if value.denominator == 1 else value


def value_of(field: Field) -> st.SearchStrategy[Any]:
    match field.type:
        case FieldType.TEXT:
            return names
        case FieldType.CHOICE:
            return st.sampled_from(field.options)
        case FieldType.LIST:
            return st.frozensets(st.sampled_from(field.options)) if field.options else lists
        case FieldType.FLAG:
            return st.booleans()
        case FieldType.DATE:
            return st.dates()
        case FieldType.MONEY | FieldType.AREA:
            return decimals.map(whole)
        case FieldType.NUMBER:
            return fractions.map(whole)
    return counts


@st.composite
def records(draw: st.DrawFn, vocabulary: Vocabulary) -> DecisionRecord:
    def facts(scope: Scope) -> dict[str, Any]:
        fields = {field.name: value_of(field) for field in vocabulary.of(scope)}
        return draw(st.fixed_dictionaries({}, optional=fields))

    def event() -> Event:
        documents = draw(lists)
        return Event(
            step=draw(names),
            documents=documents,
            missing_documents=draw(lists) - documents,
            documents_complete=draw(st.booleans()),
            note=draw(proses),
            facts=facts(Scope.EVENT),
        )

    return DecisionRecord(
        title=draw(proses),
        rules=tuple(dict.fromkeys(draw(st.lists(names, max_size=2)))),
        source=draw(proses),
        note=draw(proses),
        events_complete=draw(st.booleans()),
        events=tuple(event() for _ in range(draw(st.integers(0, 2)))),
        facts=facts(Scope.RECORD) | {"双重身份人数": 0},
    )


@settings(max_examples=40)
@given(st.data())
def test_what_is_written_reads_back_the_same(vocabulary: Vocabulary, data: st.DataObject) -> None:
    record = data.draw(records(vocabulary))
    mapping = to_mapping(record, vocabulary)
    as_json = json.dumps(mapping, ensure_ascii=data.draw(st.booleans()), indent=1)
    as_yaml = pyyaml.safe_dump(mapping, allow_unicode=data.draw(st.booleans()), sort_keys=False)
    for found, diagnostics in (
        from_mapping(mapping, vocabulary),
        read(as_json, "案", vocabulary, format="json"),
        read(as_yaml, "案", vocabulary, format="yaml"),
    ):
        assert [d for d in diagnostics if d.severity is Severity.ERROR] == []
        assert found is not None
        assert without_places(found) == record
        assert to_mapping(found, vocabulary) == mapping
        for name, value in record.facts.items():
            assert type(found.facts[name]) is type(value)
