"""Characters that have no meaning in a rule file, but a likely one to who wrote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dsl import literals
from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.source import SourceText
from dsl.surface import messages as surface
from dsl.surface.slips import sign_messages
from dsl.surface.tokens import Token
from dsl.surface.words import CLAUSES, HEADERS
from dsl.values import FieldType

_NUMERALS = "一二三四五六七八九十百"
_ENTRY = rf"(?=(?:{'|'.join([*HEADERS, *CLAUSES])})|[^\W\d]{{1,8}}[ \t]*:|“[^”\n]*”[ \t]*:)"
_LIST_MARK = re.compile(
    rf"(?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*[.、)](?![0-9])|\([0-9{_NUMERALS}]{{1,4}}\)|[{_NUMERALS}]{{1,4}}[、.)]"
    rf"|[①-⑳]|第[0-9{_NUMERALS}]{{1,4}}[条章节款项](?=[ \t])|[•·●○◆◇■□▪▫▶►★☆※✓√*+-](?=[ \t]))[ \t]*{_ENTRY}"
)
_BULLETS = "•●○◆◇■□▪▫▶►★☆※✓√"
_NAMED = {
    "\u200b": "（零宽空格）",
    "\u200c": "（零宽字符）",
    "\u200d": "（零宽字符）",
    "\u2060": "（零宽字符）",
    "\ufeff": "（字节序标记）",
    "\u00ad": "（软连字符）",
}
_DASH_RUN = re.compile(r"[—–―‒─~-]+")
_CITATIONS = {"[": "]", "〔": "〕", "〖": "〗", "［": "］"}
_CITATION_ENDS = frozenset(_CITATIONS.values())
_TITLES = {"〈": "〉", "«": "»"}
_SINGLES = {"‘": "’", "'": "'", "’": "’"}
_ASCII_TITLE = re.compile(r"<[^<>\n]*[\u4e00-\u9fff]{4}[^<>\n]*>")
_NUMBERS = frozenset({"NUMBER", "QUANTITY", "PERIOD", "FRACTION"})
_RANGE_END = re.compile(r"[0-9.]*[0-9](?:个?工作日|个?月|[日天人户年次份票]|万?元)?")


@dataclass(frozen=True, slots=True)
class Stray:
    """How the lexer goes on: from ``end``, with ``token`` if the sign can be read as one.

    ``replaces``: the token stands for the last one too.
    """

    end: int
    diagnostic: Diagnostic | None = None
    token: Token | None = None
    replaces: bool = False


def list_mark(source: SourceText, text: str, pos: int) -> Stray | None:
    """A number or bullet at the beginning of a line, before an entry. ``text`` is normalised."""
    found = _LIST_MARK.match(text, pos)
    if not found:
        return None
    shown = source.text[pos : found.end()].strip()
    return Stray(found.end(), sign_messages.list_mark(shown, source.span(pos, pos + len(shown))))


def title(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    """A title in <…> (``pos`` is at the <), where nothing could be compared."""
    if not tokens or tokens[-1].kind not in ("COLON", "LCITE"):
        return None
    found = _ASCII_TITLE.match(text, pos)
    return _title(source, pos, found.end(), "<>") if found else None


def commented(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    """注： right behind a bracket; the comment then ends with the bracket."""
    if not tokens or tokens[-1].kind != "LPAR" or text[tokens[-1].end : pos].strip():
        return None
    line_end = _line_end(text, pos)
    closing = text.find(")", pos, line_end)
    end = closing + 1 if closing >= 0 else line_end
    return Stray(end, sign_messages.comment_in_brackets(source.span(tokens[-1].start, end)))


def stray(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray:
    """The character at ``pos``, which begins no token."""
    shown = source.text[pos]
    span = source.span(pos, pos + 1)
    if unicodedata.category(text[pos]) in ("Cf", "Cc"):
        return Stray(pos + 1, sign_messages.invisible(f"U+{ord(shown):04X}", _NAMED.get(shown, ""), span))
    if shown in _BULLETS and begins_line(text, pos, tokens):
        return Stray(pos + 1, sign_messages.list_mark(shown, span))
    for reader in (_comment, _bold, _dash, _citation, _other_title, _single, _point):
        found = reader(source, text, pos, tokens)
        if found is not None:
            return found
    return Stray(pos + 1, surface.stray_character(source, pos, shown))


def _comment(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    end = _line_end(text, pos)
    sign = next((s for s in ("//", "/*", "#", "%%", ";;") if text.startswith(s, pos)), None)
    if sign is None:
        return None
    heading = re.compile(rf"#+[ \t]*(?={'|'.join(HEADERS)})").match(text, pos)
    if heading and begins_line(text, pos, tokens):
        signs = heading.group().strip()
        return Stray(heading.end(), sign_messages.markdown(signs, source.span(pos, pos + len(signs))))
    return Stray(end, sign_messages.comment_sign(sign, source.span(pos, end)))


def _bold(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    found = re.compile(r"\*+|`+").match(text, pos)
    if found is None:
        return None
    # Said at the last one of a line: a place is read without what stands before its last token.
    again = found.group() in text[found.end() : _line_end(text, pos)]
    said = sign_messages.markdown(found.group(), source.span(pos, found.end()))
    return Stray(found.end(), None if again else said)


def _dash(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    found = _DASH_RUN.match(text, pos)
    if found is None:
        return None
    end = found.end()
    sign = source.text[pos:end]
    span = source.span(pos, end)
    last = tokens[-1] if tokens else None
    same_line = last is not None and "\n" not in text[last.end : pos]
    if last is not None and same_line and last.kind in ("DATE", "FROM"):
        return Stray(end, sign_messages.dash_to(span, sign), Token("TO", "至", sign, pos, end))
    number = _RANGE_END.match(text, end)
    if last is not None and same_line and last.kind in _NUMBERS and number:
        whole = source.text[last.start : number.end()]
        problem = sign_messages.dash_range(whole, source.span(last.start, number.end()))
        return Stray(number.end(), problem, _literal(text, last.start, end, number.end()), replaces=True)
    if end - pos > 1 and same_line:
        return Stray(_line_end(text, pos), sign_messages.dash_remark(sign, span))
    return None


def _citation(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    character = text[pos]
    if character in _CITATIONS:
        opening, closing = source.text[pos], _CITATIONS[source.text[pos]]
        token = Token("LCITE", "【", opening, pos, pos + 1)
        return Stray(pos + 1, sign_messages.citation_marks(opening, closing, source.span(pos, pos + 1)), token)
    if character in _CITATION_ENDS:
        return Stray(pos + 1, None, Token("RCITE", "】", source.text[pos], pos, pos + 1))
    return None


def _other_title(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    closing = _TITLES.get(text[pos])
    end = text.find(closing, pos, _line_end(text, pos)) if closing else -1
    return _title(source, pos, end + 1, text[pos] + text[end]) if end > pos else None


def _title(source: SourceText, pos: int, end: int, marks: str) -> Stray:
    name = " ".join(source.text[pos + 1 : end - 1].split())
    token = Token("TITLE", name, source.text[pos:end], pos, end, FieldType.TEXT)
    return Stray(end, sign_messages.title_marks(marks[0], marks[1], source.span(pos, end)), token)


def _single(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    closing = _SINGLES.get(source.text[pos])
    end = source.text.find(closing, pos + 1, _line_end(text, pos)) if closing else -1
    if end < 0:
        return None
    marks = source.text[pos] + source.text[end]
    token = Token("STRING", source.text[pos + 1 : end], source.text[pos : end + 1], pos, end + 1, FieldType.TEXT)
    return Stray(end + 1, sign_messages.single_quotes(marks[0], marks[1], source.span(pos, end + 1)), token)


def _point(source: SourceText, text: str, pos: int, tokens: Sequence[Token]) -> Stray | None:
    if text[pos] != ".":
        return None
    after = re.compile(r"[0-9]+(?:个工作日|工作日|个月|[日天周年])").match(text, pos + 1)
    if after and tokens and tokens[-1].kind == "NUMBER" and tokens[-1].end == pos:
        start = tokens[-1].start
        problem = sign_messages.broken_days(source.text[start : after.end()], source.span(start, after.end()))
        return Stray(after.end(), problem, _literal(text, start, pos + 1, after.end()), replaces=True)
    return Stray(pos + 1, sign_messages.full_stop(source.text[pos], source.span(pos, pos + 1)))


def _literal(text: str, start: int, begin: int, end: int) -> Token:
    """What is written from ``begin`` to ``end``, as one token from ``start`` on."""
    found = literals.match(text, begin)
    kind = found.kind.upper() if found and found.kind in ("period", "quantity", "fraction") else "NUMBER"
    value = found.value if found and not isinstance(found.value, literals.BadDate) else 0
    type_ = found.type if found else FieldType.NUMBER
    return Token(kind, value, text[start:end], start, end, type_)


def begins_line(text: str, pos: int, tokens: Sequence[Token]) -> bool:
    """Whether no token stands before ``pos`` on its line."""
    return not tokens or any(c in "\n\r" for c in text[tokens[-1].end : pos])


def _line_end(text: str, pos: int) -> int:
    ends = [e for e in (text.find("\n", pos), text.find("\r", pos)) if e >= 0]
    return min(ends, default=len(text))
