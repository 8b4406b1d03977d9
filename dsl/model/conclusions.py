"""What a scenario's 结论 says, part by part, with the place of everything that a tool may rewrite.

``违规 决议·到会（缺 通知日；取决于 公示含首日）（理由 “缺1人”）；合规 决议·通过``: the parts
stand between ；, each has a verdict, the name of a norm (none: it speaks of the
record) and notes in brackets. Nothing inside brackets or quotation marks ends a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsl.surface.lexer import QUOTES

MISSING, READINGS, REASON = "缺", "取决于", "理由"
KINDS = (MISSING, READINGS, REASON)
"""What a note says: the facts that are missing, the readings that decide, a piece of the reason."""

_OPENING, _CLOSING, _PARTS, _ITEMS = "（(", "）)", "；;。", "、，,"


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its kind ('' for none that we know) and what it names, in the text from ``start`` to ``end``."""

    kind: str
    names: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """Brackets with notes between them; ``start`` and ``end`` include the brackets."""

    notes: tuple[Note, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One part: the verdict stands from ``start`` to ``verdict_end``, the whole ends at ``end``.

    ``name_end`` is where the name ends (the verdict, where no norm is named).
    """

    verdict: str
    norm: str
    brackets: tuple[Bracket, ...]
    start: int
    verdict_end: int
    name_end: int
    end: int

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in order."""
        return tuple(note for bracket in self.brackets for note in bracket.notes)

    def names(self, kind: str) -> tuple[str, ...]:
        """What the notes of that kind name."""
        return tuple(name for note in self.notes if note.kind == kind for name in note.names)


def conclusions(text: str) -> tuple[Conclusion, ...]:
    """Read the value of a 结论; whatever the text, nothing is raised.

    >>> [(part.verdict, part.norm, part.names("缺")) for part in conclusions("待补充 通知（缺 通知日）；不合规")]
    [('待补充', '通知', ('通知日',)), ('不合规', '', ())]
    """
    return tuple(_part(text, *_trimmed(text, start, end)) for start, end in _cut(text, 0, len(text), _PARTS))


def value_span(entry: str) -> tuple[int, int]:
    """Where the value stands in an entry ``结论：…`` as written: behind the colon, quotation marks around it left out.

    >>> entry = "结论： “合规 通知”"
    >>> entry[slice(*value_span(entry))]
    '合规 通知'
    """
    colon = min((found for one in ":：" if (found := entry.find(one)) >= 0), default=-1)
    start, end = _trimmed(entry, colon + 1, len(entry))
    return (start + 1, end - 1) if _is_quoted(entry[start:end]) else (start, end)


def _part(text: str, start: int, end: int) -> Conclusion:
    brackets: list[Bracket] = []
    head = end
    for opening, closing in reversed(list(_brackets(text, start, end))):
        notes = tuple(_notes(text, opening + 1, closing - 1))
        if closing != head or not notes or not notes[0].kind:
            break
        brackets.insert(0, Bracket(notes, opening, closing))
        head = _trimmed(text, start, opening)[1]
    verdict = re.compile(r"\S+").match(text, start, head)
    verdict_end = verdict.end() if verdict else head
    name_start, name_end = _trimmed(text, verdict_end, head)
    norm = _unquoted(text[name_start:name_end])
    return Conclusion(
        text[start:verdict_end], norm, tuple(brackets), start, verdict_end, name_end if norm else verdict_end, end
    )


def _notes(text: str, start: int, end: int) -> Iterator[Note]:
    for note in _cut(text, start, end, _PARTS):
        first, last = _trimmed(text, *note)
        kind = next((kind for kind in KINDS if text.startswith(kind, first, last)), "")
        yield Note(kind, tuple(_names(text, kind, first + len(kind), last)), first, last)


def _names(text: str, kind: str, start: int, end: int) -> Iterator[str]:
    items = [text[slice(*_trimmed(text, *item))] for item in _cut(text, start, end, _ITEMS)]
    if kind == REASON and not all(_is_quoted(item) for item in items):
        # A sentence without quotation marks has commas of its own.
        first, last = _trimmed(text, start, end)
        items = [text[first:last]] if last > first else []
    yield from (_unquoted(item) for item in items)


def _cut(text: str, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    """The stretches between ``separators`` that stand in no brackets; empty ones are left out."""
    begin = start
    for place, depth in _outside_quotes(text, start, end):
        if text[place] in separators and depth == 0:
            if text[begin:place].strip():
                yield begin, place
            begin = place + 1
    if text[begin:end].strip():
        yield begin, end


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost brackets, from the opening one to behind the closing one."""
    opening = start
    for place, depth in _outside_quotes(text, start, end):
        if text[place] in _OPENING and depth == 0:
            opening = place
        elif text[place] in _CLOSING and depth == 1:
            yield opening, place + 1


def _outside_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each place that no quotation marks enclose, with the brackets that are open before it."""
    place, depth = start, 0
    while place < end:
        character = text[place]
        closing = _end_of_quote(text, place, end) if character in QUOTES else -1
        if closing >= 0:
            place = closing + 1
            continue
        yield place, depth
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        place += 1


def _end_of_quote(text: str, opening: int, end: int) -> int:
    """Where the quotation closes that opens here; -1 where it doesn't. As the lexer has it."""
    closings = {QUOTES[text[opening]], *('"' if text[opening] in "“”" else "")}
    return min((found for one in closings if (found := text.find(one, opening + 1, end)) >= 0), default=-1)


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] in QUOTES and _end_of_quote(text, 0, len(text)) == len(text) - 1


def _unquoted(text: str) -> str:
    return text[1:-1].strip() if _is_quoted(text) else text


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
