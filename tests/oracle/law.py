"""From when on the statutes are in force (FACTS 0, 6, 9)."""

from __future__ import annotations

from datetime import date, timedelta

VCL_1998 = date(1998, 11, 4)
VCL_2010 = date(2010, 10, 28)
VCL_2018 = date(2018, 12, 29)
VCL_2025 = date(2026, 1, 1)
RCE = date(2025, 5, 1)
D713 = date(2019, 9, 1)
NINGBO = date(2021, 5, 1)


def before(day: date) -> date:
    """The last day of the law that is replaced on ``day``."""
    return day - timedelta(days=1)
