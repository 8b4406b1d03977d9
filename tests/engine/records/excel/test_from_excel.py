"""Cells to records: the same records as from YAML, and each mistake at its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from dsl.diagnostics import render_json, render_text
from dsl.diagnostics.nodes import Severity
from engine.records.excel.grid import Block, Book, Cell, Kind, Sheet, letters, make_sheet
from engine.records.from_excel import read_book, read_workbook
from engine.records.nodes import DecisionRecord, RecordFile
from engine.records.read import read
from engine.records.vocabulary import Vocabulary
from tests.engine.records.excel.conftest import CASES, COURSE, found, messages, saved, table, workbook

Tables = Callable[..., tuple[RecordFile, ...]]


def cases_of(files: tuple[RecordFile, ...]) -> tuple[DecisionRecord, ...]:
    assert all(file.record is not None for file in files), messages(files)
    return tuple(file.record for file in files if file.record is not None)


def plain(record: DecisionRecord) -> DecisionRecord:
    events = tuple(event.model_copy(update={"places": {}}) for event in record.events)
    return record.model_copy(update={"places": {}, "events": events})


# --- what is right ------------------------------------------------------------------------


def test_one_record_for_each_case(read_tables: Tables) -> None:
    files = read_tables()
    first, second = cases_of(files)
    assert [file.case for file in files] == ["A01", "A02"]
    assert not messages(files)
    assert first.title == "大青村道路"
    assert first.facts == {"金额": 365000, "村民代表": 43, "抢险救灾": False}
    assert second.facts == {"金额": 50000, "村民代表": 43, "抢险救灾": True}
    assert [event.step for event in first.events] == ["决议", "决议公示"]
    assert first.events[0].facts == {
        "日期": date(2024, 3, 5),
        "主体": frozenset({"村民代表会议"}),
        "实到": 32,
        "同意": 31,
        "结果": "通过",
    }
    assert first.events[0].documents == {"会议记录", "签到册"}
    assert second.events[0].facts["日期"] == date(2024, 4, 1)


def test_a_workbook_says_what_yaml_says(read_tables: Tables, vocabulary: Vocabulary) -> None:
    text = """
标题: 大青村道路
金额: 36.5万元
村民代表: 43
抢险救灾: 否
经过:
  - {步骤: 决议, 日期: 2024-03-05, 主体: 村民代表会议, 实到: 32, 同意: 31, 材料: [会议记录, 签到册], 结果: 通过}
  - {步骤: 决议公示, 日期: 2024-03-06}
