"""The bundled norms in words: all of them, exactly, and in Chinese."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from dsl.describe.context import Context
from dsl.describe.norms import describe_norm
from dsl.norms.force import days_in_force
from dsl.norms.nodes import Norm, Program
from rulesets.loader import bundled_ids, load
from tests.dsl.describe.changes import changed_force, changes

EXAMPLE = Path(__file__).parents[3] / "docs" / "example.cunwu.md"
LIBRARY = load([*bundled_ids(), str(EXAMPLE)])
"""The bundled rulesets, and the example, which uses what they don't."""
NORMS = [norm for program in LIBRARY.programs for norm in program.norms]
CONTEXT = Context.of(LIBRARY.programs, LIBRARY.rulesets)
ENGLISH = Context.of(LIBRARY.programs, LIBRARY.rulesets, "en")
by_id = pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.id)


def said(norm: Norm) -> str:
    """All that is said of a norm."""
    return describe_norm(norm, CONTEXT).text()


def alone(norm: Norm) -> str:
    """All that is said of a norm where it is the only one, so that its condition is that of its procedure."""
    readings = next(p.readings for p in LIBRARY.programs if p.ruleset == norm.ruleset)
    return describe_norm(norm, Context.of([Program(norm.ruleset, (norm,), readings)])).text()


@by_id
def test_it_is_plain_chinese(norm):
    text = said(norm)
    quoted = re.sub(r"“[^”]*”|《[^》]*》", "", text)
    assert not re.search(r"[A-Za-z]", quoted), text
    assert not re.search(r"∈|〈|［|\{|\}|本次\.|≥|≤|×", re.sub(r"《[^》]*》", "", text)), text
    assert "None" not in text
    assert "（）" not in text and "。。" not in text and "；。" not in text and "，，" not in text, text
    assert text.endswith("。")
    # Brackets are for a remark, not for structure: none in another.
    depth = most = 0
    for character in re.sub(r"《[^》]*》（[^）]*）", "《》", text):
        depth += {"（": 1, "）": -1}.get(character, 0)
        most = max(most, depth)
        assert depth >= 0, text
    assert depth == 0 and most <= 2, text


@by_id
def test_each_part_that_decides_has_its_place(norm):
    told = describe_norm(norm, CONTEXT)
    assert told.part("applies") and told.part(norm.kind.value) and told.part("force") and told.part("citations")
    assert bool(told.part("advice")) is norm.advice
    assert bool(told.part("exceptions")) is bool(norm.exceptions)
    assert bool(told.part("deadline")) is (norm.deadline is not None)
    for exception in norm.exceptions:
        assert f"“{exception.name}”" in told.text()
    for text in (norm.consequence, norm.remedy):
        assert text.rstrip("。") in told.text()
    for citation in norm.citations:
        assert citation.article in told.text() and (citation.title in told.text())


@by_id
def test_every_change_that_can_change_a_verdict_is_heard(norm):
    texts = (said(norm), alone(norm))
    deaf = [what for what, changed in changes(norm) if said(changed) == texts[0] or alone(changed) == texts[1]]
    assert deaf == []
    for what, changed in changed_force(norm):
        if days_in_force(changed) != days_in_force(norm):
            assert said(changed) != texts[0], what


@pytest.mark.parametrize("norm", NORMS[::5], ids=lambda norm: norm.id)
def test_every_change_is_heard_in_english_too(norm):
    text = describe_norm(norm, ENGLISH).text()
    assert not re.search(r"[，。；：]\s*[a-z]", text)
    assert [what for what, changed in changes(norm) if describe_norm(changed, ENGLISH).text() == text] == []


def test_there_are_enough_changes():
    """The check above is not empty: nearly every norm can be changed in more than twenty ways."""
    counts = [sum(1 for _ in changes(norm)) for norm in NORMS]
    assert min(counts) >= 15 and sum(counts) > 10_000


def test_another_default_of_a_reading_is_heard():
    readings = {name for program in LIBRARY.programs for name, _ in program.readings}
    defaults = {key: not default for key, default in CONTEXT.defaults.items()}
    turned = replace(CONTEXT, defaults=defaults)
    heard = set()
    for norm in NORMS:
        if describe_norm(norm, turned).text() != said(norm):
            heard |= {name for name in readings if f"“{name}”" in said(norm)}
        else:
            assert not any(f"“{name}”" in said(norm) for name in readings), norm.id
    assert heard == readings


def test_different_norms_read_differently():
    """Apart from names, remedies and remarks: the judged parts alone tell norms apart."""
    alike: dict[tuple[str, ...], list[Norm]] = defaultdict(list)
    for norm in NORMS:
        bare = replace(norm, name="某条", consequence="", remedy="", caveats=(), citations=norm.citations[:1])
        alike[said(bare), norm.ruleset].append(norm)
    for several in alike.values():
        meanings = {(n.kind, n.advice, n.act, n.when, n.require, n.deadline, days_in_force(n)) for n in several}
        assert len(meanings) == 1, [norm.id for norm in several]


def test_the_same_expression_always_reads_the_same():
    parts: dict[object, set[str]] = defaultdict(set)
    for norm in NORMS:
        told = describe_norm(norm, CONTEXT)
        paragraph = told.part(norm.kind.value)
        assert paragraph is not None
        parts[norm.kind, norm.require].add(str(paragraph.clause))
    assert all(len(texts) == 1 for texts in parts.values())


def test_the_cases_of_a_procedure_are_said_once():
    """In the short form a norm only names its procedure; the cases are those of all its norms."""
    scopes: dict[str, set[str]] = defaultdict(set)
    for norm in NORMS:
        told = describe_norm(norm, CONTEXT)
        if told.procedure:
            assert f"按“{told.procedure}”办理的案件" in told.text(full=False)
            assert "案件范围" not in told.text(full=False) and "案件范围" in told.text()
            scopes[told.procedure].add(str(told.scope[0].clause))
    assert {"重大行政决策", "五议决策法", "和村惠民四步法", "村内招标", "项目办理"} <= set(scopes)
    assert all(len(texts) == 1 for texts in scopes.values())
