"""W704 同一个文件里数的写法不一致

查什么：同一类的数（数量和期限、日期、分数），有的用汉字（五万元、十五日），有的用阿拉伯数字（5万元、15日）；日期有的写年月日，有的用短横。

为什么：两种写法意思一样，混着用看起来像是两回事，查找也找不全。

例：

    规则 到会
      行为：每次 村民会议
      当 金额超过5万元，金额不超过五十万元
      应当 实到不少于 20人
      【某法 第四条】

改成：

    规则 到会
      行为：每次 村民会议
      当 金额超过5万元，金额不超过50万元
      应当 实到不少于 20人
      【某法 第四条】

说明：以文件里用得多的写法为准。条文的序号不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding
from dsl.literals import chinese_digits, chinese_number, format_share, format_value
from dsl.literals.numerals import NUMERAL_CHARACTERS
from dsl.surface.tokens import Token
from dsl.values import FieldType

_KINDS: Mapping[str, str] = {
    "QUANTITY": "数",
    "PERIOD": "数",
    "DATE": "日期",
    "FRACTION": "分数",
    "OF_FRACTION": "分数",
}
_ENGLISH = {"数": "numbers", "日期": "days", "分数": "fractions"}


def check(context: LintContext) -> Iterator[Finding]:
    """Literals in the style that the file uses less."""
    styles: dict[str, dict[str, list[Token]]] = {}
    for token in context.parsed_tokens:
        if token.kind in _KINDS and token.value is not None:
            styles.setdefault(_KINDS[token.kind], {}).setdefault(_style(token), []).append(token)
    for kind, by_style in styles.items():
        usual = max(by_style, key=lambda style: len(by_style[style]))
        for style, tokens in by_style.items():
            for token in tokens if style != usual else ():
                written = _written(token, usual)
                start = token.start + token.text.startswith("的")
                yield Finding(
                    f"文件里的{kind}多用{usual}，这里用{style}",
                    f"most {_ENGLISH[kind]} of this file are written in another style",
                    context.compiled.source.span(start, token.end),
                    f"改成“{written}”" if written else f"改成{usual}",
                    f"write “{written}”" if written else "write it like the others",
                    fix=(Edit(start, token.end, written),) if written else (),
                )


def _style(token: Token) -> str:
    text = token.text.lstrip("的")
    if token.kind == "DATE":
        return "年月日" if "年" in text else "短横"
    if "%" in text or "％" in text:
        return "百分号"
    return "汉字" if text[0] in NUMERAL_CHARACTERS else "阿拉伯数字"


def _written(token: Token, style: str) -> str | None:
    """The literal in another style, None where that needs a person."""
    value = token.value
    if isinstance(value, date) and style == "年月日":
        return format_value(value, FieldType.DATE)
    if isinstance(value, Fraction) and style == "汉字" and _KINDS[token.kind] == "分数":
        return format_share(value)
    if _KINDS[token.kind] != "数":
        return None
    unit = token.text.lstrip(NUMERAL_CHARACTERS + "0123456789.,０１２３４５６７８９． ")
    count = token.text[: len(token.text) - len(unit)].strip()
    if style == "阿拉伯数字":
        if token.type is FieldType.MONEY and isinstance(value, int | Fraction):
            return format_value(value, FieldType.MONEY)
        number = chinese_number(count)
        return None if number is None else f"{number}{unit}"
    if style == "汉字" and count.isascii() and count.isdigit():
        return f"{chinese_digits(int(count))}{unit}"
    return None
