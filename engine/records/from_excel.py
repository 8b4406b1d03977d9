"""Workbooks to records: a row of 案件 for each case, and a row of 经过 for each of its events.

The cells of a case become the same tree that a YAML or JSON file gives, so
that fields, values and messages are those of every record; only the places are
cells. What is wrong with the workbook as a whole (a column that no field is
named like, an event of no known case) leaves every case unread, since it can't
be told which of them it concerns; what is wrong with one case, that one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.diagnostics.suggest import confusable, nearest
from dsl.model.fields import Scope
from engine.records import values
from engine.records.build import build
from engine.records.excel.grid import Book, Cell, Sheet, letters, make_sheet, one_line
from engine.records.excel.heads import NUMBER, Column, Head, read_head
from engine.records.excel.load import load
from engine.records.excel.places import Places
from engine.records.excel.values import text_of
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import DecisionRecord, RecordFile
from engine.records.tree import Broken, Entries, Items, Node, Scalar
from engine.records.vocabulary import EVENTS, RULES, STEP, TITLE, Vocabulary

CASES, COURSE, CHOICES, GUIDE = "案件", EVENTS, "选项", "说明"
"""The sheets: of cases, of events, of what the lists offer, and of how to fill in the others."""
EXAMPLE = "示例"
"""The number of the example in a form, which is no case."""
_EXAMPLE = re.compile(rf"{EXAMPLE}[0-9]*")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_SHEETS = {CASES: Scope.RECORD, COURSE: Scope.EVENT}


@dataclass(slots=True)
class _Case:
    number: str
    row: int
    at: Cell
    events: list[int] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_workbook(data: bytes, name: str, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """Read the records in the bytes of a workbook, in the order of its rows; ``name`` is what messages call it.

    There is at least one: where none can be read, it has no record and tells why. Raises nothing.
    """
    book, diagnostics = load(data, name)
    if book is None:
        return (RecordFile(None, diagnostics, None),)
    return read_book(book, vocabulary)


def read_book(book: Book, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """Read the records in a workbook's cells; see ``read_workbook``."""
    return _Reader(book, vocabulary).files()


