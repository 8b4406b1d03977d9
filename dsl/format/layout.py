"""The canonical layout of a rule file, plain or literate.

Only white space, line breaks, the width of punctuation and digits and the
kind of quotation marks change. That is checked each time: the new text is
read again, and an entry that would be read differently is put out as it was
written. A text with mistakes of characters or syntax is left alone: where its
entries begin and end is anyone's guess.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.source import LINE_END, SourceText
from dsl.diagnostics.width import display_width
from dsl.format import messages
from dsl.format.atoms import atoms_of
from dsl.format.entries import INNER_END
from dsl.format.sameness import first_difference, said
from dsl.format.styles import FACTS_APART, WIDTH
from dsl.format.units import Unit, units_of
from dsl.format.wrapping import wrapped
from dsl.literate import blocks_of, is_literate, rule_text
from dsl.surface.from_text import parse
from dsl.surface.lexer import tokenise
from dsl.surface.segments import split

_MOST_TRIES = 50


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text in its canonical layout.

    ``diagnostics`` are the mistakes of the text (characters and syntax), for
    which it was left alone, or warnings about what was left as it stood.
    """

    text: str
    diagnostics: tuple[Diagnostic, ...]


def lay_out(text: str, name: str) -> LaidOut:
    """The canonical layout of the rule file ``text``.

    ``name`` is used in messages; if it ends in ``.md``, only the blocks of
    rules are laid out. Line ends stay what most of them are, and a text
    without an end to its last line stays so. Raises nothing.
    """
    regions = blocks_of(text) if is_literate(name) else ((0, len(text)),)
    source = rule_text(text, name)
    tokens, comments, _ = tokenise(source)
    _, found = parse(source)
    if found or not (tokens or comments):
        return LaidOut(text, found)
    segments = split(tokens)
    borders = [start for start, _ in regions]
    for segment in segments:
        if bisect_right(borders, segment.start) != bisect_right(borders, segment.end - 1):
            return LaidOut(text, (messages.across_blocks(source.span(segment.start, segment.end)),))
    atoms = atoms_of(source.text, tokens, comments)
    before = said(source.text, tokens, comments, segments)
    kept: frozenset[int] = frozenset()
    for _ in range(_MOST_TRIES):
        new = _assembled(text, regions, units_of(source.text, atoms, segments, kept, borders))
        place = first_difference(before, _said(rule_text(new, name)))
        if place is None:
            notes = (messages.kept_as_written(source.span(segments[n].start, segments[n].end)) for n in kept)
            return LaidOut(new, tuple(notes))
        culprits = {place - 1, place, place + 1} & set(range(len(segments))) - kept
        if not culprits:
            break
        kept |= {min(culprits, key=lambda n: abs(n - place))}
    return LaidOut(text, (messages.left_alone(source.span(0, 0)),))


def _said(source: SourceText) -> list[tuple[object, ...]]:
    tokens, comments, _ = tokenise(source)
    return said(source.text, tokens, comments, split(tokens))


def _assembled(text: str, regions: Sequence[tuple[int, int]], units: Sequence[Unit]) -> str:
    """``text`` with its regions set anew from ``units``; what is outside of them stays."""
    ends = LINE_END.findall("".join(text[start:end] for start, end in regions))
    line_end = max(("\n", "\r\n", "\r"), key=ends.count)
    made: list[str] = []
    done = 0
    for start, end in regions:
        inside = [unit for unit in units if start <= unit.start < end]
        made.append(text[done:start])
        made.append(_region(text, start, end, inside, line_end) if inside else text[start:end])
        done = end
    made.append(text[done:])
    return "".join(made)


def _region(text: str, start: int, end: int, units: Sequence[Unit], line_end: str) -> str:
    margin = _fence_margin(text, start)
    lines = [f"{margin}{line}".replace(INNER_END, line_end) if line else "" for line in _lines(units)]
    if text[start:end].endswith(("\n", "\r")):
        lines.append("")
    return line_end.join(lines)


def _fence_margin(text: str, start: int) -> str:
    """The blanks before the fence above ``start``: its block stands as far in."""
    if not start:
        return ""
    above = LINE_END.split(text[:start].rstrip("\r\n"))[-1]
    return " " * (len(above) - len(above.lstrip(" ")))


def _lines(units: Sequence[Unit]) -> list[str]:
    lines: list[str] = []
    open_ended = False
    for unit in units:
        made = wrapped(unit.pieces, unit.indent, unit.hang)
        short = len(made) == 1 and INNER_END not in made[0]
        if unit.beside and open_ended and short:
            joined = lines[-1] + FACTS_APART + made[0].lstrip(" ")
            if display_width(joined) <= WIDTH:
                made = [joined]
                lines.pop()
        if unit.blank and lines:
            lines.append("")
        lines.extend(made)
        open_ended = short and not unit.pieces[-1].closes
    return lines
