"""What is asked of a planner, and the plans that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.advice.changes import AddDocument, AddStep, StateOfStep
from engine.findings.nodes import MissingFact


@dataclass(frozen=True, slots=True)
class Need:
    """What the occurrence must be like, and the norm that says so."""

    what: StateOfStep | AddDocument
    norm_id: str


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the way: a norm, and the step that would have to come first ('' where none would do).

    ``gone_on`` is a later step that was taken without this one ('' where none was).
    """

    norm_id: str
    step: str
    gone_on: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """An occurrence to be added, as its norms ask for it.

    With no ``blocks`` it breaks nothing. ``advised`` is what advice (一般, 原则上)
    asks beyond the ``needs``. ``asks`` are facts without which some of its norms
    stay open, ``norms`` the ids of all that spoke of it.
    """

    event: AddStep
    needs: tuple[Need, ...] = ()
    advised: tuple[Need, ...] = ()
    blocks: tuple[Block, ...] = ()
    asks: tuple[MissingFact, ...] = ()
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An occurrence of ``step`` by ``bodies``.

    It lies on ``first`` at the earliest, what is done ahead of it on ``start``.
    It is judged on the day on which it is over, and not before ``seen``, the
    last day of what else is planned. With ``advice`` norms of mere advice count as
    others do. It is ``like`` an earlier one wherever no norm asks for anything else.
    What is ``given`` can't be otherwise. ``despite`` are norms that other occurrences have broken already.
    """

    step: str
    bodies: tuple[str, ...]
    start: date
    first: date
    seen: date
    advice: bool = False
    like: tuple[StateOfStep, ...] = ()
    given: tuple[StateOfStep, ...] = ()
    despite: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """The ids of the norms that are broken, and of those that are left open."""

    broken: frozenset[str]
    open: frozenset[str]
