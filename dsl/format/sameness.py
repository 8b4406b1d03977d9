"""What a text says, place by place: two texts that say the same differ in layout only."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.format.atoms import Atom, atoms_of
from dsl.format.entries import is_listed, is_quotation, is_text, listed
from dsl.surface.segments import Segment
from dsl.surface.tokens import Token

Said = tuple[object, ...]


def said(text: str, tokens: Sequence[Token], comments: Sequence[Token], segments: Sequence[Segment]) -> list[Said]:
    """What each segment says, with the comments before and in it; one more place for those at the end.

    Equal places parse to equal nodes: they hold the same tokens and the same plain text.
    """
    atoms = atoms_of(text, tokens, comments)
    places: list[Said] = []
    at = 0
    for segment in segments:
        begin = at
        while at < len(atoms) and atoms[at].start < segment.end:
            at += 1
        meant = tuple((t.kind, t.value, t.type) for t in segment.tokens)
        places.append((segment.kind, meant, _written(atoms[begin:at]), _plain_text(text, segment)))
    places.append(_written(atoms[at:]))
    return places


def first_difference(one: Sequence[Said], other: Sequence[Said]) -> int | None:
    """The number of the first place at which two texts say different things, None if there is none."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return None if len(one) == len(other) else min(len(one), len(other))


def _written(atoms: Sequence[Atom]) -> Said:
    return tuple((a.kind, a.text) for a in atoms)


def _plain_text(text: str, segment: Segment) -> Said:
    """What a text label says, with each stretch of white space as one blank."""
    if not is_text(segment) or is_quotation(segment) or len(segment.tokens) < 3:
        return ()
    raw = text[segment.tokens[2].start : segment.end]
    return tuple(listed(raw)) if is_listed(segment) else tuple(raw.split())
