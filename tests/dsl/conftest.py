"""The vocabulary that every rule file stands on, compiled once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.compile import Compiled, compile_ruleset
from dsl.model.nodes import RuleSet

ROOT = Path(__file__).parents[2]
VOCABULARY = Path(__file__).parent / "vocabulary.cunwu"
"""A vocabulary like the bundled one, which grows with the law: what messages say of names must not change with it."""


@pytest.fixture(scope="session")
def vocabulary() -> RuleSet:
    """The model of the vocabulary above all rule files here."""
    made = compile_ruleset(VOCABULARY.read_text("utf-8"), "vocabulary", "national/vocabulary", ())
    assert made.ok and made.model is not None
    return made.model


@pytest.fixture(scope="session")
def compiled(vocabulary: RuleSet):
    """A function that compiles a rule text below the vocabulary."""

    def compile_text(text: str) -> Compiled:
        return compile_ruleset(text, "t.cunwu", "t", (vocabulary,))

    return compile_text
