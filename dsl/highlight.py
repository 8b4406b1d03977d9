"""Rule files in colour, by Pygments: its lexer ``cunwu``, a style, and how pages and terminals show a file.

Pygments finds the lexer by its entry point; nothing else imports this module
before something is to be shown in colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments import format as in_format
from pygments.formatters import HtmlFormatter, TerminalFormatter
from pygments.lexer import Lexer
from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Token,
    Whitespace,
    _TokenType,
)
from pygments.util import get_bool_opt

from dsl.diagnostics.render_text import visible
from dsl.file_names import MARKDOWN
from dsl.surface.parts import Part, pieces

TYPES: dict[Part, _TokenType] = {
    Part.HEADER: Keyword.Declaration,
    Part.TITLE: Name.Class,
    Part.LABEL: Name.Attribute,
    Part.CLAUSE: Keyword.Reserved,
    Part.COMPARISON: Operator,
    Part.WORD: Operator.Word,
    Part.CONSTANT: Keyword.Constant,
    Part.NUMBER: Number,
    Part.PERIOD: Number,
    Part.DATE: Literal.Date,
    Part.NAME: Name,
    Part.QUOTED: String,
    Part.CITATION: Name.Label,
    Part.ARTICLE: Name.Label,
    Part.PUNCTUATION: Punctuation,
    Part.COMMENT: Comment,
    Part.PROSE: Text,
    Part.ERROR: Error,
    Part.SPACE: Whitespace,
}
"""The token type of each part: standard ones, so that every style colours rule files."""

_COLOURS = {
    Token: "",
    Keyword: "blue",
    Keyword.Declaration: "*cyan*",
    Keyword.Reserved: "*magenta*",
    Name.Class: "**",
    Name.Attribute: "cyan",
    Operator: "magenta",
    Number: "green",
    Literal.Date: "green",
    String: "yellow",
    Name.Label: "brightblack",
    Comment: "brightblack",
    Error: "_brightred_",
}
"""Colours that can be read on a dark terminal and on a light one."""
_SHOWN = re.compile(r"[^\n\t]+")
"""What must be made visible: all but line ends and tabs."""


class CunwuLexer(Lexer):  # type: ignore[misc]
    """村务规则: rule files of cunwu, and with ``literate=True`` the Markdown files that hold rules."""

    name = "村务规则"
    aliases: ClassVar[list[str]] = ["cunwu", "村务"]
    filenames: ClassVar[list[str]] = ["*.cunwu"]
    mimetypes: ClassVar[list[str]] = ["text/x-cunwu"]

    def __init__(self, **options: Any) -> None:
        self.literate = get_bool_opt(options, "literate", False)
        # A text is shown as it is, with its blank lines.
        super().__init__(**{"stripnl": False, "ensurenl": False, **options})

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """The pieces of ``text``, which join to it again."""
        for piece in pieces(text, MARKDOWN if self.literate else ""):
            yield piece.start, TYPES[piece.part], piece.text


class CunwuStyle(Style):  # type: ignore[misc]
    """Ink on white paper: every colour has a contrast of at least 4.5 to white."""

    background_color = "#ffffff"
    styles: ClassVar[dict[_TokenType, str]] = {
        Text: "#1a1a1a",
        Keyword: "#24508f",
        Keyword.Declaration: "bold #24508f",
        Keyword.Reserved: "bold #8a2b6e",
        Name: "#1a1a1a",
        Name.Class: "bold #1a1a1a",
        Name.Attribute: "#0b6470",
        Operator: "#8a2b6e",
        Number: "#1d6b34",
        Literal.Date: "#1d6b34",
        String: "#7a4a00",
        Name.Label: "#5a5a5a",
        Comment: "italic #6a6a6a",
        Punctuation: "#5a5a5a",
        Error: "#b3261e underline",
    }


def html(text: str, name: str = "", *, classes: bool = False) -> str:
    """``text`` as a block of HTML.

    Colours are written into it, or with ``classes`` left to the style sheet
    ``css()``. ``name`` tells a literate file by its ``.md``.
    """
    wrapped = "white-space: pre-wrap; overflow-wrap: anywhere;"
    formatter = HtmlFormatter(
        style=CunwuStyle, noclasses=not classes, cssclass="cunwu-source", wrapcode=True, prestyles=wrapped
    )
    return str(in_format(_tokens(text, name), formatter)).rstrip("\n")


def css() -> str:
    """The style sheet for ``html(…, classes=True)``."""
    return str(HtmlFormatter(style=CunwuStyle, cssclass="cunwu-source").get_style_defs())


def terminal(text: str, name: str = "") -> str:
    """``text`` with the colour codes of a terminal; what else a terminal would act upon becomes visible signs."""
    formatter = TerminalFormatter(colorscheme={one: (colour, colour) for one, colour in _COLOURS.items()})
    shown = _SHOWN.sub(lambda found: visible(found[0]), text.replace("\r\n", "\n"))
    return str(in_format(_tokens(shown, name), formatter))


def _tokens(text: str, name: str) -> Iterator[tuple[_TokenType, str]]:
    for piece in pieces(text, name):
        yield TYPES[piece.part], piece.text