"""
    record, _ = read(text, "案.yaml", vocabulary, format="yaml")
    assert record is not None
    assert plain(cases_of(read_tables())[0]) == plain(record)


def test_facts_know_their_cells(read_tables: Tables) -> None:
    first, second = cases_of(read_tables())
    assert first.places["金额"].cell == "案件!C2"
    assert (second.places["金额"].line, second.places["金额"].column) == (3, 3)
    assert second.events[0].places["实到"].cell == "经过!E4"
    assert first.places["金额"].file == "记录.xlsx"


@pytest.mark.parametrize(
    ("head", "cell", "kind", "amount"),
    [
        ("金额", "36.5万元", Kind.TEXT, Fraction(365000)),
        ("金额（元）", "365000", Kind.NUMBER, 365000),
        ("金额(元)", "365000", Kind.TEXT, 365000),
        ("金额（万元）", "36.5", Kind.NUMBER, 365000),
        ("金额 （ 万元 ）", "36.5", Kind.NUMBER, 365000),
        ("金额（亿元）", "0.12345", Kind.NUMBER, 12345000),
        ("金额（千元）", "36.5", Kind.TEXT, 36500),
        ("金额（万元）", " ３６．５ ", Kind.TEXT, 365000),
        ("金额（万元）", "365000元", Kind.TEXT, 365000),
        ("金额（元）", "1,234.56", Kind.TEXT, Fraction(123456, 100)),
        ("金额（元）", "五万", Kind.TEXT, 50000),
        ("amount", "5万元", Kind.TEXT, 50000),
        ("金额（万元）", "0.1", Kind.NUMBER, 1000),
    ],
)
def test_money_is_exact_in_the_unit_of_its_column(
    read_tables: Tables, head: str, cell: str, kind: Kind, amount: Fraction
) -> None:
    sheet = table("案件", f"案件编号 | {head}\nA01 | {cell}", {"B2": kind})
    (record,) = cases_of(read_tables(sheet, "案件编号 | 步骤"))
    assert record.facts == {"金额": amount}


def test_heads_may_stand_below_a_title_in_any_order_and_in_english(read_tables: Tables) -> None:
    cases = "大青村案件登记表 | | \n制表：村委会 | |\ntitle | 案号 | Committee-Members\n道路 | A01 | 5\n"
    (record,) = cases_of(read_tables(cases, "步骤 | 编号\n决议 | A01"))
    assert record.title == "道路"
    assert record.facts == {"村民委员会成员": 5}
    assert record.events[0].step == "决议"


def test_cases_without_a_title_are_called_by_their_number(read_tables: Tables) -> None:
    (record,) = cases_of(read_tables("案件编号 | 金额（元）\nA01 | 5", "案件编号 | 步骤"))
    assert record.title == "A01"


def test_empty_cells_and_rows_are_unknown(read_tables: Tables) -> None:
    cases = "案件编号 | 标题 | 村民代表 | 金额（元）\nA01 | 路 | | 不详\n | | |\n\nA02 | 桥 | | "
    files = read_tables(cases, "案件编号 | 步骤 | 实到\n | |\nA02 | 决议 | ")
    first, second = cases_of(files)
    assert (first.facts, first.events) == ({}, ())
    assert (second.facts, second.events[0].facts) == ({}, {})


def test_spaces_and_full_width_letters_in_numbers_of_cases(read_tables: Tables) -> None:
    files = read_tables("案件编号 | 标题\nA01 \u3000| 路", "案件编号 | 步骤\nＡ０１ | 决议")
    assert len(cases_of(files)[0].events) == 1


def test_numbers_of_cases_may_be_numbers(read_tables: Tables) -> None:
    cases = table("案件", "案件编号 | 标题\n1 | 路", {"A2": Kind.NUMBER})
    assert len(cases_of(read_tables(cases, "案件编号 | 步骤\n1 | 决议"))[0].events) == 1


def test_with_one_case_events_need_not_name_it(read_tables: Tables) -> None:
    files = read_tables("案件编号 | 标题\nA01 | 路", "案件编号 | 步骤\n | 决议\n | 公示")
    assert [event.step for event in cases_of(files)[0].events] == ["决议", "公示"]


def test_examples_are_skipped(read_tables: Tables) -> None:
    files = read_tables(
        "案件编号 | 标题 | 村民代表\n示例 | 例 | 错\nA01 | 路 | 43\n示例2 | 例 | 错",
        "案件编号 | 步骤 | 实到\n示例 | 决议 | 错\nA01 | 决议 | 32",
    )
    assert [file.case for file in files] == ["A01"]
    assert len(cases_of(files)[0].events) == 1


def test_merged_cells_hold_their_value_in_each_row(read_tables: Tables) -> None:
    course = table(
        "经过",
        "案件编号 | 步骤 | 日期\nA01 | 决议 | 2024-03-05\n | 公示 | \nA02 | 决议 | ",
        merged=(Block(2, 1, 3, 1), Block(2, 3, 3, 3)),
    )
    first, second = cases_of(read_tables(CASES, course))
    assert [event.facts.get("日期") for event in first.events] == [date(2024, 3, 5)] * 2
    assert len(second.events) == 1


def test_the_rulesets_of_the_form(read_tables: Tables) -> None:
    choices = table("选项", "规则 | 结果\nninghai/power_list | 通过\nnational/organic_law | ")
    first, _ = cases_of(read_tables(CASES, COURSE, choices))
    assert first.rules == ("ninghai/power_list", "national/organic_law")
    assert first.places["规则"].cell == "选项!A2"
    own = "案件编号 | 标题 | 规则\nA01 | 路 | ningbo/four_step"
    assert cases_of(read_tables(own, "案件编号 | 步骤", choices))[0].rules == ("ningbo/four_step",)


# --- what is wrong ---------------------------------------------------------------------------

ONE, NONE = "案件编号 | 标题\nA01 | 路", "案件编号 | 步骤"


@pytest.mark.parametrize(
    ("cases", "course", "expected"),
    [
        # columns
        ("案件编号 | 标题 | 金颔\nA01 | 路 | 5万元", NONE, ("R021", "案件!C1")),
        ("案件编号 | 标题 | 备注\nA01 | 路 | 无", NONE, ("R021", "案件!C1")),
        ("案件编号 | 标题 | 实到（人）\nA01 | 路 | 5", NONE, ("R022", "案件!C1")),
        ("案件编号 | 标题 | 经过\nA01 | 路 | 5", NONE, ("R021", "案件!C1")),
        (ONE, "案件编号 | 步骤 | 金额（元）\nA01 | 决议 | 5", ("R022", "经过!C1")),
        ("案件编号 | 标题 | title\nA01 | 路 | 路", NONE, ("R023", "案件!C1")),
        ("案件编号 | 标题 | 编号\nA01 | 路 | A01", NONE, ("R023", "案件!C1")),
        ("案件编号 | 金额（美元）\nA01 | 5", NONE, ("R085", "案件!B1")),
        ("案件编号 | 占地（亩）\nA01 | 5", NONE, ("R085", "案件!B1")),
        ("案件编号 | 标题（字）\nA01 | 路", NONE, ("R085", "案件!B1")),
        ("案件编号 | 金额（\nA01 | 5", NONE, ("R021", "案件!B1")),
        ("案件编号 | | 标题\nA01 | 5 | 路", NONE, ("R074", "案件!B2")),
        ("标题 | 村\n路 | 某村", NONE, ("R073", "案件!A1")),
        ("标题 | 案件编码\n路 | A01", NONE, ("R073", "案件!B1")),
        ("", NONE, ("R073", "案件!A1")),
        (ONE, "案件编号 | 日期\nA01 | 2024-03-05", ("R073", "经过!A1")),
        # rows
        (ONE, "案件编号 | 步骤\nA1 | 决议", ("R076", "经过!A2")),
        (f"{ONE}\n | 桥", "案件编号 | 步骤\nA01 | 决议", ("R075", "案件!A3")),
        (f"{ONE}\nA02 | 桥", "案件编号 | 步骤\n | 决议", ("R075", "经过!A2")),
        (f"{ONE}\nA01 | 桥", "案件编号 | 步骤\nA01 | 决议", ("R077", "案件!A3")),
        ("案件编号 | 标题\n示例 | 例", "案件编号 | 步骤\n示例 | 决议", ("R087", "案件!A2")),
        ("案件编号 | 标题", "案件编号 | 步骤", ("R087", "案件!A2")),
        # cells, with the codes of any record
        ("案件编号 | 村民代表\nA01 | 四十三人左右", "案件编号 | 步骤", ("R032", "案件!B2")),
        ("案件编号 | 村民代表\nA01 | -5", "案件编号 | 步骤", ("R033", "案件!B2")),
        ("案件编号 | 村民代表\nA01 | 5.5", "案件编号 | 步骤", ("R034", "案件!B2")),
        ("案件编号 | 村民代表\nA01 | 5户", "案件编号 | 步骤", ("R035", "案件!B2")),
        ("案件编号 | 金额\nA01 | 365000", "案件编号 | 步骤", ("R036", "案件!B2")),
        ("案件编号 | 金额（万元）\nA01 | 五万", "案件编号 | 步骤", ("R036", "案件!B2")),
        ("案件编号 | 金额（元）\nA01 | 5%", "案件编号 | 步骤", ("R036", "案件!B2")),
        ("案件编号 | 金额（元）\nA01 | -5", "案件编号 | 步骤", ("R033", "案件!B2")),
        ("案件编号 | 抢险救灾\nA01 | √", "案件编号 | 步骤", ("R039", "案件!B2")),
        (ONE, "案件编号 | 步骤 | 日期\nA01 | 决议 | 2024年3月", ("R037", "经过!C2")),
        (ONE, "案件编号 | 步骤 | 日期\nA01 | 决议 | 2024-02-30", ("R038", "经过!C2")),
        (ONE, "案件编号 | 步骤 | 结果\nA01 | 决议 | 同过", ("R040", "经过!C2")),
        (ONE, "案件编号 | 步骤 | 实到\nA01 | | 5", ("R051", "经过!B2")),
        (ONE, "案件编号 | 实到 | 步骤\nA01 | 5 | ", ("R051", "经过!C2")),
        (ONE, "案件编号 | 步骤 | 材料 | 缺少材料\nA01 | 决议 | 记录 | 记录", ("R052", "经过!D2")),
        (ONE + " \x01", "案件编号 | 步骤", ("R004", "案件!B2")),
    ],
)  # fmt: skip
def test_each_mistake_at_its_cell(read_tables: Tables, cases: str, course: str, expected: tuple[str, str]) -> None:
    files = read_tables(cases, course)
    assert found(files) == [expected]
    assert all(file.record is None for file in files)


@pytest.mark.parametrize(
    ("sheet", "kinds", "text", "expected", "help_"),
    [
        ("经过", {"C2": Kind.NUMBER}, "45356", ("R083", "经过!C2"), "是不是2024年3月5日？把单元格的格式改成“日期”"),
        ("经过", {"C2": Kind.NUMBER}, "20240305", ("R083", "经过!C2"), "是不是2024年3月5日？写成“2024-03-05”"),
        ("经过", {"C2": Kind.NUMBER}, "20240231", ("R083", "经过!C2"), "写成“2024-03-05”或者"),
        ("经过", {"C2": Kind.NUMBER}, "3.5", ("R083", "经过!C2"), "写成“2024-03-05”或者"),
        ("经过", {"C2": Kind.MOMENT}, "2024-03-05 14:30", ("R037", "经过!C2"), "只写到日"),
        ("经过", {"C2": Kind.MOMENT}, "08:30:00", ("R037", "经过!C2"), "写成“2024-03-05”"),
        ("经过", {"C2": Kind.FLAG}, "是", ("R037", "经过!C2"), "写成“2024-03-05”"),
        ("案件", {"C2": Kind.DATE}, "1900-02-12", ("R084", "案件!C2"), "改成“数值”"),
        ("案件", {"B2": Kind.DATE}, "2024-03-01", ("R084", "案件!B2"), "改成“文本”"),
        ("案件", {"C2": Kind.ROUGH}, "0.30000000000000004", ("R082", "案件!C2"), "ROUND"),
        ("案件", {"C2": Kind.MISTAKE}, "#N/A", ("R080", "案件!C2"), "改正公式"),
        ("案件", {"C2": Kind.UNCALCULATED}, "=SUM(A1:A9)", ("R081", "案件!C2"), "保存以后再核对"),
        ("案件", {"C2": Kind.FLAG}, "是", ("R032", "案件!C2"), "写成“31人”"),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_mean(
    read_tables: Tables,
    sheet: str,
    kinds: dict[str, Kind],
    text: str,
    expected: tuple[str, str],
    help_: str,
) -> None:
    (address,) = kinds
    cases = [["案件编号", "事项", "村民代表"], ["A01", "三", "43"]]
    course = [["案件编号", "步骤", "日期"], ["A01", "决议", ""]]
    rows = cases if sheet == "案件" else course
    rows[1]["ABC".index(address[0])] = text
    made = {
        name: table(name, "\n".join(" | ".join(row) for row in its), kinds if name == sheet else None)
        for name, its in (("案件", cases), ("经过", course))
    }
    files = read_tables(made["案件"], made["经过"])
    assert found(files) == [expected]
    assert help_ in messages(files)[0].help


def test_every_mistake_in_one_go(read_tables: Tables) -> None:
    files = read_tables(
        "案件编号 | 标题 | 金额 | 村民代表\nA01 | 路 | 5 | 多人\nA02 | 桥 | 5元 | 43",
        "案件编号 | 步骤 | 实倒 | 日期\nA01 | 决议 | 5 | 昨天\nA03 | | |\nA02 | | | 2024-13-01",
    )
    assert found(files) == [
        ("R036", "案件!C2"), ("R032", "案件!D2"),
        ("R021", "经过!C1"), ("R037", "经过!D2"), ("R076", "经过!A3"), ("R051", "经过!B4"), ("R038", "经过!D4"),
    ]  # fmt: skip
    assert messages(files)[2].help == "是不是“实到”？"


def test_what_is_wrong_with_one_case_leaves_the_others_alone(read_tables: Tables) -> None:
    files = read_tables("案件编号 | 村民代表\nA01 | 多人\nA02 | 43", "案件编号 | 步骤")
    assert [(file.case, file.record is None) for file in files] == [("A01", True), ("A02", False)]


def test_what_is_wrong_with_the_workbook_leaves_no_case_read(read_tables: Tables) -> None:
    (file,) = read_tables("案件编号 | 村民代表 | 金颔\nA01 | 5 | \nA02 | 43 | ", "案件编号 | 步骤")
    assert (file.record, file.case) == (None, "")


def test_cells_merged_across_columns(read_tables: Tables) -> None:
    course = table("经过", "案件编号 | 步骤 | 实到\nA01 | 决议 | ", merged=(Block(2, 2, 2, 3), Block(1, 1, 1, 1)))
    assert found(read_tables(ONE, course)) == [("R078", "经过!B2")]


def test_titles_may_be_merged(read_tables: Tables) -> None:
    cases = table("案件", "案件登记表 | \n案件编号 | 标题\nA01 | 路", merged=(Block(1, 1, 1, 2),))
    assert cases_of(read_tables(cases, "案件编号 | 步骤"))


def test_hidden_rows_and_columns_are_read_with_a_warning(read_tables: Tables) -> None:
    course = table(
        "经过",
        "案件编号 | 步骤 | 实到\nA01 | 决议 | 32\nA02 | 决议 | ",
        hidden_rows=frozenset({2, 9}),
        hidden_columns=frozenset({3, 7}),
    )
    files = read_tables(CASES, course)
    first, _ = cases_of(files)
    assert first.events[0].facts == {"实到": 32}
    assert [(one.code, one.severity, one.message) for one in files[0].diagnostics] == [
        ("R079", Severity.WARNING, "“经过!2:2”是隐藏的，其中的内容也照样读了"),
        ("R079", Severity.WARNING, "“经过!C:C”是隐藏的，其中的内容也照样读了"),
    ]
    assert not files[1].diagnostics


def test_sheets(vocabulary: Vocabulary, read_tables: Tables) -> None:
    def codes(*sheets: Sheet) -> list[tuple[str, str]]:
        return [(one.message, one.help) for one in messages(read_book(Book("x", sheets), vocabulary))]

    assert codes(table("案件 ", CASES), table("经过", COURSE), table("说明", "案件编号")) == []
    assert codes(table("案件", ONE)) == [("没有工作表“经过”", "工作表的名称要同模板一样；现有：案件")]
    assert codes(table("案情", ONE), table("经过", COURSE))[0] == (
        "没有工作表“案件”",
        "是不是“案情”？请改成“案件”",
    )
    assert codes(table("Sheet1", "甲"))[1][1] == "工作表的名称要同模板一样；现有：Sheet1"
    files = read_tables(CASES, COURSE, table("经过2", COURSE), table("草稿", "甲"))
    assert [one.message for one in files[0].diagnostics] == ["没有读工作表“经过2”"]
    assert cases_of(files)


@pytest.mark.parametrize(("number", "near"), [("1", "001"), ("OO1", "001"), ("a-7", "A-7"), ("002", ""), ("二", "")])
def test_only_numbers_that_are_the_same_to_the_eye_are_suggested(read_tables: Tables, number: str, near: str) -> None:
    files = read_tables("案件编号 | 标题\n001 | 路\nA-7 | 桥", f"案件编号 | 步骤\n{number} | 决议")
    assert messages(files)[0].help == (
        f"是不是“{near}”？" if near else "在“案件”里加上这一件，或者改正编号；现有：001、A-7"
    )


def test_warnings_about_numbers_stand_at_their_cells(read_tables: Tables) -> None:
    files = read_tables(ONE, "案件编号 | 步骤 | 应到 | 实到\nA01 | 决议 | 30 | 31")
    (diagnostic,) = messages(files)
    assert (diagnostic.code, diagnostic.span.cell) == ("R060", "经过!D2")
    assert diagnostic.related[0][0].cell == "经过!C2"
    assert cases_of(files)


@pytest.mark.parametrize("name", ["案件 ", " 经过", "经过\u3000"])
def test_sheets_whose_names_differ_in_blanks_only_are_not_chosen_between(vocabulary: Vocabulary, name: str) -> None:
    tables: dict[str, list[list[object]]] = {
        "案件": [["案件编号", "金额（万元）"], ["A01", 36.5]],
        "经过": [["案件编号", "步骤"], ["A01", "决议"]],
    }
    twin = [[], *tables[name.strip()]]
    for sheets in (tables | {name: twin}, {name: twin} | tables):
        files = read_workbook(saved(workbook(sheets)), "记录.xlsx", vocabulary)
        assert [file.record for file in files] == [None]
        second, first = (one for one in reversed(list(sheets)) if one.strip() == name.strip())
        place = f"{second}!A{2 if second == name else 1}"
        assert found(files) == [("R088", place)]
        (diagnostic,) = messages(files)
        assert diagnostic.message == f"有不止一个工作表叫“{name.strip()}”，名称只差空格，不知道读哪一个"
        assert diagnostic.related[0][0].cell == f"{first}!A{2 if first == name else 1}"
        assert f" → 记录.xlsx:{place}" in render_text.render(diagnostic, files[0].source)


@pytest.mark.parametrize("name", ["案件 ", " 经过", " 选项"])
def test_an_empty_sheet_beside_another_of_its_name_is_no_matter(vocabulary: Vocabulary, name: str) -> None:
    tables: dict[str, list[list[object]]] = {
        "案件": [["案件编号", "金额（万元）"], ["A01", 36.5]],
        "经过": [["案件编号", "步骤"], ["A01", "决议"]],
        "选项": [["结果"], ["通过"]],
    }
    for sheets in (tables | {name: [[" "]]}, {name: []} | tables):
        (record,) = cases_of(read_workbook(saved(workbook(sheets)), "记录.xlsx", vocabulary))
        assert record.facts == {"金额": 365000} and record.events[0].step == "决议"


def test_a_single_sheet_with_a_blank_in_its_name_is_read(vocabulary: Vocabulary) -> None:
    sheets: dict[str, list[list[object]]] = {
        "案件 ": [["案件编号", "金额（万元）"], ["A01", 36.5]],
        "经过": [["案件编号", "步骤"], ["A01", "决议"]],
    }
    (record,) = cases_of(read_workbook(saved(workbook(sheets)), "记录.xlsx", vocabulary))
    assert record.facts == {"金额": 365000}


@pytest.mark.parametrize(
    ("known", "written", "near"),
    [("2024-01", "2024-1", True), ("007", "7", True), ("A01", "A1", True), ("2024-10", "2024-1", False)],
)
def test_leading_zeros_that_are_left_out(read_tables: Tables, known: str, written: str, near: bool) -> None:
    (file,) = read_tables(f"案件编号 | 标题\n{known} | 路", f"案件编号 | 步骤\n{written} | 决议")
    (diagnostic,) = file.diagnostics
    assert (f"是不是“{known}”？" == diagnostic.help) is near


# --- how it is shown ---------------------------------------------------------------------------


def test_messages_show_the_row_and_mark_the_cell(read_tables: Tables) -> None:
    course = make_sheet(
        "经过",
        [
            *table("经过", "案件编号 | 步骤 | 实到").cells(),
            Cell(7, 1, Kind.TEXT, "A01"),
            Cell(7, 2, Kind.TEXT, " 决议"),
            Cell(7, 3, Kind.TEXT, "三十人\n左右 "),
            Cell(7, 4, Kind.TEXT, "\r\n"),
        ],
    )
    (file,) = read_tables(ONE, course)
    (diagnostic,) = file.diagnostics
    assert render_text.render(diagnostic, file.source).split("\n") == [
        "错误[R032]：“实到”是人数，“三十人 左右”读不出来",
        " → 记录.xlsx:经过!C7",
        "  |",
        "7 | A01 | 决议 | 三十人 左右",
        "  |       　　   ^^^^^^^^^^^",
        "  = 建议：要写确切的数，如“31人”；不知道的写“不详”",
    ]
    assert render_json.to_dict(diagnostic)["span"] == {
        "file": "记录.xlsx", "start": diagnostic.span.start, "end": diagnostic.span.end,
        "line": 7, "column": 3, "cell": "经过!C7",
    }  # fmt: skip
    assert file.source is not None
    assert file.source.text[diagnostic.span.start : diagnostic.span.end] == "三十人 左右"


def test_empty_cells_have_a_place_too(read_tables: Tables) -> None:
    (file,) = read_tables(ONE, "案件编号 | 步骤 | 实到\nA01 | | 31")
    shown = render_text.render(file.diagnostics[0], file.source).split("\n")
    assert shown[1:5] == [" → 记录.xlsx:经过!B2", "  |", "2 | A01 | 31", "  |    ^"]


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_are_named_as_excel_does(column: int, name: str) -> None:
    assert letters(column) == name


def test_bytes_to_records(vocabulary: Vocabulary) -> None:
    data = saved(
        workbook(
            {
                "案件": [["案件编号", "金额（万元）", "抢险救灾"], ["A01", 36.5, True], ["A02", "5万元", None]],
                "经过": [["案件编号", "步骤", "日期", "实到"], ["A01", "决议", date(2024, 3, 5), 32]],
            }
        )
    )
    first, second = cases_of(read_workbook(data, "记录.xlsx", vocabulary))
    assert first.facts == {"金额": 365000, "抢险救灾": True}
    assert first.events[0].facts == {"日期": date(2024, 3, 5), "实到": 32}
    assert second.facts == {"金额": 50000}
