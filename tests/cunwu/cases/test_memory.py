"""The memory doesn't grow with the cases that were opened and looked at."""

from __future__ import annotations

import gc
import tracemalloc

from tests.cunwu.cases.conftest import day


def test_cases_leave_nothing_behind(say):
    def through(first: int, count: int) -> int:
        """Open cases, tell an event of each, and look at all; the bytes that are in use then."""
        for number in range(first, first + count):
            say.open(f"A{number}")
            say.add("决议", "3-5", case=f"A{number}", 实到="31")
        assert sum(1 for _ in say.desk.all(day("3-5"))) == first + count
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        through(0, 30)  # what is made once is made
        before = through(30, 30)
        after = through(60, 90)
    finally:
        tracemalloc.stop()
    assert after - before < 60_000, f"{after - before} bytes more after 90 cases"
