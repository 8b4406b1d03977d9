"""A text as one row of atoms: its tokens, its comments, and the few characters that are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsl.format.spelling import spelled, spelled_comment
from dsl.literals import normalise
from dsl.surface.tokens import Token

COMMENT = "COMMENT"
NOISE = "NOISE"
"""在 and 自 before a phrase of time: the lexer passes over them, the reader doesn't."""

_STRETCH = re.compile(r"\S+")
_JOINED = frozenset({"AND", "OR"})


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never taken apart: its kind (that of the token), canonical text, and place."""

    kind: str
    text: str
    start: int
    end: int


def atoms_of(text: str, tokens: Sequence[Token], comments: Sequence[Token]) -> tuple[Atom, ...]:
    """Everything in ``text`` but white space, in order."""
    known = sorted([*(part for t in tokens for part in _parts(t)), *map(_comment, comments)], key=lambda a: a.start)
    found: list[Atom] = []
    end = 0
    for atom in known:
        found.extend(_noise(text, end, atom.start))
        found.append(atom)
        end = atom.end
    found.extend(_noise(text, end, len(text)))
    return tuple(found)


def _parts(token: Token) -> Iterator[Atom]:
    """The token; “，并且” in two, as a comment or a line break may stand between."""
    plain = normalise(token.text)
    if token.kind in _JOINED and plain.startswith(","):
        word = str(token.value)
        yield Atom("COMMA", "，", token.start, token.start + 1)
        yield Atom(token.kind, word, token.end - len(word), token.end)
    else:
        yield Atom(token.kind, spelled(token), token.start, token.end)


def _comment(token: Token) -> Atom:
    return Atom(COMMENT, spelled_comment(token.text), token.start, token.end)


def _noise(text: str, start: int, end: int) -> Iterator[Atom]:
    for found in _STRETCH.finditer(text, start, end):
        yield Atom(NOISE, found[0], *found.span())
