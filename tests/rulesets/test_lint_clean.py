"""The rulesets that come with the project are clean, but for what a comment in them silences with a reason."""

from __future__ import annotations

from collections import Counter

import pytest

from dsl.lint.context import LintContext
from dsl.lint.run import lint
from dsl.lint.silence import silences
from rulesets.loader import bundled_ids, load
from rulesets.statutes import statutes

SILENCED = {
    ("national/collective_economy", "W602"): 1,  # the working days five years on are not known yet
    ("national/land", "W402"): 4,  # two thirds of all, or of those present: a reading
    ("national/vocabulary", "W502"): 1,  # 日期 of the record and of each event
    ("ninghai/power_list", "W101"): 4,  # limits that the county has not filled in
    ("ningbo/four_step", "W101"): 5,  # a template: blanks to be filled in
    ("ningbo/villagers_talk", "W102"): 1,  # kept for the register of what villagers raised
}
"""How many findings of a rule each file silences."""


SECOND_HAND = ("招标工程规定", "招标规模规定")
"""Sources that are known from reprints only, whose text the index doesn't hold."""


@pytest.fixture(scope="module")
def contexts() -> dict[str, LintContext]:
    library = load()
    assert not library.failed and not library.diagnostics
    found = {}
    for number, compiled in enumerate(library.compiled):
        uppers = tuple(one.model for one in library.uppers(number) if one.model is not None)
        lowers = tuple(one for n, one in enumerate(library.compiled) if number in library.above[n])
        assert compiled.model is not None
        found[compiled.model.id] = LintContext(compiled, compiled.model, uppers, lowers, statutes())
    return found


@pytest.mark.parametrize("id_", bundled_ids())
def test_a_bundled_ruleset_is_clean(id_, contexts):
    assert [(one.code, one.span.line, one.message) for one in lint(contexts[id_])] == []


def test_what_is_silenced_is_listed_here(contexts):
    found = Counter(
        (id_, one.code)
        for id_, context in contexts.items()
        for one in silences(context.compiled.source, context.comments)
        if one.reason
    )
    assert found == SILENCED


def test_the_statutes_are_matched_to_the_sources(contexts):
    index = statutes()
    matched = {s.name: index.of(s) for context in contexts.values() for s in context.model.sources}
    assert {name for name, statute in matched.items() if statute is None} == {
        "清单",
        "浙江办法2012",
        "农村基层组织条例",
        "县清单",
        *SECOND_HAND,
    }
    editions = {matched[name].edition for name in ("村组法2010", "村组法2018", "村组法2025")}
    assert editions == {"2010年修订", "2018年修正", "2025年修正"}
