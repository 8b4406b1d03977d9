"""One segment (a header, label, clause or citation) to pieces of text and the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsl.diagnostics.source import LINE_END
from dsl.format.atoms import COMMENT, NOISE, Atom
from dsl.format.styles import LISTED_TEXTS, VERSIONED
from dsl.format.wrapping import FORCED, Piece
from dsl.surface.from_text import TEXT_LABELS
from dsl.surface.segments import Segment, SegmentKind
from dsl.surface.words import CLAUSES

SEGMENT, COMMA, JUNCTION, ENUM = 1, 2, 3, 4
_DEEPER = 4
"""Added to the strength of a break for each bracket around it."""

_TIGHT = frozenset({"COMMA", "SEMICOLON", "COLON", "LPAR", "RPAR", "LCITE", "RCITE", "STOP"})
"""Full-width marks: they bring their own white space."""
_OPENING, _CLOSING = frozenset({"LPAR", "LCITE"}), frozenset({"RPAR", "RCITE"})
_SPACED = frozenset({"HEADER", *CLAUSES.values()})
"""A blank follows these."""
_JUNCTIONS = frozenset({"AND", "OR"})
_CITED_PARTS = frozenset({"ARTICLE", "STRING"})
_BREAKS = {"；": SEGMENT, "。": SEGMENT, "，": COMMA, "、": ENUM}
"""Marks behind which a line may break."""
INNER_END = "\r"
"""Stands for a line end inside what is put out as it was written: no margin is added behind it."""
_PART_ENDS = re.compile("[;；]")
_FULL_WIDTH = str.maketrans("(),", "（），")
_QUOTED = re.compile('[“”"「」『』]')


def is_text(segment: Segment) -> bool:
    """Whether the segment is a label whose value is plain text."""
    return segment.kind is SegmentKind.ATTRIBUTE and segment.tokens[0].value in TEXT_LABELS


def is_listed(segment: Segment) -> bool:
    """Whether the segment is a label whose text is a list."""
    return segment.kind is SegmentKind.ATTRIBUTE and segment.tokens[0].value in LISTED_TEXTS


def is_quotation(segment: Segment) -> bool:
    """Whether a text label's text is one quotation, and so only what the marks hold."""
    return len(segment.tokens) == 3 and segment.tokens[2].kind == "STRING"


def listed(text: str) -> list[str]:
    """The parts of a list of texts, each with its ； behind it."""
    parts = [" ".join(part.split()) for part in _PART_ENDS.split(text)]
    spelled = [part if _QUOTED.search(part) else part.translate(_FULL_WIDTH) for part in parts]
    return [*(f"{part}；" for part in spelled[:-1]), *(spelled[-1:] if spelled[-1] else ())]


def pieces_of(text: str, segment: Segment, atoms: Sequence[Atom], block: str) -> list[Piece]:
    """The pieces of a segment that stands in a block with the header word ``block``.

    ``atoms`` are those of the segment, comments among them included.
    """
    if is_text(segment) and not is_quotation(segment):
        return _text_pieces(text, segment, atoms)
    cited = segment.kind is SegmentKind.CITATION
    versions = segment.kind is SegmentKind.STRAY and block == VERSIONED
    return list(_pieces(text, atoms, cited=cited, versions=versions))


def verbatim(text: str, atoms: Sequence[Atom]) -> list[Piece]:
    """The segment as it was written, line breaks included."""
    return [Piece(LINE_END.sub(INNER_END, text[atoms[0].start : atoms[-1].end]))]


def _text_pieces(text: str, segment: Segment, atoms: Sequence[Atom]) -> list[Piece]:
    """A label and its text as it stands: its lines stay lines, a list may be broken between its parts."""
    label, *_ = atoms
    colon = segment.tokens[1]
    head = Piece(f"{label.text}{gap(label, atoms[1], cited=False)}：")
    raw = text[colon.end : atoms[-1].end]
    if is_listed(segment) and not any(a.kind == COMMENT for a in atoms):
        return [head, *(Piece(part, strength=SEGMENT if i else None) for i, part in enumerate(listed(raw)))]
    lines = [line.strip() for line in LINE_END.split(raw)]
    return [head, *(Piece(line, strength=FORCED if i else None) for i, line in enumerate(lines) if line or not i)]


def _pieces(text: str, atoms: Sequence[Atom], *, cited: bool, versions: bool) -> Iterator[Piece]:
    depth = 0
    for i, atom in enumerate(atoms):
        before = atoms[i - 1] if i else None
        if atom.kind in _CLOSING:
            depth = max(0, depth - 1)
        if atom.kind == COMMENT:
            yield comment_piece(text, before, atom)
        elif before is None:
            yield Piece(atom.text)
        else:
            forced = versions and before.kind == "SEMICOLON" and depth == 0
            strength = FORCED if forced else _strength(before, atom, depth)
            yield Piece(atom.text, gap(before, atom, cited=cited), strength)
        if atom.kind in _OPENING:
            depth += 1


def _strength(before: Atom, atom: Atom, depth: int) -> int | None:
    """How good a line may break between two atoms inside ``depth`` brackets."""
    strength = _BREAKS.get(before.text, JUNCTION if atom.kind in _JUNCTIONS else None)
    return None if strength is None else strength + depth * _DEEPER


def comment_piece(text: str, before: Atom | None, atom: Atom) -> Piece:
    """A comment: behind what stands on its line, or on a line of its own."""
    if before is not None and same_line(text, before, atom):
        return Piece(atom.text, "  ", closes=True)
    return Piece(atom.text, strength=FORCED, closes=True)


def same_line(text: str, before: Atom, after: Atom) -> bool:
    """Whether no line ends between two atoms."""
    return not set("\n\r") & set(text[before.end : after.start])


def gap(left: Atom, right: Atom, *, cited: bool) -> str:
    """The white space between two atoms on a line: a blank or nothing.

    Nothing beside full-width marks, a blank where the layout wants one; else as
    the writer has it. ``cited``: inside a citation.
    """
    written = " " if right.start > left.end else ""
    if left.kind == NOISE:
        return written
    # Without the blank, “注：” would begin a comment, and “-” would belong to a number.
    if left.text == "-" or (left.text == "注" and right.kind == "COLON"):
        return " "
    if is_tight(left) or is_tight(right):
        return ""
    if left.kind in _SPACED or left.kind in _JUNCTIONS or right.kind in _JUNCTIONS:
        return " "
    if cited and right.kind in _CITED_PARTS:
        return " "
    return written


def is_tight(atom: Atom) -> bool:
    """Whether the atom is a full-width mark, which brings its own white space."""
    return atom.kind in _TIGHT or atom.text == "、"
