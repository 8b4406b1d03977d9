"""A form as a workbook, through openpyxl, which takes a while to import: import this module only to write one."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cunwu.forms import guide
from cunwu.report.width import width
from dsl.values import FieldType
from engine.forms.form import Column, Form
from engine.forms.rows import CellValue, case_row, event_row
from engine.records.from_excel import CASES, CHOICES, COURSE, EXAMPLE, GUIDE
from engine.records.vocabulary import RULES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from engine.records.nodes import DecisionRecord

LAST_ROW = 2000
"""Lists are offered down to this row."""
_DAY = 'yyyy"年"m"月"d"日"'
_FORMATS = {FieldType.DATE: _DAY, FieldType.MONEY: "#,##0.00", FieldType.AREA: "0.00", FieldType.NUMBER: "General"}
_WIDTHS = {FieldType.DATE: 16, FieldType.LIST: 24, FieldType.ROLL: 24, FieldType.TEXT: 18, FieldType.MONEY: 16}
_WIDE = {"标题": 32, "说明": 32, "来源": 24, "材料": 30, "没有的步骤": 24}
_EARLIEST, _LATEST = "DATE(1980,1,1)", "DATE(2099,12,31)"
_FONT = "微软雅黑"
_HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
_MUST_FILL = PatternFill("solid", fgColor="FCE4D6")
_EXAMPLE_FONT = Font(name=_FONT, size=10, italic=True, color="7F7F7F")
_PLAIN = Font(name=_FONT, size=10)
_BOLD = Font(name=_FONT, size=10, bold=True)
_TITLE = Font(name=_FONT, size=15, bold=True)
_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEAD_ALIGNMENT = Alignment(wrap_text=True, vertical="center", horizontal="center")
_GUIDE_WIDTHS = (9, 20, 44, 34, 50, 40)


def written(form: Form, example: DecisionRecord | None) -> bytes:
    """The workbook of ``form``, with ``example`` as its first rows."""
    examples = [] if example is None else [case_row(example, EXAMPLE, form.cases)]
    events = () if example is None else example.events
    return filled(form, examples, [event_row(event, EXAMPLE, form.course) for event in events], shaded=True)


def filled(
    form: Form,
    cases: Iterable[Sequence[CellValue]],
    course: Iterable[Sequence[CellValue]],
    *,
    shaded: bool = False,
) -> bytes:
    """The workbook of ``form`` with these rows; ``shaded`` ones are set as an example."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    lists = _Lists(form)
    _data_sheet(book.create_sheet(CASES), form.cases, cases, lists, shaded=shaded, frozen="C2")
    _data_sheet(book.create_sheet(COURSE), form.course, course, lists, shaded=shaded, frozen="D2")
    _guide_sheet(book.create_sheet(GUIDE), form)
    _choices_sheet(book.create_sheet(CHOICES), lists)
    book.properties.creator = "cunwu"
    book.properties.title = "决策记录"
    book.properties.created = datetime(2000, 1, 1)  # noqa: DTZ001 the day doesn't matter; the same form is the same file
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


class _Lists:
    """The columns of the sheet 选项; lists that are the same share one."""

    def __init__(self, form: Form) -> None:
        self.columns: list[tuple[str, tuple[str, ...]]] = []
        if form.rules:
            self.columns.append((RULES, form.rules))
        for column in (*form.cases, *form.course):
            if len(column.choices) > 0 and column.field is not None and column.choices not in self._known():
                self.columns.append((column.field.name, column.choices))

    def _known(self) -> list[tuple[str, ...]]:
        return [choices for name, choices in self.columns if name != RULES]

    def formula(self, choices: tuple[str, ...]) -> str:
        """The range in which ``choices`` stand."""
        index = next(
            number for number, (name, known) in enumerate(self.columns, 1) if known == choices and name != RULES
        )
        letter = get_column_letter(index)
        return f"'{CHOICES}'!${letter}$2:${letter}${len(choices) + 1}"


def _data_sheet(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[CellValue]],
    lists: _Lists,
    *,
    shaded: bool,
    frozen: str,
) -> None:
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number, column.head)
        must = column.field is None or column.field.name == "步骤"
        head.font, head.border, head.alignment = _BOLD, _BOX, _HEAD_ALIGNMENT
        head.fill = _MUST_FILL if must else _HEAD_FILL
        text = guide.note(column)
        head.comment = Comment(text, "cunwu", width=300, height=40 + 18 * _lines(text, 40))
        its = sheet.column_dimensions[letter]
        its.width = _width(column)
        its.number_format = _format(column)
        its.font = _PLAIN
        validation = _validation(column, lists)
        if validation is not None:
            sheet.add_data_validation(validation)
            validation.add(f"{letter}2:{letter}{LAST_ROW}")
    for at, row in enumerate(rows, 2):
        for number, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            if value is not None:
                cell = sheet.cell(at, number, value)
                cell.number_format = "@" if isinstance(value, str) else _format(column)
                cell.font = _EXAMPLE_FONT if shaded else _PLAIN
                cell.alignment = _WRAPPED
    sheet.row_dimensions[1].height = 36
    sheet.freeze_panes = frozen
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    _printed(sheet)


