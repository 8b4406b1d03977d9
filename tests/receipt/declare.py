"""DECLARE constraints, and a checker written from the definitions of the templates (a trace in, yes or no out).

It shares nothing with the rules, nor with pm4py, whose names the templates bear.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

UNARY = ("existence", "absence", "exactly_one", "init")
PRESENCE = ("existence", "absence", "exactly_one", "responded_existence", "coexistence", "noncoexistence")
"""Templates that don't ask for an order."""
ORDER = ("init", "response", "precedence", "succession")
"""Templates that ask for an order which days can show."""
BY_DAY = (*PRESENCE, *ORDER)
"""Templates that can be compared where all that is known of an event is its day."""
CLOSE = (
    "altresponse", "altprecedence", "altsuccession",
    "chainresponse", "chainprecedence", "chainsuccession", "nonsuccession",
)  # fmt: skip
"""Templates that need the whole order: what lies between two steps, or comes right behind one."""
TEMPLATES = (*BY_DAY, *CLOSE)


class Constraint(NamedTuple):
    """A template with its one or two activities; of one, ``second`` is ''."""

    template: str
    first: str
    second: str = ""


def holds(constraint: Constraint, trace: Sequence[str]) -> bool:
    """Whether the steps of a case, in their order, keep to the constraint."""
    template, a, b = constraint
    at_a = [place for place, step in enumerate(trace) if step == a]
    at_b = [place for place, step in enumerate(trace) if step == b]
    match template:
        case "existence":
            return a in trace
        case "absence":
            return a not in trace
        case "exactly_one":
            return list(trace).count(a) == 1
        case "init":
            return list(trace[:1]) == [a]
        case "responded_existence":
            return a not in trace or b in trace
        case "coexistence":
            return (a in trace) == (b in trace)
        case "noncoexistence":
            return a not in trace or b not in trace
        case "response":
            return all(any(j > i for j in at_b) for i in at_a)
        case "precedence":
            return all(any(i < j for i in at_a) for j in at_b)
        case "altresponse":  # after each A a B, and no other A before it
            return all(any(i < j and a not in trace[i + 1 : j] for j in at_b) for i in at_a)
        case "altprecedence":  # before each B an A, and no other B behind it
            return all(any(i < j and b not in trace[i + 1 : j] for i in at_a) for j in at_b)
        case "chainresponse":
            return all(list(trace[i + 1 : i + 2]) == [b] for i in at_a)
        case "chainprecedence":
            return all(list(trace[max(j - 1, 0) : j]) == [a] for j in at_b)
        case "nonsuccession":  # as pm4py has it: both occur, and succession doesn't hold
            return not (at_a and at_b and holds(Constraint("succession", a, b), trace))
    if template.endswith("succession"):
        kind = template.removesuffix("succession")
        return all(holds(Constraint(kind + side, a, b), trace) for side in ("response", "precedence"))
    raise ValueError(template)
