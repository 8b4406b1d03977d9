"""A rule file by passages: a header and all up to the next one, each read by itself.

After an edit only the passages that it touches are read again; those before it
stay as they are, those behind it are moved to their new places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText
from dsl.surface.from_text import parse_passage
from dsl.surface.lexer import Lexer
from dsl.surface.moving import moved
from dsl.surface.nodes import File, Item
from dsl.surface.tokens import Token


@dataclass(frozen=True, slots=True)
class Passage:
    """What was read from one header to the next, and what that rests on.

    The first passage is what stands before any header, and may be empty.
    ``start`` is the offset of the header. ``opened`` is the word of the block
    that was open before it, ``left`` of the one open behind it: the header's
    own, unless the header has a mistake. ``last`` is the last token before the
    next header. ``lexical`` and ``syntactic`` tell what is wrong, ``unread`` what
    could not be read.
    """

    start: int
    opened: str
    left: str
    last: Token | None
    items: tuple[Item, ...]
    lexical: tuple[Diagnostic, ...]
    syntactic: tuple[Diagnostic, ...]
    unread: tuple[Span, ...] = ()


def read(source: SourceText) -> tuple[Passage, ...]:
    """All passages of ``source``."""
    reader = _Reader(source, ())
    while reader.more:
        reader.step()
    return reader.finish()


def reread(before: SourceText, passages: Sequence[Passage], after: SourceText) -> tuple[Passage, ...]:
    """The same as ``read(after)``, made of the ``passages`` of ``before`` as far as they are still right."""
    if before.name != after.name:
        return read(after)
    start, behind = _unchanged(before.text, after.text)
    certain = _line_before(after.text, start)
    first = max((n for n, one in enumerate(passages) if one.start < certain), default=0)
    by = len(after.text) - len(before.text)
    old = {one.start + by: n for n, one in enumerate(passages) if n and one.start + by >= behind}
    reader = _Reader(after, passages[:first], passages[first].start)
    while reader.more:
        number = old.get(reader.pos)
        if number is not None and reader.is_behind(passages[number - 1].last, by):
            lines = _lines_between(before, reader.pos - by, after, reader.pos)
            made = reader.finish()
            if lines is not None and made[-1].left == passages[number].opened:
                rest = passages[number:]
                return (*made, *(_moved(one, by, lines) for one in rest)) if by or lines else (*made, *rest)
        reader.step()
    return reader.finish()


def file_of(name: str, passages: Sequence[Passage]) -> tuple[File, tuple[Diagnostic, ...]]:
    """The file of all ``passages`` and what is wrong with it, as ``from_text.parse`` has them."""
    items = tuple(item for one in passages for item in one.items)
    found = [d for one in passages for d in one.lexical] + [d for one in passages for d in one.syntactic]
    return File(name, items, tuple(span for one in passages for span in one.unread)), tuple(found)


class _Reader:
    """Reads passages behind those ``kept``, from the header at ``pos`` on."""

    def __init__(self, source: SourceText, kept: Sequence[Passage], pos: int = 0) -> None:
        self.source = source
        self.lexer = Lexer(source)
        self.passages = list(kept)
        self.pos = self.start = pos
        self.header: Token | None = None
        self.is_open = not kept
        if kept and kept[-1].last is not None:
            self.lexer.tokens.append(kept[-1].last)
        self.first = len(self.lexer.tokens)
        self.reported = 0

    @property
    def more(self) -> bool:
        """Whether any text is left."""
        return self.pos < len(self.lexer.text)

    def step(self) -> None:
        """Read a token, a comment or white space."""
        self.pos = self.lexer.step(self.pos)
        last = self.lexer.tokens[-1] if self.lexer.tokens else None
        if last is not None and last.kind == "HEADER" and last is not self.header:
            if self.is_open:
                self.passages.append(self.passage(len(self.lexer.tokens) - 1))
            self.first, self.reported = len(self.lexer.tokens) - 1, len(self.lexer.diagnostics)
            self.start, self.header, self.is_open = last.start, last, True

    def finish(self) -> tuple[Passage, ...]:
        """All passages, if the last one ends here."""
        return (*self.passages, self.passage(len(self.lexer.tokens))) if self.is_open else tuple(self.passages)

    def passage(self, end: int) -> Passage:
        """The open passage, if it ends before token number ``end``."""
        tokens = self.lexer.tokens[self.first : end]
        opened = self.passages[-1].left if self.passages else ""
        lexical = tuple(self.lexer.diagnostics[self.reported :])
        made = parse_passage(self.source, self.lexer.text, tokens, opened, lexical)
        last = tokens[-1] if tokens else None
        return Passage(self.start, opened, made.left, last, made.items, lexical, made.diagnostics, made.unread)

    def is_behind(self, last: Token | None, by: int) -> bool:
        """Whether the lexer stands behind a token like ``last``, moved ``by``: then it goes on from here as it did."""
        now = self.lexer.tokens[-1] if self.lexer.tokens else None
        if now is None or last is None:
            return now is last
        return now.kind == last.kind and now.end == last.end + by


def _moved(passage: Passage, by: int, lines: int) -> Passage:
    last = passage.last and replace(passage.last, start=passage.last.start + by, end=passage.last.end + by)
    trees = moved((passage.items, passage.lexical, passage.syntactic, passage.unread), by, lines)
    return Passage(passage.start + by, passage.opened, passage.left, last, *trees)


def _unchanged(before: str, after: str) -> tuple[int, int]:
    """Where the texts first differ, and the offset in ``after`` from which on they are the same again."""
    shorter = min(len(before), len(after))
    low, high = 0, shorter
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if before.startswith(after[low:middle], low) else (low, middle - 1)
    start, low, high = low, 0, shorter - low
    while low < high:
        middle = (low + high + 1) // 2
        same = before.endswith(after[len(after) - middle : len(after) - low], 0, len(before) - low)
        low, high = (middle, high) if same else (low, middle - 1)
    return start, len(after) - low


def _line_before(text: str, pos: int) -> int:
    """The start of the last line with something on it before the line of ``pos``; 0 where there is none.

    What stands before that line doesn't depend on what is at ``pos``: see ``Lexer``.
    """
    start = _line_start(text, pos)
    while start > 0:
        end, start = start, _line_start(text, start - 1)
        if text[start:end].strip():
            return start
    return 0


def _line_start(text: str, pos: int) -> int:
    return max(text.rfind("\n", 0, pos), text.rfind("\r", 0, pos)) + 1


def _lines_between(before: SourceText, old: int, after: SourceText, new: int) -> int | None:
    """By how many lines ``new`` lies below ``old``, None where it lies in another column."""
    (old_line, old_column), (new_line, new_column) = before.position(old), after.position(new)
    return new_line - old_line if old_column == new_column else None
