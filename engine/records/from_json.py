"""JSON to a tree with places.

Python's reader decides what is JSON; the tree is then made from the tokens,
which alone know their places, repeated names and numbers as written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from dsl.diagnostics.nodes import Span
from dsl.literals import normalise
from engine.records.messages import Problem, diagnostic
from engine.records.tree import Parsed, TooDeepError, TreeBuilder

_TOKEN = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"|[\[\]{}]|[^\s,:\[\]{}"]+|"')
_HINTS = (
    ("Expecting ','", "comma"),
    ("trailing comma", "comma"),
    ("Expecting ':'", "colon"),
    ("property name", "name"),
    ("Expecting value", "value"),
    ("Extra data", "extra"),
    ("Unterminated", "quote"),
    ("control character", "quote"),
    ("escape", "escape"),
)


def parse(text: str, place: Callable[[int, int], Span]) -> Parsed:
    """Read one JSON value; ``place`` makes a span of two offsets in ``text``."""
    builder = TreeBuilder(place)
    stop, found = _validate(text)
    limit = len(text) if stop is None else stop
    end = 0
    try:
        for match in _TOKEN.finditer(text, 0, limit):
            start, end = match.span()
            if match[0] == '"':
                break  # a text cut off by the mistake
            _add(builder, match[0], start, end)
    except TooDeepError as error:
        return Parsed(builder.finish(end), (builder.too_deep(error.start),), error.start)
    diagnostics = () if stop is None else (diagnostic(found, place(stop, stop + 1)),)
    return Parsed(builder.finish(end), diagnostics, stop)


def _add(builder: TreeBuilder, token: str, start: int, end: int) -> None:
    if token in ("{", "["):
        builder.open(start, has_keys=token == "{")
    elif token in ("}", "]"):
        builder.close(end)
    else:
        builder.scalar(json.loads(token) if token.startswith('"') else token, start, end)


def _validate(text: str) -> tuple[int | None, Problem]:
    """Tell where ``text`` stops being JSON (None: nowhere) and what is wrong there."""
    try:
        # Numbers stay texts: whole ones of thousands of digits can't be read at all.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        at = min(error.pos, len(text))
        character = text[at : at + 1]
        plain = normalise(character).translate({ord("“"): '"', ord("”"): '"', ord("、"): ",", ord("＂"): '"'})
        if character != plain and plain in ',:[]{}"':
            return at, Problem("R011", "wide", {"character": character, "plain": plain})
        return at, Problem("R011", next((hint for part, hint in _HINTS if part in error.msg), ""))
    except RecursionError:
        pass  # too deep for Python is too deep for a record: the tree says where
    return None, Problem("R011")
