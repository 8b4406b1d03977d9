"""Predicates written from the statutes and norms written as rules come to the same verdicts."""

from __future__ import annotations

import pytest

from tests.oracle import decisions, meetings, ningbo, village
from tests.oracle.acts import Predicate
from tests.oracle.compare import Compared, compare
from tests.oracle.norms import NORMS
from tests.oracle.readings import READINGS

RECORDS, SEED = 3_000, 713


@pytest.fixture(scope="module")
def compared() -> dict[Predicate, Compared]:
    return {one.pair.predicate: one for one in compare(RECORDS, SEED)}


@pytest.mark.parametrize("pair", NORMS, ids=lambda pair: pair.norms[0])
def test_same_verdicts(pair, compared):
    different = compared[pair.predicate].different
    assert not different, "\n".join(
        f"{record} on {day}: here {ours}, engine {engines}" for record, day, ours, engines in different
    )


@pytest.mark.parametrize("pair", NORMS, ids=lambda pair: pair.norms[0])
def test_no_verdict_but_those_that_can_occur(pair, compared):
    assert not set(compared[pair.predicate].verdicts) & pair.never


def test_nearly_every_verdict_occurs(compared):
    """The few that are too seldom for so few records occur a hundred times in the run of 100,000."""
    seldom = [verdict for one in compared.values() for verdict, times in one.occurred.items() if not times]
    assert len(seldom) <= 3


def test_hardly_a_reading_explains_nothing(compared):
    """Two events of one step on one day are seldom; what is not needed in the run of 100,000 is to be deleted."""
    needless = [predicate.__name__ for predicate in READINGS if not compared[predicate].explained]
    assert len(needless) <= 4, needless


def test_each_predicate_has_a_norm():
    listed = [pair.predicate for pair in NORMS]
    written = [
        one
        for module in (meetings, village, decisions, ningbo)
        for one in vars(module).values()
        if hasattr(one, "__wrapped__") and one.__module__ == module.__name__
    ]
    assert sorted(map(id, listed)) == sorted(map(id, written))
