"""Mends what can be mended without a person, and makes sure that nothing else has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dsl.compile import Compiled
from dsl.lint.nodes import Finding
from dsl.lint.reasoning import implies
from dsl.lint.run import fixed
from dsl.norms.nodes import Norm, TruthExpr

_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """The text after the edits, how many findings they settled, and what is left."""

    text: str
    count: int
    left: tuple[Finding, ...]


def mend(
    compiled: Compiled,
    find: Callable[[Compiled], tuple[Finding, ...]],
    compile_: Callable[[str], Compiled],
) -> Mended:
    """Apply the edits of what ``find`` finds, again and again until there are none.

    ``compile_`` compiles a new text in the file's place. An edit after which the
    norms ask something else, or the file has errors, is not made.
    """
    found = find(compiled)
    before = len(found)
    for _ in range(_MOST_ROUNDS):
        made = _edited(compiled, [one for one in found if one.fix], compile_)
        if made is compiled:
            break
        compiled, found = made, find(made)
    return Mended(compiled.source.text, before - len(found), found)


def _edited(compiled: Compiled, findings: Sequence[Finding], compile_: Callable[[str], Compiled]) -> Compiled:
    """The file after as many of the edits as may be made: all at once if they may, else one by one."""
    if not findings:
        return compiled
    made = compile_(fixed(compiled.source.text, findings))
    if made.ok and same_meaning(compiled, made):
        return made
    if len(findings) == 1:
        return compiled
    # From the end of the file, so that the offsets of the others stay right.
    for finding in sorted(findings, key=lambda one: one.span.start, reverse=True):
        made = compile_(fixed(compiled.source.text, [finding]))
        if made.ok and same_meaning(compiled, made):
            compiled = made
    return compiled


def same_meaning(one: Compiled, other: Compiled) -> bool:
    """Whether the norms of both ask the same of the same; texts for readers may differ."""
    if one.program is None or other.program is None:
        return one.program is other.program
    first, second = one.program.norms, other.program.norms
    return len(first) == len(second) and all(map(_same, first, second))


def _same(one: Norm, other: Norm) -> bool:
    plain = (one.name, one.advice, one.act, one.deadline, one.validity, len(one.exceptions))
    if plain != (other.name, other.advice, other.act, other.deadline, other.validity, len(other.exceptions)):
        return False
    truths = [(one.when, other.when), (one.require, other.require)]
    for mine, theirs in zip(one.exceptions, other.exceptions, strict=True):
        truths.append((mine.when, theirs.when))
        if (mine.require is None) is not (theirs.require is None):
            return False
        if mine.require is not None and theirs.require is not None:
            truths.append((mine.require, theirs.require))
    return all(_equal(a, b) for a, b in truths)


def _equal(one: TruthExpr, other: TruthExpr) -> bool:
    return one == other or (implies(one, other) and implies(other, one))
