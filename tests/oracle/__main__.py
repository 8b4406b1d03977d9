"""``python -m tests.oracle [records] [seed]``: the table of norms, and the records on which there is a difference."""

from __future__ import annotations

import sys

import yaml

from tests.oracle.compare import compare
from tests.oracle.truth import Verdict

HEADS = ("COMPLIANT", "VIOLATED", "UNKNOWN", "PENDING", "none", "reading", "differ")

ALL, ENOUGH = 100_000, 100
"""In so many records each verdict that can occur does so at least so often."""


def main(count: int = ALL, seed: int = 2026) -> int:
    compared = compare(count, seed)
    print(f"{count} records, seed {seed}")
    print(*(f"{head:>10}" for head in HEADS), "norm")
    for one in compared:
        of = one.verdicts
        numbers = [of[Verdict[head]] for head in HEADS[:4]] + [of[None], one.explained, one.differences]
        print(*(f"{number:>10}" for number in numbers), " ".join(one.pair.norms))
    different = [one for one in compared if one.different]
    for one in different:
        print(f"\n# {one.pair.norms[0]} ({one.differences})")
        for record, today, ours, engines in one.different[:2]:
            print(f"# on {today}: here {ours}, engine {engines}")
            print(yaml.safe_dump(record, allow_unicode=True, sort_keys=False))
    scarce = [one.pair.norms[0] for one in compared if min(one.occurred.values()) < ENOUGH]
    if count >= ALL and scarce:
        print(f"\n# a verdict occurred fewer than {ENOUGH} times:", *scarce)
    return int(bool(different or (count >= ALL and scarce)))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
