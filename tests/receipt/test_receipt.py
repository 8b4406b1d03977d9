"""Our rules and DECLARE on a log in the form of receipt: the same cases break the same constraints."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

import cunwu
from engine.findings.nodes import Verdict
from tests.receipt import generate
from tests.receipt.__main__ import by_pm4py
from tests.receipt.compare import at_best, by_definition, by_rules
from tests.receipt.constraints import ACTIVITIES, CONSTRAINTS
from tests.receipt.declare import BY_DAY, TEMPLATES, Constraint, holds
from tests.receipt.event_table import in_their_order, on_their_days, read_table
from tests.receipt.rules import FILE, name_of, receipt

LOG = read_table(generate.FILE)
DAILY = [one for one in CONSTRAINTS if one.template in BY_DAY]

each = pytest.mark.parametrize("constraint", CONSTRAINTS, ids=name_of)
each_daily = pytest.mark.parametrize("constraint", DAILY, ids=name_of)


@pytest.fixture(scope="module")
def expected():
    return by_definition(LOG, CONSTRAINTS)


@pytest.fixture(scope="module")
def in_order():
    return by_rules(in_their_order(LOG), CONSTRAINTS, FILE)


@pytest.fixture(scope="module")
def on_days():
    return by_rules(on_their_days(LOG), CONSTRAINTS, FILE)


@each
def test_the_same_cases_break_it(constraint, in_order, expected):
    assert in_order[0][constraint] == expected[constraint]


@each
def test_some_cases_break_it_and_some_keep_it(constraint, expected):
    """A rule that says nothing, or refuses everything, would be seen."""
    assert 0 < len(expected[constraint]) < len(LOG)


@each_daily
def test_by_day_the_best_order_within_each_day_counts(constraint, on_days, expected):
    """Steps of one day are not out of order (semantics): no case is accused whose order may have been right."""
    assert on_days[0][constraint] == at_best(LOG, [constraint])[constraint]
    assert on_days[0][constraint] <= expected[constraint]


def test_by_day_some_cases_are_not_told_apart(on_days, expected):
    """The log has what the last test is about."""
    assert any(on_days[0][one] < expected[one] for one in DAILY)


def test_nothing_is_left_undecided(in_order, on_days):
    assert (in_order[1], on_days[1]) == (0, 0)


def test_every_template_is_there():
    assert {one.template for one in CONSTRAINTS} == set(TEMPLATES)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("末次", "首次"), ("早于", "不早于"), ("在本次之后", "在本次之前"), ("行为：首次", "行为：末次")],
)
def test_a_wrong_rule_is_seen(right, wrong, expected, tmp_path):
    text = FILE.read_text("utf-8")
    assert right in text
    rules = tmp_path / "wrong.cunwu"
    rules.write_text(text.replace(right, wrong), "utf-8")
    assert by_rules(in_their_order(LOG), CONSTRAINTS, rules)[0] != expected


def test_the_files_are_those_that_the_programs_write(tmp_path):
    assert FILE.read_text("utf-8") == receipt()
    generate.write(tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_bytes() == generate.FILE.read_bytes()


def test_a_log_as_it_comes_leaves_open_what_it_does_not_list():
    """Without the column 经过完整 a step that isn't listed may have happened."""
    short = next(case for case, rows in LOG.items() if ACTIVITIES["T10"] not in {row.step for row in rows})
    result = cunwu.check(f"{generate.FILE}#{short}", rules=FILE, as_of="2012-12-31")
    verdicts = {finding.norm.name: finding.verdict for finding in result.findings}
    assert verdicts["必有·T10"] is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("template", "kept", "broken"),
    [
        ("existence", "a xa", "x b"),
        ("absence", "x b", "a xa"),
        ("exactly_one", "a xab", "aa b x"),
        ("init", "a ab", "ba b"),
        ("responded_existence", "ab ba x b", "a axa"),
        ("coexistence", "ab ba x", "a b"),
        ("noncoexistence", "a b aa x", "ab bxa"),
        ("response", "ab aab axb b x", "a ba aba"),
        ("precedence", "ab abb a aba x", "b ba"),
        ("succession", "ab aabb abab x", "a b ba aba"),
        ("altresponse", "ab abab axxb abb b x", "aab a aba"),
        ("altprecedence", "ab abab axxb aab a x", "abb b bab"),
        ("altsuccession", "ab abab axb x", "aab abb a b ba"),
        ("chainresponse", "ab abxab b abb", "axb a aab"),
        ("chainprecedence", "ab abxab a aab", "axb b abb"),
        ("chainsuccession", "ab abxab x", "axb a b aab abb"),
        ("nonsuccession", "a b ba aba x", "ab axb"),
    ],
)
def test_the_checker_knows_the_templates(template, kept, broken):
    for traces, expected in ((kept, True), (broken, False)):
        for trace in traces.split():
            assert holds(Constraint(template, "a", "b"), trace) is expected, trace


@pytest.mark.skipif(find_spec("pm4py") is None, reason="pm4py (AGPL) is a tool for tests only: name it in PYTHONPATH")
def test_pm4py_says_the_same(expected):
    assert by_pm4py(generate.FILE, CONSTRAINTS) == expected
