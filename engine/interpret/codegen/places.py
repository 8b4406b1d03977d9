"""Where in the generated function each value is worked out.

A value that several norms use is bound to a local once, in the innermost block
that encloses all its uses: so it is there for all of them, and a norm that is
skipped costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Block:
    """A suite of statements under a header (``if …:``, ``for …:``); ``loop``: run more than once."""

    parent: Block | None = None
    header: str = ""
    loop: Hashable = None
    items: list[str | Block] = field(default_factory=list)
    bindings: list[tuple[int, list[str | Block]]] = field(default_factory=list)

    def open(self, header: str, loop: Hashable = None) -> Block:
        """Add a block under ``header`` at the end of this one."""
        block = Block(self, header, loop)
        self.items.append(block)
        return block

    def path(self) -> list[Block]:
        """The blocks from the outermost to this one."""
        above = self.parent.path() if self.parent else []
        return [*above, self]

    def lines(self, depth: int = 0) -> list[str]:
        """The code of the block, its bindings first."""
        content: list[str | Block] = []
        for _, items in sorted(self.bindings, key=lambda binding: binding[0]):
            content += items
        content += self.items
        inner = depth + 1 if self.header else depth
        lines = ["    " * depth + self.header] if self.header else []
        for item in content:
            lines += item.lines(inner) if isinstance(item, Block) else ["    " * inner + item]
        return lines if content else [*lines, "    " * inner + "pass"]


Make = Callable[[Block, str], list[str | Block]]
"""Writes the statements that bind a value to a local in a block."""


@dataclass(eq=False)
class _Binding:
    name: str
    height: int
    scope: Hashable
    make: Make
    uses: list[Block] = field(default_factory=list)


class Binder:
    """Names the values of one generated function, and places them once all uses are known."""

    def __init__(self) -> None:
        self._bindings: dict[Hashable, _Binding] = {}
        self._waiting: list[_Binding] = []
        self._count = 0

    def fresh(self, prefix: str = "t") -> str:
        """A local name that isn't used yet."""
        self._count += 1
        return f"{prefix}{self._count}"

    def use(self, key: Hashable, block: Block, height: int, scope: Hashable, prefix: str, make: Make) -> str:
        """The local that holds the value of ``key``, used in ``block``.

        ``height`` is larger than that of the values that it is made of.
        ``scope`` is the loop that it belongs to: outside of another loop it is
        bound before that loop.
        """
        binding = self._bindings.get(key)
        if binding is None:
            binding = self._bindings[key] = _Binding(self.fresh(prefix), height, scope, make)
            self._waiting.append(binding)
        binding.uses.append(block)
        return binding.name

    def place(self) -> None:
        """Write all bindings, compound values before those that they use."""
        while self._waiting:
            height = max(binding.height for binding in self._waiting)
            ready = [binding for binding in self._waiting if binding.height == height]
            self._waiting = [binding for binding in self._waiting if binding.height != height]
            for binding in ready:
                block = _common(binding.uses)
                while block.parent is not None and block.loop is not None and block.loop != binding.scope:
                    block = block.parent
                block.bindings.append((height, binding.make(block, binding.name)))


def _common(blocks: list[Block]) -> Block:
    """The innermost block that encloses all of ``blocks``."""
    common = blocks[0].path()
    for block in blocks[1:]:
        common = [one for one, other in zip(common, block.path(), strict=False) if one is other]
    return common[-1]
