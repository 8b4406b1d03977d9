"""The rules of the linter, one a file; the file's docstring is its published page.

A rule is a function from a file in its context to what it finds there. Families:
W1 what nothing uses, W2 sources and force, W3 procedures, W4 conditions and
numbers, W5 names, W6 scenarios, W7 writing; W9, on the silencing comments, is
the runner's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dsl.lint.context import LintContext
from dsl.lint.nodes import Finding
from dsl.lint.rules import (
    boundary,
    citation_without_article,
    constant_condition,
    contradictory_condition,
    contradictory_order,
    deadline_too_short,
    double_negation,
    edition_not_in_force,
    edition_not_said,
    exception_without_source,
    full_width_digits,
    gap_or_overlap,
    half_width_punctuation,
    idle_exception,
    lookalike_names,
    low_quorum,
    mixed_denominators,
    never_in_force,
    never_violated,
    no_full_stop,
    no_remedy,
    no_scenario,
    no_such_article,
    nobody_may,
    numeral_styles,
    only_overall,
    parameter_gap,
    record_and_event,
    repeated_condition,
    repeated_parameter,
    returns_forward,
    same_scenario,
    shadowed_name,
    source_dates,
    step_outside_order,
    straight_quotes,
    taken_name,
    unreachable_step,
    unused_act,
    unused_field,
    unused_parameter,
    unused_reading,
    unused_source,
)

Check = Callable[[LintContext], Iterator[Finding]]

RULES: tuple[tuple[str, Check], ...] = (
    ("W101", unused_parameter.check),
    ("W102", unused_field.check),
    ("W103", unused_source.check),
    ("W104", unused_act.check),
    ("W105", unused_reading.check),
    ("W201", citation_without_article.check),
    ("W202", exception_without_source.check),
    ("W203", no_such_article.check),
    ("W204", edition_not_said.check),
    ("W205", edition_not_in_force.check),
    ("W206", source_dates.check),
    ("W207", never_in_force.check),
    ("W301", unreachable_step.check),
    ("W302", nobody_may.check),
    ("W303", step_outside_order.check),
    ("W304", contradictory_order.check),
    ("W305", deadline_too_short.check),
    ("W306", returns_forward.check),
    ("W401", gap_or_overlap.check),
    ("W402", mixed_denominators.check),
    ("W403", low_quorum.check),
    ("W404", double_negation.check),
    ("W405", constant_condition.check),
    ("W406", contradictory_condition.check),
    ("W407", repeated_condition.check),
    ("W408", repeated_parameter.check),
    ("W409", parameter_gap.check),
    ("W410", idle_exception.check),
    ("W501", shadowed_name.check),
    ("W502", record_and_event.check),
    ("W503", lookalike_names.check),
    ("W504", taken_name.check),
    ("W601", no_scenario.check),
    ("W602", never_violated.check),
    ("W603", boundary.check),
    ("W604", only_overall.check),
    ("W605", same_scenario.check),
    ("W701", no_remedy.check),
    ("W702", half_width_punctuation.check),
    ("W703", no_full_stop.check),
    ("W704", numeral_styles.check),
    ("W705", straight_quotes.check),
    ("W706", full_width_digits.check),
)
"""Every rule with its code, in the order of the codes."""
