"""Items to blocks: a header with all that follows up to the next one, citations in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dsl.surface.nodes import (
    Attribute,
    CitationList,
    Clause,
    ExceptionHead,
    File,
    Header,
    Item,
    Reference,
    SurfaceExpr,
)
from dsl.surface.words import INSIDE

_UNCITED = frozenset(
    {
        "补正",
        "后果",
        "说明",
        "含义",
        "未证实",
        "待确认",
        "需人工",
        "计入",
        "施行",
        "行为",
        "未通过",
        "可选",
        "条件",
        "子程序",
    }
)
"""Labels that need no source of their own: a citation behind them is the block's."""


EXCEPTION_LABELS = ("针对", "优先于")
"""Labels that belong to the exception before them."""


@dataclass(slots=True)
class Entry:
    """An attribute or clause with the citations that follow it."""

    item: Attribute | Clause
    references: list[Reference] = field(default_factory=list)


@dataclass(slots=True)
class ExceptionBlock:
    """An exception with its own clauses and citations."""

    head: ExceptionHead
    clauses: list[Clause] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)

    def attribute(self, label: str) -> list[Attribute]:
        """Its attributes with that label."""
        return [a for a in self.attributes if a.label == label]


@dataclass(slots=True)
class Block:
    """A header and its entries; ``children`` are the steps of a procedure, or the rows of a table.

    ``in_exception``: clauses and citations go to the last exception until a label comes.
    """

    header: Header
    entries: list[Entry] = field(default_factory=list)
    exceptions: list[ExceptionBlock] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    in_exception: bool = False

    def attributes(self, label: str) -> list[Entry]:
        """Entries with that label, in order."""
        return [e for e in self.entries if isinstance(e.item, Attribute) and e.item.label == label]

    def values(self, label: str) -> list[SurfaceExpr]:
        """All that is written behind that label, in order."""
        return [value for entry in self.attributes(label) for value in entry.item.values]

    def clauses(self) -> list[Clause]:
        """The block's clauses, those of exceptions left out."""
        return [e.item for e in self.entries if isinstance(e.item, Clause)]

    def text(self, label: str) -> str:
        """The plain text of the last attribute with that label, '' without one."""
        found = self.attributes(label)
        return found[-1].item.text if found else ""


def group(file: File) -> tuple[list[Block], list[Item]]:
    """Blocks of the file, and the items that stand before its first header."""
    blocks: list[Block] = []
    orphans: list[Item] = []
    current: Block | None = None
    for item in file.items:
        if isinstance(item, Header):
            current = Block(item)
            outer = _enclosing(blocks, item)
            (outer.children if outer else blocks).append(current)
        elif current is None:
            orphans.append(item)
        else:
            _add(current, item)
    return blocks, orphans


def _enclosing(blocks: Sequence[Block], header: Header) -> Block | None:
    inside = INSIDE.get(header.word)
    return blocks[-1] if inside is not None and blocks and blocks[-1].header.word == inside else None


def _add(block: Block, item: Item) -> None:
    open_exception = block.exceptions[-1] if block.in_exception else None
    if isinstance(item, ExceptionHead):
        block.exceptions.append(ExceptionBlock(item))
        block.in_exception = True
    elif isinstance(item, Clause) and open_exception:
        open_exception.clauses.append(item)
    elif isinstance(item, CitationList):
        if open_exception:
            open_exception.references.extend(item.references)
        elif block.entries and _takes_citation(block, block.entries[-1]):
            block.entries[-1].references.extend(item.references)
        else:
            block.references.extend(item.references)
    elif isinstance(item, Attribute) and open_exception and item.label in EXCEPTION_LABELS:
        open_exception.attributes.append(item)
    elif isinstance(item, Attribute | Clause):
        block.in_exception = False
        block.entries.append(Entry(item))


def _takes_citation(block: Block, entry: Entry) -> bool:
    return (
        block.header.word in ("步骤", "参数") and isinstance(entry.item, Attribute) and entry.item.label not in _UNCITED
    )
