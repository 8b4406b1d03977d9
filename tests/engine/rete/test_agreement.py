"""The rule engine and the reference give every norm the same verdict."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.norms.nodes import TRUE, Compare, Op, Scale
from dsl.values import FieldType
from engine.facts import facts_of
from engine.interpret.codes import Code
from engine.interpret.evaluator import compile_programs
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from engine.rete.evaluator import ReteEvaluator, is_installed
from engine.scenarios import mapping_of
from rulesets.loader import load
from tests.engine.interpret.build import at_least, count, fact, norm, program, record
from tests.engine.interpret.strategies import AS_OF, READINGS, facts, programs

pytestmark = pytest.mark.skipif(not is_installed(), reason="durable-rules is not installed")


@settings(max_examples=40)
@given(
    programs(),
    st.lists(facts, min_size=1, max_size=5),
    st.dictionaries(st.sampled_from(READINGS).map(lambda r: r[0]), st.booleans()),
)
def test_generated_norms(made, several, readings):
    reference = compile_programs([made], readings)
    with ReteEvaluator(reference, workers=1) as engine:
        for found in several:
            assert engine.verdicts(found, AS_OF) == reference.verdicts(found, AS_OF)
        assert engine.workers.starts <= 1


def test_scenarios_of_bundled_norms():
    library = load()
    vocabulary = Vocabulary(library.fields)
    reference = compile_programs(library.programs)
    scenarios = [scenario for ruleset in library.rulesets for scenario in ruleset.scenarios]
    with ReteEvaluator(reference, workers=1) as engine:
        for scenario in scenarios[::9]:
            read, diagnostics = from_mapping(mapping_of(scenario), vocabulary)
            assert read is not None, diagnostics
            found = facts_of(read, AS_OF)
            answers = zip(engine.norms, engine.verdicts(found, AS_OF), reference.verdicts(found, AS_OF), strict=True)
            assert [(one.id, given, wanted) for one, given, wanted in answers if given != wanted] == [], scenario.name
        assert engine.workers.starts == 1


def test_each_comparison_on_both_sides_of_its_boundary():
    norms = [norm(Compare(op, fact("实到"), count(32)), name=op.value) for op in Op]
    ruleset = program(*norms)
    reference = compile_programs([ruleset])
    with ReteEvaluator(reference, workers=1) as engine:
        for values in ({"实到": 31}, {"实到": 32}, {"实到": 33}, {"实到": Fraction(63, 2)}, {}):
            found = record(**values)
            assert engine.verdicts(found, AS_OF) == reference.verdicts(found, AS_OF), values


def test_fractions_are_exact():
    two_thirds = norm(at_least(fact("实到"), Scale(fact("应到"), Fraction(2, 3))))
    with ReteEvaluator(compile_programs([program(two_thirds)]), workers=1) as engine:
        for come, verdict in ((31, Code.VIOLATED), (32, Code.COMPLIANT)):
            assert engine.verdicts(record(实到=come, 应到=48), AS_OF) == [verdict]


def test_a_number_that_the_engine_cannot_hold_is_compared_before():
    much = norm(at_least(fact("金额", FieldType.MONEY), count(5, FieldType.MONEY)))
    both = [program(much, norm(TRUE, name="别的"))]
    with ReteEvaluator(compile_programs(both), workers=1) as engine:
        assert engine.verdicts(record(金额=10**30), AS_OF) == [Code.COMPLIANT, Code.COMPLIANT]
        assert engine.verdicts(record(金额=-(10**30)), AS_OF) == [Code.VIOLATED, Code.COMPLIANT]
        assert engine.verdicts(record(金额=10**9), AS_OF) == [Code.COMPLIANT, Code.COMPLIANT]
