"""Transitional provisions: a norm whose force depends on the day of another act than the judged one (时间效力).

A matter that began under the old rules may go on under them. Then the first
day of the act that counts decides: it becomes part of the condition, and the
norm itself is no longer bound to the days of its sources.
"""

from __future__ import annotations

from dataclasses import replace

from dsl.diagnostics.nodes import Diagnostic
from dsl.norms import messages
from dsl.norms.force import bounds
from dsl.norms.nodes import DATE, And, EventFact, Norm, Or, Pick, Which
from dsl.norms.scope import Names
from dsl.norms.shape import all_of
from dsl.values import FieldType, Interval


def by_moment(norm: Norm, act: str, names: Names, diagnostics: list[Diagnostic]) -> Norm:
    """``norm``, in force where the first day of ``act`` lies in the days of its sources."""
    if act not in names.acts:
        diagnostics.append(messages.not_an_act(act, names.acts, norm.span))
        return norm
    first = first_day(act, names)
    cited = [citation.validity for citation in norm.citations] or [Interval()]
    days = dict.fromkeys(part for one in cited if (part := norm.validity.intersect(one)) is not None)
    if not days or Interval() in days:
        return norm
    versions = tuple(all_of(bounds(first, interval)) for interval in days)
    in_force = versions[0] if len(versions) == 1 else Or(versions)
    return replace(
        norm,
        when=And((in_force, norm.when)),
        validity=Interval(),
        citations=tuple(replace(citation, validity=Interval()) for citation in norm.citations),
    )


def first_day(act: str, names: Names) -> EventFact:
    """The first day of ``act``."""
    return EventFact(Pick(names.act(act, Which.FIRST)), DATE, FieldType.DATE)
