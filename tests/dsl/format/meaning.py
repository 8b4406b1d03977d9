"""What a rule text means, whatever its layout; and ways to change a text's layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

from dsl.compile import Compiled
from dsl.diagnostics.nodes import Span
from dsl.diagnostics.source import SourceText
from dsl.format.atoms import COMMENT, Atom, atoms_of
from dsl.format.entries import is_quotation, is_text
from dsl.literals import normalise
from dsl.surface.compare import without_places
from dsl.surface.lexer import tokenise
from dsl.surface.segments import split

ROOT = Path(__file__).parents[3]
BUNDLED = sorted([*(ROOT / "rulesets").rglob("*.cunwu"), *(ROOT / "rulesets").rglob("*.cunwu.md")])
OURS = sorted([*(ROOT / "tests" / "dsl").rglob("*.cunwu"), *(ROOT / "tests" / "cunwu").rglob("*.cunwu")])


def spanless(node: object) -> object:
    """``node`` as nested tuples; nothing but the places is left out."""
    if isinstance(node, Span):
        return None
    if isinstance(node, tuple | list):
        return tuple(spanless(n) for n in node)
    if isinstance(node, dict):
        return tuple((key, spanless(value)) for key, value in node.items())
    if is_dataclass(node) and not isinstance(node, type):
        return (type(node).__name__, *(spanless(getattr(node, f.name)) for f in fields(node)))
    return node


def meaning(made: Compiled) -> tuple[object, ...]:
    """The norms to the last word, the model and the tree, and which mistakes there are.

    结论 is a list in a text: the tree has its line breaks, the model what it says.
    A scenario's values are raw in the model, with the marks that the writer chose.
    """
    codes = sorted(d.code for d in made.diagnostics)
    items = tuple(item for item in made.surface.items if getattr(item, "label", "") != "结论")
    return spanless(made.program), _of_one_width(without_places(made.model)), without_places(items), codes


def _of_one_width(node: object) -> object:
    if isinstance(node, tuple | list):
        return tuple(_of_one_width(n) for n in node)
    return normalise(node).translate(_STRAIGHT) if isinstance(node, str) else node


def atoms(text: str) -> tuple[Atom, ...]:
    tokens, comments, _ = tokenise(SourceText("", text))
    return atoms_of(text, tokens, comments)


def neighbours(text: str) -> list[tuple[str, str]]:
    """Each comment and what follows it."""
    row = atoms(text)
    ends = [*row[1:], None]
    return [(a.text, b.text if b else "") for a, b in zip(row, ends, strict=True) if a.kind == COMMENT]


_STRAIGHT = str.maketrans("“”「」『』", '""""""')
_NARROW = str.maketrans("，；：（）", ",;:()")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LINE = re.compile(r"(?<=\n)[ \t]*(?=\S)")


def gaps(text: str) -> list[tuple[int, int]]:
    """Where white space stands, or could."""
    row = atoms(text)
    return [(a.end, b.start) for a, b in pairwise(row)]


def replaced(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """``text`` with stretches of it replaced, none of them overlapping."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def narrowed(text: str) -> str:
    """Half-width marks, full-width digits, straight quotes: the same text as it comes from another keyboard.

    Plain text stays: its marks and digits are the writer's.
    """
    tokens, _, _ = tokenise(SourceText("", text))
    plain = [(s.tokens[2].start, s.end) for s in split(tokens) if is_text(s) and s.tokens[2:] and not is_quotation(s)]
    changes = []
    for atom in atoms(text):
        if any(start <= atom.start < end for start, end in plain):
            continue
        if atom.kind == COMMENT:
            changes.append((atom.start + 1, atom.start + 2, ":"))
        elif atom.kind == "STRING" and not set('"“”') & set(text[atom.start + 1 : atom.end - 1]):
            changes.append((atom.start, atom.start + 1, '"'))
            changes.append((atom.end - 1, atom.end, '"'))
        elif atom.kind not in ("STRING", "TITLE", "NOISE"):
            changes.append((atom.start, atom.end, text[atom.start : atom.end].translate(_NARROW).translate(_WIDE)))
    return replaced(text, changes)


def unindented(text: str) -> str:
    return _LINE.sub("", text)
