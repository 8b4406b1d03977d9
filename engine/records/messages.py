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

MESSAGES: Mapping[str, Message] = {
    # --- the file -----------------------------------------------------------------
    "R001": Message(
        "读不了文件“{name}”",
        "the file “{name}” cannot be read",
        {
            "missing": ("没有这个文件，请核对文件名和文件夹", "there is no such file: check its name and folder"),
            "folder": ("这是文件夹，请写出其中的文件", "this is a folder: name a file in it"),
            "denied": ("没有读取它的权限", "you may not read it"),
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
        _help("决策记录用 YAML 或者 JSON 写成，请另存为文字", "a decision record is written in YAML or JSON"),
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
}
"""Every message of this package by its code."""
