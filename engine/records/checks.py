"""One value of a record against another: what can't be, and what published notices often mix up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dsl.diagnostics.nodes import Diagnostic
from dsl.norms.nodes import DATE, UNTIL
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import FactValue
from engine.records.tree import Node

ENTITLED, ATTENDED, NOTICE_DATE = "应到", "实到", "通知日"
VOTES = ("同意", "反对", "弃权")
COMMITTEE, REPRESENTATIVES, DUAL, WOMEN = "村民委员会成员", "村民代表", "双重身份人数", "妇女村民代表"

Facts = Mapping[str, FactValue]
Nodes = Mapping[str, Node]


def of_record(facts: Facts, nodes: Nodes) -> Iterator[Diagnostic]:
    """Check the numbers of persons that the record as a whole states."""
    dual, women = _count(facts, DUAL), _count(facts, WOMEN)
    for name in (REPRESENTATIVES, COMMITTEE):
        count = _count(facts, name)
        if count is not None and dual is not None and dual > count:
            details = {"dual": str(dual), "name": name, "count": str(count)}
            yield _at(nodes, DUAL, Problem("R064", "", details), name)
    count = _count(facts, REPRESENTATIVES)
    if count is not None and women is not None and women > count:
        details = {"women": str(women), "count": str(count)}
        yield _at(nodes, WOMEN, Problem("R065", "", details), REPRESENTATIVES)


def of_event(facts: Facts, nodes: Nodes) -> Iterator[Diagnostic]:
    """Check the numbers and days of one event."""
    entitled, attended = _count(facts, ENTITLED), _count(facts, ATTENDED)
    if attended is not None:
        if entitled is not None and attended > entitled:
            details = {"attended": str(attended), "entitled": str(entitled)}
            yield _at(nodes, ATTENDED, Problem("R060", "", details), ENTITLED)
        votes = {name: count for name in VOTES if (count := _count(facts, name)) is not None}
        if sum(votes.values()) > attended:
            details = {"named": "、".join(votes), "votes": str(sum(votes.values())), "attended": str(attended)}
            yield _at(nodes, next(iter(votes)), Problem("R061", "", details), ATTENDED)
    start, end, notice = (facts.get(name) for name in (DATE, UNTIL, NOTICE_DATE))
    if isinstance(start, date):
        if isinstance(end, date) and end < start:
            yield _at(nodes, UNTIL, Problem("R062"), DATE)
        if isinstance(notice, date) and notice > start:
            yield _at(nodes, NOTICE_DATE, Problem("R063"), DATE)


def _count(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _at(nodes: Nodes, name: str, problem: Problem, other: str) -> Diagnostic:
    node, span = nodes[name], nodes[other].span
    return diagnostic(problem, node.span, node.path, () if span is None else ((span, other),))
