"""YAML to a tree: texts as written, places exact, and what a record may not hold."""

from __future__ import annotations

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from dsl.diagnostics.source import SourceText
from engine.records import from_yaml
from engine.records.tree import MOST_LEVELS, Broken, Entries, Items, Node, Parsed, Scalar


def parse(text: str) -> Parsed:
    return from_yaml.parse(text, SourceText("案", text).span)


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return [(plain(key), plain(value)) for key, value in node.entries]
    return None


def codes(parsed: Parsed) -> list[tuple[str, str]]:
    return [(found.code, found.help) for found in parsed.diagnostics]


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with the C parser and with PyYAML's own, which stands in where there is none."""
    if request.param == "Python":
        monkeypatch.delattr(pyyaml, "CSafeLoader", raising=False)
    elif not pyyaml.__with_libyaml__:
        pytest.skip("PyYAML without libyaml")


def test_nothing_is_typed() -> None:
    text = "a: 2024-03-05\nb: 1_000\nc: yes\nd: 012\ne: ~\nf:\ng: 1e3\nh: '31'\ni: \"\\u6751\"\n"
    assert plain(parse(text).root) == [
        ("a", "2024-03-05"),
        ("b", "1_000"),
        ("c", "yes"),
        ("d", "012"),
        ("e", "~"),
        ("f", ""),
        ("g", "1e3"),
        ("h", "31"),
        ("i", "村"),
    ]


def test_every_key_and_value_has_its_place() -> None:
    text = "标题: 道路😀\n经过:\n  - {步骤: '决议', 实到: 31}\n  - 步骤: 公示\n\n"
    root = parse(text).root
    assert isinstance(root, Entries)

    def texts(node: Node) -> list[str]:
        assert node.span is not None
        inner: tuple[Node, ...] = ()
        if isinstance(node, Entries):
            inner = tuple(part for entry in node.entries for part in entry)
        elif isinstance(node, Items):
            inner = node.items
        return [text[node.span.start : node.span.end], *(t for part in inner for t in texts(part))]

    assert texts(root) == [
        text.strip(),
        *("标题", "道路😀", "经过"),
        "- {步骤: '决议', 实到: 31}\n  - 步骤: 公示",
        *("{步骤: '决议', 实到: 31}", "步骤", "'决议'", "实到", "31"),
        *("步骤: 公示", "步骤", "公示"),
    ]
    step = root.entries[1][1]
    assert isinstance(step, Items)
    assert step.items[0].span is not None
    assert (step.items[0].span.line, step.items[0].span.column) == (3, 5)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a: &x 1", "&x"),
        ("a: *x", "*x"),
        ("<<: {a: 1}", "<<"),
        ("a: !!python/object:os.system 1", "!!python/object:os.system"),
        ("a: !x 1", "!x"),
        ("a: !!int 1", "!!int"),
        ("a: ! 1", "!"),
        ("a: !<tag:x,2000:y> 1", "!<tag:x,2000:y>"),
        ("a: &x [1]", "&x"),
        ("a: !!set {1}", "!!set"),
    ],
)
def test_anchors_aliases_tags_and_merge_keys_are_refused(text: str, mark: str) -> None:
    found = parse(text).diagnostics[0]
    assert found.code == "R015"
    assert found.message == f"决策记录里不能用“{mark}”"
    assert found.span is not None


def test_aliases_are_never_expanded() -> None:
    levels = [f"a{n}: &a{n} [{', '.join(f'*a{n - 1}' for _ in range(9))}]" for n in range(1, 30)]
    parsed = parse("\n".join(["a0: &a0 [1]", *levels]))
    assert {found.code for found in parsed.diagnostics} == {"R015"}
    assert isinstance(parsed.root, Entries)
    inner = parsed.root.entries[1][1]
    assert isinstance(inner, Items)
    assert all(isinstance(item, Broken) for item in inner.items)


def test_quoted_signs_are_texts() -> None:
    assert plain(parse("a: '*x'\n'<<': '&y'\nb: '!z'").root) == [("a", "*x"), ("<<", "&y"), ("b", "!z")]


