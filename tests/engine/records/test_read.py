"""Whole files: fields, places, and every mistake in one run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dsl.diagnostics.nodes import Diagnostic, Severity
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping, read, read_file
from engine.records.vocabulary import Vocabulary

Reader = Callable[[str], tuple[DecisionRecord | None, tuple[Diagnostic, ...]]]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [found.code for found in diagnostics]


def placed(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    return [(found.code, found.span.line, found.span.column) for found in diagnostics if found.span]


# --- what is read ------------------------------------------------------------------


def test_a_record_is_read(yaml: Reader, road: str) -> None:
    record, diagnostics = yaml(road)
    assert diagnostics == ()
    assert record is not None
    assert (record.title, record.source, record.note) == ("某村道路硬化", "自拟", "")
    assert record.rules == ("national/organic_law", "ninghai/power_list")
    assert record.events_complete is True
    assert record.facts == {
        "村": "某镇某村",
        "事项": "三",
        "类别": frozenset({"工程建设", "集体资金"}),
        "金额": 365000,
        "村民代表": 43,
        "村民委员会成员": 5,
        "双重身份人数": 0,
        "抢险救灾": False,
    }
    vote, notice, work = record.events
    assert vote.facts == {
        "日期": date(2024, 3, 5),
        "主体": frozenset({"村民代表会议"}),
        "应到": 48,
        "实到": 31,
        "同意": 31,
        "反对": 0,
        "结果": "通过",
    }
    assert vote.step == "决议"
    assert vote.documents == {"会议记录", "签到册"}
    assert vote.missing_documents == frozenset()
    assert (vote.documents_complete, vote.note) == (True, "在村委会会议室")
    assert notice.facts == {"日期": date(2024, 3, 6), "止": date(2024, 3, 21), "地点": "公告栏"}
    assert notice.missing_documents == {"公示照片"}
    assert notice.documents_complete is False
    assert (work.step, work.facts) == ("实施", {})


def test_places_are_those_of_the_values(yaml: Reader, road: str) -> None:
    record, _ = yaml(road)
    assert record is not None

    def text(name: str, places: dict) -> str:
        return road[places[name].start : places[name].end]

    assert text("金额", record.places) == "36.5万元"
    assert text("标题", record.places) == "某村道路硬化"
    assert text("步骤", record.events[0].places) == "决议"
    assert text("实到", record.events[0].places) == "31人"
    assert text("材料", record.events[0].places) == "[会议记录, 签到册]"
    assert text("日期", record.events[1].places) == "2024-03-06"
    assert "日期" not in record.events[2].places
    assert (record.places["金额"].file, record.places["金额"].line, record.places["金额"].column) == ("案.yaml", 7, 5)


@pytest.mark.parametrize("word", ["", "不详", "未知", "不明", "?", "？", "~", "null", "'?'"])
def test_what_is_not_known_is_absent_and_never_zero(yaml: Reader, word: str) -> None:
    record, diagnostics = yaml(
        f"人口: {word}\n金额: {word}\n类别: {word}\n抢险救灾: {word}\n标题: {word}\n经过完整: {word}\n"
        f"经过:\n  - 步骤: 决议\n    日期: {word}\n    结果: {word}\n    材料: {word}\n    材料完整: {word}\n"
    )
    assert diagnostics == ()
    assert record is not None
    assert (record.facts, record.title, record.events_complete) == ({}, "", False)
    event = record.events[0]
    assert (event.facts, event.documents, event.documents_complete) == ({}, frozenset(), False)
    assert record.places == {}


def test_none_is_an_empty_list_and_not_unknown(yaml: Reader) -> None:
    record, _ = yaml("类别: []\n经过:\n  - 步骤: 决议\n    回避: 无\n    主体: [村民会议]\n    召集人: 不详\n")
    assert record is not None
    assert record.facts == {"类别": frozenset()}
    assert record.events[0].facts == {"回避": frozenset(), "主体": frozenset({"村民会议"})}


@pytest.mark.parametrize("text", ["经过: []", "经过:", "经过: 无", "经过: 不详"])
def test_a_record_may_have_no_events(yaml: Reader, text: str) -> None:
    record, diagnostics = yaml(f"标题: 甲\n{text}\n")
    assert diagnostics == ()
    assert record is not None
    assert record.events == ()


def test_english_keys_and_words(yaml: Reader) -> None:
    record, diagnostics = yaml(
        "title: A road\nevents_complete: yes\nAmount: 5万元\ncommittee members: 5\nemergency: false\n"
        "events:\n- {step: 决议, date: 2024/3/5, attended: 31, documents_complete: true}\n"
    )
    assert diagnostics == ()
    assert record is not None
    assert (record.title, record.events_complete) == ("A road", True)
    assert record.facts == {"金额": 50000, "村民委员会成员": 5, "抢险救灾": False}
    assert record.events[0].facts == {"日期": date(2024, 3, 5), "实到": 31}
    assert record.events[0].documents_complete is True


def test_names_are_cleaned_and_prose_is_not(yaml: Reader) -> None:
    record, _ = yaml(
        "标题: “一”　二\n事项: “三”\n经过:\n- 步骤: ' 方案　公示 '\n  材料: “会议记录”、１号图\n  说明: 甲　乙"
    )
    assert record is not None
    assert record.title == "“一”　二"
    assert record.facts == {"事项": "三"}
    event = record.events[0]
    assert (event.step, event.note) == ("方案 公示", "甲　乙")
    assert event.documents == {"会议记录", "1号图"}


def test_json_is_read_as_yaml_is(json_text: Reader, yaml: Reader) -> None:
    text = (
        '{"标题": "道\\u8def", "金额": "36.5万元", "人口": 1200, "抢险救灾": false, "成年村民": null,\n'
        '\t"经过": [{"步骤": "决议", "日期": "2024-03-05", "主体": ["村民会议"], "实到": 31}]}'
    )
    record, diagnostics = json_text(text)
    assert diagnostics == ()
    assert record is not None
    assert record.title == "道路"
    assert record.facts == {"金额": 365000, "人口": 1200, "抢险救灾": False}
    assert record.events[0].facts == {"日期": date(2024, 3, 5), "主体": frozenset({"村民会议"}), "实到": 31}
    assert text[record.places["金额"].start : record.places["金额"].end] == '"36.5万元"'


@pytest.mark.parametrize("form", ["{}：{}", "{}:{}", "{}： {}", "{}　：{}"])
def test_full_width_colons_are_understood(yaml: Reader, form: str) -> None:
    text = "\n".join([form.format("标题", "道路"), form.format("金额", "5万元"), form.format("经过", ""), ""])
    text += "  - " + form.format("步骤", "决议") + "\n    " + form.format("实到", "31人") + "\n    结果: ?\n"
    record, diagnostics = yaml(text)
    assert diagnostics == ()
    assert record is not None
    assert record.facts == {"金额": 50000}
    assert record.events[0].facts == {"实到": 31}
    assert text[record.places["金额"].start : record.places["金额"].end] == "5万元"


def test_mistakes_are_found_behind_full_width_colons(yaml: Reader) -> None:
    _, diagnostics = yaml("标题：道路\n金颔：5万元\n经过：\n  - 步骤：决议\n    实到：-1\n")
    assert placed(diagnostics) == [("R021", 2, 1), ("R033", 5, 8)]


def test_colons_inside_values_stay(yaml: Reader) -> None:
    record, diagnostics = yaml("标题: 甲\n说明: |\n  金额：5万元\n  日期：2024年\n")
    assert diagnostics == ()
    assert record is not None
    assert record.note == "金额：5万元\n日期：2024年"


def test_a_mark_at_the_beginning_shifts_no_place(yaml: Reader, json_text: Reader) -> None:
    for reader, text in ((yaml, "\ufeff标题: 甲\n金额: 5\n"), (json_text, '\ufeff{"标题": "甲",\n"金额": 5}')):
        _, diagnostics = reader(text)
        assert len(diagnostics) == 1
        assert diagnostics[0].span is not None
        assert text[diagnostics[0].span.start : diagnostics[0].span.end] == "5"


# --- what is wrong -----------------------------------------------------------------


def test_every_mistake_is_reported_with_its_place(yaml: Reader) -> None:
    record, diagnostics = yaml(
        """\
