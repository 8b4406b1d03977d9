"""Three-valued truths as Python expressions.

A truth is rendered with three results, the texts for true, false and unknown,
so that ``None if a is None else 1 if a > 2 else 4`` comes out without a detour
over ``True``, ``False`` and ``None``.
"""

# ruff: noqa: D102 (a method means what its base class says)

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Fresh = Callable[[], str]
"""Gives a local name that isn't used yet."""

TRI = ("True", "False", "None")


class Tri(ABC):
    """A truth in generated code."""

    @abstractmethod
    def render(self, true: str, false: str, unknown: str) -> str:
        """A Python expression for one of three results."""

    @abstractmethod
    def negated(self) -> Tri:
        """The contrary."""

    @abstractmethod
    def false_test(self, fresh: Fresh) -> str:
        """A Python expression that is true exactly if the truth is false."""

    @abstractmethod
    def true_test(self, fresh: Fresh) -> str:
        """A Python expression that is true exactly if the truth is true."""

    @abstractmethod
    def none_test(self) -> str:
        """As ``false_test`` for unknown, '' if never; to be run after one of the other two."""


@dataclass(frozen=True)
class Static(Tri):
    """Known when the code is made."""

    value: bool | None

    def render(self, true: str, false: str, unknown: str) -> str:
        return true if self.value else unknown if self.value is None else false

    def negated(self) -> Tri:
        return self if self.value is None else Static(not self.value)

    def false_test(self, fresh: Fresh) -> str:
        return repr(self.value is False)

    def true_test(self, fresh: Fresh) -> str:
        return repr(self.value is True)

    def none_test(self) -> str:
        return "True" if self.value is None else ""


@dataclass(frozen=True)
class Guarded(Tri):
    """A test that means something once none of some locals is None; ``contrary`` is its negation."""

    guards: tuple[str, ...]
    test: str
    contrary: str

    def render(self, true: str, false: str, unknown: str) -> str:
        if (true, false) == TRI[:2]:
            known = self.test
        elif (true, false) == ("False", "True"):
            known = self.contrary
        else:
            known = f"{true} if {self.test} else {false}"
        return f"{unknown} if {self.none_test()} else {known}" if self.guards else known

    def negated(self) -> Tri:
        return Guarded(self.guards, self.contrary, self.test)

    def false_test(self, fresh: Fresh) -> str:
        return " and ".join([*(f"{guard} is not None" for guard in self.guards), f"({self.contrary})"])

    def true_test(self, fresh: Fresh) -> str:
        return " and ".join([*(f"{guard} is not None" for guard in self.guards), f"({self.test})"])

    def none_test(self) -> str:
        return " or ".join(f"{guard} is None" for guard in self.guards)


@dataclass(frozen=True)
class Either(Tri):
    """True if ``test``, else false if ``contrary``, else unknown."""

    test: str
    contrary: str

    def render(self, true: str, false: str, unknown: str) -> str:
        return f"{true} if {self.test} else {false} if {self.contrary} else {unknown}"

    def negated(self) -> Tri:
        return Negated(self)

    def false_test(self, fresh: Fresh) -> str:
        return f"not ({self.test}) and ({self.contrary})"

    def true_test(self, fresh: Fresh) -> str:
        return f"({self.test})"

    def none_test(self) -> str:
        return f"not ({self.test}) and not ({self.contrary})"


@dataclass(frozen=True)
class Held(Tri):
    """A local that is True, False or None."""

    name: str

    def render(self, true: str, false: str, unknown: str) -> str:
        if (true, false, unknown) == TRI:
            return self.name
        return f"{true} if {self.name} else {unknown} if {self.name} is None else {false}"

    def negated(self) -> Tri:
        return Negated(self)

    def false_test(self, fresh: Fresh) -> str:
        return f"{self.name} is False"

    def true_test(self, fresh: Fresh) -> str:
        return self.name

    def none_test(self) -> str:
        return f"{self.name} is None"


@dataclass(frozen=True)
class Negated(Tri):
    """The contrary of a truth that has no shorter one."""

    operand: Tri

    def render(self, true: str, false: str, unknown: str) -> str:
        return self.operand.render(false, true, unknown)

    def negated(self) -> Tri:
        return self.operand

    def false_test(self, fresh: Fresh) -> str:
        return self.operand.true_test(fresh)

    def true_test(self, fresh: Fresh) -> str:
        return self.operand.false_test(fresh)

    def none_test(self) -> str:
        return self.operand.none_test()


class Connective(Tri):
    """And, or Or: ``decisive`` is what one operand is enough for."""

    def __init__(self, decisive: bool, operands: Sequence[Tri], fresh: Fresh):
        self.decisive = decisive
        self.operands = tuple(operands)
        self.fresh = fresh
        self._temporary = ""

    def render(self, true: str, false: str, unknown: str) -> str:
        decisive, otherwise = (true, false) if self.decisive else (false, true)
        tests = [
            operand.true_test(self.fresh) if self.decisive else operand.false_test(self.fresh)
            for operand in self.operands
        ]
        unknowns = [test for operand in self.operands if (test := operand.none_test())]
        rest = otherwise
        if unknowns:
            rest = f"{unknown} if {' or '.join(f'({test})' for test in unknowns)} else {otherwise}"
        return f"{decisive} if {' or '.join(f'({test})' for test in tests)} else {rest}"

    def negated(self) -> Tri:
        return Connective(not self.decisive, [operand.negated() for operand in self.operands], self.fresh)

    def false_test(self, fresh: Fresh) -> str:
        self._temporary = self._temporary or fresh()
        return f"({self._temporary} := ({self.render(*TRI)})) is False"

    def true_test(self, fresh: Fresh) -> str:
        self._temporary = self._temporary or fresh()
        return f"({self._temporary} := ({self.render(*TRI)}))"

    def none_test(self) -> str:
        return f"{self._temporary} is None"


def connect(decisive: bool, operands: Sequence[Tri], fresh: Fresh) -> Tri:
    """And (``decisive`` False) or Or (True) of ``operands``, as short as it gets."""
    open_ = [operand for operand in operands if operand != Static(not decisive)]
    if Static(decisive) in open_:
        return Static(decisive)
    if not open_:
        return Static(not decisive)
    if len(open_) == 1:
        return open_[0]
    if all(isinstance(operand, Guarded) and not operand.guards for operand in open_):
        words = (" or ", " and ") if decisive else (" and ", " or ")
        plain = [operand for operand in open_ if isinstance(operand, Guarded)]
        return Guarded(
            (),
            words[0].join(f"({operand.test})" for operand in plain),
            words[1].join(f"({operand.contrary})" for operand in plain),
        )
    return Connective(decisive, open_, fresh)