@pytest.mark.parametrize(
    ("text", "line", "column", "help"),
    [
        ("a: b: c\n", 1, 5, "栏目写成"),
        ("a: 1\nb\nc: 2\n", 2, 1, "栏目写成"),
        ("a: 'x\nb: 1\n", 1, 4, "引号没有配对"),
        ("a: [1, 2\nb: 3\n", 2, 2, "括号没有配对"),
        ("a: 1\n  b: 2\n", 2, 4, "栏目写成"),
        ("- a: 1\n   b: 2\n", 2, 5, "栏目写成"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "同一层的栏目要上下对齐"),
        ("a: @x\n", 1, 4, "内容不能以这个字符开头"),
        ("\ta: 1\n", 1, 1, "制表符不能用来缩进"),
    ],
)
def test_what_is_no_yaml_is_said_with_its_place(text: str, line: int, column: int, help: str) -> None:
    found = parse(text).diagnostics[0]
    assert found.code == "R010"
    assert found.help.startswith(help)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (line, column)


def test_what_stands_before_a_mistake_is_kept() -> None:
    parsed = parse("a: 1\nb:\n  - c: 2\n    d: 3\n  - e: 'x\n")
    assert plain(parsed.root) == [("a", "1"), ("b", [[("c", "2"), ("d", "3")], []])]
    assert parsed.stop is not None


def test_full_width_indents_are_shown_where_reading_fails() -> None:
    parsed = parse("a: [\n　　b: 1\n\tc: 2\n")
    assert "全角空格不能用来缩进，请改成半角空格" in [help for _, help in codes(parsed)]


def test_several_documents_are_refused() -> None:
    parsed = parse("a: 1\n---\nb: 2\n---\nc: 3\n")
    assert [code for code, _ in codes(parsed)] == ["R013"]
    assert plain(parsed.root) == [("a", "1")]
    assert not parse("---\na: 1\n...\n").diagnostics


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused(opening: str) -> None:
    parsed = parse(opening * 50_000)
    assert parsed.diagnostics[0].code == "R016"
    assert str(MOST_LEVELS) in parsed.diagnostics[0].help


@pytest.mark.parametrize("text", ["", "  \n", "# nothing\n", "---\n..."[:0]])
def test_an_empty_file_has_no_tree(text: str) -> None:
    assert parse(text) == Parsed(None, (), None)


def any_key(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("标题：甲\n", "标题: 甲\n"),
        ("标题:甲\n", "标题: 甲\n"),
        ("标题： 甲\n", "标题: 甲\n"),
        ("标题　：　甲\n", "标题　: 　甲\n"),
        ("经过：\n  - 步骤：决议\n    实到:31\n", "经过:\n  - 步骤: 决议\n    实到: 31\n"),
        ("结果: ?\n实到：?\n", "结果: ~\n实到: ~\n"),
        ("实到：", "实到:"),
        ("说明: 甲：乙\n", None),
        ("标题: 甲\n", None),
        ("", None),
    ],
)
def test_mending_full_width_colons(text: str, mended: str | None) -> None:
    found = from_yaml.mend(text, any_key)
    assert (found and found[0]) == mended


def test_only_known_keys_are_mended() -> None:
    assert from_yaml.mend("标题：甲\n地点：乙\n", {"地点"}.__contains__) is not None
    assert from_yaml.mend("标题：甲\n", {"地点"}.__contains__) is None


def test_offsets_of_the_mended_text_lead_back() -> None:
    text = "标题：甲\n经过：\n  - 步骤:乙\n    结果: ?\n    实到：31\n"
    found = from_yaml.mend(text, any_key)
    assert found is not None
    mended, original = found
    for part in ("甲", "乙", "结果", "31"):
        assert original(mended.index(part)) == text.index(part)
    assert original(len(mended)) == len(text)


values = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
trees = st.recursive(values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(values, inner, max_size=3))


def expected(value: object) -> object:
    match value:
        case dict():
            return [(key, expected(inner)) for key, inner in value.items()]
        case list():
            return [expected(inner) for inner in value]
    return value


@given(trees, st.booleans())
def test_what_pyyaml_writes_is_read_as_text(tree: object, flow: bool) -> None:
    text = pyyaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    parsed = parse(text)
    # Empty texts of no style at all cannot be told from nothing, and PyYAML quotes them.
    assert not parsed.diagnostics
    assert plain(parsed.root) == expected(tree)


@given(st.text(alphabet=st.sampled_from("ab:：-[]{},'\"|>#&*!?%@` \n\t　\r"), max_size=60))
def test_any_text_is_a_tree_or_a_message(text: str) -> None:
    parsed = parse(text)
    assert parsed.stop is None or parsed.diagnostics
    found = from_yaml.mend(text, any_key)
    if found:
        parse(found[0])
        assert found[1](len(found[0])) == len(text)
