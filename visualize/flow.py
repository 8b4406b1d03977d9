"""The flow chart of a procedure: its steps and the decisions between them, by the symbols of GB/T 1526 (ISO 5807)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from dsl.model.nodes import Step
from visualize.graph import END, START, Edge, EdgeKind, ProcessGraph, may_be_passed
from visualize.metrics import clean


class NodeKind(Enum):
    """What a node is: a terminal, a step, a decision, or where ways come together."""

    START = "start"
    END = "end"
    STEP = "step"
    ASK = "ask"
    VOTE = "vote"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Node:
    """A node; ``place`` is that of its step among the steps, START or END. ``label`` is what a decision asks."""

    id: str
    kind: NodeKind
    place: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two nodes; ``upward``: the target stands above. ``tip`` is its tooltip, '' for none."""

    id: str
    source: str
    target: str
    label: str
    kind: EdgeKind
    upward: bool = False
    tip: str = ""

    @property
    def downward(self) -> tuple[str, str]:
        """The upper and the lower end."""
        return (self.target, self.source) if self.upward else (self.source, self.target)


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes and links, in the order in which they are written."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def step_id(place: int) -> str:
    """The node of a step's place, or of START or END."""
    return {START: "start", END: "end"}.get(place, f"s{place}")


def flow_of(steps: Sequence[Step], graph: ProcessGraph, *, decisions: bool) -> Flow:
    """The flow of ``steps`` in the order of ``graph``.

    With ``decisions`` a step that may be left out stands below a question
    (需要？) from whose 否 a way leads past it, and a vote that sends back has a
    question (通过？) below it; else arrows run from step to step.
    """
    return _Flow(steps, graph, decisions).built()


class _Flow:
    def __init__(self, steps: Sequence[Step], graph: ProcessGraph, decisions: bool) -> None:
        self.steps = steps
        self.graph = graph
        places = range(len(steps))
        self.asked = {place for place in places if decisions and may_be_passed(steps[place])}
        self.voted = {edge.source for edge in graph.edges if decisions and edge.kind is EdgeKind.FAILURE}
        followed = [edge.source for edge in graph.edges if edge.kind is EdgeKind.ORDER]
        self.joined = {place for place in self.asked if followed.count(place) > 1}

    def built(self) -> Flow:
        links = tuple(replace(link, id=f"e{number}") for number, link in enumerate(self.links()))
        nodes = [Node(step_id(START), NodeKind.START, START)]
        for place in range(len(self.steps)):
            nodes += self.block(place)
        nodes.append(Node(step_id(END), NodeKind.END, END))
        linked = {end for link in links for end in (link.source, link.target)}
        return Flow(tuple(node for node in nodes if node.kind is NodeKind.STEP or node.id in linked), links)

    def block(self, place: int) -> Iterator[Node]:
        """A step with what is asked before and behind it."""
        if place in self.asked:
            word = "需要？" if self.steps[place].condition_text or self.steps[place].condition is not None else "办理？"
            yield Node(f"q{place}", NodeKind.ASK, place, word)
        yield Node(step_id(place), NodeKind.STEP, place)
        if place in self.voted:
            yield Node(f"v{place}", NodeKind.VOTE, place, "通过？")
        if place in self.joined:
            yield Node(f"j{place}", NodeKind.JOIN, place)

    def links(self) -> Iterator[Link]:
        """All links, not yet numbered."""
        for place in range(len(self.steps)):
            yield from self.inside(place)
        for edge in self.graph.edges:
            tip = self.tip(edge)
            if edge.kind is EdgeKind.FAILURE:
                asked = edge.source in self.voted
                source = f"v{edge.source}" if asked else step_id(edge.source)
                label = "否" if asked else edge.label
                yield Link("", source, self.entry(edge.target), label, edge.kind, edge.upward, tip)
            elif edge.kind is EdgeKind.ORDER:
                yes = "是" if edge.source in self.voted - self.joined else ""
                label = "，".join(filter(None, (yes, edge.label)))
                yield Link("", self.exit(edge.source), self.entry(edge.target), label, edge.kind, tip=tip)
                if edge.source in self.asked - self.joined:
                    yield self.past(edge.source, self.entry(edge.target))
            else:
                ends = step_id(edge.source), step_id(edge.target)
                yield Link("", *ends, edge.label, edge.kind, edge.upward, tip)

    def inside(self, place: int) -> Iterator[Link]:
        """The links among the nodes of one step."""
        own = step_id(place)
        if place in self.asked:
            yield Link("", f"q{place}", own, "是", EdgeKind.ORDER)
        if place in self.voted:
            yield Link("", own, f"v{place}", "", EdgeKind.ORDER)
        if place in self.joined:
            last, label = (f"v{place}", "是") if place in self.voted else (own, "")
            yield Link("", last, f"j{place}", label, EdgeKind.ORDER)
            yield self.past(place, f"j{place}")

    def past(self, place: int, target: str) -> Link:
        """The way past a step that is left out."""
        tip = f"不办{clean(self.steps[place].name)}"
        return Link("", f"q{place}", target, "否", EdgeKind.ORDER, tip=tip)

    def entry(self, place: int) -> str:
        return f"q{place}" if place in self.asked else step_id(place)

    def exit(self, place: int) -> str:
        if place in self.joined:
            return f"j{place}"
        return f"v{place}" if place in self.voted else step_id(place)

    def tip(self, edge: Edge) -> str:
        if edge.source < 0 or edge.target < 0:
            return ""
        source, target = (clean(self.steps[place].name) for place in (edge.source, edge.target))
        return f"{source} → {target}" + (f"（{edge.label}）" if edge.label else "")
