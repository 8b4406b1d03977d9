"""``python -m tests.oracle [records] [seed]``: the table of norms, and the records on which there is a difference."""

from __future__ import annotations

import sys

import yaml

from tests.oracle.compare import compare
from tests.oracle.truth import Verdict

HEADS = ("COMPLIANT", "VIOLATED", "UNKNOWN", "PENDING", "none", "reading", "differ")


def main(count: int = 100_000, seed: int = 2026) -> int:
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
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
