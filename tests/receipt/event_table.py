"""A log as a table (CSV) in the form of receipt, and the two ways in which it is given to our import."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

CASE, STEP, TIME = "case:concept:name", "concept:name", "time:timestamp"
COMPLETE = "case:经过完整"
_FIRST_DAY = date(2001, 1, 1)


class Row(NamedTuple):
    """An event: its case, step and moment, and all cells of its row by column."""

    case: str
    step: str
    moment: datetime
    cells: dict[str, str]


def read_table(path: Path) -> dict[str, list[Row]]:
    """The events of each case, in order of time; those of one moment as the file has them."""
    cases: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            row = Row(cells[CASE], cells[STEP], datetime.fromisoformat(cells[TIME]), cells)
            cases.setdefault(row.case, []).append(row)
    return {case: sorted(rows, key=lambda row: row.moment) for case, rows in cases.items()}


def on_their_days(cases: dict[str, list[Row]]) -> bytes:
    """The log as it is, but for a column that closes each case: what it doesn't list did not happen."""
    return _written([row.cells | {COMPLETE: "是"} for rows in cases.values() for row in rows])


def in_their_order(cases: dict[str, list[Row]]) -> bytes:
    """The log with each event of a case on a day of its own, in their order.

    Our facts are days, DECLARE speaks of the order of events alone; so the whole order becomes one of days.
    """
    return _written(
        [
            row.cells | {COMPLETE: "是", TIME: str(_FIRST_DAY + timedelta(days=place))}
            for rows in cases.values()
            for place, row in enumerate(rows)
        ]
    )


def day_of(row: Row) -> date:
    """The day that our import reads: that which stands in the log, in its own time zone."""
    return date.fromisoformat(row.cells[TIME][:10])


def _written(rows: Sequence[dict[str, str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
