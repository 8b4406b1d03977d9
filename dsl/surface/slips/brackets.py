"""Slips with brackets and citations."""

from __future__ import annotations

import re

from dsl.surface.slips import sign_messages
from dsl.surface.slips.draft import Draft, Repair, piece
from dsl.surface.tokens import Token
from dsl.surface.words import CLAUSES
from dsl.values import FieldType

_JOINERS = re.compile(r"(?:以及|和|与|及|并|、)(?=.)")
_ARTICLE = re.compile(
    r"([一二三四五六七八九十百零〇0-9]{1,6})条(?:第?[一二三四五六七八九十0-9]{1,3}款)?(?:第?[一二三四五六七八九十0-9]{1,3}项)?$"
)
_CLAUSES = frozenset(CLAUSES.values())


def round_citation(draft: Draft, index: int) -> Repair | None:
    """（村组法 第三十条） for 【村组法 第三十条】."""
    last = index + 1
    while draft.at(last).kind in ("NAME", "STRING", "TITLE", "NUMBER", "ARTICLE", "ENUM", "NO_SOURCE", "COLON"):
        last += 1
    inside = draft.tokens[index + 1 : last]
    cites = any(t.kind == "ARTICLE" for t in inside) or (inside and inside[0].kind == "NO_SOURCE")
    if draft.at(last).kind != "RPAR" or not cites:
        return None
    opening, closing = draft.at(index), draft.at(last)
    said = sign_messages.citation_marks(opening.text, closing.text, draft.span(index, last))
    tokens = (
        Token("LCITE", "【", opening.text, opening.start, opening.end),
        *inside,
        Token("RCITE", "】", closing.text, closing.start, closing.end),
    )
    return Repair(last + 1 - index, tokens, said)


def unclosed(draft: Draft, index: int) -> Repair | None:
    """【 or （ that nothing closes before the next entry."""
    opening = draft.at(index)
    if opening.start in draft.closed:
        return None
    closing = {"LPAR": "RPAR", "LCITE": "RCITE"}[opening.kind]
    end = draft.line_end(index)
    stop = index + 1
    while stop < end and draft.at(stop).kind not in ("HEADER", "LCITE", "RCITE") and not _begins_entry(draft, stop):
        stop += 1
    before = draft.at(stop - 1)
    sign = "）" if closing == "RPAR" else "】"
    said = sign_messages.not_closed(opening.text, sign, draft.span(index, max(stop - 1, index)))
    added = Token(closing, ")" if closing == "RPAR" else "】", "", before.end, before.end)
    return Repair(stop - index, (*draft.tokens[index:stop], added), said)


def empty(draft: Draft, index: int) -> Repair | None:
    """【】."""
    if draft.at(index + 1).kind != "RCITE":
        return None
    return Repair(2, (), sign_messages.empty_citation(draft.span(index, index + 1)))


def cited_title(draft: Draft, index: int) -> Repair | None:
    """【《全名》第三十条】."""
    before = draft.at(index - 1).kind
    if before not in ("LCITE", "SEMICOLON", "COMMA") or not _in_citation(draft, index):
        return None
    token = draft.at(index)
    said = sign_messages.cited_by_title(str(token.value), draft.span(index))
    return Repair(1, (Token("NAME", str(token.value), token.text, token.start, token.end),), said)


def two_sources(draft: Draft, index: int) -> Repair | None:
    """【村组法 第三十条和清单 第五条】."""
    token, before = draft.at(index), draft.at(index - 1)
    found = _JOINERS.match(token.text)
    if not found or before.kind not in ("ARTICLE", "STRING") or not _in_citation(draft, index):
        return None
    rest = token.text[found.end() :]
    said = sign_messages.two_sources(found.group(), draft.part(token, 0, found.end()))
    tokens = (
        piece(token, "SEMICOLON", ";", 0, found.end()),
        piece(token, "NAME", rest, found.end(), len(token.text)),
    )
    return Repair(1, tokens, said)


def enumerated_sources(draft: Draft, index: int) -> Repair | None:
    """【村组法 第三十条、清单 第五条】."""
    token = draft.at(index)
    if draft.at(index + 1).kind not in ("NAME", "STRING") or draft.at(index - 1).kind not in ("ARTICLE", "STRING"):
        return None
    if not _in_citation(draft, index):
        return None
    said = sign_messages.two_sources(token.text, draft.span(index))
    return Repair(1, (Token("SEMICOLON", ";", token.text, token.start, token.end),), said)


def bare_article(draft: Draft, index: int) -> Repair | None:
    """【村组法 三十条】."""
    token = draft.at(index)
    if not _ARTICLE.fullmatch(token.text) or draft.at(index - 1).kind not in ("NAME", "STRING", "NUMBER"):
        return None
    if not _in_citation(draft, index):
        return None
    said = sign_messages.ordinal_missing(token.text, draft.span(index))
    return Repair(1, (Token("ARTICLE", f"第{token.text}", token.text, token.start, token.end, FieldType.TEXT),), said)


def closed(draft: Draft) -> frozenset[int]:
    """The offsets of all brackets that are closed before the next entry begins."""
    found: set[int] = set()
    openings: list[Token] = []
    for index, token in enumerate(draft.tokens):
        if token.kind in ("HEADER", "LCITE") or (openings and _begins_entry(draft, index)):
            openings.clear()
        if token.kind in ("LPAR", "LCITE"):
            openings.append(token)
        elif token.kind in ("RPAR", "RCITE"):
            wanted = "LPAR" if token.kind == "RPAR" else "LCITE"
            if openings and openings[-1].kind == wanted:
                found.add(openings.pop().start)
            elif wanted == "LCITE":
                openings.clear()
    return frozenset(found)


def _begins_entry(draft: Draft, index: int) -> bool:
    """Whether a label or a clause begins a line here."""
    if not draft.begins_line(index):
        return False
    token, following = draft.at(index), draft.at(index + 1)
    return token.kind in _CLAUSES or (token.kind in ("NAME", "STRING") and following.kind == "COLON")


def _in_citation(draft: Draft, index: int) -> bool:
    while index >= 0 and draft.at(index).kind not in ("LCITE", "RCITE", "HEADER"):
        index -= 1
    return draft.at(index).kind == "LCITE"
