"""Exceptions of a rule to the core: a tree of them becomes a list in the order in which they are looked at.

An exception of an exception (针对) stands before it, and holds where both do.
Where it asks nothing of its own, what the exception took away applies again.
Of two exceptions that may hold at once, one must come first: as written
(优先于), else the special before the general; else it is a mistake, unless both
come to the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.model.messages import unknown_name
from dsl.norms import messages
from dsl.norms.circles import circles
from dsl.norms.nodes import And, Norm, NormException, TruthExpr
from dsl.norms.reasoning import exclusive, implies


@dataclass(frozen=True, slots=True)
class Placed:
    """An exception with its place: ``against`` which other ('' : the rule itself), and before which (``before``).

    ``exception.require`` is its own requirement, None where it has none.
    """

    exception: NormException
    against: str
    before: tuple[str, ...]


def arranged(placed: Sequence[Placed], require: TruthExpr, diagnostics: list[Diagnostic]) -> tuple[NormException, ...]:
    """The exceptions in the order in which they are looked at; ``require`` is the rule's own requirement."""
    if not all(one.exception.name for one in placed):
        return ()  # The missing name has been told of; without it they have no order.
    known = {one.exception.name: one for one in placed}
    children: dict[str, list[Placed]] = {}
    for one in placed:
        span = one.exception.span
        for name in (one.against, *one.before):
            if name and name not in known:
                diagnostics.append(unknown_name("例外", name, known, span))
        children.setdefault(one.against, []).append(one)
    circular = list(circles({name: (one.against,) for name, one in known.items()}))
    if circular:
        diagnostics.extend(messages.cycle("针对", way, known[way[0]].exception.span) for way in circular)
        return ()
    arranger = _Arranger(children, diagnostics)
    return tuple(arranger.flat("", None, require, None))


@dataclass(frozen=True, slots=True)
class _Arranger:
    children: dict[str, list[Placed]]
    diagnostics: list[Diagnostic]

    def flat(
        self, name: str, when: TruthExpr | None, here: TruthExpr | None, above: TruthExpr | None
    ) -> Iterator[NormException]:
        """All below ``name``: ``here`` is asked where ``name`` applies, ``above`` where it is taken away."""
        siblings = in_order(self.children.get(name, []), self.diagnostics)
        for one in siblings:
            exception = one.exception
            held = exception.when if when is None else And((when, exception.when))
            # An exception of the rule takes it away; one of an exception gives back what that one took.
            asked = exception.require if exception.require is not None else above
            yield from self.flat(exception.name, held, asked, here)
            yield replace(exception, when=held, require=asked, within=name, before=one.before)


def in_order(siblings: Sequence[Placed], diagnostics: list[Diagnostic]) -> list[Placed]:
    """Exceptions of one rule or exception, first those that prevail; those that collide are reported."""
    for i, one in enumerate(siblings):
        for other in siblings[i + 1 :]:
            if _unordered(one, other):
                first, second = one.exception, other.exception
                diagnostics.append(messages.colliding(first.name, second.name, second.span, first.span))
    diagnostics.extend(_circles(siblings))
    return _sorted(siblings)


def _sorted(siblings: Sequence[Placed]) -> list[Placed]:
    """First those that prevail; as they come where nothing is said, or it leads round in a circle."""
    rest, ordered = list(siblings), []
    while rest:
        free = [one for one in rest if not any(_precedes(other, one) for other in rest if other is not one)]
        chosen = free[0] if free else rest[0]
        ordered.append(chosen)
        rest.remove(chosen)
    return ordered


def _circles(siblings: Sequence[Placed], start: str = "") -> Iterator[Diagnostic]:
    """Messages about exceptions of which each prevails over the next; with ``start``, only those from that one on.

    Two that prevail over each other collide, which is told of elsewhere.
    """
    known = {one.exception.name: one for one in siblings}
    following = {
        name: [
            other.exception.name
            for other in siblings
            if (name in one.before if other is one else _precedes(one, other) and not _precedes(other, one))
        ]
        for name, one in known.items()
    }
    for way in circles(following):
        if start in ("", way[0]):
            yield messages.cycle("优先于", way, known[way[0]].exception.span)


def _unordered(one: Placed, other: Placed) -> bool:
    """Whether nothing says which of two prevails, though it matters; or both are said to."""
    before, after = _precedes(one, other), _precedes(other, one)
    return before is after and (before or collide(one.exception, other.exception))


def _precedes(one: Placed, other: Placed) -> bool:
    """Whether ``one`` says so, or is special where ``other`` is general."""
    if other.exception.name in one.before:
        return True
    if one.exception.name in other.before:
        return False
    special, general = one.exception.when, other.exception.when
    return implies(special, general) and not implies(general, special)


def collide(one: NormException, other: NormException) -> bool:
    """Whether both may hold at once and come to different things."""
    return one.require != other.require and not exclusive(one.when, other.when)


def place_into(
    norm: Norm, new: Placed, diagnostics: list[Diagnostic], where: Span, coming: Collection[str] = ()
) -> Norm:
    """``norm`` with an exception from elsewhere at its place among those that it has, and those yet ``coming``."""
    names = [exception.name for exception in norm.exceptions]
    for name, known in [(new.against, names), *((one, [*names, *coming]) for one in new.before)]:
        if name and name not in known:
            diagnostics.append(unknown_name("例外", name, known, where))
            return norm
    by_name = {exception.name: exception for exception in norm.exceptions}
    parent = by_name.get(new.against)
    when, asked = new.exception.when, new.exception.require
    if parent is not None:
        when = And((parent.when, when))
        asked = asked if asked is not None else _above(norm, parent.name, by_name)
    added = replace(new.exception, when=when, require=asked, within=new.against, before=new.before)
    fresh = Placed(added, new.against, new.before)
    # Each of its siblings with what belongs to it, which stands before it.
    parents = {exception.name: exception.within for exception in norm.exceptions}
    blocks = {
        sibling.name: norm.exceptions[_start(names, parents, place) : place + 1]
        for place, sibling in enumerate(norm.exceptions)
        if sibling.within == new.against
    }
    siblings = [Placed(by_name[name], new.against, by_name[name].before) for name in blocks]
    for old in siblings:
        if _unordered(old, fresh):
            diagnostics.append(messages.colliding(old.exception.name, added.name, where, old.exception.span))
    diagnostics.extend(_circles([fresh, *siblings], added.name))
    later = next((place for place, old in enumerate(siblings) if _precedes(fresh, old)), len(siblings))
    siblings.insert(later, fresh)
    ordered = [one for sibling in _sorted(siblings) for one in blocks.get(sibling.exception.name, (sibling.exception,))]
    end = names.index(new.against) if new.against else len(names)
    begin = end - (len(ordered) - 1)
    return replace(norm, exceptions=(*norm.exceptions[:begin], *ordered, *norm.exceptions[end:]))


def _above(norm: Norm, name: str, by_name: dict[str, NormException]) -> TruthExpr | None:
    """What applies where the exception ``name`` is lifted."""
    container = by_name[name].within
    return by_name[container].require if container else norm.require


def _start(names: Sequence[str], parents: dict[str, str], place: int) -> int:
    """Where what belongs to the exception at ``place`` begins: those of its own stand before it."""

    def below(name: str) -> bool:
        while name:
            if name == names[place]:
                return True
            name = parents[name]
        return False

    while place and below(names[place - 1]):
        place -= 1
    return place
