"""The generated function, the short ways to a finding and the reference agree on every norm and every record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.facts import facts_of
from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import compile_programs
from engine.interpret.scene import Case
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from engine.scenarios import mapping_of
from rulesets.loader import load
from tests.engine.interpret.strategies import AS_OF, READINGS, facts, programs


@settings(max_examples=100)
@given(
    programs(),
    st.lists(facts, min_size=1, max_size=5),
    st.dictionaries(st.sampled_from(READINGS).map(lambda r: r[0]), st.booleans()),
)
def test_both_evaluators_agree(program, several, readings):
    evaluator = compile_programs([program], readings)
    for found in several:
        expected = [finding.verdict for finding in evaluator.findings(found, AS_OF)]
        assert not any(finding.human and "出错" in finding.human[0] for finding in evaluator.findings(found, AS_OF))
        assert [VERDICTS[code] for code in evaluator._function(found, AS_OF)] == expected, evaluator.source


@settings(max_examples=100)
@given(programs(), st.lists(facts, min_size=1, max_size=5))
def test_short_ways_say_what_the_reference_says(program, several):
    evaluator = compile_programs([program])
    for found in several:
        reference = tuple(judge.reference(Case(found, AS_OF)) for judge in evaluator.judges)
        assert tuple(judge.finding(Case(found, AS_OF)) for judge in evaluator.judges) == reference
        assert evaluator.findings(found, AS_OF) == reference


def test_short_ways_say_what_the_reference_says_of_bundled_norms():
    library = load()
    vocabulary = Vocabulary(library.fields)
    evaluator = compile_programs(library.programs)
    scenarios = [scenario for ruleset in library.rulesets for scenario in ruleset.scenarios]
    for scenario in scenarios[::7]:
        record, diagnostics = from_mapping(mapping_of(scenario), vocabulary)
        assert record is not None, diagnostics
        found = facts_of(record, AS_OF)
        findings = evaluator.findings(found, AS_OF)
        for judge, finding in zip(evaluator.judges, findings, strict=True):
            assert finding == judge.reference(Case(found, AS_OF)), (scenario.name, judge.norm.id)
