"""The corridor in which the engine is right, and what is refused because it lies outside.

Measured of durable-rules 2.0.28: outside of it the engine crashes, hangs or is
silently wrong. What is checked here is checked when rulesets are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import prod
from typing import Any

TAG = {"k": 1}
"""The first condition of every rule, and a field of every fact: norms, one pattern."""

RULES = 12
"""Rules of a ruleset, where a single norm doesn't need more. The engine takes more, but passes every rule that
fires the whole fact: many small rulesets are asked in a fifth of the time of few large ones."""

FIELDS = 60
"""Fields of a fact, where a single norm doesn't need more."""

MOST_FIELDS = 240
"""Fields that the engine takes; it refuses facts of more than 252."""

WAYS = 60
"""Ways in which a fact can satisfy the rules of a ruleset: the engine refuses one that satisfies more than 64."""

GROUPS = 10
"""Conjunctions and disjunctions of a rule, which the engine takes up to some 16 of."""

LARGEST = 2**62
"""Whole numbers must be smaller; the engine's own are of 64 bits."""

OWN_FIELDS = frozenset({"k", "id", "sid"})
"""Fields that the engine or its host gives."""

_GROUPS = frozenset({"$and", "$or"})
_TESTS = frozenset({"$lt", "$lte", "$gt", "$gte", "$neq"})


class UnsafeRulesError(ValueError):
    """A ruleset that the engine may not be given."""


def refuse_unsafe(rules: Mapping[str, Any], fields: Collection[str]) -> None:
    """Raise UnsafeRulesError where ``rules`` leave the corridor; ``fields`` are those that every fact has."""
    if len(fields) > MOST_FIELDS:
        raise UnsafeRulesError(f"{len(fields)} fields; at most {MOST_FIELDS}")
    refuse_same_hash([*fields, *OWN_FIELDS])
    for name, rule in rules.items():
        try:
            _check(rule, frozenset(fields))
        except UnsafeRulesError as error:
            raise UnsafeRulesError(f"{name}: {error}") from None
    if (most := most_ways(rules)) > WAYS:
        raise UnsafeRulesError(f"{most} ways to satisfy the rules; at most {WAYS}")


def refuse_same_hash(names: Iterable[str]) -> None:
    """Raise UnsafeRulesError where two names are one to the engine, which compares their hashes only."""
    seen: dict[int, str] = {}
    for name in dict.fromkeys(names):
        other = seen.setdefault(fnv(name), name)
        if other != name:
            raise UnsafeRulesError(f"“{other}” and “{name}” have one hash")


def fnv(name: str) -> int:
    """The engine's own hash of a name: FNV-1a of 32 bits over signed bytes."""
    found = 0x811C9DC5
    for byte in name.encode():
        found = ((found ^ (byte | 0xFFFFFF00 if byte >= 0x80 else byte)) * 16777619) & 0xFFFFFFFF
    return found


def refuse_unsafe_fact(fact: Mapping[str, object], fields: Collection[str]) -> None:
    """Raise UnsafeRulesError for a fact that lacks a field, has others, or holds what the engine misreads."""
    if fact.keys() != set(fields):
        odd = sorted(fact.keys() ^ set(fields))
        raise UnsafeRulesError(f"fields missing or unknown: {odd}")
    for name, value in fact.items():
        if type(value) is not int or abs(value) >= LARGEST:
            raise UnsafeRulesError(f"{name}: {value!r} is no whole number that the engine holds")


def _check(rule: Any, fields: frozenset[str]) -> None:
    if set(rule) != {"all"} or len(rule["all"]) != 1 or set(rule["all"][0]) != {"m"}:
        raise UnsafeRulesError("one pattern, called m, and nothing else")
    condition = rule["all"][0]["m"]
    if set(condition) != {"$and"} or condition["$and"][0] != TAG or len(condition["$and"]) < 2:
        raise UnsafeRulesError("the tag comes first, in a conjunction")
    count = sum(_groups(part, fields) for part in condition["$and"][1:])
    if count > GROUPS:
        raise UnsafeRulesError(f"{count} groups; at most {GROUPS}")


def most_ways(rules: Mapping[str, Any]) -> int:
    """In how many ways one fact can satisfy the rules at most, of the rules of one norm those of one verdict only.

    A rule's name is the norm's place, the verdict and a number, with points between.
    """
    ways: dict[str, dict[str, int]] = {}
    for name, rule in rules.items():
        norm, verdict, _ = name.split(".")
        of_norm = ways.setdefault(norm, {})
        of_norm[verdict] = of_norm.get(verdict, 0) + _ways(rule["all"][0]["m"])
    return sum(max(of_norm.values()) for of_norm in ways.values())


def _ways(part: Any) -> int:
    """In how many ways a condition can be satisfied: each branch that holds fires its rule."""
    ((key, value),) = part.items()
    if key not in _GROUPS:
        return 1
    ways = [_ways(one) for one in value]
    return sum(ways) if key == "$or" else prod(ways)


def _groups(part: Any, fields: frozenset[str]) -> int:
    """How many groups there are in a condition, each part of it checked."""
    if not isinstance(part, dict) or len(part) != 1:
        raise UnsafeRulesError(f"{part!r} is no condition")
    ((key, value),) = part.items()
    if key in _GROUPS:
        if not isinstance(value, list) or not value:
            raise UnsafeRulesError("a group without parts")
        return 1 + sum(_groups(one, fields) for one in value)
    if key in _TESTS:
        if not isinstance(value, dict) or len(value) != 1:
            raise UnsafeRulesError(f"{value!r} is no comparison")
        ((key, value),) = value.items()
    if key.startswith("$"):
        raise UnsafeRulesError(f"{key} is not allowed")
    other = value.get("$m") if isinstance(value, dict) and set(value) == {"$m"} else None
    for field in (key, *([other] if other is not None else [])):
        if field not in fields:
            raise UnsafeRulesError(f"“{field}” is no field of the facts")
    if other is None and (type(value) is not int or abs(value) >= LARGEST):
        raise UnsafeRulesError(f"{value!r} is no whole number that the engine holds")
    return 0
