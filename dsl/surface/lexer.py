"""Characters to tokens.

White space ends a token and has no other meaning; full- and half-width forms
are one. A run of characters without white space is split at the words of the
language and at literals; what remains are names.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import cast

from dsl import literals
from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.source import SourceText
from dsl.surface import messages
from dsl.surface.slips import characters
from dsl.surface.slips.sign_messages import reversed_quotes
from dsl.surface.tokens import Token, TokenValue
from dsl.surface.words import (
    ADVICE,
    AFTER_LITERAL,
    ALONE,
    CLAUSES,
    COMPARISONS,
    HEADERS,
    LABELS,
    PUNCTUATION,
    SIGNS,
    SUFFIXES,
    WORDS,
)
from dsl.values import FieldType

QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "”": "”"}
_BLANK = re.compile(r"\s+")
_COMMENT = re.compile(r"注:[^\n\r]*")
_WORD = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))
_ADVICE = re.compile(
    f"(?:{'|'.join(ADVICE)})(?=\\s*(?:{'|'.join([*COMPARISONS, *(c for c in CLAUSES if len(c) > 1)])}))"
)
_RUN = r"""(?:“[^”\r\n]*”|「[^」\r\n]*」|"[^"\r\n]*"|[^\s,;:、。()【】])*?"""
_NOISE = re.compile(f"在(?={_RUN}(?:之后|以后|之前|以前|届满))|自(?={_RUN}之日起)")
_NAME_CHARACTER = re.compile(r"[^\W\d]|_")
_LATIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_CHINESE_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟")
_LITERAL_STARTS = frozenset("0123456789第") | _CHINESE_NUMERALS
_STOP_STARTS = frozenset("第为") | _CHINESE_NUMERALS | {word[0] for word in (*WORDS, *ADVICE)}
_WORD_STARTS = _STOP_STARTS | {word[0] for word in ("在", "自", "当", *AFTER_LITERAL, *ALONE, *HEADERS, *LABELS)}
_PLAIN = re.compile(f"[^\\W\\dA-Za-z_{''.join(map(re.escape, sorted(_STOP_STARTS)))}]+")
"""Characters of a name with which nothing else can begin."""
_LITERAL_KINDS = {
    "date": "DATE",
    "article": "ARTICLE",
    "fraction": "FRACTION",
    "period": "PERIOD",
    "quantity": "QUANTITY",
    "number": "NUMBER",
}
_BEFORE_NAMES = frozenset({"HEADER", "STATED", "UNSTATED", "HAS", "HAS_NOT", "WHEN", "AND", "OR", "NOT", "LPAR", "OF"})
"""Behind these a header word is a plain name."""
_LITERAL_TOKENS = frozenset(_LITERAL_KINDS.values())
_BEFORE_AFTER_LITERAL = _LITERAL_TOKENS | {"FROM"}


def tokenise(source: SourceText) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Diagnostic, ...]]:
    """Split ``source`` into tokens, comments and what is wrong with its characters."""
    lexer, pos = Lexer(source), 0
    while pos < len(lexer.text):
        pos = lexer.step(pos)
    return tuple(lexer.tokens), tuple(lexer.comments), tuple(lexer.diagnostics)


def _share(text: str, found: literals.Match) -> Fraction | None:
    """How much of a whole a literal behind 的 means: 三分之二, 60%, 六倍."""
    if found.kind == "quantity" and text[found.end - 1] == "倍":
        return Fraction(cast(Fraction, found.value))
    return found.value if isinstance(found.value, Fraction) else None


