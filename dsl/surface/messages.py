"""Messages about characters and syntax. One sentence each, the input quoted, help apart."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText
from dsl.literals import BadDate
from dsl.surface.tokens import Token


def stray_character(source: SourceText, pos: int, character: str) -> Diagnostic:
    """A character that means nothing in the language."""
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return Diagnostic(
        "L101",
        f"字符“{shown}”在规则语言里没有意义",
        f"the character “{shown}” has no meaning in the rule language",
        source.span(pos, pos + 1),
        help="删去它；如果它属于名称或者文字，请把整个名称放进“”",
        english_help="remove it, or put the whole name into “”",
    )


def unterminated(source: SourceText, pos: int, end: int, opening: str, closing: str) -> Diagnostic:
    """A quotation without its end on the line; ``opening`` and ``closing`` are its marks."""
    text = short(source.text[pos + 1 : end])
    title = opening == "《"
    what, english = ("书名号", "title") if title else ("引号", "quotation")
    return Diagnostic(
        "L102",
        f"从“{text}”开始的{what}没有结束" if text else f"{what}没有结束",
        f"the {english} that begins with “{text}” does not end on this line" if text else f"the {english} has no end",
        source.span(pos, max(end, pos + 1)),
        help=f"在末尾补上{'右' if closing in '”」』》' else ''}{what}，不能写到下一行去",
        english_help="close it at its end; it stays on one line",
    )


def bad_date(source: SourceText, pos: int, end: int, value: BadDate) -> Diagnostic:
    """A day that is in no calendar."""
    text = source.text[pos:end]
    if value.last_day is not None:
        hint, english = f"这个月只有{value.last_day}日", f"that month has {value.last_day} days"
    else:
        hint, english = "月份是1至12，日是1至31", "months run from 1 to 12, days from 1 to 31"
    return Diagnostic(
        "L103",
        f"日历上没有“{text}”这一天",
        f"there is no day “{text}”",
        source.span(pos, end),
        help=hint,
        english_help=english,
    )


def number_too_long(source: SourceText, pos: int, end: int) -> Diagnostic:
    """A number of more than 100 digits."""
    return Diagnostic(
        "L104",
        f"数“{short(source.text[pos:end])}”太长",
        f"the number “{short(source.text[pos:end])}” is too long",
        source.span(pos, end),
        help="数字最多100位",
        english_help="at most 100 digits",
    )


def stray_text(source: SourceText, start: int, end: int, text: str) -> Diagnostic:
    """Something stands where a header, a label or a clause should."""
    return Diagnostic(
        "S101",
        f"“{short(text)}”不属于任何条目",
        f"“{short(text)}” belongs to no entry",
        source.span(start, end),
        help="条目以“步骤”“规则”等开头，或者以“主体：”这样的栏目名加冒号开头",
        english_help="an entry begins with a header word such as 步骤, or with a label and a colon",
    )


def unexpected(source: SourceText, token: Token, expected: Iterable[str]) -> Diagnostic:
    """A token that the grammar doesn't admit at its place."""
    wanted, english = _describe(expected)
    help_ = f"这里可以写：{wanted}" if wanted else "删去它，或者补上前面缺的内容"
    english_help = f"expected: {english}" if wanted else "remove it, or add what is missing before it"
    return Diagnostic(
        "S102",
        f"“{short(token.text)}”不能写在这里",
        f"“{short(token.text)}” cannot stand here",
        source.span(token.start, token.end),
        help=help_,
        english_help=english_help,
    )


def unfinished(source: SourceText, last: Token, expected: Iterable[str]) -> Diagnostic:
    """An entry that ends too early."""
    wanted, english = _describe(expected)
    return Diagnostic(
        "S103",
        f"“{short(last.text)}”后面没有写完",
        f"something is missing behind “{short(last.text)}”",
        source.span(last.start, last.end),
        help=f"接着写：{wanted}" if wanted else "补上后面的内容",
        english_help=f"expected: {english}" if wanted else "add what is missing behind it",
    )


