"""``python -m tests.receipt.generate``: writes receipt_like.csv, a small log in the form of receipt, always the same.

Made up from a seed: the ways through the procedure and how often it strays from them are like those of the real log,
which stays outside of the project; not one event is taken from it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from tests.receipt.constraints import ACTIVITIES
from tests.receipt.event_table import CASE, STEP, TIME

FILE = Path(__file__).with_name("receipt_like.csv")
CASES, SEED = 100, 29
"""With this seed every constraint is broken by some case, and each wrong rule of the test is seen."""
COLUMNS = ("case:channel", CASE, STEP, "lifecycle:transition", "org:group", TIME)
_ZONE = timezone(timedelta(hours=1))
_MAIN = ("C", "T02", "T04", "T05", "T06", "T10")
_ADVICE = ("T07-1", "T07-2", "T07-5", "T08", "T09-1")
_TAILS = (("T11", "T12", "T14", "T15"), ("T16", "T17", "T19", "T20"), ("T16", "T17", "T18", "T17", "T19", "T20"))


def steps(random: Random) -> Iterator[str]:
    """The steps of one case, by their numbers; from time to time one is left out, taken twice or out of turn."""
    main = list(_MAIN)
    if random.random() < 0.1:
        del main[random.randrange(1, 6) :]
    elif random.random() < 0.08:
        del main[random.randrange(1, 6)]
    if random.random() < 0.2:
        _strays(main, random)
    for number in main:
        yield number
        if number == "T02" and random.random() < 0.12:
            yield from ("T03", "T02") if random.random() < 0.8 else ("T03",)
        if number == "T06" and random.random() < 0.2:
            advice = random.sample(_ADVICE, random.randint(1, 3))
            yield from (*advice, "T06") if random.random() < 0.5 else advice
        if number in ("T04", "T05") and random.random() < 0.03:
            yield number
        if number == "T10" and random.random() < 0.1:
            yield "T06"
    tails = random.choices((0, 1, 2), (70, 27, 3))[0]
    for tail in random.sample(_TAILS, tails):
        taken = list(tail)
        if random.random() < 0.2:
            taken.remove(random.choice(taken))
        if random.random() < 0.2:
            _strays(taken, random)
        yield from (*taken, "T02") if random.random() < 0.1 else taken


def _strays(taken: list[str], random: Random) -> None:
    """Take a step before its turn."""
    place = random.randrange(len(taken))
    taken.insert(random.randrange(place + 1), taken.pop(place))


def rows(count: int, seed: int) -> Iterator[dict[str, str]]:
    """The events of so many cases; often several on one day, never two at one moment."""
    random = Random(seed)
    for number in range(1, count + 1):
        moment = datetime(2011, 1, 3, 9, tzinfo=_ZONE) + timedelta(days=random.randrange(300))
        channel = random.choice(("Internet", "Desk", "Post"))
        for step in steps(random):
            days = random.choice((0, 0, 0, 1, 3))
            moment += timedelta(days=days, minutes=random.randint(1, 25), milliseconds=random.randrange(60_000))
            yield {
                "case:channel": channel,
                CASE: f"case-{number}",
                STEP: ACTIVITIES[step],
                "lifecycle:transition": "complete",
                "org:group": random.choice(("Group 1", "Group 2", "EMPTY")),
                TIME: moment.isoformat(" ", "milliseconds"),
            }


def write(path: Path = FILE, count: int = CASES, seed: int = SEED) -> None:
    """Write such a log."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(count, seed))


if __name__ == "__main__":
    write()
