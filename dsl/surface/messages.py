"""Messages about characters and syntax. One sentence each, the input quoted, help apart."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.source import SourceText
from dsl.literals import BadDate
from dsl.surface.tokens import Token


def stray_character(source: SourceText, pos: int, character: str) -> Diagnostic:
    """A character that means nothing in the language."""
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return Diagnostic(
        "L101",
        f"这里不能有字符“{shown}”",
        f"the character “{shown}” has no meaning here",
        source.span(pos, pos + 1),
        help="删去它；如果它属于名称或者文字，请把整个名称放进“”",
        english_help="remove it, or put the whole name into “”",
    )


def unterminated(source: SourceText, pos: int, end: int, opening: str, closing: str) -> Diagnostic:
    """A quotation without its end on the line."""
    return Diagnostic(
        "L102",
        f"“{opening}”没有配对的“{closing}”",
        f"the quotation opened by “{opening}” is not closed by “{closing}” on this line",
        source.span(pos, max(end, pos + 1)),
        help=f"在引文末尾补上“{closing}”；引文不能跨行",
        english_help=f"close it with “{closing}”; a quotation stays on one line",
    )


def bad_date(source: SourceText, pos: int, end: int, value: BadDate) -> Diagnostic:
    """A day that is in no calendar."""
    text = source.text[pos:end]
    if value.last_day is not None:
        hint, english = f"这个月只有{value.last_day}日", f"that month has {value.last_day} days"
    else:
        hint, english = "月份是1至12，日是1至31", "months run from 1 to 12, days from 1 to 31"
    return Diagnostic(
        "L103", f"日历上没有“{text}”这一天", f"there is no day “{text}”", source.span(pos, end),
        help=hint, english_help=english,
    )  # fmt: skip


def number_too_long(source: SourceText, pos: int, end: int) -> Diagnostic:
    """A number of more than 100 digits."""
    return Diagnostic(
        "L104", "这个数太长", "this number is too long", source.span(pos, end),
        help="数字最多100位", english_help="at most 100 digits",
    )  # fmt: skip


def stray_text(source: SourceText, start: int, end: int, text: str) -> Diagnostic:
    """Something stands where a header, a label or a clause should."""
    return Diagnostic(
        "S101",
        f"“{_short(text)}”不属于任何条目",
        f"“{_short(text)}” belongs to no entry",
        source.span(start, end),
        help="条目以“步骤”“规则”等开头，或者以“主体：”这样的栏目名加冒号开头",
        english_help="an entry begins with a header word such as 步骤, or with a label and a colon",
    )


def unexpected(source: SourceText, token: Token, expected: Iterable[str]) -> Diagnostic:
    """A token that the grammar doesn't admit at its place."""
    wanted = _describe(expected)
    if token.kind in ("RPAR", "RCITE"):
        help_, english = f"“{token.text}”前面还缺内容，或者多了一个“{token.text}”", f"“{token.text}” comes too early"
    else:
        help_, english = (f"这里可以写：{wanted}", f"expected: {wanted}") if wanted else ("", "")
    return Diagnostic(
        "S102",
        f"“{_short(token.text)}”不能写在这里",
        f"“{_short(token.text)}” cannot stand here",
        source.span(token.start, token.end),
        help=help_,
        english_help=english,
    )


def unfinished(source: SourceText, last: Token, expected: Iterable[str]) -> Diagnostic:
    """An entry that ends too early."""
    wanted = _describe(expected)
    return Diagnostic(
        "S103",
        f"“{_short(last.text)}”后面没有写完",
        f"something is missing behind “{_short(last.text)}”",
        source.span(last.start, last.end),
        help=f"接着应当写：{wanted}" if wanted else "",
        english_help=f"expected: {wanted}" if wanted else "",
    )


def last_day_first(source: SourceText, token: Token) -> Diagnostic:
    """Days of validity that end before they begin."""
    return Diagnostic(
        "S104", "止日早于起日", "the last day is before the first", source.span(token.start, token.end),
        help="对调起止日期，或者改正其中一个", english_help="swap the days or mend one of them",
    )  # fmt: skip


def too_deep(source: SourceText, start: int, end: int) -> Diagnostic:
    """Brackets nested beyond reason."""
    return Diagnostic(
        "S105", "括号套得太深", "brackets are nested too deeply", source.span(start, end),
        help="最多50层；请拆成几条规则", english_help="at most 50 levels; split the rule",
    )  # fmt: skip


_TERMINALS = {
    "NAME": "名称",
    "STRING": "“文字”",
    "COLON": "：",
    "COMMA": "，",
    "LPAR": "（",
    "RPAR": "）",
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


def _describe(expected: Iterable[str]) -> str:
    known = sorted((t for t in expected if t in _TERMINALS), key=_ORDER.index)
    return "、".join(_TERMINALS[t] for t in known[:6])


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 20 else folded[:19] + "…"