class _Reader:
    def __init__(self, book: Book, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.book = book
        named: dict[str, list[Sheet]] = {}
        # An empty sheet beside another of its name is no matter; where all are, the first is as good as any.
        for sheet in sorted(book.sheets, key=lambda one: not one.rows):
            name = sheet.name.strip()
            if name in (CASES, COURSE, CHOICES) and (sheet.rows or name not in named):
                named.setdefault(name, []).append(_spread(sheet))
        self.sheets = {name: several[0] for name, several in named.items()}
        self.places = Places.of(book.name, (sheet for several in named.values() for sheet in several))
        self.heads: dict[str, Head] = {}
        self.diagnostics: list[Diagnostic] = []
        for first, *others in named.values():
            for other in others:
                self.report(
                    Problem("R088", "", {"sheet": other.name.strip()}),
                    self.top(other),
                    (self.top(first), "另一个在这里"),
                )

    def report(self, problem: Problem, at: Span | None, *related: tuple[Span, str]) -> None:
        """Report what is wrong with the workbook as a whole."""
        self.diagnostics.append(diagnostic(problem, at, related=related))

    def top(self, sheet: Sheet) -> Span:
        """The place of the first cell of a sheet that isn't empty."""
        return self.places.cell(sheet.name, next(sheet.cells()))

    def files(self) -> tuple[RecordFile, ...]:
        for name in _SHEETS:
            self.head(name)
        cases = self.cases() if CASES in self.heads else []
        if COURSE in self.heads:
            self.assign(cases)
        read = [(case, *self.record(case)) for case in cases]
        if cases:
            read[0][0].diagnostics[:0] = self.unread_sheets()
        whole = [found for found in self.diagnostics if found.severity is Severity.ERROR]
        if whole or not cases:
            everything = (*self.diagnostics, *(found for case, _, its in read for found in (*case.diagnostics, *its)))
            return (RecordFile(None, _in_order(everything), self.source),)
        return tuple(
            RecordFile(
                None if any(found.severity is Severity.ERROR for found in case.diagnostics) else record,
                _in_order((*case.diagnostics, *its)),
                self.source,
                case.number,
            )
            for case, record, its in read
        )

    @property
    def source(self) -> SourceText:
        return self.places.source

    def head(self, name: str) -> None:
        """Find the columns of one sheet."""
        sheet = self.sheets.get(name)
        if sheet is None:
            known = [sheet.name for sheet in self.book.sheets]
            near = nearest(name, [one for one in known if one.strip() not in (*_SHEETS, CHOICES, GUIDE)])
            details = {"sheet": name, "known": "、".join(known) or "无", "near": near or ""}
            self.report(Problem("R072", "near" if near else "", details), None)
            return
        if not sheet.rows:
            self.report(Problem("R073", "", {"sheet": sheet.name, "key": NUMBER}), self.places.at(sheet.name, 1, 1))
            return
        head, diagnostics = read_head(sheet, _SHEETS[name], self.vocabulary, self.places)
        self.diagnostics += diagnostics
        if head is None:
            return
        self.heads[name] = head
        self.merged_columns(sheet, head)
        if name == COURSE and STEP not in {column.field.name for column in head.columns.values()}:
            at = self.places.at(sheet.name, head.row, head.number)
            self.report(Problem("R073", "", {"sheet": sheet.name, "key": STEP}), at)

    def merged_columns(self, sheet: Sheet, head: Head) -> None:
        """Report cells that are merged across columns: whose value it is can't be told."""
        for block in sheet.merged:
            cell = sheet.rows.get(block.top, {}).get(block.left)
            if block.top >= head.row and block.left < block.right and cell is not None:
                self.report(Problem("R078"), self.places.cell(sheet.name, cell))

    def cases(self) -> list[_Case]:
        """The cases in the order of their rows."""
        sheet, head = self.sheets[CASES], self.heads[CASES]
        cases: dict[str, _Case] = {}
        examples = False
        for row, cells in self.rows(CASES):
            cell = cells.get(head.number)
            if cell is None:
                self.report(Problem("R075"), self.places.at(sheet.name, row, head.number))
                continue
            number = _number(cell)
            if _EXAMPLE.fullmatch(number):
                examples = True
            elif (first := cases.get(number)) is not None:
                earlier = self.places.cell(sheet.name, first.at)
                at = self.places.cell(sheet.name, cell)
                self.report(Problem("R077", "", {"number": number}), at, (earlier, "第一次写在这里"))
            else:
                cases[number] = _Case(number, row, cell)
        if not cases and not self.diagnostics:
            at = self.places.at(sheet.name, head.row + 1, head.number)
            self.report(Problem("R087", "example" if examples else ""), at)
        return list(cases.values())

    def assign(self, cases: list[_Case]) -> None:
        """Give each row of 经过 to its case."""
        sheet, head = self.sheets[COURSE], self.heads[COURSE]
        by_number = {case.number: case for case in cases}
        for row, cells in self.rows(COURSE):
            cell = cells.get(head.number)
            if cell is None:
                if len(cases) == 1:
                    cases[0].events.append(row)
                else:
                    self.report(Problem("R075"), self.places.at(sheet.name, row, head.number))
                continue
            number = _number(cell)
            if number in by_number:
                by_number[number].events.append(row)
            elif not _EXAMPLE.fullmatch(number) and cases:
                near = _nearest_number(number, by_number)
                details = {"number": number, "near": near or "", "known": "、".join(by_number)}
                self.report(Problem("R076", "near" if near else "", details), self.places.cell(sheet.name, cell))

    def rows(self, name: str) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows below the head that hold anything in its columns."""
        head = self.heads[name]
        for row, cells in self.sheets[name].rows.items():
            known = {column: cell for column, cell in cells.items() if column == head.number or column in head.columns}
            if row > head.row and known:
                yield row, known

    def record(self, case: _Case) -> tuple[DecisionRecord | None, tuple[Diagnostic, ...]]:
        """Read one case."""
        sheet = self.sheets[CASES]
        entries = list(self.entries(CASES, case.row, case))
        names = {key.text for key, _ in entries}
        at = self.places.cell(sheet.name, case.at)
        if TITLE not in names:
            entries.append((Scalar(TITLE, at), Scalar(case.number, at)))
        rules = self.rules()
        if rules is not None and RULES not in names:
            entries.append((Scalar(RULES, rules.span), rules))
        if case.events:
            items = tuple(self.event(row, case) for row in case.events)
            entries.append((Scalar(EVENTS, items[0].span), Items(items, items[0].span)))
        self.hidden(CASES, [case.row], case)
        self.hidden(COURSE, case.events, case)
        return build(Entries(tuple(entries), at), self.vocabulary)

    def event(self, row: int, case: _Case) -> Entries:
        """Read one row of 经过; its place is the cell of its step, even an empty one."""
        head = self.heads[COURSE]
        step = next((at for at, column in head.columns.items() if column.field.name == STEP), 0)
        span = self.places.at(self.sheets[COURSE].name, row, step or head.number)
        # Where there is no column for it, that has been reported once; it is not the fault of each row.
        missing = () if step else ((Scalar(STEP, span), Broken(span)),)
        return Entries((*self.entries(COURSE, row, case), *missing), span)

    def entries(self, name: str, row: int, case: _Case) -> Iterator[tuple[Scalar, Node]]:
        """The fields of one row; what a cell can't mean is reported."""
        sheet, head = self.sheets[name], self.heads[name]
        for at, cell in sheet.rows[row].items():
            column = head.columns.get(at)
            if column is not None:
                key = Scalar(column.field.name, self.places.cell(sheet.name, column.head))
                yield key, self.node(sheet, cell, column, case)

    def node(self, sheet: Sheet, cell: Cell, column: Column, case: _Case) -> Node:
        span = self.places.cell(sheet.name, cell)
        text = text_of(cell, column)
        if isinstance(text, str):
            return Scalar(text, span)
        case.diagnostics.append(diagnostic(text, span))
        return Broken(span)

    def rules(self) -> Items | None:
        """The rulesets that the form was made for: what 选项 lists below 规则."""
        sheet = self.sheets.get(CHOICES)
        if sheet is None or not sheet.rows:
            return None
        top = next(iter(sheet.rows))
        column = next((cell.column for cell in sheet.rows[top].values() if cell.text.strip() == RULES), 0)
        cells = [cells[column] for row, cells in sheet.rows.items() if row > top and column in cells]
        items = tuple(Scalar(cell.text, self.places.cell(sheet.name, cell)) for cell in cells)
        return Items(items, items[0].span) if items else None

    def hidden(self, name: str, rows: list[int], case: _Case) -> None:
        """Warn of hidden rows and columns that hold something of the case."""
        if name not in self.heads:
            return
        sheet, head = self.sheets[name], self.heads[name]
        columns: dict[int, Cell] = {}
        for row in rows:
            cells = sheet.rows[row]
            if row in sheet.hidden_rows:
                text = f"{sheet.name}!{row}:{row}"
                at = self.places.at(sheet.name, row, next(iter(cells)))
                case.diagnostics.append(diagnostic(Problem("R079", "", {"text": text}), at))
            for column in sheet.hidden_columns & cells.keys() & head.columns.keys():
                columns.setdefault(column, cells[column])
        for column, cell in sorted(columns.items()):
            text = f"{sheet.name}!{letters(column)}:{letters(column)}"
            at = self.places.cell(sheet.name, cell)
            case.diagnostics.append(diagnostic(Problem("R079", "", {"text": text}), at))

    def unread_sheets(self) -> list[Diagnostic]:
        """Warn of further sheets that look as if they held records."""
        ours = (*_SHEETS, CHOICES, GUIDE)
        return [
            diagnostic(Problem("R086", "", {"sheet": sheet.name}), None)
            for sheet in self.book.sheets
            if sheet.name.strip() not in ours and any(NUMBER in cell.text for cell in sheet.cells())
        ]


def _number(cell: Cell) -> str:
    return values.name(one_line(cell.text))


def _nearest_number(number: str, known: dict[str, _Case]) -> str | None:
    """The case that was probably meant: the same but for leading zeros (2024-1, 2024-01), or for what looks alike.

    Numbers that are one digit apart are neighbours, not misspelt.
    """
    return next((one for one in known if _bare(one) == _bare(number) or confusable(one, number)), None)


def _bare(number: str) -> str:
    """A case's number without the zeros that Excel and people leave out."""
    return _LEADING_ZEROS.sub("", number).casefold()


def _spread(sheet: Sheet) -> Sheet:
    """Give each row of a block that is merged in one column the value of the block."""
    added: list[Cell] = []
    for block in sheet.merged:
        first = sheet.rows.get(block.top, {}).get(block.left)
        if first is not None and block.left == block.right:
            added += [replace(first, row=row) for row in sheet.rows if block.top < row <= block.bottom]
    return replace(sheet, rows=make_sheet(sheet.name, [*sheet.cells(), *added]).rows) if added else sheet


def _in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda found: (found.span.start if found.span else -1, found.code)))
