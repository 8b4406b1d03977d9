"""Many cases in one process: is the memory flat while they are opened, looked through for deadlines, and verified?

    python -m benchmarks.many_cases [cases]

Each case is opened through the desk, as ``cunwu case open`` does, in a
register on the disk, and is open when the next one comes. The memory is that
of the process (resident set), after each tenth of the cases.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from cunwu.cases.desk import Desk
from cunwu.cases.due import due_of
from cunwu.register import Register
from cunwu.work import Work

RULES = Path(__file__).parents[1] / "tests" / "cunwu" / "data" / "village.cunwu"
MOMENT = datetime(2024, 3, 5, 8, tzinfo=UTC)
AS_OF = date(2024, 3, 6)


def main(cases: int = 100_000) -> None:
    work = Work.open([RULES], AS_OF, {})
    with tempfile.TemporaryDirectory() as folder, Register.open(Path(folder) / "cunwu.db") as register:
        desk = Desk(register, work)
        record = work.plain(
            work.read_mapping(
                {
                    "标题": "修村道", "程序": "五议决策法", "金额": "12万元", "组成人员": 48, "经过完整": "是",
                    "经过": [{"步骤": "决议", "日期": date(2024, 3, 5), "实到": 32, "同意": 31}],
                }
            )
        )  # fmt: skip

        def opened() -> Iterator[int]:
            for number in range(cases):
                yield desk.open(record, f"2024-{number:06}", "王会计", MOMENT, AS_OF).new[0].number

        _run("opened", opened(), cases)
        _run("looked at for what falls due", desk.all(AS_OF), cases)
        found, refused = due_of(desk.all(AS_OF), AS_OF, "zh")
        assert not found and not refused
        _run("read", register.all_entries(), 2 * cases)
        started = perf_counter()
        assert not register.verify()
        print(f"verified in {perf_counter() - started:.0f} s, {_memory():.0f} MB")


def _run(what: str, work: Iterable[object], count: int) -> None:
    started, tenth, memory = perf_counter(), max(1, count // 10), []
    for number, _ in enumerate(work, 1):
        if number % tenth == 0:
            memory.append(_memory())
    rate = count / (perf_counter() - started)
    print(f"{count} {what}, {rate:.0f} a second; MB after each tenth:", *(f"{one:.0f}" for one in memory), flush=True)


def _memory() -> float:
    """The resident set of this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
