"""A form: the columns for the records of certain rulesets, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dsl.literals import format_value
from dsl.model.fields import Field, Scope
from dsl.model.nodes import RuleSet
from dsl.norms.nodes import ACTOR, DATE, OUTCOME, UNTIL, Program
from dsl.values import FieldType
from engine.forms.names import known_names
from engine.forms.usage import Key, Names, Usage, usage_of
from engine.records.excel.heads import NUMBER, head_of
from engine.records.vocabulary import EVENTS, ONLY, RULES, STEP, STRUCTURE, TITLE, Vocabulary

_ALWAYS = frozenset({(Scope.RECORD, DATE), *((Scope.EVENT, name) for name in (DATE, UNTIL, ACTOR, OUTCOME))})
"""Fields that the core itself reads."""
_LEFT_OUT = frozenset({EVENTS, RULES, ONLY})
"""Structural fields of the record that a form has no column for."""
_FIRST = (TITLE, STEP)
"""Structural fields that stand before those of the vocabulary, the others after them."""
FLAGS = ("是", "否")
NUMBER_MEANING = "自己编的编号，每件一个；“经过”里的每一步用同一个编号"
_EXAMPLES = {
    FieldType.NUMBER: "3，或者三分之二",
    FieldType.MONEY: "365000，或者36.5万元",
    FieldType.AREA: "120",
    FieldType.DATE: "2024-3-5，或者2024年3月5日",
    FieldType.LIST: "几项的用顿号隔开：甲、乙",
    FieldType.ROLL: "每人一项，用顿号隔开：甲、乙",
    FieldType.FLAG: "是，或者否",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form.

    ``field`` None is the case's number. ``choices`` are offered; where the
    column is ``closed`` nothing else may stand in it. ``named`` are the texts
    that norms compare the field with, ``steps`` those of which they read it.
    """

    head: str
    field: Field | None
    meaning: str
    example: str
    choices: Names = ()
    closed: bool = False
    named: Names = ()
    steps: Names = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of cases and of events; ``rules`` are the ids that records are checked against, ``titles`` in words.

    Without ``rules`` (rule files of the user's own) they must be named when the records are checked.
    """

    rules: Names
    titles: Names
    cases: tuple[Column, ...]
    course: tuple[Column, ...]


def form_of(rulesets: Sequence[RuleSet], programs: Sequence[Program], rules: Names, titles: Names) -> Form:
    """Make the form for ``rulesets``, the highest layer first; fields that no norm reads have no column."""
    usage = usage_of(norm for program in programs for norm in program.norms)
    names = known_names(rulesets, usage, rules)
    vocabulary = Vocabulary(field for ruleset in rulesets for field in ruleset.fields)
    number = Column(NUMBER, None, NUMBER_MEANING, "2024-01")
    made = {
        scope: (number, *(_column(one, usage, names) for one in _fields(vocabulary, scope, usage))) for scope in Scope
    }
    return Form(rules, titles, made[Scope.RECORD], made[Scope.EVENT])


def _fields(vocabulary: Vocabulary, scope: Scope, usage: Usage) -> Iterator[Field]:
    structural = [one for one in STRUCTURE if one.scope is scope and one.name not in _LEFT_OUT]
    yield from (one for one in structural if one.name in _FIRST)
    for one in vocabulary.of(scope):
        key = (scope, one.name)
        if key in usage.fields or key in usage.values or key in _ALWAYS:
            yield one
    yield from (one for one in structural if one.name not in _FIRST)


def _column(one: Field, usage: Usage, names: Mapping[Key, Names]) -> Column:
    key = (one.scope, one.name)
    known = names.get(key, ())
    choices = one.options or known or (FLAGS if one.type is FieldType.FLAG else ())
    return Column(
        head_of(one),
        one,
        one.meaning,
        _example(one, known),
        choices,
        closed=bool(one.options) and one.type is FieldType.CHOICE,
        named=() if choices else usage.values_of(*key),
        steps=usage.steps_of(one.name) if one.scope is Scope.EVENT else (),
    )


def _example(one: Field, known: Names) -> str:
    names = one.options or known
    if one.name == TITLE:
        return "某村道路硬化"
    if names:
        several = one.type.is_list and len(names) > 1
        return "、".join(names[:2]) if several else names[0]
    if one.type.is_number and one.type not in _EXAMPLES:
        return f"31，或者{format_value(31, one.type)}"
    return _EXAMPLES.get(one.type, "")
