"""From a procedure to the graph that its map shows: steps, their order, the ways back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from dsl.model.nodes import Procedure, Step
from dsl.surface.nodes import Name, TimePhrase
from visualize.metrics import clean

START = -1
END = -2


class EdgeKind(Enum):
    """What an edge says."""

    ORDER = "order"
    FAILURE = "failure"
    ADDED = "added"
    """Of two procedures: only in the later one."""
    REMOVED = "removed"
    """Of two procedures: only in the earlier one."""
    OTHER = "other"
    """A way that cases took, though the procedure doesn't go it."""


NOBODY = "（没有写明机构）"
"""The lane of steps that name no body."""


def may_be_passed(step: Step) -> bool:
    """Whether the step is left out of some cases: by a condition, or because it is optional."""
    return step.optional or step.condition is not None or bool(step.condition_text)


def lane_of(step: Step) -> str:
    """The body or bodies in whose lane the step stands."""
    return clean("、".join(step.actors)) or NOBODY


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` before ``target``, or back to ``target`` after a failure.

    Both are places in ``Procedure.steps``, or START or END. ``upward``: the
    target stands above the source.
    """

    source: int
    target: int
    label: str
    kind: EdgeKind
    upward: bool = False

    @property
    def downward(self) -> tuple[int, int]:
        """The upper and the lower end."""
        return (self.target, self.source) if self.upward else (self.source, self.target)


@dataclass(frozen=True, slots=True)
class ProcessGraph:
    """The graph of a procedure.

    ``edges`` are in the order of the steps that ask for them. ``loose`` are
    order phrases of a step (by its place) that name no step of the procedure.
    """

    edges: tuple[Edge, ...]
    loose: Mapping[int, tuple[str, ...]]


def process_graph(procedure: Procedure) -> ProcessGraph:
    """The edges of ``procedure``, without those that others already imply.

    An edge is left out if it bears no label and another way leads from its
    source to its target (transitive reduction). Steps after nothing come
    after START, steps before nothing before END.
    """
    steps = procedure.steps
    places = _places(steps)
    labels: dict[tuple[int, int], list[str]] = {}
    failures: list[tuple[int, int]] = []
    loose: dict[int, tuple[str, ...]] = {}
    for here, step in enumerate(steps):
        unknown = []
        for phrase in step.after:
            others = [place for place in _resolve(phrase.name, places) if place != here]
            if not others:
                unknown.append(_phrase_text(phrase))
            for other in others:
                pair = (other, here) if phrase.relation == "之后" else (here, other)
                labels.setdefault(pair, []).append(_edge_label(phrase))
        if step.on_failure:
            # A step that is simply done again says so in its box: an arrow to itself would only confuse.
            targets = [place for place in places.get(clean(step.on_failure), ()) if place != here]
            failures += [(here, target) for target in targets]
            if not targets:
                unknown.append(f"未通过：退回{clean(step.on_failure)}")
        if unknown:
            loose[here] = tuple(unknown)
    order = [
        Edge(*pair, "，".join(dict.fromkeys(t for t in texts if t)), EdgeKind.ORDER) for pair, texts in labels.items()
    ]
    edges = _frame(len(steps), _reduced(order))
    for here, target in failures:
        # Going back is going up, unless the target already stands below: so ways back never make a circle.
        upward = not reaches(edges, here, target)
        edges.append(Edge(here, target, "未通过退回", EdgeKind.FAILURE, upward))
    return ProcessGraph(tuple(edges), loose)


def reaches(edges: Iterable[Edge], source: int, target: int) -> bool:
    """Whether edges lead downwards from ``source`` to ``target``, by one edge or more."""
    following: dict[int, set[int]] = {}
    for edge in edges:
        upper, lower = edge.downward
        following.setdefault(upper, set()).add(lower)
    return _leads(following, source, target)


def _leads(following: Mapping[int, set[int]], source: int, target: int) -> bool:
    seen: set[int] = set()
    waiting = [source]
    while waiting:
        new = following.get(waiting.pop(), set()) - seen
        if target in new:
            return True
        seen |= new
        waiting += new
    return False


def _places(steps: tuple[Step, ...]) -> dict[str, tuple[int, ...]]:
    """Where in the procedure a name stands: the steps so called, else those of that actor."""
    by_name: dict[str, tuple[int, ...]] = {}
    by_actor: dict[str, tuple[int, ...]] = {}
    for place, step in enumerate(steps):
        name = clean(step.name)
        by_name[name] = (*by_name.get(name, ()), place)
        for actor in dict.fromkeys(map(clean, step.actors)):
            by_actor[actor] = (*by_actor.get(actor, ()), place)
    return {**by_actor, **by_name}


def _resolve(name: Name, places: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    for candidate in ("的".join(name.parts), name.parts[0] if name.parts else ""):
        if clean(candidate) in places:
            return places[clean(candidate)]
    return ()


def _edge_label(phrase: TimePhrase) -> str:
    """What the arrow says beyond mere order."""
    which = clean(phrase.name.which)
    period = clean(phrase.period.text) if phrase.period else ""
    if phrase.relation == "之后":
        end = "届满后" if phrase.complete else ""
        text = end + (f"{period}内" if period else "")
        return which + (text or "之后") if which else text
    if phrase.complete:
        return f"{which}届满前" + (f"至少{period}" if period else "")
    return f"{which}至少提前{period}" if period else which


def _phrase_text(phrase: TimePhrase) -> str:
    """The phrase in words, for a step whose order no arrow can show."""
    period = clean(phrase.period.text) if phrase.period else ""
    name = clean(phrase.name.which + "的".join(phrase.name.parts)) + ("届满" if phrase.complete else "")
    if not period:
        return f"次序：{name}{phrase.relation}"
    return f"次序：{name}之后{period}内" if phrase.relation == "之后" else f"次序：{name}之前至少{period}"


def _reduced(edges: list[Edge]) -> list[Edge]:
    """Without the unlabelled edges that a longer way implies; on a cycle reachability still stays."""
    following: dict[int, set[int]] = {}
    for edge in edges:
        following.setdefault(edge.source, set()).add(edge.target)
    kept = []
    for edge in edges:
        following[edge.source].discard(edge.target)
        if edge.label or not _leads(following, edge.source, edge.target):
            following[edge.source].add(edge.target)
            kept.append(edge)
    return kept


def _frame(count: int, order: list[Edge]) -> list[Edge]:
    """``order`` with the edges from START and to END."""
    if not count:
        return [Edge(START, END, "", EdgeKind.ORDER)]
    followed = {edge.source for edge in order}
    preceded = {edge.target for edge in order}
    # A procedure that runs in a circle has no first step: then the file's first and last one stand in.
    first = [place for place in range(count) if place not in preceded] or [0]
    last = [place for place in range(count) if place not in followed] or [count - 1]
    entries = [Edge(START, place, "", EdgeKind.ORDER) for place in first]
    exits = [Edge(place, END, "", EdgeKind.ORDER) for place in last]
    return [*entries, *order, *exits]
