"""How a single token is written: full-width punctuation and quotes, half-width digits and letters.

The writer's form stays where there is a choice: 十五日 doesn't become 15日, nor 以后 之后.
"""

from __future__ import annotations

from dsl.literals import normalise
from dsl.surface.lexer import QUOTES
from dsl.surface.tokens import Token

_PUNCTUATION = {
    "COMMA": "，",
    "SEMICOLON": "；",
    "COLON": "：",
    "LPAR": "（",
    "RPAR": "）",
}
_AS_IT_STANDS = frozenset({"TITLE", "LCITE", "RCITE", "STOP", "DOT"})
_INNER_QUOTES = frozenset('“”"')
_FULL_BRACKETS = str.maketrans("()", "（）")


def spelled(token: Token) -> str:
    """The canonical text of ``token``."""
    if token.kind in _PUNCTUATION:
        return _PUNCTUATION[token.kind]
    if token.kind == "STRING":
        return quoted(token.text)
    if token.kind in _AS_IT_STANDS:
        return token.text
    if token.kind == "ARTICLE":
        return normalise(token.text).translate(_FULL_BRACKETS)
    return normalise(token.text)


def quoted(text: str) -> str:
    """A quotation in “”, unless what it holds needs the marks that it has; what it holds stays."""
    inner = text[1:-1]
    closed = len(text) > 1 and text[-1] in QUOTES.values()
    return f"“{inner}”" if closed and not _INNER_QUOTES & set(inner) else text


def spelled_comment(text: str) -> str:
    """A comment: its colon full-width, no white space at its end."""
    return f"{text[0]}：{text[2:].rstrip()}"
