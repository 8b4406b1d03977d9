"""Which steps of a procedure come after which."""

from __future__ import annotations

from dsl.model.nodes import Procedure


def later_steps(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """For each step those that come after it, near or far."""
    following: dict[str, set[str]] = {step.name: set() for step in procedure.steps}
    for step in procedure.steps:
        for phrase in step.after:
            other = phrase.name.parts[0]
            if other in following:
                first, second = (other, step.name) if phrase.relation == "之后" else (step.name, other)
                following[first].add(second)
    found: dict[str, tuple[str, ...]] = {}
    for name in following:
        seen: set[str] = set()
        stack = [name]
        while stack:
            new = following[stack.pop()] - seen
            seen |= new
            stack += sorted(new)
        found[name] = tuple(one for one in following if one in seen and one != name)
    return found
