"""All that can be wrong with a record, by code: one sentence each, the input quoted, help apart.

``{name}`` stands for a detail. A message may have several helps, chosen by a
word (``near``: a likely name is known); '' is the one without a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dsl.diagnostics.nodes import Diagnostic, Severity, Span

_MOST_SHOWN = 40
_NO_HELPS: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in Chinese and English, and its helps, each in both."""

    chinese: str
    english: str
    helps: Mapping[str, tuple[str, str]] = field(default_factory=lambda: _NO_HELPS)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Problem:
    """A message that doesn't know its place yet."""

    code: str
    hint: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def diagnostic(
    problem: Problem, span: Span | None, path: str = "", related: Iterable[tuple[Span, str]] = ()
) -> Diagnostic:
    """Put ``problem`` into words; ``path`` names the place where there is no file."""
    message = MESSAGES[problem.code]
    details = {name: shown(text) for name, text in problem.details.items()}
    help_, english_help = message.helps.get(problem.hint, ("", ""))
    where, english_where = (f"{shown(path)}：", f"{shown(path)}: ") if path else ("", "")
    return Diagnostic(
        problem.code,
        where + message.chinese.format(**details),
        english_where + message.english.format(**details),
        span,
        message.severity,
        help_.format(**details),
        english_help.format(**details),
        tuple(related),
    )


def shown(text: str) -> str:
    """Shorten ``text`` to one printable line that fits a message."""
    if len(text) > 10 * _MOST_SHOWN:
        text = text[: 10 * _MOST_SHOWN]
    folded = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
    return folded if len(folded) <= _MOST_SHOWN else folded[: _MOST_SHOWN - 1] + "…"


def _help(chinese: str, english: str) -> dict[str, tuple[str, str]]:
    return {"": (chinese, english)}


_UNKNOWN = "不知道的写“不详”"
_UNKNOWN_EN = "write “不详” for what isn't known"

