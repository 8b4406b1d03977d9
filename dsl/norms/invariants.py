"""What holds of every lowered norm; checked in tests and on request, not on every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dsl.norms.nodes import Bound, Current, EventFact, Exists, ForAll, HasDocument, Norm, Pick, Total, Which


def broken(norm: Norm) -> list[str]:
    """What is wrong with ``norm``, in English; empty for a sound one."""
    wrong = []
    parts: list[object] = [norm.when, norm.require, norm.deadline]
    parts += [p for e in norm.exceptions for p in (e.when, e.require)]
    for part in parts:
        for node, bound in _walk(part, frozenset()):
            if isinstance(node, EventFact | HasDocument):
                event = node.event
                if isinstance(event, Current) and norm.act is None:
                    wrong.append(f"{norm.id}: speaks of the current occurrence without an act")
                prior = isinstance(event, Pick) and event.act.which is Which.PRIOR
                if prior and norm.act is None:
                    wrong.append(f"{norm.id}: speaks of what came before the current occurrence without an act")
                if isinstance(event, Bound) and event.variable not in bound:
                    wrong.append(f"{norm.id}: {event.variable} is not bound")
                if isinstance(event, Pick) and event.act.which not in (Which.FIRST, Which.LAST, Which.PRIOR):
                    wrong.append(f"{norm.id}: a single occurrence must be the first or the last")
            if isinstance(node, Total) and (node.same or node.period) and norm.act is None:
                wrong.append(f"{norm.id}: sums what agrees with the current occurrence without an act")
    if not norm.citations:
        wrong.append(f"{norm.id}: no citation")
    return wrong


def _walk(node: object, bound: frozenset[str]) -> Iterator[tuple[object, frozenset[str]]]:
    if isinstance(node, tuple | frozenset):
        for part in node:
            yield from _walk(part, bound)
    elif is_dataclass(node) and not isinstance(node, type):
        yield node, bound
        inner = bound | {node.variable} if isinstance(node, Exists | ForAll) else bound
        for f in fields(node):
            yield from _walk(getattr(node, f.name), inner)
