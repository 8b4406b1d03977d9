"""What generated code may use."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dsl.values import FieldType, Period
from engine.calendar import due, within, working_days_between
from engine.interpret.occurrences import NOWHERE, decided, first, last, prior, select
from engine.totals import headcount, total

NAMES: dict[str, object] = {
    "date": date,
    "Fraction": Fraction,
    "Period": Period,
    "FieldType": FieldType,
    "due": due,
    "headcount": headcount,
    "total": total,
    "within": within,
    "working_days_between": working_days_between,
    "NOWHERE": NOWHERE,
    "NO_OCCURRENCES": (),
    "decided": decided,
    "first": first,
    "last": last,
    "prior": prior,
    "select": select,
}
"""Global names of generated code, and what they stand for."""
