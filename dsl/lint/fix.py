"""Mends what can be mended without a person, and makes sure that nothing else has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dsl.compile import Compiled
from dsl.lint.nodes import Finding
from dsl.lint.run import fixed
from dsl.norms.nodes import Norm, NormException, TruthExpr
from dsl.norms.reasoning import implies

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
    mine, theirs = one.program, other.program
    if mine.settings != theirs.settings or len(mine.norms) != len(theirs.norms):
        return False
    refined = [(r.target, r.against, r.before, r.days) for r in mine.refinements]
    if refined != [(r.target, r.against, r.before, r.days) for r in theirs.refinements]:
        return False
    exceptions = zip(mine.refinements, theirs.refinements, strict=True)
    return all(map(_same, mine.norms, theirs.norms)) and all(_alike(a.exception, b.exception) for a, b in exceptions)


def _same(one: Norm, other: Norm) -> bool:
    plain = (one.name, one.advice, one.act, one.deadline, one.validity, len(one.exceptions))
    if plain != (other.name, other.advice, other.act, other.deadline, other.validity, len(other.exceptions)):
        return False
    exceptions = zip(one.exceptions, other.exceptions, strict=True)
    return (
        _equal(one.when, other.when)
        and _equal(one.require, other.require)
        and all(_alike(mine, theirs) for mine, theirs in exceptions)
    )


def _alike(one: NormException, other: NormException) -> bool:
    if (one.name, one.within) != (other.name, other.within) or not _equal(one.when, other.when):
        return False
    if one.require is None or other.require is None:
        return one.require is other.require
    return _equal(one.require, other.require)


def _equal(one: TruthExpr, other: TruthExpr) -> bool:
    return one == other or (implies(one, other) and implies(other, one))
