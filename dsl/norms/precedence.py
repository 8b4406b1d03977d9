"""Which of two norms prevails: the higher over the lower, the special over the general, the newer over the older.

立法法 arts. 99, 103: a lower source may not contradict a higher one; of one
rank the special and the newer rule prevail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dsl.diagnostics.nodes import Diagnostic
from dsl.norms import messages
from dsl.norms.force import concurrent, days_in_force, during
from dsl.norms.nodes import Act, Citation, Kind, Norm, NormException, Not, Rank, TruthExpr
from dsl.norms.reasoning import exclusive, implies

LOWEST = len(Rank)
"""Rank of what has no source above the village (无上位依据)."""


def rank_of(citations: Iterable[Citation]) -> int:
    """The place of the highest source cited among all ranks, 0 for the highest."""
    order = list(Rank)
    return min((LOWEST if one.rank is None else order.index(one.rank) for one in citations), default=LOWEST)


def settled(norms: Sequence[Norm], diagnostics: list[Diagnostic]) -> tuple[Norm, ...]:
    """The norms, those that another one overrides with an exception where that one applies.

    Two that ask the contrary with nothing to order them are reported.
    """
    lost: dict[str, list[Norm]] = {}
    for one, other in _contrary(norms):
        winner = _winner(one, other)
        permission = next((norm for norm in (one, other) if norm.kind is Kind.PERMISSION), None)
        if winner is None:
            diagnostics.append(messages.conflicting(one.name, other.name, other.span, one.span))
        elif permission is not None and winner is not permission:
            if rank_of(permission.citations) > rank_of(winner.citations):
                diagnostics.append(messages.looser(permission.name, winner.name, permission.span, winner.span))
        else:
            lost.setdefault((other if winner is one else one).id, []).append(winner)
    return tuple(_yielding(norm, lost) for norm in norms)


def _yielding(norm: Norm, lost: Mapping[str, list[Norm]]) -> Norm:
    winners = lost.get(norm.id, ())
    made = [_gives_way(norm, winner) for winner in winners]
    return replace(norm, exceptions=(*made, *norm.exceptions)) if made else norm


def _gives_way(norm: Norm, winner: Norm) -> NormException:
    """That ``norm`` does not apply where ``winner`` does: on its condition, on the days on which it is in force."""
    name = f"“{winner.name}”另有规定"
    where = during(winner.when, days_in_force(winner), days_in_force(norm))
    return NormException(name, where, None, winner.citations, winner.span)


def _contrary(norms: Sequence[Norm]) -> Iterator[tuple[Norm, Norm]]:
    """Pairs of norms of which one asks just what the other forbids, on a day and of a case that both speak of."""
    asking: dict[tuple[Act | None, TruthExpr], list[Norm]] = {}
    denying: dict[tuple[Act | None, TruthExpr], list[Norm]] = {}
    for norm in norms:
        if norm.advice and norm.kind is not Kind.PERMISSION:
            continue
        if isinstance(norm.require, Not):
            denying.setdefault((norm.act, norm.require.operand), []).append(norm)
        else:
            asking.setdefault((norm.act, norm.require), []).append(norm)
    for key, several in asking.items():
        for one in several:
            for other in denying.get(key, ()):
                if concurrent(one, other) and not exclusive(one.when, other.when):
                    yield one, other


def _winner(one: Norm, other: Norm) -> Norm | None:
    ranks = rank_of(one.citations), rank_of(other.citations)
    if ranks[0] != ranks[1]:
        return one if ranks[0] < ranks[1] else other
    permissions = [norm for norm in (one, other) if norm.kind is Kind.PERMISSION]
    if len(permissions) == 1:
        return permissions[0]
    special = implies(one.when, other.when), implies(other.when, one.when)
    if special[0] != special[1]:
        return one if special[0] else other
    days = _since(one), _since(other)
    if days[0] != days[1]:
        return one if days[0] > days[1] else other
    return None


def _since(norm: Norm) -> date:
    """Since when the newest version that a norm cites is in force."""
    return max((one.validity.start or date.min for one in norm.citations), default=date.min)
