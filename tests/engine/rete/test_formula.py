"""Conditions on fields: as flat as can be, and split where they are too large."""

from __future__ import annotations

import pytest

from engine.rete.formula import (
    ALWAYS,
    NEVER,
    All,
    Any,
    Comparison,
    all_of,
    alternatives,
    any_of,
    as_json,
    fields,
    groups,
)

A, B, C, D = (Comparison(name, "$eq", 1) for name in "abcd")


def test_what_always_or_never_holds_goes():
    assert all_of([A, ALWAYS]) == A
    assert all_of([A, NEVER, B]) == NEVER
    assert any_of([A, NEVER]) == A
    assert any_of([A, ALWAYS, B]) == ALWAYS
    assert all_of([]) == ALWAYS and any_of([]) == NEVER


def test_groups_of_one_kind_become_one():
    assert all_of([A, all_of([B, C])]) == All((A, B, C))
    assert any_of([any_of([A, B]), C]) == Any((A, B, C))


def test_a_large_condition_is_split_into_alternatives():
    large = all_of([A, any_of([all_of([B, C]), all_of([C, D])]), any_of([B, D])])
    assert groups(large) == 5
    assert alternatives(large, 5) == [large]
    split = alternatives(large, 2)
    assert all(groups(one) <= 2 for one in split)
    assert any_of([all_of([one]) for one in split]) == any_of(split)
    for number in range(16):
        held = {name: bool(number >> place & 1) for place, name in enumerate("abcd")}
        assert holds(large, held) == any(holds(one, held) for one in split)
    with pytest.raises(ValueError, match="groups in one"):
        alternatives(all_of([A, B]), 0)


def holds(formula, held) -> bool:
    match formula:
        case Comparison(field=name):
            return held[name]
        case All(parts=parts):
            return all(holds(part, held) for part in parts)
        case Any(parts=parts):
            return any(holds(part, held) for part in parts)
    raise AssertionError(formula)


def test_as_the_engine_reads_it():
    between = all_of([Comparison("a", "$gte", "b"), any_of([A, Comparison("c", "$lt", 3)])])
    assert as_json(between) == {"$and": [{"$gte": {"a": {"$m": "b"}}}, {"$or": [{"a": 1}, {"$lt": {"c": 3}}]}]}
    assert fields(between) == {"a", "b", "c"}
    with pytest.raises(ValueError, match="says nothing"):
        as_json(ALWAYS)
