"""Bytes to cells: what each kind of cell becomes, and every sort of file that is no workbook."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from engine.records.excel import load as loading
from engine.records.excel.grid import Block, Cell, Kind, Sheet
from engine.records.excel.load import load, number_text
from tests.engine.records.excel.conftest import patched, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"


def first_sheet(data: bytes) -> Sheet:
    book, diagnostics = load(data, "记录.xlsx")
    assert book is not None, diagnostics
    assert not diagnostics
    return book.sheets[0]


def only(data: bytes) -> tuple[Kind, str]:
    (cell,) = first_sheet(data).cells()
    return cell.kind, cell.text


def holding(value: object, number_format: str = "General") -> bytes:
    book = workbook({"案件": [[value]]})
    book.worksheets[0]["A1"].number_format = number_format
    return saved(book)


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "text"),
    [
        ("甲", "General", Kind.TEXT, "甲"),
        ("  甲 \n乙 ", "General", Kind.TEXT, "  甲 \n乙 "),
        ("31", "@", Kind.TEXT, "31"),
        (31, "General", Kind.NUMBER, "31"),
        (31.0, "0.00", Kind.NUMBER, "31"),
        (36.5, "#,##0.00", Kind.NUMBER, "36.5"),
        (-5, "General", Kind.NUMBER, "-5"),
        (0, "General", Kind.NUMBER, "0"),
        (0.667, "0.0%", Kind.NUMBER, "0.667"),
        (1e15, "General", Kind.NUMBER, "1000000000000000"),
        (1e-7, "General", Kind.NUMBER, "0.0000001"),
        (True, "General", Kind.FLAG, "是"),
        (False, "General", Kind.FLAG, "否"),
        (datetime.date(2024, 3, 5), "yyyy-mm-dd", Kind.DATE, "2024-03-05"),
        (datetime.datetime.fromisoformat("2024-03-05"), 'yyyy"年"m"月"d"日";@', Kind.DATE, "2024-03-05"),
        (datetime.datetime.fromisoformat("2024-03-05T14:30"), "yyyy-mm-dd hh:mm", Kind.MOMENT, "2024-03-05 14:30"),
        (datetime.time(8, 30), "hh:mm", Kind.MOMENT, "08:30:00"),
        (45356, "General", Kind.NUMBER, "45356"),
        (45356, "[$-804]yyyy年m月d日", Kind.DATE, "2024-03-05"),
        ("#N/A", "General", Kind.MISTAKE, "#N/A"),
    ],
)
def test_kinds_of_cells(value: object, number_format: str, kind: Kind, text: str) -> None:
    assert only(holding(value, number_format)) == (kind, text)


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("36.600000000000001", Kind.NUMBER, "36.6"),  # as Excel writes 36.6
        ("1.1000000000000001", Kind.NUMBER, "1.1"),
        ("0.30000000000000004", Kind.ROUGH, "0.30000000000000004"),  # 0.1 + 0.2
        ("0.33333333333333331", Kind.ROUGH, "0.3333333333333333"),
        ("36499.999999999993", Kind.ROUGH, "36499.99999999999"),
        ("3.65E5", Kind.NUMBER, "365000"),
        ("123456789012345678", Kind.ROUGH, "123456789012345678"),
        ("1E+300", Kind.ROUGH, "1e+300"),
        ("1E+999", Kind.ROUGH, "inf"),
        ("1E-300", Kind.ROUGH, "1e-300"),
    ],
)
def test_numbers_are_what_their_shortest_text_says(written: str, kind: Kind, text: str) -> None:
    assert only(patched(holding(5), SHEET, r"<v>5</v>", f"<v>{written}</v>")) == (kind, text)


def test_every_number_that_a_person_can_type_is_exact() -> None:
    for hundredths in range(0, 200_000, 7):
        kind, text = number_text(hundredths / 100)
        assert kind is Kind.NUMBER
        assert text == f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("number_format", [27, 31, 36, 57, 58])
def test_built_in_date_formats_of_chinese_excel(number_format: int) -> None:
    """Excel and WPS in Chinese write 2024年3月5日 by a number of theirs, without any definition."""
    data = holding(45356, "0.000")
    data = patched(data, "xl/styles.xml", r'(<cellXfs.*<xf [^>]*?)numFmtId="16\d"', rf'\1numFmtId="{number_format}"')
    assert only(data) == (Kind.DATE, "2024-03-05")


@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_both_date_systems(epoch: str) -> None:
    book = workbook({"案件": [[None]]})
    if epoch == "1904":
        book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = datetime.date(2024, 3, 5)
    data = saved(book)
    assert only(data) == (Kind.DATE, "2024-03-05")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert (b"45356" in archive.read(SHEET)) is (epoch == "1900")


def test_days_that_no_calendar_has_are_mistakes() -> None:
    assert only(patched(holding(45356, "yyyy-mm-dd"), SHEET, "45356", "99999999"))[0] is Kind.MISTAKE


def test_formulas_give_their_values() -> None:
    data = patched(holding("=1+2"), SHEET, r"(?:<v ?/>|<v></v>)|<v></v>", "<v>3</v>")
    assert only(data) == (Kind.NUMBER, "3")


def test_formulas_without_values_are_told_from_empty_cells() -> None:
    book = workbook({"案件": [["=SUM(B1:B2)", None, "甲"]]})
    assert [(cell.column, cell.kind, cell.text) for cell in first_sheet(saved(book)).cells()] == [
        (1, Kind.UNCALCULATED, "=SUM(B1:B2)"),
        (3, Kind.TEXT, "甲"),
    ]


def test_what_a_formula_shows_when_it_fails() -> None:
    data = patched(
        holding("=1/0"),
        SHEET,
        r'<c r="A1"[^>]*><f>1/0</f>(?:<v ?/>|<v></v>)',
        '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v>',
    )
    assert only(data) == (Kind.MISTAKE, "#DIV/0!")


def test_merged_and_hidden_and_far_away() -> None:
    book = workbook({"案件": [["a", "b"], ["c", "d"], ["e", "f"]]})
    sheet = book.worksheets[0]
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["XFD1048576"] = "远"
    found = first_sheet(saved(book))
    assert found.merged == (Block(2, 1, 3, 1),)
    assert found.hidden_rows == {3}
    assert 2 in found.hidden_columns
    assert list(found.cells())[-1] == Cell(1048576, 16384, Kind.TEXT, "远")
    assert len(list(found.cells())) == 6  # a merged cell below the first holds nothing


def test_blank_cells_and_formats_hold_nothing() -> None:
    book = workbook({"案件": [["甲", " ", "\u3000", ""]]})
    for row in range(2, 500):
        book.worksheets[0].cell(row, 1).number_format = "0.00"
    assert [cell.text for cell in first_sheet(saved(book)).cells()] == ["甲"]


def test_protected_sheets_are_read() -> None:
    book = workbook({"案件": [["甲"]]})
    book.worksheets[0].protection.set_password("村务")
    book.security.lockStructure = True
    assert only(saved(book)) == (Kind.TEXT, "甲")


def test_workbooks_with_macros_are_read() -> None:
    data = patched(
        saved(workbook({"案件": [["甲"]]})),
        "[Content_Types].xml",
        r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert only(data) == (Kind.TEXT, "甲")


# --- what is no workbook ------------------------------------------------------------------


def packed(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


GOOD = saved(workbook({"案件": [["甲"]]}))


@pytest.mark.parametrize(
    ("data", "help_"),
    [
        (b"", "cunwu template"),
        (b"   \n", "cunwu template"),
        (b"\x00\x01\x02", "cunwu template"),
        ("案件编号,标题\nA01,道路".encode(), "CSV"),
        ("案件编号,标题\nA01,道路".encode("gb18030"), "CSV"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧的 .xls"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (packed("mimetype", "content.xml"), ".ods"),
        (packed("[Content_Types].xml", "word/document.xml"), "Word"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "别的文件"),
        (packed("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (packed("a.txt"), "别的文件"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "损坏"),
        (b"PK\x03\x04", "损坏"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (patched(GOOD, SHEET, "<c ", "<c r='??' "), "损坏"),
        (patched(GOOD, "xl/workbook.xml", "</workbook>", ""), "损坏"),
    ],
)
def test_what_is_no_workbook_says_what_it_is(data: bytes, help_: str) -> None:
    book, (diagnostic,) = load(data, "记录.xlsx")
    assert book is None
    assert (diagnostic.code, diagnostic.message) == ("R070", "“记录.xlsx”不是可以读的 Excel 工作簿")
    assert help_ in diagnostic.help


def test_large_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_BYTES_OF_WORKBOOKS", len(GOOD) - 1)
    book, (diagnostic,) = load(GOOD, "记录.xlsx")
    assert (book, diagnostic.code) == (None, "R071")


def test_a_few_bytes_that_unpack_to_gigabytes() -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", b"\0" * (loading.MOST_UNPACKED + 1))
    assert len(target.getvalue()) < 1_000_000
    book, (diagnostic,) = load(target.getvalue(), "记录.xlsx")
    assert (book, diagnostic.code) == (None, "R071")
    assert "空行" in diagnostic.help


@pytest.mark.parametrize(
    "area",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink location="x" ref="A1:Z1048576"/></hyperlinks>',
    ],
)
def test_areas_as_large_as_the_sheet(area: str) -> None:
    book, (diagnostic,) = load(patched(GOOD, SHEET, "</sheetData>", f"</sheetData>{area}"), "记录.xlsx")
    assert (book, diagnostic.code) == (None, "R071")
    assert "取消合并" in diagnostic.help


def test_entities_that_grow_without_end() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 20}">' for i in range(9)
    )
    data = patched(GOOD, SHEET, "^", bomb + "]>")
    data = patched(data, SHEET, "<sheetData>", "<sheetData>&j;")
    book, diagnostics = load(data, "记录.xlsx")
    assert book is None
    assert [one.code for one in diagnostics] == ["R070"]


def test_openpyxl_is_not_told_of_in_warnings(recwarn: pytest.WarningsRecorder) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = datetime.datetime.fromisoformat("2024-03-05")
    load(patched(saved(book), SHEET, "45356", "-99999999"), "记录.xlsx")
    assert not recwarn.list
