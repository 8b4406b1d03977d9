"""What a record file says before its fields are known: texts, lists and fields with their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic, Span
from engine.records.messages import Problem, diagnostic

MOST_LEVELS = 20
"""Levels of nesting; a record needs four."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as its text. ``path`` names the place where there is no file."""

    text: str
    span: Span | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and values in the order of the file, as written: a key may stand twice."""

    entries: tuple[tuple[Node, Node], ...]
    span: Span | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that has been reported already."""

    span: Span | None
    path: str = ""


Node = Scalar | Items | Entries | Broken


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's tree, as far as it could be read, and what was wrong with its form.

    ``stop`` is the offset at which reading stopped, None where it came to the end.
    """

    root: Node | None
    diagnostics: tuple[Diagnostic, ...]
    stop: int | None = None


class TooDeepError(Exception):
    """Nesting beyond ``MOST_LEVELS``; holds the offset where it goes too deep."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


@dataclass(slots=True)
class _Open:
    start: int
    has_keys: bool
    nodes: list[Node]


class TreeBuilder:
    """Puts a tree together from the parts of a file in their order.

    ``place`` makes a span of two offsets.
    """

    def __init__(self, place: Callable[[int, int], Span]) -> None:
        self.place = place
        self.root: Node | None = None
        self._stack: list[_Open] = []

    def open(self, start: int, *, has_keys: bool) -> None:
        """Begin a list, or fields; raises TooDeepError."""
        if len(self._stack) == MOST_LEVELS:
            raise TooDeepError(start)
        self._stack.append(_Open(start, has_keys, []))

    def scalar(self, text: str, start: int, end: int) -> None:
        """Add a single value or a key."""
        self._add(Scalar(text, self.place(start, end)))

    def broken(self, start: int, end: int) -> None:
        """Add a value that has been reported."""
        self._add(Broken(self.place(start, end)))

    def close(self, end: int) -> None:
        """End the innermost list or fields; a key still without a value is dropped."""
        top = self._stack.pop()
        span, nodes = self.place(top.start, end), top.nodes
        if top.has_keys:
            self._add(Entries(tuple(zip(nodes[::2], nodes[1::2], strict=False)), span))
        else:
            self._add(Items(tuple(nodes), span))

    def finish(self, end: int) -> Node | None:
        """End what is still open and return the whole."""
        while self._stack:
            self.close(end)
        return self.root

    def too_deep(self, start: int) -> Diagnostic:
        """Report nesting beyond the limit."""
        return diagnostic(Problem("R016", details={"limit": str(MOST_LEVELS)}), self.place(start, start + 1))

    def _add(self, node: Node) -> None:
        if self._stack:
            self._stack[-1].nodes.append(node)
        elif self.root is None:
            self.root = node
