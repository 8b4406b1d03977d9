"""A word has one meaning in all bundled files: one declaration, one type, one English key."""

from __future__ import annotations

from collections import defaultdict

from rulesets.loader import load


def test_a_field_is_declared_once():
    declared = defaultdict(set)
    for ruleset in load().rulesets:
        for field in ruleset.fields:
            for name in (field.name, *field.aliases):
                declared[name, field.scope].add((ruleset.id, field.name))
    assert not {name: found for name, found in declared.items() if len(found) > 1}


def test_a_body_or_an_act_is_declared_once():
    """A procedure's step may be the act that a higher file declares."""
    declared = defaultdict(list)
    for ruleset in load().rulesets:
        for one in (*ruleset.bodies, *ruleset.acts):
            declared[one.name].append(ruleset.id)
    assert not {name: found for name, found in declared.items() if len(found) > 1}
