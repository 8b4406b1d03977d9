"""Messages for a terminal: the sentence, the line with the place marked, the likely fix."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.diagnostics.width import character_width, display_width

Lang = Literal["zh", "en"]

MAX_COLUMNS = 120
"""Lines of the source that are wider are cut around the marked place."""

_TAB = 4
_CONTEXT = 40  # columns kept before the marked place of a line that is cut
_ELLIPSIS = "…"
_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"
_SEVERITY_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}
ENGLISH_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(diagnostic: Diagnostic, source: SourceText | None, lang: Lang = "zh", colour: bool = False) -> str:
    """Return the message as a box of lines, without a line end after the last.

    ``source`` is the text that the span lies in; without it, or where the span has no
    line in it, the place is only named. ``lang`` "en" falls back to Chinese where the
    diagnostic has no English. Raises nothing, whatever the span and the text.
    """
    paint = _Paint(colour, _SEVERITY_COLOURS[diagnostic.severity])
    english = lang == "en"
    message = visible(diagnostic.english if english and diagnostic.english else diagnostic.message)
    label = ENGLISH_SEVERITIES[diagnostic.severity] if english else diagnostic.severity.value
    lines = [paint.severe(f"{label}[{visible(diagnostic.code)}]") + paint.bold((": " if english else "：") + message)]
    span = diagnostic.span
    gutter = ""
    if span is not None:
        line, column = source.position(span.start) if source and span.cell else (span.line, span.column)
        shown = source is not None and 1 <= line <= source.line_count
        gutter = " " * len(str(span.line)) if shown else " "
        lines.append(f"{gutter}{paint.quiet('→')} {place_of(span)}")
        if shown and source is not None:
            text, mark = _excerpt(source.line(line), column, span.end - span.start)
            lines.append(paint.quiet(f"{gutter} |"))
            lines.append(f"{paint.quiet(f'{span.line} |')} {text}".rstrip())
            lines.append(f"{paint.quiet(f'{gutter} |')} {paint.mark(mark)}")
    notes = [("see" if english else "参见", f"{place_of(at)} {visible(what)}") for at, what in diagnostic.related]
    advice = diagnostic.english_help if english and diagnostic.english_help else diagnostic.help
    if advice:
        notes.append(("help" if english else "建议", visible(advice)))
    lines += [f"{gutter} {paint.quiet('=')} {name}{': ' if english else '：'}{note}" for name, note in notes]
    return "\n".join(lines)


def render_all(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, SourceText],
    lang: Lang = "zh",
    colour: bool = False,
) -> str:
    """Return all messages in the order of their places, then a line that counts them.

    ``sources`` is looked up by the file name of a span. Messages without a place come first.
    """
    ordered = in_order(diagnostics)
    boxes = [render(d, sources.get(d.span.file) if d.span else None, lang, colour) for d in ordered]
    return "\n\n".join([*boxes, _count(ordered, lang)])


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the messages in the order of their places; those without a place come first."""
    return sorted(diagnostics, key=_sort_key)


def _sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return ("", -1, -1, diagnostic.code) if span is None else (span.file, span.start, span.end, diagnostic.code)


def _count(diagnostics: list[Diagnostic], lang: Lang) -> str:
    counts = [(severity, sum(d.severity is severity for d in diagnostics)) for severity in Severity]
    found = [(severity, count) for severity, count in counts if count]
    if lang == "en":
        if not found:
            return "no problems found"
        return "found " + ", ".join(f"{n} {ENGLISH_SEVERITIES[s]}{'s' if n > 1 else ''}" for s, n in found)
    return "发现 " + "、".join(f"{n} 处{s.value}" for s, n in found) if found else "没有发现问题"


@dataclass(frozen=True, slots=True)
class _Paint:
    """Wraps parts of a box in terminal colours, or leaves them alone."""

    on: bool
    severity: str

    def severe(self, text: str) -> str:
        return self._wrap(self.severity, text)

    def bold(self, text: str) -> str:
        return self._wrap(_BOLD, text)

    def quiet(self, text: str) -> str:
        return self._wrap(_BLUE, text)

    def mark(self, text: str) -> str:
        """Colour the carets but not the spaces before them."""
        carets = text.lstrip()
        return text[: len(text) - len(carets)] + self._wrap(self.severity, carets)

    def _wrap(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_RESET}" if self.on else text


def place_of(span: Span) -> str:
    """Return the place as messages name it: file, line and column, or file and cell."""
    return visible(f"{span.file}:{span.cell}" if span.cell else f"{span.file}:{span.line}:{span.column}")


def visible(text: str) -> str:
    """Return ``text`` with every character such that it can be seen and no terminal acts upon it."""
    return "".join(map(_picture, text))


def _picture(character: str) -> str:
    """Return a character that can be seen and that no terminal acts upon.

    Direction marks and zero-width characters would make a line look like another one,
    lone surrogates could not be printed.
    """
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def _excerpt(line: str, column: int, length: int) -> tuple[str, str]:
    """Return the source line as shown and the line of carets under it."""
    start = min(max(column - 1, 0), len(line))
    end = min(max(start + length, start), len(line))
    # A mark over a combining character goes under the letter that carries it.
    while 0 < start < len(line) and character_width(_picture(line[start])) == 0 and line[start] != "\t":
        start -= 1
    # No more than this can be shown; it keeps very long lines cheap.
    low, high = max(start - 2 * MAX_COLUMNS, 0), min(start + 2 * MAX_COLUMNS, len(line))
    cells = _cells(line[low:high])
    first, last = _window(cells, start - low, cut_left=low > 0, cut_right=high < len(line))
    before = cells[first : start - low]
    marked = cells[start - low : min(end - low, last)]
    left, right = low + first > 0, low + last < len(line)
    shown = (_ELLIPSIS if left else "") + "".join(cells[first:last]) + (_ELLIPSIS if right else "")
    indent = " " * left + "".join(_blank(cell) for cell in before)
    return shown, indent + "^" * max(sum(map(display_width, marked)), 1)


def _cells(text: str) -> list[str]:
    """Return what is shown for each character; a tab fills up to the next stop."""
    cells, column = [], 0
    for character in text:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else _picture(character)
        cells.append(cell)
        column += display_width(cell)
    return cells


def _blank(cell: str) -> str:
    """Return white space as wide as ``cell``.

    Full-width spaces stand under full-width characters: where a font makes those
    not quite two columns wide, the mark is still under its text.
    """
    return "".join("\u3000" if character_width(c) == 2 else " " * character_width(c) for c in cell)


def _window(cells: list[str], start: int, *, cut_left: bool, cut_right: bool) -> tuple[int, int]:
    """Return the first and the last cell (excluded) to show, ``start`` among them."""
    # Combining characters count as one here, lest a heap of them make an endless line.
    costs = [max(display_width(cell), 1) for cell in cells]
    if not cut_left and not cut_right and sum(costs) <= MAX_COLUMNS:
        return 0, len(cells)
    room = MAX_COLUMNS - 2 * len(_ELLIPSIS)
    first, used = start, 0
    while first > 0 and used + costs[first - 1] <= _CONTEXT:
        first -= 1
        used += costs[first]
    last = start
    while last < len(cells) and used + costs[last] <= room:
        used += costs[last]
        last += 1
    while first > 0 and used + costs[first - 1] <= room:
        first -= 1
        used += costs[first]
    return first, last
