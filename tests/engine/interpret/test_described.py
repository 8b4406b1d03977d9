"""What is said of a norm is all that counts: norms that read the same judge every record the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.describe.context import Context
from dsl.describe.norms import describe_norm
from dsl.norms.nodes import Program
from engine.interpret.evaluator import compile_programs
from tests.dsl.describe.changes import changed_force, changes
from tests.engine.interpret.strategies import AS_OF, READINGS, facts, norms


def said(norm, language="zh"):
    return describe_norm(norm, Context.of([Program("测试集", (norm,), READINGS)], language=language)).text()


def verdicts(norm, records):
    evaluator = compile_programs([Program("测试集", (norm,), READINGS)], {})
    return [evaluator.report(record, AS_OF).findings[0].verdict for record in records]


@settings(max_examples=25, deadline=None)
@given(norms(), st.lists(facts, min_size=3, max_size=6), st.sampled_from(["zh", "en"]))
def test_norms_that_read_the_same_judge_the_same(norm, records, language):
    text = said(norm, language)
    everything = [*changes(norm), *changed_force(norm)]
    alike = [changed for _, changed in everything if said(changed, language) == text]
    for changed in alike[:10]:
        assert verdicts(replace(changed, kind=norm.kind), records) == verdicts(norm, records), text


@settings(max_examples=40, deadline=None)
@given(norms())
def test_any_norm_can_be_told(norm):
    for language in ("zh", "en"):
        text = said(norm, language)
        assert "None" not in text and "{" not in text
        assert text == said(norm, language)
