"""What a form says of itself: how to fill it in, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.values import FieldType
from engine.forms.form import Column, Form
from engine.records.excel.heads import NUMBER
from engine.records.from_excel import CASES, COURSE, EXAMPLE

TABLE_HEAD = ("工作表", "列名", "含义", "怎样写", "可以写的内容", "哪些步骤要写")
_MOST_LISTED = 12


def instructions(form: Form) -> tuple[str, ...]:
    """How to fill in the form, a sentence or two each."""
    check = "用 cunwu check 文件名.xlsx 核对，按上列规则。"
    if not form.rules:
        check = "核对时写明规则文件：cunwu check 文件名.xlsx --rules 规则文件。"
    return (
        f"“{CASES}”一件写一行，“{COURSE}”一步写一行；两个表用同一个{NUMBER}连起来。",
        f"编号是“{EXAMPLE}”的行是例子，核对时跳过，可以留着，也可以删去；自己的内容另起一行，写自己的编号。",
        "不知道的空着，或者写“不详”。空着的是“未知”，不当作没有。",
        "用不到的列空着，也可以删去；列的次序可以改，列名不要改。",
        "金额的单位写在列名里：要填万元，把列名改成“金额（万元）”；也可以在格里写“36.5万元”。",
        "一格里有几项的，用顿号隔开，如“会议记录、签到册”。下拉列表只是提示，可以写别的名称；只有选项列必须照列表写。",
        "没有列出的步骤都没有发生的，“经过完整”写“是”；只知道某几步没有发生的，写在“没有的步骤”里。",
        "没有通过的那一次，“结果”写“未通过”；作废以后重新进行的，那一次写“作废”。",
        "不要合并不同列的单元格。公式可以用，用 Excel 或者 WPS 保存过就行。",
        check,
    )


def table(form: Form) -> Iterator[tuple[str, ...]]:
    """A row for each column of the form."""
    for sheet, columns in ((CASES, form.cases), (COURSE, form.course)):
        for column in columns:
            yield sheet, column.head, column.meaning, how(column), offered(column), "、".join(column.steps)


def how(column: Column) -> str:
    """Type, unit and example of a column."""
    one = column.field
    if one is None:
        return f"如 {column.example}"
    unit = f"，单位{one.type.unit}" if one.type.unit else ""
    return f"{one.type.value}{unit}" + (f"；如 {column.example}" if column.example else "")


def offered(column: Column) -> str:
    """What may be written in a column, or what the rules call the things that may stand in it."""
    if column.closed:
        return f"只能写：{'、'.join(column.choices)}"
    if column.field is not None and column.field.type is FieldType.FLAG:
        return ""
    if column.choices:
        more = f"等{len(column.choices)}项，见“选项”表" if len(column.choices) > _MOST_LISTED else ""
        return "、".join(column.choices[:_MOST_LISTED]) + more
    return f"规则里用的名称：{'、'.join(column.named)}；别的照实写" if column.named else ""


def note(column: Column) -> str:
    """What stands beside the head of a column: meaning, type, unit, example, names."""
    steps = "、".join(column.steps[:_MOST_LISTED]) + ("等" if len(column.steps) > _MOST_LISTED else "")
    lines = (column.meaning, how(column), offered(column), f"要写的步骤：{steps}" if steps else "")
    return "\n".join(line for line in lines if line)