标题: 甲
金颔: 5万元
金额: 36.5
人口: -3
户数: 三分之一
日期: 2023-02-29
实到: 31
抢险救灾: 也许
村: [甲, 乙]
经过:
  - 步骤: 决议
    结果: 没过
    日期: 昨天
    金额: 5万元
    应到: 48户
    date: 2024-03-05
  - 日期: 2024-03-05
  - 公示
"""
    )
    assert record is None
    assert placed(diagnostics) == [
        ("R021", 2, 1),
        ("R036", 3, 5),
        ("R033", 4, 5),
        ("R034", 5, 5),
        ("R038", 6, 5),
        ("R022", 7, 1),
        ("R039", 8, 7),
        ("R030", 9, 4),
        ("R040", 12, 9),
        ("R037", 13, 9),
        ("R022", 14, 5),
        ("R035", 15, 9),
        ("R023", 16, 5),
        ("R051", 17, 5),
        ("R050", 18, 5),
    ]
    assert all(found.severity is Severity.ERROR for found in diagnostics)


def test_messages_are_sentences_a_user_understands(yaml: Reader) -> None:
    _, diagnostics = yaml(
        "金颔: 5万元\n实到: 31\n金额: 36.5\n经过:\n- 步骤: 决议\n  地区: 甲\n  date: 不详\n  起: 不详\n"
    )
    assert [(found.message, found.help) for found in diagnostics] == [
        ("没有“金颔”这个栏目", "是不是“金额”？"),
        ("“实到”不能写在这里", "“实到”属于某一步，请写到“经过”的那一步下面"),
        ("“36.5”没有单位", "是“36.5元”还是“36.5万元”？请写明"),
        ("“地区”不能写在这里", "“地区”属于整份记录，请写到“经过”外面"),
        ("“起”写了两次", "它和“date”是同一个栏目，只留一个"),
    ]


def test_both_places_of_a_key_stated_twice(yaml: Reader, json_text: Reader) -> None:
    for reader, text in ((yaml, "金额: 5万元\namount: 6万元\n"), (json_text, '{"金额": "5万元",\n"amount": "6万元"}')):
        _, diagnostics = reader(text)
        assert codes(diagnostics) == ["R023"]
        assert diagnostics[0].span is not None
        assert diagnostics[0].span.line == 2
        assert [span.line for span, _ in diagnostics[0].related] == [1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "R012"),
        ("# 只有注释\n", "R012"),
        ("- 甲\n", "R014"),
        ("道路硬化\n", "R014"),
        ("标题: 甲\n---\n标题: 乙\n", "R013"),
        ("标题: &x 甲\n", "R015"),
        ("<<: {标题: 甲}\n", "R015"),
        ("标题: !!str 甲\n", "R015"),
        ("标题: " + "[" * 30, "R016"),
        ("? [甲]\n: 乙\n", "R020"),
        ("没有这样的栏目: 甲\n", "R021"),
        ("- {步骤：决议，日期：2024-03-05}\n", "R014"),
        ("经过:\n- {步骤：决议，日期：2024-03-05}\n", "R021"),
        ("标题: {甲: 乙}\n", "R030"),
        ("类别: {甲: 乙}\n", "R031"),
        ("类别: [[甲]]\n", "R031"),
        ("资金性质: [财政, 自愁]\n", "R040"),
        ("类别: [甲, 不详]\n", "R041"),
        ("类别: [甲, ]\n类别: 乙", "R023"),
        ("经过: 甲\n", "R050"),
        ("经过: {步骤: 甲}\n", "R050"),
        ("经过: [~]\n", "R050"),
        ("经过: [{步骤: ~}]\n", "R051"),
        ("经过: [{步骤: 决议, 材料: 甲、乙, 缺少材料: 乙}]\n", "R052"),
        ("没有的步骤: 实施、决议\n经过: [{步骤: 决议}]\n", "R053"),
        ('标题: "\\u0007"\n', "R004"),
    ],
)
def test_each_mistake_has_its_code(yaml: Reader, text: str, code: str) -> None:
    record, diagnostics = yaml(text)
    assert record is None
    assert code in codes(diagnostics)
    assert all(found.span is not None for found in diagnostics)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_control_characters_are_shown(yaml: Reader, json_text: Reader, character: str) -> None:
    for reader in (yaml, json_text):
        record, diagnostics = reader(f"标题: 甲\n村: 甲{character}\n")
        assert record is None
        assert placed(diagnostics) == [("R004", 2, 5)]
    _, diagnostics = json_text('{"标题": "\\ud800"}')
    assert codes(diagnostics) == ["R004"]


def test_an_item_that_looks_like_several_is_warned_of(yaml: Reader) -> None:
    record, diagnostics = yaml("类别: [工程建设、道路]\n")
    assert codes(diagnostics) == ["R042"]
    assert diagnostics[0].severity is Severity.WARNING
    assert record is not None
    assert record.facts == {"类别": frozenset({"工程建设、道路"})}


def test_what_stands_before_a_syntax_error_is_checked_too(yaml: Reader, json_text: Reader) -> None:
    record, diagnostics = yaml("金颔: 1\n人口: -3\n经过:\n- 步骤: 'x\n")
    assert record is None
    assert codes(diagnostics) == ["R021", "R033", "R010"]
    record, diagnostics = json_text('{"金颔": 1, "人口": -3, "经过": [{"日期": }]}')
    assert record is None
    assert codes(diagnostics) == ["R021", "R033", "R011"]


# --- files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("案.yaml", "标题: 甲\n"),
        ("案.YML", "{标题: 甲}\n"),
        ("案.json", '{"标题": "甲"}'),
        ("案.txt", '\n {"标题": "甲"}'),
        ("案", "标题: 甲"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read(tmp_path: Path, vocabulary: Vocabulary, name: str, text: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    record, diagnostics, source, _ = read_file(path, vocabulary)
    assert diagnostics == ()
    assert record is not None
    assert record.title == "甲"
    assert source is not None
    assert (source.name, source.text) == (str(path), text)


def test_files_that_cannot_be_read(tmp_path: Path, vocabulary: Vocabulary) -> None:
    for path, help in [
        (tmp_path / "没有.yaml", "没有这个文件，请核对文件名和文件夹"),
        (tmp_path, "这是文件夹，里面没有能读的记录；请写出文件"),
        (Path("\0"), ""),
    ]:
        record, diagnostics, source, _ = read_file(path, vocabulary)
        assert record is None
        assert source is None
        assert codes(diagnostics) == ["R001"]
        assert help in diagnostics[0].help


def test_a_file_that_is_no_text(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "案.docx"
    path.write_bytes(b"PK\x03\x04")
    assert codes(read_file(path, vocabulary).diagnostics) == ["R005"]


def test_a_long_record_is_read_in_good_time(vocabulary: Vocabulary) -> None:
    text = "经过:\n" + "  - {步骤: 决议, 实到: 31, 金颔: 3}\n" * 1000
    _, diagnostics = read(text, "案", vocabulary, format="yaml")
    assert len(diagnostics) == 1000


def test_yaml_is_imported_only_where_it_is_read() -> None:
    code = (
        "import sys; from engine.records.read import read, from_mapping;"
        "from engine.records.vocabulary import Vocabulary;"
        "v = Vocabulary(()); from_mapping({'标题': '甲'}, v); read('{}', '案', v, format='json');"
        "assert 'yaml' not in sys.modules; read('标题: 甲', '案', v, format='yaml'); assert 'yaml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# --- mappings ------------------------------------------------------------------------


def test_a_mapping_names_places_by_keys(vocabulary: Vocabulary) -> None:
    record, diagnostics = from_mapping(
        {"标题": "甲", "金额": 36.5, "经过": [{"步骤": "决议"}, {"步骤": "公示", "实到": [1, 2]}]}, vocabulary
    )
    assert record is None
    assert [(found.message, found.span) for found in diagnostics] == [
        ("金额：“36.5”没有单位", None),
        ("经过 › 第2项 › 实到：“实到”只能有一个值", None),
    ]
    assert diagnostics[1].english.startswith("经过 › 第2项 › 实到: ")
