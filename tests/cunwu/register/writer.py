"""Forks writers that write to a register without end and acknowledge each write, until they are killed.

Each line that is read names a register, a case and how many entries are
written at once; the process number of the writer is said first, ``dead`` last.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from cunwu.register import Draft, Register

MOMENT = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
BODY = {"说": "话" * 400}


def main() -> None:
    for line in sys.stdin:
        url, case, at_once = line.split()
        writer = os.fork()
        if not writer:
            write(url, case, int(at_once))
        say(str(writer))
        os.waitpid(writer, 0)
        say("dead")


def write(url: str, case: str, at_once: int) -> None:
    parent = os.getppid()
    register = Register.open(url)
    while os.getppid() == parent:  # no writer outlives the test
        written = register.append(case, [Draft("added", BODY)] * at_once, "写手", MOMENT)
        say(str(written[-1].number))
    os._exit(0)


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    main()
