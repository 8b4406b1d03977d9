"""Slips in numbers, days and shares."""

from __future__ import annotations

import re

from dsl import literals
from dsl.diagnostics.nodes import Diagnostic
from dsl.surface.slips import messages, sign_messages
from dsl.surface.slips.draft import Draft, Repair, piece
from dsl.surface.tokens import Token
from dsl.surface.words import AFTER_LITERAL
from dsl.values import FieldType

_DIGIT_LETTERS = {"O": "0", "o": "0", "l": "1", "I": "1"}
_LETTERED = re.compile(r"[0-9OolI]*(?:[0-9][OolI]|[OolI][0-9])[0-9OolI]*(?=[万亿]?[元人户票次份日天年月个名%.,/-])")
_YEAR = re.compile(r"[0-9〇零○一二三四五六七八九]{4}年(?![^\W\d]*修)")
_MONTH_ONLY = re.compile(
    r"[0-9]{4}年 ?(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月(?! ?[0-9一二三四五六七八九十份])"
)
_DAY_ONLY = re.compile(r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月 ?[0-9一二三四五六七八九十]{1,3}[日号]")
_REST_OF_DAY = re.compile(r" ?[0-9一二三四五六七八九十]{1,2}月(?: ?[0-9一二三四五六七八九十]{1,3}[日号])?")
_UNIT = "[元人户票次份日天个名倍]"
_SEPARATED = re.compile(rf"[0-9]{{1,3}}(?:(,)[0-9]{{3,4}})+(?![0-9])(?:\.[0-9]+)?[万亿]?{_UNIT}")
_SPACED = re.compile(rf"[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?[万亿]?{_UNIT}")


def lettered(draft: Draft, index: int) -> Repair | None:
    """2O24, l0万元: letters for digits."""
    token = draft.at(index)
    found = _LETTERED.match(draft.text, token.start)
    before = draft.text[token.start - 1 : token.start]
    if not found or (before.isascii() and before.isalnum()):
        return None
    text = found.group()
    letter = next(c for c in text if c in _DIGIT_LETTERS)
    digits = "".join(_DIGIT_LETTERS.get(c, c) for c in text)
    said = sign_messages.letters_in_number(
        draft.source.text[found.start() : found.end()], letter, _DIGIT_LETTERS[letter],
        draft.source.span(found.start(), found.end()),
    )  # fmt: skip
    return _reread(draft, index, digits, found.end(), said)


def mixed_year(draft: Draft, index: int) -> Repair | None:
    """二0二四年: Chinese numerals and digits in one year."""
    found = _YEAR.match(draft.text, draft.at(index).start)
    if not found or draft.at(index).kind == "DATE":
        return None
    text = found.group()[:4]
    if text.isascii() or not any(c.isascii() for c in text):
        return None
    rest = _REST_OF_DAY.match(draft.text, found.end())
    said = sign_messages.mixed_numerals(found.group(), draft.source.span(found.start(), found.end()))
    return _day(draft, index, rest.end() if rest else found.end(), said)


def half_day(draft: Draft, index: int) -> Repair | None:
    """2024年3月, 3月5日: a date without its day or its year."""
    start = draft.at(index).start
    if draft.at(index).kind in ("DATE", "ARTICLE", "PERIOD") or (
        draft.text[max(start - 1, 0)] == "年" and draft.adjacent(index)
    ):
        return None
    for pattern, message in ((_MONTH_ONLY, sign_messages.day_missing), (_DAY_ONLY, sign_messages.year_missing)):
        if found := pattern.match(draft.text, start):
            text = draft.source.text[found.start() : found.end()]
            return _day(draft, index, found.end(), message(text, draft.source.span(start, found.end())))
    return None


def separated(draft: Draft, index: int) -> Repair | None:
    """50,000元, 50 000元."""
    start = draft.at(index).start
    for pattern, name in ((_SEPARATED, "逗号"), (_SPACED, "空格")):
        if found := pattern.match(draft.text, start):
            whole = re.sub(r"[, ]", "", found.group())
            text = draft.source.text[start : found.end()]
            said = sign_messages.separated_number(text, name, whole, draft.source.span(start, found.end()))
            return _reread(draft, index, whole, found.end(), said)
    return None


def share_without_of(draft: Draft, index: int) -> Repair | None:
    """到会人员过半数 without 的."""
    token, before = draft.at(index), draft.at(index - 1)
    if before.kind != "NAME" or not draft.same_line(index):
        return None
    said = messages.of_missing(before.text, token.text, draft.span(index - 1, index))
    return Repair(1, (Token(f"OF_{token.kind}", token.value, token.text, token.start, token.end),), said)


def fraction_without_of(draft: Draft, index: int) -> Repair | None:
    """不少于组成人员三分之二; 组成人员三分之二以上 is a comparison by itself."""
    compared = draft.at(index - 2).kind in ("CMP", "REACHES")
    return share_without_of(draft, index) if compared else None


def range_of_numbers(draft: Draft, index: int) -> Repair | None:
    """10万元至50万元."""
    numbers = ("QUANTITY", "PERIOD", "NUMBER", "FRACTION")
    if draft.at(index - 1).kind not in numbers or draft.at(index + 1).kind not in numbers:
        return None
    return Repair(2, (), messages.amount_range(draft.at(index).text, draft.span(index - 1, index + 1)))


def included(draft: Draft, index: int) -> Repair | None:
    """5万元（含）以上, 5万元（不含）以上."""
    inside, closing, bound = (draft.at(index + n) for n in (1, 2, 3))
    if inside.kind != "NAME" or closing.kind != "RPAR" or bound.kind not in ("SUFFIX", "BEFORE", "INSIDE"):
        return None
    if inside.text not in ("含", "含本数", "不含", "不含本数", "包含"):
        return None
    said = messages.number_included(draft.written(index, index + 2), bound.text, draft.span(index, index + 2))
    return Repair(3, (), said)


def _reread(draft: Draft, index: int, text: str, end: int, said: Diagnostic) -> Repair:
    """All that stands up to ``end`` is read as ``text`` together with what follows it."""
    start = draft.at(index).start
    follows = draft.text[end : end + 12]
    found = literals.match(text + follows, 0)
    if found is None or isinstance(found.value, literals.BadDate):
        return _day(draft, index, end, said)
    length = max(end, end + found.end - len(text))
    token = Token(found.kind.upper(), found.value, draft.source.text[start:length], start, length, found.type)
    return _replace(draft, index, length, token, said)


def _day(draft: Draft, index: int, end: int, said: Diagnostic) -> Repair:
    start = draft.at(index).start
    token = Token("DATE", None, draft.source.text[start:end], start, end, FieldType.DATE)
    return _replace(draft, index, end, token, said)


def _replace(draft: Draft, index: int, end: int, token: Token, said: Diagnostic) -> Repair:
    """``token`` for all up to ``end``; a token that reaches beyond it keeps its rest."""
    last = index
    while draft.at(last + 1).kind and draft.at(last + 1).start < end:
        last += 1
    tail = draft.at(last)
    rest = tail.text[end - tail.start :] if tail.end > end else ""
    tokens = [token]
    if rest:
        kind = AFTER_LITERAL.get(rest, "NAME")
        tokens.append(piece(tail, kind, rest, end - tail.start, len(tail.text)))
    return Repair(last + 1 - index, tuple(tokens), said)