def title_unmarked(text: str, span: Span) -> Diagnostic:
    """A title without 《》."""
    shown = short(text)
    return Diagnostic(
        "S106",
        f"文件全名“{shown}”没有放进书名号",
        f"the title “{shown}” is not in title marks",
        span,
        help=f"写成《{shown}》",
        english_help=f"write 《{shown}》",
    )


def last_day_first(source: SourceText, first: Token, last: Token) -> Diagnostic:
    """Days of validity that end before they begin."""
    return Diagnostic(
        "S104",
        f"止日“{last.text}”早于起日“{first.text}”",
        f"the last day “{last.text}” is before the first, “{first.text}”",
        source.span(first.start, last.end),
        help="对调起止日期，或者改正其中一个",
        english_help="swap the days or mend one of them",
    )


def too_deep(source: SourceText, start: int, end: int) -> Diagnostic:
    """Brackets nested beyond reason."""
    return Diagnostic(
        "S105",
        "括号套得太深",
        "brackets are nested too deeply",
        source.span(start, end),
        help="最多50层；请拆成几条规则",
        english_help="at most 50 levels; split the rule",
    )


_ENGLISH = {
    "NAME": "a name",
    "STRING": "“text”",
    "COLON": "a colon",
    "COMMA": "a comma",
    "LPAR": "an opening bracket",
    "RPAR": "a closing bracket",
    "RCITE": "】",
    "DATE": "a date (2024年3月5日)",
    "PERIOD": "a period (15日)",
    "QUANTITY": "a number with its unit",
    "NUMBER": "a number",
    "FRACTION": "a share",
    "CMP": "a comparison (不少于, 超过)",
    "SUFFIX": "以上, 以下",
    "ARTICLE": "an article (第二十六条第二款)",
    "AFTER": "之后",
    "BEFORE": "之前",
    "INSIDE": "内",
    "FROM": "起",
    "UNTIL": "止",
    "OF": "的",
    "OF_FRACTION": "的 and a share",
    "OF_MAJORITY": "的过半数",
    "TITLE": "《title》",
    "SHALL": "应当",
    "YES": "是",
    "NO": "否",
}
_TERMINALS = {
    "NAME": "名称",
    "STRING": "“文字”",
    "COLON": "冒号",
    "COMMA": "逗号",
    "LPAR": "左括号",
    "RPAR": "右括号",
    "RCITE": "】",
    "DATE": "日期（如2024年3月5日）",
    "PERIOD": "期限（如15日）",
    "QUANTITY": "带单位的数",
    "NUMBER": "数",
    "FRACTION": "分数",
    "CMP": "比较词（如不少于、超过）",
    "SUFFIX": "以上、以下",
    "ARTICLE": "条款（如第二十六条第二款）",
    "AFTER": "之后",
    "BEFORE": "之前",
    "INSIDE": "内",
    "FROM": "起",
    "UNTIL": "止",
    "OF": "的",
    "OF_FRACTION": "的几分之几",
    "OF_MAJORITY": "的过半数",
    "TITLE": "《文件名》",
    "SHALL": "应当",
    "YES": "是",
    "NO": "否",
}
_ORDER = list(_TERMINALS)


def _describe(expected: Iterable[str]) -> tuple[str, str]:
    """The first few kinds of token that could stand there, in both languages."""
    known = sorted((t for t in expected if t in _TERMINALS), key=_ORDER.index)[:6]
    return "、".join(_TERMINALS[t] for t in known), ", ".join(_ENGLISH[t] for t in known)


def short(text: str) -> str:
    """``text`` on one line, cut where it is long; marks of quotation at its ends left out."""
    folded = " ".join(text.split()).strip('“”"')
    return folded if len(folded) <= 20 else folded[:19] + "…"
