"""The generated function and the reference evaluator agree on every norm and every record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import compile_programs
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
