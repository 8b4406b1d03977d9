"""Whatever the bytes: a record or messages, never an exception."""

from __future__ import annotations

import json
from typing import Any

import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from dsl.diagnostics.nodes import Diagnostic, Severity
from dsl.diagnostics.render_text import render_all
from dsl.diagnostics.source import SourceText
from engine.records.decode import decode
from engine.records.nodes import DecisionRecord
from engine.records.read import Format, read
from engine.records.vocabulary import Vocabulary
from engine.records.write import to_mapping

formats = st.sampled_from(["yaml", "json"])


def check(text: str, vocabulary: Vocabulary, format: Format) -> DecisionRecord | None:
    record, diagnostics = read(text, "案", vocabulary, format=format)
    assert_sound(text, record, diagnostics)
    if record is not None:
        to_mapping(record, vocabulary)
    return record


def assert_sound(text: str, record: DecisionRecord | None, diagnostics: tuple[Diagnostic, ...]) -> None:
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    assert (record is None) is bool(errors)
    for found in diagnostics:
        assert found.span is not None
        assert 0 <= found.span.start <= found.span.end <= len(text)
        for part in (found.message, found.english, found.help, found.english_help):
            assert "{" not in part or "{" in text
            part.encode()
    render_all(diagnostics, {"案": SourceText("案", text)}).encode()


@given(st.binary(max_size=300), formats)
def test_random_bytes(vocabulary: Vocabulary, data: bytes, format: Format) -> None:
    text, diagnostics = decode(data, "案")
    assert (text is None) is bool(diagnostics)
    if text is not None:
        check(text, vocabulary, format)


@given(st.text(alphabet=st.characters() | st.sampled_from(":：-[]{},'\"|>#&*! \n金额步骤经过"), max_size=80), formats)
def test_random_texts(vocabulary: Vocabulary, text: str, format: Format) -> None:
    check(text, vocabulary, format)


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Cut, repeat, swap and overwrite pieces of ``data``."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        piece = data[start:end]
        new = draw(
            st.sampled_from(
                [b"", piece * 2, piece[::-1], "：".encode(), b"\t", b"\n", b"- ", b"'", b"{", b"~", b"\x00"]
            )
            | st.binary(max_size=4)
        )
        data = data[:start] + new + data[end:]
    return data


@given(st.data())
def test_mutated_yaml(vocabulary: Vocabulary, road: str, data: st.DataObject) -> None:
    text, _ = decode(data.draw(mutated(road.encode())), "案")
    if text is not None:
        check(text, vocabulary, "yaml")


@given(st.data())
def test_mutated_json(vocabulary: Vocabulary, road: str, data: st.DataObject) -> None:
    plain = json.dumps(pyyaml.load(road, Loader=pyyaml.BaseLoader), ensure_ascii=False, indent=1)
    text, _ = decode(data.draw(mutated(plain.encode())), "案")
    if text is not None:
        check(text, vocabulary, "json")


RECORD_KEYS = [
    "标题",
    "规则",
    "说明",
    "经过",
    "经过完整",
    "金额",
    "人口",
    "类别",
    "日期",
    "抢险救灾",
    "占地",
    "比例",
    "资金性质",
]
EVENT_KEYS = [
    "步骤",
    "材料",
    "缺少材料",
    "材料完整",
    "实到",
    "应到",
    "同意",
    "止",
    "通知日",
    "结果",
    "主体",
    "date",
    "金颔",
]
keys = st.sampled_from(RECORD_KEYS + EVENT_KEYS)
scalars = (
    st.sampled_from(
        ["不详", "无", "是", "36.5", "36.5万元", "31人", "三分之二", "2024-03-05", "2024年2月30日", "通过", "甲、乙"]
    )
    | st.none()
    | st.booleans()
    | st.integers(-5, 10**6)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
)
trees = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5))


@given(st.dictionaries(keys, trees, max_size=6), st.booleans())
def test_random_trees(vocabulary: Vocabulary, tree: dict[str, Any], flow: bool) -> None:
    check(json.dumps(tree, ensure_ascii=False), vocabulary, "json")
    check(pyyaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow), vocabulary, "yaml")


@given(st.dictionaries(keys, trees, max_size=6))
def test_json_and_yaml_say_the_same(vocabulary: Vocabulary, tree: dict[str, Any]) -> None:
    as_json = read(json.dumps(tree), "案", vocabulary, format="json")[0]
    as_yaml = read(pyyaml.safe_dump(json.loads(json.dumps(tree))), "案", vocabulary, format="yaml")[0]
    assert (as_json is None) is (as_yaml is None)
    if as_json is not None and as_yaml is not None:
        assert as_json.facts == as_yaml.facts
        assert [event.facts for event in as_json.events] == [event.facts for event in as_yaml.events]