class Lexer:
    """A lexer on its way through ``source``.

    What it makes of a place depends on the last token and on the text from
    there on: no further than the line, but for 一般 and 原则上, which look for
    the word behind them on later lines too.
    """

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = literals.normalise(source.text)
        self.tokens: list[Token] = []
        self.comments: list[Token] = []
        self.diagnostics: list[Diagnostic] = []

    def step(self, pos: int) -> int:
        """Take white space, a comment or a token at ``pos``; where it goes on."""
        text = self.text
        if blank := text[pos].isspace() and _BLANK.match(text, pos):
            return blank.end()
        if comment := text[pos] == "注" and _COMMENT.match(text, pos):
            end = comment.end()
            if slip := characters.commented(self.source, text, pos, self.tokens):
                self.tokens.pop()
                end = self.slip(slip)
            self.comments.append(Token("COMMENT", None, self.source.text[pos:end], pos, end))
            return end
        return self.token(pos)

    def add(self, kind: str, value: TokenValue, start: int, end: int, type_: FieldType | None = None) -> int:
        """Add a token; its end."""
        self.tokens.append(Token(kind, value, self.source.text[start:end], start, end, type_))
        return end

    def slip(self, slip: characters.Stray) -> int:
        """Go on behind a sign that has no meaning here."""
        if slip.diagnostic is not None:
            self.diagnostics.append(slip.diagnostic)
        if slip.replaces:
            self.tokens.pop()
        if slip.token is not None:
            self.tokens.append(slip.token)
        return slip.end

    def token(self, pos: int) -> int:
        """Take a token at ``pos``; where it ends."""
        character = self.text[pos]
        if characters.begins_line(self.text, pos, self.tokens) and (
            mark := characters.list_mark(self.source, self.text, pos)
        ):
            return self.slip(mark)
        if character == "<" and (title := characters.title(self.source, self.text, pos, self.tokens)):
            return self.slip(title)
        if character in QUOTES or character == "《":
            return self.quoted(pos)
        if character in PUNCTUATION:
            return self.add(PUNCTUATION[character], SIGNS.get(character, character), pos, pos + 1)
        if character == "-" and self.text[pos + 1 : pos + 2].isspace():
            return self.add("MINUS", "-", pos, pos + 1)
        if (end := self.literal(pos)) is not None:
            return end
        if (end := self.word(pos)) is not None:
            return end
        if _NAME_CHARACTER.match(character):
            return self.name(pos)
        return self.slip(characters.stray(self.source, self.text, pos, self.tokens))

    def quoted(self, pos: int) -> int:
        """Take a quotation or a title; it ends with its line at the latest."""
        opening = self.source.text[pos]
        closing = "》" if opening == "《" else QUOTES.get(opening, '"')
        closings = (closing, '"') if opening in "“”" else (closing,)
        ending = _line_end_or(closings)
        ends = [found.start() for text in (self.text, self.source.text) if (found := ending.search(text, pos + 1))]
        end = min(ends, default=len(self.text))
        if ends and self.text[end] not in "\n\r":
            value = literals.plain_name(self.source.text[pos + 1 : end])
            return self.add("TITLE" if opening == "《" else "STRING", value, pos, end + 1, FieldType.TEXT)
        if opening == "”" and "“" in self.source.text[pos:end]:
            end = self.source.text.index("“", pos) + 1
            self.diagnostics.append(reversed_quotes(self.source.span(pos, end)))
            value = literals.plain_name(self.source.text[pos + 1 : end - 1])
            return self.add("STRING", value, pos, end, FieldType.TEXT)
        self.diagnostics.append(messages.unterminated(self.source, pos, end, opening, closing))
        value = literals.plain_name(self.source.text[pos + 1 : end])
        return self.add("TITLE" if opening == "《" else "STRING", value, pos, end, FieldType.TEXT)

    def literal(self, pos: int) -> int | None:
        """Take a number, an amount, a day and the like, if one stands here."""
        character = self.text[pos]
        if character not in _LITERAL_STARTS:
            return None
        found = literals.match(self.text, pos)
        if found is None:
            if character.isascii() and character.isdigit():
                return self.digits(pos)
            return None
        value = found.value
        if isinstance(value, literals.BadDate):
            self.diagnostics.append(messages.bad_date(self.source, pos, found.end, value))
            return self.add("DATE", None, pos, found.end, FieldType.DATE)
        return self.add(_LITERAL_KINDS[found.kind], value, pos, found.end, found.type)

    def digits(self, pos: int) -> int:
        """Digits that are no literal: a number, or the year that begins a name (2018年修正)."""
        end = pos
        while end < len(self.text) and self.text[end].isascii() and self.text[end].isdigit():
            end += 1
        value = self.text[pos:end]
        if end - pos == 4 and self.text[end : end + 1] == "年":
            return self.name(pos, end)
        if len(value) > 100:
            self.diagnostics.append(messages.number_too_long(self.source, pos, end))
            return self.add("NUMBER", 0, pos, end, FieldType.NUMBER)
        return self.add("NUMBER", int(value), pos, end, FieldType.NUMBER)

    def word(self, pos: int) -> int | None:
        """Take a word of the language, if one stands here."""
        text, character = self.text, self.text[pos]
        if character not in _WORD_STARTS:
            return None
        if noise := _NOISE.match(text, pos):
            return noise.end() if self.at_run_start(pos) else None
        if advice := _ADVICE.match(text, pos):
            return self.add("ADVICE", advice.group(), pos, advice.end())
        for label in LABELS:
            if text.startswith(label, pos) and self.at_run_start(pos) and self.colon_follows(pos + len(label)):
                return self.add("NAME", label, pos, pos + len(label))
        if character in AFTER_LITERAL and self.after_literal(pos):
            return self.add(AFTER_LITERAL[character], character, pos, pos + 1)
        if character == "的" and (found := literals.match(text, pos + 1)) and (share := _share(text, found)):
            return self.add("OF_FRACTION", share, pos, found.end)
        if split := _WORD.match(text, pos):
            word = split.group()
            if WORDS[word] in ("AND", "OR") and self.tokens and self.tokens[-1].kind == "COMMA":
                pos_comma = self.tokens.pop().start
                return self.add(WORDS[word], word, pos_comma, split.end())
            value = COMPARISONS.get(word) or SUFFIXES.get(word) or word
            return self.add(WORDS[word], value, pos, split.end())
        if self.at_run_start(pos):
            run = self.name_end(pos, pos)
            whole = text[pos:run]
            wanted = bool(self.tokens) and self.tokens[-1].kind in _BEFORE_NAMES
            if whole in HEADERS and not wanted and not self.colon_follows(run):
                return self.add("HEADER", whole, pos, run)
            if whole == "当":
                return self.add("WHEN", whole, pos, run)
            if whole in ADVICE:
                return self.add("ADVICE", whole, pos, run)
            if whole in ALONE and not self.colon_follows(run):
                return self.add(ALONE[whole], SIGNS.get(whole, whole), pos, run)
        if character == "为" and text[pos + 1 : pos + 2] in QUOTES:
            return self.add("CMP", "=", pos, pos + 1)
        return None

    def name(self, pos: int, end: int | None = None) -> int:
        """A name; up to ``end`` it is one in any case."""
        end = self.name_end(pos, pos if end is None else end)
        return self.add("NAME", self.text[pos:end], pos, end)

    def name_end(self, pos: int, end: int) -> int:
        """Where the name that begins at ``pos`` ends, at ``end`` or later."""
        while end < len(self.text):
            if run := _PLAIN.match(self.text, end) or _LATIN_NAME.match(self.text, end):
                end = run.end()
                continue
            if not _NAME_CHARACTER.match(self.text[end]) or (end > pos and self.name_stops(end)):
                break
            end += 1
        return end

    def name_stops(self, pos: int) -> bool:
        """Whether something at ``pos`` ends the name that runs up to it."""
        character = self.text[pos]
        if _WORD.match(self.text, pos):
            return True
        if character == "为":
            return self.text[pos + 1 : pos + 2] in QUOTES
        if _ADVICE.match(self.text, pos):
            return True
        if character in _CHINESE_NUMERALS or character == "第":
            found = literals.match(self.text, pos)
            return found is not None and found.kind != "number" and self.text[pos - 1] != "第"
        return False

    def at_run_start(self, pos: int) -> bool:
        """Whether no name runs on into ``pos``: a word, a literal or a separator stands before it."""
        return not (self.tokens and self.tokens[-1].end == pos and self.tokens[-1].kind == "NAME")

    def after_literal(self, pos: int) -> bool:
        """Whether a literal stands before ``pos`` on its line."""
        if not self.tokens:
            return False
        last = self.tokens[-1]
        between = self.text[last.end : pos]
        return last.kind in _BEFORE_AFTER_LITERAL and not between.strip() and "\n" not in between

    def colon_follows(self, pos: int) -> bool:
        """Whether the next character on the line is a colon."""
        while pos < len(self.text) and self.text[pos] in " \t":
            pos += 1
        return pos < len(self.text) and self.text[pos] == ":"


@cache
def _line_end_or(closings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"[\\n\\r{re.escape(''.join(closings))}]")
