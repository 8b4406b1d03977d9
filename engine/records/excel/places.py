"""Where cells stand: each has a name for people (经过!D7) and a place in a rendering of its workbook.

The rendering has one line for each row, so that a message can show the row and
mark the cell in it, as it does with a line of a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dsl.diagnostics.nodes import Span
from dsl.diagnostics.source import SourceText
from engine.records.excel.grid import Cell, Sheet, letters, one_line

_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Places:
    """The rendering of some sheets, and the spans of their cells."""

    source: SourceText
    _starts: dict[tuple[str, int], tuple[list[int], list[tuple[int, int]]]]

    @classmethod
    def of(cls, name: str, sheets: Iterable[Sheet]) -> Places:
        """Render ``sheets`` one after the other; ``name`` is what messages call the workbook."""
        lines: list[str] = []
        starts: dict[tuple[str, int], tuple[list[int], list[tuple[int, int]]]] = {}
        offset = 0
        for sheet in sheets:
            for row, cells in sheet.rows.items():
                columns, spans, texts, at = list[int](), list[tuple[int, int]](), list[str](), offset
                for column, cell in cells.items():
                    text = one_line(cell.text.strip())
                    columns.append(column)
                    spans.append((at, at + len(text)))
                    texts.append(text)
                    at += len(text) + len(_BETWEEN)
                starts[sheet.name, row] = columns, spans
                lines.append(_BETWEEN.join(texts))
                offset += len(lines[-1]) + 1
        return cls(SourceText(name, "\n".join(lines)), starts)

    def cell(self, sheet: str, cell: Cell) -> Span:
        """Return the span of a cell."""
        return self.at(sheet, cell.row, cell.column)

    def at(self, sheet: str, row: int, column: int) -> Span:
        """Return the span of the cell there; an empty one stands after what is before it in its row."""
        columns, spans = self._starts.get((sheet, row), ([], []))
        index = bisect_left(columns, column)
        if index < len(columns) and columns[index] == column:
            start, end = spans[index]
        else:
            start = end = spans[index - 1][1] if index else (spans[0][0] if spans else 0)
        return Span(self.source.name, start, end, row, column, f"{sheet}!{letters(column)}{row}")
