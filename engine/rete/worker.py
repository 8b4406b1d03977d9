"""The process in which the engine runs. It knows nothing of norms, and may die at any time.

Run by its path, so that it starts in little time. Lines of JSON, both ways:
rulesets that are new, and questions, each the number of a ruleset and a fact;
answered by a list of the names of the rules that fired for each, ``null`` where
the engine gave no answer. The first line, ``true``, says that it has started.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

SENTINEL = "~"
"""The rule that fires for every fact, after all others: without it there is no answer."""
_LAST = 9999


def main() -> None:
    """Answer until the input ends. What the engine itself prints goes to the error output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lines = iter(sys.stdin.readline, "")
    add, ask = engine()
    print("true", file=answers, flush=True)
    for line in lines:
        rulesets, questions = json.loads(line)
        for rules in rulesets:
            add(rules)
        found = [ask(ruleset, fact) for ruleset, fact in questions]
        print(json.dumps(found), file=answers, flush=True)


def engine() -> tuple[Callable[[dict[str, Any]], None], Callable[[int, dict[str, int]], list[str] | None]]:
    """The engine: a function that adds a ruleset, and one that puts a fact to one, by its number.

    The latter gives the names of the rules that fired, None where there is no answer.
    """
    from durable.engine import Host

    class QuietHost(Host):  # type: ignore[misc]
        """A host without threads of its own, which take actions away and touch what was deleted."""

        def _run(self) -> None:
            pass

    fired: set[str] = set()

    def noting(name: str) -> Callable[[object], None]:
        return lambda _: fired.add(name)

    host = QuietHost()
    rulesets = count = 0

    def add(rules: dict[str, Any]) -> None:
        nonlocal rulesets
        made = {name: {**rule, "run": noting(name)} for name, rule in rules.items()}
        made[SENTINEL] = {"all": [{"m": {"k": 1}}], "pri": _LAST, "run": noting(SENTINEL)}
        host.set_rulesets({f"r{rulesets}": made})
        rulesets += 1

    def ask(ruleset: int, fact: dict[str, int]) -> list[str] | None:
        nonlocal count
        count += 1
        fired.clear()
        try:
            host.assert_fact(f"r{ruleset}", {**fact, "k": 1, "id": count})
            host.retract_fact(f"r{ruleset}", {"id": count})
        except Exception:
            return None
        return sorted(fired - {SENTINEL}) if SENTINEL in fired else None

    return add, ask


if __name__ == "__main__":
    main()
