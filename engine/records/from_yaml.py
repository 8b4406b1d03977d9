"""YAML to a tree with places. Nothing is typed here: a value is the text that was written.

The parser's events are used, not its nodes: they come one by one, so that
nesting is bounded, nothing is ever expanded, and what stands before a mistake
can still be checked. PyYAML takes a while to import: import this module only
where a file is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import yaml

from dsl.diagnostics.nodes import Diagnostic, Span
from engine.records.messages import Problem, diagnostic
from engine.records.tree import Parsed, TooDeepError, TreeBuilder

_HINTS = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "colon"),
    ("end of stream", "quote"),
    ("document indicator", "quote"),
    ("',' or", "bracket"),
    ("node content", "bracket"),
    ("block end", "indent"),
    ("expected key", "indent"),
    ("'-' indicator", "indent"),
    ("not allowed", "indent"),
    ("cannot start any token", "start"),
)
"""What the parser's own words hint at, first match first."""

_LIMIT_OF_LIBYAML = "exceeded maximum nesting depth"
"""Newer releases of libyaml count brackets themselves, before they give their events."""

_YAML_TAG = "tag:yaml.org,2002:"
_INDENT = re.compile(r"^ *([\t\u3000]+)(?=\S)", re.MULTILINE)
_SPACES = ("", " ", "\t", "\r", "\n")
_KEY = re.compile(
    r"^[ \t]*(?:-[ ]+)*(?P<key>[^\s\"'#&*!|>%@`\[\]{},:：-][^\"'#\[\]{},:：\n\r]{0,40}?)[ \t\u3000]*(?P<colon>[:：])"
    r"[ \t]*(?P<mark>\?(?=[ \t]*\r?$))?",
    re.MULTILINE,
)


def parse(text: str, place: Callable[[int, int], Span]) -> Parsed:
    """Read one YAML document; ``place`` makes a span of two offsets in ``text``."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder, diagnostics = TreeBuilder(place), list[Diagnostic]()
    stop, documents, end = None, 0, 0
    try:
        for event in yaml.parse(text, Loader=loader):
            start, end = _offsets(event)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    diagnostics.append(diagnostic(Problem("R013"), place(start, end)))
                    break
            diagnostics += _forbidden(event, place)
            _add(builder, event, start, _trimmed(text, end))
    except TooDeepError as error:
        stop = error.start
        diagnostics.append(builder.too_deep(stop))
    except (yaml.YAMLError, ValueError) as error:
        stop, problem = _problem(text, error)
        own_limit = _LIMIT_OF_LIBYAML in str(error)
        diagnostics.append(builder.too_deep(stop) if own_limit else diagnostic(problem, place(stop, stop + 1)))
    if stop is not None:
        diagnostics += _bad_indents(text, stop, place)
    return Parsed(builder.finish(end), tuple(diagnostics), stop)


def _add(builder: TreeBuilder, event: yaml.Event, start: int, end: int) -> None:
    if isinstance(event, yaml.ScalarEvent):
        if event.value == "<<" and event.implicit[0]:
            builder.broken(start, end)
        else:
            builder.scalar(event.value, start, end)
    elif isinstance(event, yaml.AliasEvent):
        builder.broken(start, end)
    elif isinstance(event, yaml.CollectionStartEvent):
        builder.open(start, has_keys=isinstance(event, yaml.MappingStartEvent))
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.close(end)


def _forbidden(event: yaml.Event, place: Callable[[int, int], Span]) -> list[Diagnostic]:
    """Report anchors, aliases, tags and merge keys: a record is what it says, in one place."""
    if not isinstance(event, yaml.NodeEvent):
        return []
    marks = []
    if isinstance(event, yaml.AliasEvent):
        marks.append(f"*{event.anchor}")
    elif event.anchor is not None:
        marks.append(f"&{event.anchor}")
    if (tag := getattr(event, "tag", None)) is not None:
        marks.append(_as_written(tag))
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        marks.append("<<")
    return [diagnostic(Problem("R015", details={"text": mark}), place(*_offsets(event))) for mark in marks]


def _as_written(tag: str) -> str:
    if tag.startswith(_YAML_TAG):
        return f"!!{tag.removeprefix(_YAML_TAG)}"
    return tag if tag.startswith("!") else f"!<{tag}>"


def _trimmed(text: str, end: int) -> int:
    """Move ``end`` before white space: a block ends only where the next one begins."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _offsets(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0, end.index if end else 0)


def _problem(text: str, error: Exception) -> tuple[int, Problem]:
    """Tell where the parser stopped, and what its words hint at."""
    words = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index, len(text)) if mark else min(getattr(error, "position", 0), len(text))
    hint = next((hint for part, hint in _HINTS if part in words), "")
    if (hint == "quote" or "find expected ':'" in words) and (opening := getattr(error, "context_mark", None)):
        at = opening.index  # the text that wasn't ended, not the place where that was noticed
    if text[at : at + 1] == "\t":
        hint = "tab"
    return at, Problem("R010", hint)


def _bad_indents(text: str, stop: int, place: Callable[[int, int], Span]) -> list[Diagnostic]:
    found = _INDENT.finditer(text)
    return [
        diagnostic(Problem("R010", "tab" if "\t" in match[1] else "wide"), place(match.start(1), match.end(1)))
        for match in found
        if match.start(1) != stop
    ]


def mend(text: str, knows: Callable[[str], bool]) -> tuple[str, Callable[[int], int]] | None:
    """Write YAML's colon where a known field has a full-width one, or no space after it.

    Chinese input methods write ``金额：5万元``, which YAML takes for one text. Also a
    lone ``?``, which means unknown in a record, would begin a key in YAML.
    Returns the mended text and what turns its offsets into those of ``text``;
    None where nothing is to be mended.
    """
    parts, inserted, last = list[str](), list[int](), 0
    for match in _KEY.finditer(text):
        spaced = text[match.end("colon") : match.end("colon") + 1] in _SPACES
        if match["colon"] == ":" and spaced and not match["mark"]:
            continue
        if not knows(match["key"]):
            continue
        start, end = match.span("colon")
        parts += text[last:start], ":"
        if not spaced:
            inserted.append(start + len(inserted) + 1)
            parts.append(" ")
        last = end
        if match["mark"]:
            parts += text[last : match.start("mark")], "~"
            last = match.end("mark")
    if not parts:
        return None
    return "".join((*parts, text[last:])), lambda offset: offset - bisect_left(inserted, offset)
