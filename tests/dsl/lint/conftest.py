"""A function that lints a rule text below the vocabulary and one small ruleset."""

from __future__ import annotations

import pytest

from dsl.compile import compile_ruleset
from dsl.diagnostics.render_text import render
from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.run import lint
from dsl.model.nodes import RuleSet
from rulesets.statutes import statutes

ABOVE = """规则集 “上层”
依据 上法：《上法》（法律）
参数 公示期：15日【上法 第三条】
"""


@pytest.fixture(scope="session")
def above(vocabulary: RuleSet) -> tuple[RuleSet, ...]:
    """The rulesets above every text that is linted."""
    made = compile_ruleset(ABOVE, "above.cunwu", "above", (vocabulary,))
    assert made.ok and made.model is not None
    return vocabulary, made.model


@pytest.fixture(scope="session")
def compile_below(above: tuple[RuleSet, ...]):
    """Compile a text below them."""
    return lambda text: compile_ruleset(text, "t.cunwu", "t", above)


@pytest.fixture(scope="session")
def linted(above: tuple[RuleSet, ...], compile_below):
    """The findings of some rules (None: all) in a text; the text must have no errors."""

    def run(text: str, *codes: str) -> tuple[Finding, ...]:
        made = compile_below(text)
        assert made.ok, "\n".join(render(d, made.source) for d in made.diagnostics)
        assert made.model is not None
        return lint(LintContext(made, made.model, above, (), statutes()), codes or None)

    return run