def _printed(sheet: Worksheet, *, one_wide: bool = False) -> None:
    """Print on A4, sideways; ``one_wide`` makes all columns fit the page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    if one_wide and sheet.sheet_properties.pageSetUpPr is not None:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _format(column: Column) -> str:
    one = column.field
    return "@" if one is None else _FORMATS.get(one.type, "0" if one.type.is_number else "@")


def _width(column: Column) -> float:
    """Wide enough for the head in at most two lines, and for what usually stands below."""
    one = column.field
    usual = 12 if one is None else _WIDE.get(one.name, _WIDTHS.get(one.type, 10))
    if one is not None and column.choices:
        usual = max(usual, min(max(map(width, column.choices)) + 4, 30))
    head = width(column.head)
    return max(usual, (head if head <= 12 else (head + 1) // 2 + 2) + 3)


def _lines(text: str, columns: int) -> int:
    return sum(max(1, -(-width(line) // columns)) for line in text.split("\n"))


def _validation(column: Column, lists: _Lists) -> DataValidation | None:
    """What Excel offers and refuses; only a closed list is really closed, all else may be written in words."""
    one = column.field
    if one is None:
        return None
    if column.choices:
        found = DataValidation("list", formula1=lists.formula(column.choices), allow_blank=True)
        found.errorStyle = "stop" if column.closed else "warning"
        found.error = (
            f"“{one.name}”只能写：{'、'.join(column.choices)}；不知道的空着"
            if column.closed
            else "列表里没有这一项。确实是别的名称的，点“是”。"
        )[:200]
        # A list of several items is never one of those offered.
        found.showErrorMessage = not one.type.is_list
    elif one.type is FieldType.DATE:
        found = DataValidation("date", "between", _EARLIEST, _LATEST, allow_blank=True)
        found.errorStyle, found.error = "warning", "这里应当是日期，如2024-3-5。仍要这样写吗？"
    elif one.type in (FieldType.MONEY, FieldType.AREA):
        found = DataValidation("decimal", "greaterThanOrEqual", "0", allow_blank=True)
        found.errorStyle, found.error = "warning", "这里应当是数。要连单位一起写（如36.5万元）的，点“是”。"
    elif one.type.is_number and one.type is not FieldType.NUMBER:
        found = DataValidation("whole", "greaterThanOrEqual", "0", allow_blank=True)
        found.errorStyle, found.error = "warning", "这里应当是整数。要写“不详”或者汉字的，点“是”。"
    else:
        return None
    found.errorTitle = one.name
    if not (column.choices and one.type.is_list):
        found.showErrorMessage = True
    return found


def _guide_sheet(sheet: Worksheet, form: Form) -> None:
    sheet["A1"] = "决策记录填写说明"
    sheet["A1"].font = _TITLE
    sheet["A2"] = f"规则：{'、'.join(form.titles)}"
    sheet["A2"].font = _BOLD
    row = 4
    for number, text in enumerate(guide.instructions(form), 1):
        cell = sheet.cell(row, 1, f"{number}. {text}")
        cell.font, cell.alignment = _PLAIN, Alignment(vertical="top")
        row += 1
    row += 1
    for number, (text, its_width) in enumerate(zip(guide.TABLE_HEAD, _GUIDE_WIDTHS, strict=True), 1):
        cell = sheet.cell(row, number, text)
        cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD_FILL, _BOX, _HEAD_ALIGNMENT
        sheet.column_dimensions[get_column_letter(number)].width = its_width
    for line in guide.table(form):
        row += 1
        for number, text in enumerate(line, 1):
            cell = sheet.cell(row, number, text or None)
            cell.font, cell.border, cell.alignment = _PLAIN, _BOX, _WRAPPED
        sheet.row_dimensions[row].height = 16 * max(
            _lines(text, columns) for text, columns in zip(line, _GUIDE_WIDTHS, strict=True)
        )
    _printed(sheet, one_wide=True)


def _choices_sheet(sheet: Worksheet, lists: _Lists) -> None:
    for number, (name, choices) in enumerate(lists.columns, 1):
        head = sheet.cell(1, number, name)
        head.font, head.fill, head.border = _BOLD, _HEAD_FILL, _BOX
        for row, text in enumerate(choices, 2):
            sheet.cell(row, number, text).font = _PLAIN
        sheet.column_dimensions[get_column_letter(number)].width = max(map(width, (name, *choices))) + 3
    sheet.freeze_panes = "A2"
