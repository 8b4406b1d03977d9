"""Event logs as a table (CSV): each row an event, its columns named as in XES, ``case:`` before those of the case.

See ``engine.records.event_log``. A cell that is empty says nothing.
"""

from __future__ import annotations

import csv
from io import StringIO

from engine.records.decode import MOST_BYTES_OF_WORKBOOKS, decode
from engine.records.event_log import NAME, TIME, Attributes, record_of, refused
from engine.records.nodes import RecordFile
from engine.records.vocabulary import Vocabulary

_OF_CASE = "case:"
_NEEDED = frozenset({_OF_CASE + NAME, NAME, TIME})


def read_csv(data: bytes, name: str, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """The records of a log, in the order in which their cases begin; or why the log can't be read."""
    text, diagnostics = decode(data, name, MOST_BYTES_OF_WORKBOOKS)
    if text is None:
        return (RecordFile(None, diagnostics, None),)
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    cases: dict[str, tuple[Attributes, list[Attributes]]] = {}
    try:
        header = [column.strip() for column in next(rows, [])]
        if not _NEEDED.issubset(header):
            return (refused(name, "columns"),)
        for row in rows:
            if len(row) > len(header):
                return (refused(name, "csv", line=str(rows.line_num)),)
            cells = {column: cell for column, cell in zip(header, row, strict=False) if cell.strip()}
            of_case = {key.removeprefix(_OF_CASE): cells.pop(key) for key in header if _is_of_case(key, cells)}
            if NAME in of_case:
                cases.setdefault(of_case[NAME].strip(), (of_case, []))[1].append(cells)
            elif cells or of_case:
                return (refused(name, "number", line=str(rows.line_num)),)
    except csv.Error:
        return (refused(name, "csv", line=str(rows.line_num)),)
    if not cases:
        return (refused(name, "empty"),)
    return tuple(record_of(*case, number, vocabulary) for number, case in enumerate(cases.values(), 1))


def _is_of_case(key: str, cells: Attributes) -> bool:
    return key.startswith(_OF_CASE) and key in cells