_NEAR = ("是不是“{near}”？", "did you mean “{near}”?")
_LISTED = {"": ("用 cunwu rules 可以看到全部", "cunwu rules lists them"), "near": _NEAR}
MESSAGES: Mapping[str, Message] = {
    # --- the file -----------------------------------------------------------------
    "R001": Message(
        "读不了文件“{name}”",
        "the file “{name}” cannot be read",
        {
            "missing": ("没有这个文件，请核对文件名和文件夹", "there is no such file: check its name and folder"),
            "folder": ("这是文件夹，里面没有能读的记录；请写出文件", "this is a folder without records; name a file"),
            "denied": ("没有读取它的权限", "you may not read it"),
            "open": (
                "没有读取它的权限；如果它正在 Excel 或者 WPS 里打开，请先关闭",
                "you may not read it; close it if it is open in Excel or WPS",
            ),
            "other": ("系统说：{reason}", "the system says: {reason}"),
        },
    ),
    "R002": Message(
        "文件“{name}”太大",
        "the file “{name}” is too large",
        _help("一份决策记录最多{limit}", "a decision record has at most {limit}"),
    ),
    "R003": Message(
        "认不出文件“{name}”的编码",
        "the encoding of the file “{name}” is not recognised",
        _help("请另存为 UTF-8 编码的文字文件", "save it as plain text in UTF-8"),
    ),
    "R004": Message(
        "这里有不能显示的字符 {character}",
        "the character {character} cannot be shown",
        _help("删去它；如果文件里有许多这样的字符，它不是文字文件", "remove it; a file with many of them is not text"),
    ),
    "R005": Message(
        "“{name}”是 {kind} 文件",
        "“{name}” is a {kind} file",
        _help(
            "决策记录用 Excel（.xlsx）、YAML 或者 JSON 写成，请另存",
            "a decision record is written in Excel (.xlsx), YAML or JSON",
        ),
    ),
    # --- its form -------------------------------------------------------------------
    "R010": Message(
        "从这里起不合 YAML 的写法",
        "this is not valid YAML",
        {
            "": (
                "检查这一行和上一行的缩进、冒号和引号",
                "check indentation, colons and quotes of this line and the last",
            ),
            "colon": (
                "栏目写成“名称: 内容”，冒号后面空一格；内容里有“: ”的，把内容放进引号",
                "a field is written “name: value”, with a space after the colon; quote a value that holds “: ”",
            ),
            "indent": (
                "同一层的栏目要上下对齐，缩进只用空格",
                "align fields of one level, and indent with spaces only",
            ),
            "quote": ("引号没有配对", "a quotation mark has no counterpart"),
            "bracket": ("括号没有配对，或者各项之间缺了逗号", "a bracket has no counterpart, or a comma is missing"),
            "start": ("内容不能以这个字符开头，请把内容放进引号", "a value cannot begin with this: put it into quotes"),
            "tab": ("制表符不能用来缩进，请改成空格", "a tab cannot indent: use spaces"),
            "wide": ("全角空格不能用来缩进，请改成半角空格", "a full-width space cannot indent: use ordinary spaces"),
        },
    ),
    "R011": Message(
        "从这里起不合 JSON 的写法",
        "this is not valid JSON",
        {
            "": ("检查逗号、冒号、括号和引号", "check commas, colons, brackets and quotes"),
            "wide": ("标点要用半角，“{character}”应为“{plain}”", "punctuation must be half-width: “{plain}”"),
            "comma": ("各项之间要有逗号，最后一项后面没有逗号", "a comma between items, none after the last"),
            "colon": ("名称和内容之间要有半角冒号", "a colon stands between name and value"),
            "name": ("名称要放进半角双引号", "a name stands in double quotes"),
            "value": ("这里缺内容；文字要放进半角双引号", "a value is missing; text stands in double quotes"),
            "extra": ("一份文件只写一份记录，这以后的内容是多余的", "one record in a file: the rest is too much"),
            "quote": ("引号没有配对，或者文字里有换行", "a quotation mark has no counterpart, or text has a line end"),
            "escape": ("反斜杠要写成“\\\\”", "write a backslash as “\\\\”"),
        },
    ),
    "R012": Message(
        "文件里没有记录",
        "there is no record in the file",
        _help("至少写出标题和经过", "write at least title and events"),
    ),
    "R013": Message(
        "一份文件里有几份记录",
        "the file holds several records",
        _help("每份记录一个文件；删去“---”", "one record in a file; remove “---”"),
    ),
    "R014": Message(
        "记录应当由“名称: 内容”的栏目组成",
        "a record is made of fields “name: value”",
        _help("例如“标题: 某村道路硬化”", "for example “title: a road”"),
    ),
    "R015": Message(
        "决策记录里不能用“{text}”",
        "“{text}” cannot be used in a record",
        _help(
            "以 &、*、! 开头的内容要放进引号；重复的内容请再写一遍",
            "quote a value that begins with &, * or !; write repeated values out",
        ),
    ),
    "R016": Message("这里套得太深", "this is nested too deeply", _help("最多{limit}层", "at most {limit} levels")),
    # --- keys -----------------------------------------------------------------------
    "R020": Message(
        "栏目的名称应当是文字", "the name of a field is a text", _help("写成“名称: 内容”", "“name: value”")
    ),
    "R017": Message(
        "“{name}”不是能读的事件日志",
        "“{name}” is no event log that can be read",
        {
            "": (
                "最外面的一层应当是 log，里面每一件是 trace",
                "its outermost element must be log, with a trace for each case",
            ),
            "xml": (
                "第{line}行第{column}列不合 XML 的写法，请从原来的软件重新导出",
                "line {line}, column {column} is not valid XML: export it anew",
            ),
            "empty": ("里面一件（trace）也没有", "it holds no case (trace)"),
            "columns": (
                "第一行应当有 case:concept:name、concept:name、time:timestamp 这三栏",
                "its first line must name the columns case:concept:name, concept:name and time:timestamp",
            ),
            "number": ("第{line}行没有写是哪一件", "line {line} doesn't say of which case it is"),
            "csv": ("第{line}行不合 CSV 的写法，请重新导出", "line {line} is not valid CSV: export it anew"),
        },
    ),
    "R021": Message(
        "没有“{key}”这个栏目",
        "there is no field “{key}”",
        {
            "": ("可以写的栏目有：{known} 等", "some of the fields are: {known}"),
            "near": ("是不是“{near}”？", "did you mean “{near}”?"),
            "wide": ("冒号和逗号用半角，后面空一格", "use half-width colons and commas with a space behind them"),
        },
    ),
    "R022": Message(
        "“{key}”不能写在这里",
        "“{key}” cannot stand here",
        {
            "event": ("“{key}”属于某一步，请写到“经过”的那一步下面", "“{key}” belongs to a step under 经过 (events)"),
            "record": ("“{key}”属于整份记录，请写到“经过”外面", "“{key}” belongs to the record as a whole"),
            "event_scenario": (
                "“{key}”属于某一步，请写到那一步的日期后面，用逗号隔开",
                "“{key}” belongs to a step: write it behind the step's day and a comma",
            ),
            "record_scenario": (
                "“{key}”属于整个用例，请另起一行",
                "“{key}” belongs to the scenario: on a line of its own",
            ),
            "event_sheet": ("“{key}”属于某一步，请移到工作表“经过”里", "“{key}” belongs to the sheet “经过”"),
            "record_sheet": (
                "“{key}”属于整件事，请写到工作表“案件”里",
                "“{key}” belongs to the case: the sheet “案件”",
            ),
        },
    ),
    "R023": Message(
        "“{key}”写了两次",
        "“{key}” is stated twice",
        {
            "": ("只留一个", "keep one of them"),
            "alias": ("它和“{other}”是同一个栏目，只留一个", "it is the same field as “{other}”: keep one of them"),
        },
    ),
    # --- values ---------------------------------------------------------------------
    "R030": Message(
        "“{key}”只能有一个值", "“{key}” takes one value", _help("不要写成列表或者分栏", "neither a list nor fields")
    ),
    "R031": Message(
        "“{key}”应当是列表",
        "“{key}” is a list",
        _help("写成“甲、乙”，或者每项一行、以“- ”开头", "write “a, b”, or one item a line after “- ”"),
    ),
    "R032": Message(
        "“{key}”是{type}，“{text}”读不出来",
        "“{key}” is a number ({type}), which “{text}” is not",
        {
            "": (f"写成“{{example}}”这样；{_UNKNOWN}", f"write it like “{{example}}”; {_UNKNOWN_EN}"),
            "about": (
                f"要写确切的数，如“{{example}}”；{_UNKNOWN}",
                f"write the exact number, as “{{example}}”; {_UNKNOWN_EN}",
            ),
        },
    ),
    "R033": Message(
        "“{key}”不能是负数，这里是“{text}”", "“{key}” cannot be negative, as “{text}” is", _help(_UNKNOWN, _UNKNOWN_EN)
    ),
    "R034": Message(
        "“{key}”应当是整数，“{text}”不是",
        "“{key}” is a whole number, which “{text}” is not",
        _help("写成“{example}”这样", "write it like “{example}”"),
    ),
    "R035": Message(
        "“{key}”的单位是{unit}，“{text}”用了别的单位",
        "the unit of “{key}” is {unit}, and “{text}” has another one",
        _help("写成“{example}”这样", "write it like “{example}”"),
    ),
    "R036": Message(
        "“{text}”没有单位",
        "“{text}” has no unit",
        {
            "": ("写成“{likely}”", "write “{likely}”"),
            "money": ("是“{text}元”还是“{text}万元”？请写明", "is it “{text}元” or “{text}万元”? Write the unit"),
        },
    ),
    "R037": Message(
        "“{key}”是日期，“{text}”读不出来",
        "“{key}” is a date, which “{text}” is not",
        {
            "": (f"写成“2024-03-05”或者“2024年3月5日”；{_UNKNOWN}", f"write it like 2024-03-05; {_UNKNOWN_EN}"),
            "time": ("只写到日，不写时刻", "write the day without the time"),
            "part": (f"要写到日；{_UNKNOWN}", f"write the day of the month; {_UNKNOWN_EN}"),
        },
    ),
    "R038": Message(
        "日历上没有“{text}”这一天",
        "there is no day “{text}”",
        {
            "month": ("这个月只有{last}日", "that month has {last} days"),
            "": ("月份是1至12，日是1至31", "months run from 1 to 12, days from 1 to 31"),
        },
    ),
    "R039": Message(
        "“{key}”只能是“是”或者“否”，这里是“{text}”",
        "“{key}” is yes or no, and “{text}” is neither",
        _help(_UNKNOWN, _UNKNOWN_EN),
    ),
    "R040": Message(
        "“{key}”不能是“{text}”",
        "“{key}” cannot be “{text}”",
        {
            "": ("可以写：{options}", "one of: {options}"),
            "near": ("是不是“{near}”？可以写：{options}", "did you mean “{near}”? One of: {options}"),
        },
    ),
    "R041": Message(
        "“{key}”的列表里不能有“{text}”",
        "the list of “{key}” cannot hold “{text}”",
        _help("删去这一项；整个栏目不知道的，写“{key}: 不详”", "remove it; where nothing is known write “{key}: 不详”"),
    ),
    "R042": Message(
        "“{text}”被当作一项",
        "“{text}” is taken as one item",
        _help("如果是几项，请分开写成列表", "if these are several, make them items of the list"),
        Severity.WARNING,
    ),
    "R043": Message(
        "“{key}”的数“{text}”太长", "the number “{text}” of “{key}” is too long", _help("最多16位", "at most 16 digits")
    ),
    "R044": Message(
        "“{type}”类型的值不能写进记录",
        "a value of type “{type}” cannot stand in a record",
        _help("用文字、整数、日期、是否或者列表", "use texts, whole numbers, dates, flags or lists"),
    ),
    # --- events ---------------------------------------------------------------------
    "R050": Message(
        "“经过”应当是一步一步的列表",
        "“经过” (events) is a list of steps",
        _help("每一步以“- 步骤: 名称”开头", "each step begins with “- step: name”"),
    ),
    "R051": Message(
        "这一步没有名称",
        "this step has no name",
        _help("写上“步骤: 名称”", "write “step: name”"),
    ),
    "R052": Message(
        "“{text}”既在材料里，又在缺少材料里",
        "“{text}” is among the documents and among the missing ones",
        _help("只留一处", "keep one of them"),
    ),
    "R053": Message(
        "“{text}”既在经过里，又在没有的步骤里",
        "“{text}” is among the events and among the steps that did not happen",
        _help("只留一处", "keep one of them"),
    ),
    # --- one value against another ----------------------------------------------------
    "R060": Message(
        "实到{attended}人多于应到{entitled}人",
        "{attended} attended, but only {entitled} were entitled to",
        _help("核对两个数的口径是否一致", "check that both count the same persons"),
        Severity.WARNING,
    ),
    "R061": Message(
        "{named}共{votes}人，多于实到{attended}人",
        "{votes} votes were given, but only {attended} attended",
        _help("核对各个数的口径是否一致", "check that all count the same persons"),
        Severity.WARNING,
    ),
    "R062": Message(
        "止日早于起日",
        "the last day is before the first",
        _help("对调或者改正其中一个", "swap or mend them"),
        Severity.WARNING,
    ),
    "R063": Message(
        "通知日晚于这一步的日期",
        "the notice is dated after the step itself",
        _help("核对两个日期", "check both dates"),
        Severity.WARNING,
    ),
    "R064": Message(
        "双重身份人数{dual}人多于{name}{count}人",
        "{dual} persons hold both offices, but {name} are only {count}",
        _help("双重身份人数是既是村民委员会成员、又是村民代表的人数", "they are counted in both numbers"),
    ),
    "R065": Message(
        "妇女村民代表{women}人多于村民代表{count}人",
        "{women} representatives are women, but there are only {count}",
        _help("核对两个数", "check both numbers"),
        Severity.WARNING,
    ),
    # --- workbooks ----------------------------------------------------------------------
    "R070": Message(
        "“{name}”不是可以读的 Excel 工作簿",
        "“{name}” is no Excel workbook that can be read",
        {
            "": ("请用 cunwu template 做一份模板，填好以后再核对", "make a form with cunwu template and fill it in"),
            "spoiled": (
                "文件损坏或者不完整；用 Excel 或者 WPS 打开，另存为 .xlsx 以后再试",
                "the file is spoiled or incomplete: open it in Excel or WPS and save it as .xlsx",
            ),
            "locked": ("文件加了密码；去掉密码，另存以后再试", "the file has a password: save it without one"),
            "old": (
                "这是旧的 .xls 或者 .et 格式；另存为“Excel 工作簿（.xlsx）”以后再试",
                "this is the old format .xls or .et: save it as an Excel workbook (.xlsx)",
            ),
            "xlsb": ("这是 .xlsb 格式；另存为 .xlsx 以后再试", "this is .xlsb: save it as .xlsx"),
            "ods": ("这是 .ods 格式；另存为 .xlsx 以后再试", "this is .ods: save it as .xlsx"),
            "word": ("这是 Word 文件；记录要填在 Excel 模板里", "this is a Word file: fill in the Excel form"),
            "text": (
                "文件里是文字（例如 CSV），只改文件名不能变成工作簿；用 Excel 打开，另存为 .xlsx",
                "it holds text (CSV, say) under another name: open it in Excel and save it as .xlsx",
            ),
            "other": ("这是别的文件或者压缩文件", "it is another kind of file, or an archive"),
            "trace": (
                "这是 Excel 打开文件时留下的临时文件，请核对“{real}”",
                "Excel left this while a file was open: check “{real}”",
            ),
        },
    ),
    "R071": Message(
        "工作簿“{name}”太大",
        "the workbook “{name}” is too large",
        {
            "": ("最多{limit}；请分成几个文件", "at most {limit}: make several files of it"),
            "merged": (
                "有合并或者带链接的区域大到整行、整列；请取消合并",
                "areas of whole rows or columns are merged or linked: split them",
            ),
            "unpacked": (
                "解开以后最多{limit}；多半是有大量带格式的空行，请删去空行，或者分成几个文件",
                "at most {limit} when unpacked: delete empty rows that have formats, or make several files of it",
            ),
        },
    ),
    "R072": Message(
        "没有工作表“{sheet}”",
        "there is no sheet “{sheet}”",
        {
            "": ("工作表的名称要同模板一样；现有：{known}", "name the sheets as in the form; there are: {known}"),
            "near": ("是不是“{near}”？请改成“{sheet}”", "is it “{near}”? Call it “{sheet}”"),
        },
    ),
    "R073": Message(
        "工作表“{sheet}”里没有“{key}”这一列",
        "the sheet “{sheet}” has no column “{key}”",
        {
            "": (
                "列名写在一行里，其中要有“{key}”；请同模板对照",
                "the names of columns stand in one row, “{key}” among them: compare with the form",
            ),
            "near": ("是不是“{near}”？请改成“{key}”", "is it “{near}”? Call it “{key}”"),
        },
    ),
    "R074": Message(
        "这一列有内容，没有列名",
        "this column has content, but no name",
        _help("写上列名；不需要的，清除内容", "name it, or clear what isn't needed"),
    ),
    "R075": Message(
        "这一行没有写案件编号",
        "this row names no case",
        _help("每一行都写案件编号，同工作表“案件”里的一样", "name the case in each row, as in the sheet “案件”"),
    ),
    "R076": Message(
        "工作表“案件”里没有编号“{number}”",
        "the sheet “案件” has no case “{number}”",
        {
            "": (
                "在“案件”里加上这一件，或者改正编号；现有：{known}",
                "add the case there, or mend it; there are: {known}",
            ),
            "near": ("是不是“{near}”？", "did you mean “{near}”?"),
        },
    ),
    "R077": Message(
        "案件编号“{number}”写了两次",
        "the case “{number}” is listed twice",
        _help("每一件用不同的编号，一件只写一行", "give each case its own number and one row"),
    ),
    "R078": Message(
        "这里合并了不同列的单元格",
        "cells of several columns are merged here",
        _help("取消合并，每一列分别填写", "split them and fill in each column"),
    ),
    "R079": Message(
        "“{text}”是隐藏的，其中的内容也照样读了",
        "“{text}” is hidden, and what it holds was read all the same",
        _help("不应当核对的，请删去", "delete what is not to be checked"),
        Severity.WARNING,
    ),
    "R080": Message(
        "“{key}”的公式算不出来，显示“{text}”",
        "the formula of “{key}” cannot be worked out and shows “{text}”",
        _help(f"改正公式，或者直接写上内容；{_UNKNOWN}", f"mend it or write the value; {_UNKNOWN_EN}"),
    ),
    "R081": Message(
        "“{key}”是公式“{text}”，文件里没有算出的值",
        "“{key}” is the formula “{text}”, whose value is not in the file",
        _help(
            "用 Excel 或者 WPS 打开、保存以后再核对，或者直接写上内容",
            "open and save it in Excel or WPS, or write the value itself",
        ),
    ),
    "R082": Message(
        "“{key}”的数“{text}”超过15位，不是人写的确切的数",
        "the number “{text}” of “{key}” has more than 15 digits: no person wrote it",
        _help(
            "多半是公式算出来的误差：写上确切的数，或者在公式里用 ROUND 取整",
            "a formula left an error: write the exact number, or use ROUND in the formula",
        ),
    ),
    "R083": Message(
        "“{key}”是日期，单元格里却是数“{text}”",
        "“{key}” is a date, and the cell holds the number “{text}”",
        {
            "": ("写成“2024-03-05”或者“2024年3月5日”", "write it like 2024-03-05"),
            "serial": (
                "是不是{day}？把单元格的格式改成“日期”，再核对内容",
                "is it {iso}? Give the cell a date format and look at it again",
            ),
            "digits": ("是不是{day}？写成“{iso}”", "is it {iso}? Write it so"),
        },
    ),
    "R084": Message(
        "“{key}”是{type}，单元格里却是日期“{text}”",
        "“{key}” is no date ({type}), and the cell holds “{text}”",
        {
            "number": (
                "把单元格的格式改成“数值”，再核对内容",
                "give the cell a number format and look at it again",
            ),
            "text": (
                "把单元格的格式改成“文本”，再重新写一遍",
                "give the cell the text format and write it again",
            ),
        },
    ),
    "R085": Message(
        "列名“{head}”里的“{unit}”不是“{key}”的单位",
        "“{unit}” in the column name “{head}” is no unit of “{key}”",
        {
            "": ("列名写成“{likely}”", "call the column “{likely}”"),
            "none": ("“{key}”没有单位，列名写成“{likely}”", "“{key}” has no unit: call the column “{likely}”"),
        },
    ),
    "R086": Message(
        "没有读工作表“{sheet}”",
        "the sheet “{sheet}” was not read",
        _help(
            "只读“案件”和“经过”；其中有记录的，移到这两个表里",
            "only “案件” and “经过” are: move what belongs to the records there",
        ),
        Severity.WARNING,
    ),
    "R087": Message(
        "工作簿里没有记录",
        "there is no record in the workbook",
        {
            "": ("在工作表“案件”里，一件写一行", "write a row for each case in the sheet “案件”"),
            "example": (
                "编号是“示例”的行不算；请另起一行，写上自己的编号",
                "rows numbered “示例” are examples: begin a row with a number of your own",
            ),
        },
    ),
    "R088": Message(
        "有不止一个工作表叫“{sheet}”，名称只差空格，不知道读哪一个",
        "more than one sheet is called “{sheet}”, apart from blanks: which one is meant?",
        _help("把内容移到一个表里，另一个删去或者改名", "move everything to one sheet; delete or rename the other"),
    ),
    # --- what it says against the rules in use ---------------------------------------
    "R090": Message(
        "没有叫“{name}”的规则集",
        "there is no ruleset “{name}”",
        _LISTED,
    ),
    "R091": Message(
        "没有名称里有“{name}”的规则",
        "no norm is named “{name}”",
        _LISTED,
    ),
    "R092": Message(
        "所用的规则里没有叫“{name}”的{kind}，没有规则核对它",
        "the rules in use know no “{kind}” named “{name}”; no norm checks it",
        {"": ("名称写错了的，请改正", "mend the name if it is misspelt"), "near": _NEAR},
        Severity.WARNING,
    ),
    "R094": Message(
        "没有地区“{name}”的规则，只按全国的规则核对",
        "there are no rules of the region “{name}”; only national ones are used",
        {"": ("地区写错了的，请改正，写全省、市、县", "mend it if it is misspelt; write it in full"), "near": _NEAR},
        Severity.WARNING,
    ),
    "R093": Message(
        "“{name}”可以指几个规则集",
        "“{name}” can mean several rulesets",
        _help("请写全名：{several}", "give the full name: {several}"),
    ),
}
"""Every message about a record by its code, also of those who read on from what this package has read."""
