"""Workbooks as files have them, and as plain tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import openpyxl
import pytest

from dsl.diagnostics.nodes import Diagnostic
from engine.records.excel.grid import Book, Cell, Kind, Sheet, make_sheet
from engine.records.from_excel import read_book
from engine.records.nodes import RecordFile
from engine.records.vocabulary import Vocabulary

CASES = """
案件编号 | 标题 | 金额（万元） | 村民代表 | 抢险救灾
A01 | 大青村道路 | 36.5 | 43 | 否
A02 | 村前小桥 | 5万元 | 四十三 | 是
"""
COURSE = """
案件编号 | 步骤 | 日期 | 主体 | 实到（人） | 同意 | 材料 | 结果
A01 | 决议 | 2024-03-05 | 村民代表会议 | 32 | 31 | 会议记录、签到册 | 通过
A01 | 决议公示 | 2024-03-06 | | | | |
A02 | 决议 | 2024年4月1日 | 村民代表会议 | 三十二人 | 30 | 会议记录 | 通过
"""


def table(name: str, text: str, kinds: Mapping[str, Kind] | None = None, **rest: Any) -> Sheet:
    """A sheet of a table of texts; ``kinds`` are those of single cells, by address."""
    cells = []
    for row, line in enumerate(text.strip("\n").split("\n"), 1):
        for column, part in enumerate(line.split("|"), 1):
            address = f"{chr(ord('A') + column - 1)}{row}"
            cells.append(Cell(row, column, (kinds or {}).get(address, Kind.TEXT), part.strip()))
    return make_sheet(name, cells, **rest)


@pytest.fixture(scope="session")
def read_tables(vocabulary: Vocabulary) -> Callable[..., tuple[RecordFile, ...]]:
    """Read 案件 and 经过, given as texts or sheets."""

    def read(cases: str | Sheet = CASES, course: str | Sheet = COURSE, *more: Sheet) -> tuple[RecordFile, ...]:
        sheets = [
            one if isinstance(one, Sheet) else table(name, one) for name, one in (("案件", cases), ("经过", course))
        ]
        return read_book(Book("记录.xlsx", (*sheets, *more)), vocabulary)

    return read


def found(files: Iterable[RecordFile]) -> list[tuple[str, str]]:
    """Code and cell of all messages."""
    return [(one.code, one.span.cell if one.span else "") for file in files for one in file.diagnostics]


def messages(files: Iterable[RecordFile]) -> list[Diagnostic]:
    return [one for file in files for one in file.diagnostics]


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(data: bytes, part: str, change: Callable[[str], str | bytes]) -> bytes:
    """The workbook with the text of one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return target.getvalue()


def patched(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The workbook with a part of its XML replaced; the pattern must be there."""

    def replace(text: str) -> str:
        text, count = re.subn(pattern, replacement, text)
        assert count, pattern
        return text

    return changed(data, part, replace)
