"""JSON to a tree: what Python reads, with places, and what is said of the rest."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.diagnostics.source import SourceText
from engine.records import from_json
from engine.records.tree import Entries, Items, Node, Parsed, Scalar


def parse(text: str) -> Parsed:
    return from_json.parse(text, SourceText("案", text).span)


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return [(plain(key), plain(value)) for key, value in node.entries]
    return None


def expected(text: str) -> object:
    """Read what Python's own reader makes of ``text``, with single values as their texts."""

    def as_text(value: object) -> object:
        match value:
            case None:
                return "null"
            case bool():
                return str(value).lower()
            case list():
                return [as_text(inner) for inner in value]
            case tuple():
                return [(key, as_text(inner)) for key, inner in value[0]]
        return value

    return as_text(json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=lambda pairs: (pairs,)))


@pytest.mark.parametrize(
    "text",
    [
        '{"标题":"道路","金额":"36.5万元"}',
        ' {\t"a"\t:\t1 ,\r\n "b" : [ ] , "c":{}}\n',
        r'{"a": "\u6751\u0020\/\\\"\b\f\n\r\t", "b": "\ud83d\ude00"}',
        '{"a": -1.50e+10, "b": 123456789012345678901234567890, "c": 0}',
        '{"a": null, "b": true, "c": false, "d": ""}',
        '{"a": "x: y # {[,]}", "b\\"c": "\\\\"}',
        '{"a": 1, "a": 2}',
        '{"a":{"b":{"c":[[[[1]]]]}}}',
        '{"a": "\u2028\u0085\x7f"}',
        '"only a text"',
        "12",
        "[]",
        '{"' + "长" * 3000 + '":1}',
        '{"a": ' + "9" * 6000 + "}",
    ],
)
def test_json_is_read_as_python_reads_it(text: str) -> None:
    parsed = parse(text)
    assert not parsed.diagnostics
    assert plain(parsed.root) == expected(text)


def test_every_key_and_value_has_its_place() -> None:
    text = '{"标题": "道😀路",\n "经过": [{"步骤": "决议", "实到": 31}]}'
    root = parse(text).root
    assert isinstance(root, Entries)
    (_, title), (events, steps) = root.entries
    assert isinstance(steps, Items)
    for node, part in [
        (title, '"道😀路"'),
        (events, '"经过"'),
        (steps, '[{"步骤": "决议", "实到": 31}]'),
        (steps.items[0], '{"步骤": "决议", "实到": 31}'),
    ]:
        assert node.span is not None
        assert text[node.span.start : node.span.end] == part
    assert events.span is not None
    assert (events.span.line, events.span.column) == (2, 2)


@pytest.mark.parametrize(
    ("text", "at", "help"),
    [
        ('{"a": 1 "b": 2}', 8, "各项之间要有逗号"),
        ('{"a" 1}', 5, "名称和内容之间要有半角冒号"),
        ("{a: 1}", 1, "名称要放进半角双引号"),
        ('{"a": 道路}', 6, "这里缺内容"),
        ('{"a": 1} {"b": 2}', 9, "一份文件只写一份记录"),
        ('{"a": "x', 6, "引号没有配对"),
        ('{"a": "x\ny"}', 8, "引号没有配对"),
        (r'{"a": "C:\村"}', 9, "反斜杠要写成"),
        ('{"a"：1}', 4, "标点要用半角，“：”应为“:”"),
        ('{"a": 1，"b": 2}', 7, "标点要用半角，“，”应为“,”"),
        ("{“a”: 1}", 1, '标点要用半角，“““应为“"”'),
        ('{"a": 1', 7, "各项之间要有逗号"),
        ("", 0, "这里缺内容"),
    ],
)
def test_what_is_no_json_is_said_with_its_place(text: str, at: int, help: str) -> None:
    parsed = parse(text)
    assert [found.code for found in parsed.diagnostics] == ["R011"]
    found = parsed.diagnostics[0]
    assert found.span is not None
    assert found.span.start == parsed.stop == at
    assert found.help.startswith(help[:8])


def test_what_stands_before_a_mistake_is_kept() -> None:
    parsed = parse('{"a": 1, "b": [{"c": 2}, {"d": "x\\q"}]}')
    assert plain(parsed.root) == [("a", "1"), ("b", [[("c", "2")], []])]


@pytest.mark.parametrize("count", [21, 500, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused(opening: str, count: int) -> None:
    closing = ("]" if opening == "[" else "1}") if count < 1000 else ""
    codes = {found.code for found in parse(opening * count + closing * count).diagnostics}
    assert "R016" in codes


def test_numbers_that_are_none_are_texts() -> None:
    assert plain(parse('{"a": NaN, "b": -Infinity}').root) == [("a", "NaN"), ("b", "-Infinity")]


values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
trees = st.recursive(values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))


@given(trees, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_what_python_writes_is_read(tree: object, ascii: bool, indent: int | str | None) -> None:
    text = json.dumps(tree, ensure_ascii=ascii, indent=indent)
    parsed = parse(text)
    assert not parsed.diagnostics
    assert plain(parsed.root) == expected(text)


@given(st.text(alphabet=st.sampled_from('ab1-.:,[]{}"\\ \n\t：，“”'), max_size=40))
def test_any_text_is_a_tree_or_a_message(text: str) -> None:
    parsed = parse(text)
    try:
        json.loads(text)
    except ValueError:
        assert parsed.diagnostics
        assert parsed.stop is not None
    else:
        assert plain(parsed.root) == expected(text)
