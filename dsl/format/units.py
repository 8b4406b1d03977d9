"""Segments and comments to units: what begins on a line of its own, how far in, and what joins it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dsl.diagnostics.source import LINE_END
from dsl.format.atoms import COMMENT, Atom
from dsl.format.entries import (
    SEGMENT,
    comment_piece,
    is_listed,
    is_text,
    is_tight,
    pieces_of,
    same_line,
    verbatim,
)
from dsl.format.styles import (
    CITED_APART,
    FACT_BLOCKS,
    HEADER_HANG,
    ROWS,
    RUNS,
    STEP,
)
from dsl.format.wrapping import Piece
from dsl.model.blocks import EXCEPTION_LABELS
from dsl.surface.segments import Segment, SegmentKind
from dsl.surface.words import INSIDE


@dataclass(slots=True)
class Unit:
    """What begins a line: a header, label, clause, citation or comment, and what goes on behind it.

    ``start`` is the offset of what it was made from. ``beside``: a fact that
    stood behind the one before it, and may again.
    """

    pieces: list[Piece]
    start: int
    indent: int
    hang: int
    blank: bool = False
    beside: bool = False


def units_of(
    text: str,
    atoms: Sequence[Atom],
    segments: Sequence[Segment],
    kept: frozenset[int],
    borders: Sequence[int],
) -> list[Unit]:
    """All units of a text, in order.

    ``kept`` are the numbers of the segments to be put out as they were written.
    ``borders`` are the offsets at which the blocks of a literate file begin;
    nothing joins across them.
    """
    return _Builder(text, atoms, segments, kept, borders).run()


class _Builder:
    def __init__(
        self,
        text: str,
        atoms: Sequence[Atom],
        segments: Sequence[Segment],
        kept: frozenset[int],
        borders: Sequence[int],
    ) -> None:
        self.text = text
        self.atoms = atoms
        self.segments = segments
        self.kept = kept
        self.borders = borders
        self.units: list[Unit] = []
        self.word = self.top = ""
        self.inner = self.in_exception = self.in_row = False
        self.last: Segment | None = None
        self.before: Atom | None = None

    def run(self) -> list[Unit]:
        at = 0
        for number, segment in enumerate(self.segments):
            at = self.trailing_comment(at)
            begin = at
            while self.atoms[at].kind == COMMENT:
                at += 1
            comments, begin = self.atoms[begin:at], at
            while at < len(self.atoms) and self.atoms[at].start < segment.end:
                at += 1
            self.segment(segment, comments, self.atoms[begin:at], number in self.kept)
            self.before, self.last = self.atoms[at - 1], segment
        at = self.trailing_comment(at)
        for comment in self.atoms[at:]:
            self.comment(comment, self.margin if self.column(comment.start) else 0)
        return self.units

    # --- segments -----------------------------------------------------------------

    def segment(self, segment: Segment, comments: Sequence[Atom], atoms: Sequence[Atom], kept: bool) -> None:
        word = str(segment.tokens[0].value)
        if segment.kind is SegmentKind.HEADER:
            self.enter(word, comments, atoms[0])
            self.in_row = word in ROWS and segment.tokens[-1].kind == "COLON"
        joins = self.joins(segment, comments, atoms[0], kept)
        pieces = verbatim(self.text, atoms) if kept else pieces_of(self.text, segment, atoms, self.word)
        if joins:
            self.join(pieces, comments, atoms[0], None if kept else SEGMENT)
        elif segment.kind is not SegmentKind.HEADER:
            indent = self.margin
            if segment.kind in (SegmentKind.ATTRIBUTE, SegmentKind.EXCEPTION):
                self.in_row = False
            if segment.kind is SegmentKind.ATTRIBUTE:
                self.in_exception = self.in_exception and word in EXCEPTION_LABELS
            if self.in_exception and segment.kind is not SegmentKind.EXCEPTION:
                indent += STEP
            beside = self.is_beside(segment, comments, atoms[0])
            for comment in comments:
                self.comment(comment, indent)
            # The versions of a parameter stand below one another.
            hang = indent if segment.kind is SegmentKind.STRAY else indent + STEP
            self.units.append(Unit(pieces, atoms[0].start, indent, hang, beside=beside))
        else:
            self.units[-1].pieces = pieces
        if segment.kind is SegmentKind.EXCEPTION:
            self.in_exception = True

    def enter(self, word: str, comments: Sequence[Atom], first: Atom) -> None:
        """Begin a block: its header's unit, still empty, and the comments before it."""
        column = self.column(first.start)
        behind = 0
        while behind < len(comments) and self.column(comments[behind].start) > column:
            self.comment(comments[behind], self.margin)
            behind += 1
        inner = INSIDE.get(word, "") == self.top != ""
        together = inner or (word in RUNS and RUNS[word] == RUNS.get(self.top))
        indent = STEP if inner else 0
        at = len(self.units)
        for comment in comments[behind:]:
            self.comment(comment, indent)
        self.units.append(Unit([], first.start, indent, indent + HEADER_HANG, blank=self.blank_before(first)))
        self.units[at].blank |= not together
        self.word, self.inner, self.in_exception = word, inner, False
        if not inner:
            self.top = word

    def joins(self, segment: Segment, comments: Sequence[Atom], first: Atom, kept: bool) -> bool:
        """Whether the segment goes on in the unit before it."""
        last = self.last
        if last is None or segment.kind is SegmentKind.HEADER or not self.same_region(first.start):
            return False
        if kept:
            return not comments and self.before is not None and same_line(self.text, self.before, first)
        goes_on = self.in_row or (self.in_exception and last.kind is not SegmentKind.ATTRIBUTE)
        if segment.kind is SegmentKind.CLAUSE:
            return goes_on
        if segment.kind is not SegmentKind.CITATION:
            return False
        if goes_on or last.kind in (SegmentKind.HEADER, SegmentKind.CITATION):
            return True
        return self.word not in CITED_APART and not is_text(last)

    def join(self, pieces: list[Piece], comments: Sequence[Atom], first: Atom, strength: int | None) -> None:
        assert self.before is not None
        before = self.before
        for comment in comments:
            self.units[-1].pieces.append(comment_piece(self.text, None, comment))
        gap = "" if is_tight(before) or is_tight(first) else " "
        self.units[-1].pieces += [replace(pieces[0], gap=gap, strength=strength), *pieces[1:]]

    def is_beside(self, segment: Segment, comments: Sequence[Atom], first: Atom) -> bool:
        """Whether a fact stands behind another one on its line."""
        facts = (self.last, segment)
        return (
            self.word in FACT_BLOCKS
            and not comments
            and self.before is not None
            and same_line(self.text, self.before, first)
            and all(one is not None and one.kind is SegmentKind.ATTRIBUTE and not is_listed(one) for one in facts)
        )

    # --- comments -----------------------------------------------------------------

    def trailing_comment(self, at: int) -> int:
        """Put the comment ``at`` behind the unit on whose line it stands; the place of the next atom."""
        if at == len(self.atoms) or self.before is None:
            return at
        atom = self.atoms[at]
        if atom.kind != COMMENT or not same_line(self.text, self.before, atom) or not self.same_region(atom.start):
            return at
        self.units[-1].pieces.append(comment_piece(self.text, self.before, atom))
        self.before = atom
        return at + 1

    def comment(self, atom: Atom, indent: int) -> None:
        """A comment on a line of its own."""
        piece = comment_piece(self.text, None, atom)
        self.units.append(Unit([piece], atom.start, indent, indent, blank=self.blank_before(atom)))
        self.before = atom

    # --- places -------------------------------------------------------------------

    @property
    def margin(self) -> int:
        """Blanks before a label of the block."""
        return 0 if not self.word else 2 * STEP if self.inner else STEP

    def blank_before(self, atom: Atom) -> bool:
        """Whether the writer left a blank line before ``atom``."""
        if self.before is None or not self.same_region(atom.start):
            return False
        return len(LINE_END.findall(self.text, self.before.end, atom.start)) > 1

    def same_region(self, offset: int) -> bool:
        """Whether ``offset`` lies in the same block of a literate file as what came before it."""
        return self.before is None or bisect_right(self.borders, offset) == bisect_right(
            self.borders, self.before.start
        )

    def column(self, offset: int) -> int:
        """Characters before ``offset`` on its line."""
        return offset - 1 - max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset))
