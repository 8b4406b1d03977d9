"""Whatever the bytes of a workbook and whatever stands in its cells: records or messages, never an exception."""

from __future__ import annotations

import datetime
import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.diagnostics.nodes import Severity
from dsl.diagnostics.render_text import render_all
from engine.records.excel.grid import Block, Book, Cell, Kind, make_sheet
from engine.records.from_excel import read_book, read_workbook
from engine.records.nodes import RecordFile
from engine.records.vocabulary import Vocabulary
from engine.records.write import to_mapping
from tests.engine.records.excel.conftest import changed, saved, workbook

GOOD = saved(
    workbook(
        {
            "案件": [
                ["案件编号", "标题", "金额（万元）", "村民代表"],
                ["A01", "路", 36.5, 43],
                ["A02", "桥", "5万元", "=1+2"],
            ],
            "经过": [
                ["案件编号", "步骤", "日期", "实到", "材料"],
                ["A01", "决议", datetime.date(2024, 3, 5), 32, "会议记录、签到册"],
                ["A02", "公示", "2024年4月1日", None, True],
            ],
            "选项": [["规则"], ["ninghai/power_list"]],
        }
    )
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_sound(files: tuple[RecordFile, ...], vocabulary: Vocabulary) -> None:
    assert files
    for file in files:
        errors = [one for one in file.diagnostics if one.severity is Severity.ERROR]
        assert (file.record is None) is bool(errors)
        length = len(file.source.text) if file.source else 0
        for one in file.diagnostics:
            assert one.span is None or (0 <= one.span.start <= one.span.end <= length and "!" in one.span.cell)
        render_all(file.diagnostics, {file.source.name: file.source} if file.source else {}).encode()
        if file.record is not None:
            to_mapping(file.record, vocabulary)


@given(st.data())
@quick
def test_mutated_bytes(vocabulary: Vocabulary, data: st.DataObject) -> None:
    spoiled = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(spoiled)))
        end = start + data.draw(st.integers(0, 30))
        spoiled[start:end] = data.draw(st.binary(max_size=8))
    assert_sound(read_workbook(bytes(spoiled), "案.xlsx", vocabulary), vocabulary)


PIECES = ["<", ">", '"', "</c>",
          "<f>1</f>", "<v>9</v>", "<v>1E999</v>", "<v>x</v>", ' t="d"', ' t="b"', ' t="s"', "&#0;",
          ' s="99"', ' r="A0"', ' r="ZZZZ9"', "<row>", "é", ""]  # fmt: skip
PARTS = [name for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist() if name.endswith(".xml")]


@given(st.sampled_from(PARTS), st.data())
@quick
def test_mutated_parts(vocabulary: Vocabulary, part: str, data: st.DataObject) -> None:
    def spoil(text: str) -> str:
        for _ in range(data.draw(st.integers(1, 3))):
            start = data.draw(st.integers(0, len(text)))
            end = start + data.draw(st.integers(0, 12))
            text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
        return text

    assert_sound(read_workbook(changed(GOOD, part, spoil), "案.xlsx", vocabulary), vocabulary)


HEADS = [
    "案件编号",
    "编号",
    "步骤",
    "标题",
    "金额（万元）",
    "金额",
    "金额（",
    "（元）",
    "实到（人）",
    "日期",
    "材料",
    "说明",
    "经过",
    "抢险救灾",
    "比例",
    "结果",
    "实倒",
    "",
    "date",
    "规则",
]
TEXTS = [
    "A01",
    "A02",
    "示例",
    "a01",
    "决议",
    "36.5",
    "-5",
    "三十人",
    "2024-03-05",
    "45356",
    "20240305",
    "0.30000000000000004",
    "是",
    "无",
    "不详",
    "#N/A",
    "=1+2",
    "甲、乙",
    "\n",
    "\x01",
    "5%",
    "五万",
    "通过",
]
cells = st.builds(
    Cell,
    st.integers(1, 5),
    st.integers(1, 6),
    st.sampled_from(Kind),
    st.sampled_from(TEXTS) | st.text(max_size=5),
)
blocks = st.builds(
    lambda top, left, down, right: Block(top, left, top + down, left + right),
    st.integers(1, 5),
    st.integers(1, 6),
    st.integers(0, 2),
    st.integers(0, 1),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    sheets = []
    for name in draw(
        st.lists(st.sampled_from(["案件", "经过", "选项", "经过 ", "x"]), min_size=1, max_size=4, unique=True)
    ):
        heads = draw(st.lists(st.sampled_from(HEADS), max_size=6))
        if name != "x":
            heads = ["案件编号", "步骤" if name == "经过" else "标题", *heads]
        made = [Cell(1, number, Kind.TEXT, head) for number, head in enumerate(heads, 1)]
        below = [cell for cell in draw(st.lists(cells, max_size=12)) if cell.row > 1 or draw(st.booleans())]
        sheets.append(
            make_sheet(
                name,
                [*made, *below],
                merged=tuple(draw(st.lists(blocks, max_size=2))),
                hidden_rows=frozenset(draw(st.lists(st.integers(1, 5), max_size=2))),
                hidden_columns=frozenset(draw(st.lists(st.integers(1, 6), max_size=2))),
            )
        )
    return Book("案.xlsx", tuple(sheets))


@given(books())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_the_cells(vocabulary: Vocabulary, book: Book) -> None:
    assert_sound(read_book(book, vocabulary), vocabulary)
