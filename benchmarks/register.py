"""How many entries a second does a register take, by how many are acknowledged at once?

    python -m benchmarks.register [URL ...]

On an SQLite file in the folder for temporary files, and on each URL given (an
empty PostgreSQL database). Beside it the same entries by bare SQL in one
transaction, without chain or checks, and the rate at which the disk confirms
a small write.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import create_engine

from cunwu.register import Draft, Register
from cunwu.register.chain import text_of

MOMENT = datetime(2024, 3, 5, 8, tzinfo=UTC)
DRAFT = Draft("added", {"内容": {"步骤": "决议", "日期": "2024-03-05", "实到": 32, "同意": 31, "说明": "话" * 80}})
AT_ONCE = (1, 10, 100, 500)
SECONDS = 2.0


def main(*urls: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        synced = _synced(Path(folder) / "synced")
        print(f"the disk confirms {synced:.0f} small writes a second")
        for url in (f"sqlite:///{folder}/cunwu.db", *urls):
            with Register.open(url) as register:
                print(register.name)
                for at_once in AT_ONCE:
                    rate = _rate(lambda n=at_once: register.append("A1", [DRAFT] * n, "王会计", MOMENT))  # type: ignore[misc]
                    print(f"  {at_once:4} at once: {rate * at_once:7.0f} entries a second, ", end="")
                    print(f"{rate:5.0f} commits, {rate / synced:.2f} of the disk's")
                assert not register.verify()
            print(f"  by bare SQL, {AT_ONCE[-1]} at once, no chain: {_bare(url):7.0f} entries a second")


def _rate(write: Callable[[], object]) -> float:
    """How often something can be done in a second."""
    write()
    count, started = 0, perf_counter()
    while perf_counter() - started < SECONDS:
        write()
        count += 1
    return count / (perf_counter() - started)


def _synced(path: Path) -> float:
    with path.open("wb", buffering=0) as file:

        def write() -> None:
            file.write(b"\0" * 1000)
            os.fsync(file.fileno())

        return _rate(write)


def _bare(url: str) -> float:
    """The rate of plain insertions of the same size."""
    engine = create_engine(url)
    statement = f"INSERT INTO bare VALUES ('A1', 1, '{text_of(DRAFT.body)}')"
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bare (case_number text, number integer, body text)")

    def write() -> None:
        with engine.begin() as connection:
            for _ in range(AT_ONCE[-1]):
                connection.exec_driver_sql(statement)

    rate = _rate(write) * AT_ONCE[-1]
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE bare")
    engine.dispose()
    return rate


if __name__ == "__main__":
    main(*sys.argv[1:])
