"""The widgets for what a user names: a record, a case, rulesets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cunwu.cases.replay import moments, told_by_entries, told_by_record
from cunwu.errors import UsageError
from cunwu.forms.meant import live_form
from cunwu.report.page import procedures_of
from cunwu.widgets.form import Form
from cunwu.widgets.questions import questions
from cunwu.widgets.quiz import Quiz
from cunwu.widgets.replay import Replay, maps_of
from cunwu.work import Work, opened
from dsl.norms.nodes import PROCEDURE
from engine.records.nodes import DecisionRecord
from rulesets.loader import locate

if TYPE_CHECKING:
    from cunwu.api import Record, Rules
    from cunwu.register import Entry
    from cunwu.result import CheckResult
    from dsl.model.nodes import Procedure


def opened_replay(
    record: Record | Iterable[Entry],
    procedure: str | None,
    rules: Rules,
    as_of: date,
    readings: Mapping[str, bool],
) -> Replay:
    """The replay of a record or of the entries of a case; see ``cunwu.replay``."""
    work = Work.open(_list(rules), as_of, readings)
    if isinstance(record, DecisionRecord | Mapping | Path | str):
        tellings = told_by_record(work.check(record).record, work, as_of)
    else:
        tellings = told_by_entries(tuple(record), as_of)
    if not tellings:
        raise UsageError("没有登记，放不出来。", "There is no entry to replay.")
    told = tuple(moments(tellings, work, as_of))
    result = told[-1].result
    shown = _followed(result) if procedure is None else result.catalogue.procedure(procedure)
    return Replay(told, shown, maps_of(told, shown, work))


def opened_form(about: str | Path, record: Record | None, rules: Rules, as_of: date) -> Form:
    """The form for a ruleset, procedure or step; see ``cunwu.form``."""
    form = live_form(about, _list(rules), as_of)
    return Form(form, None if record is None else form.values_of(form.work.check(record).record))


def opened_quiz(about: str | Path, seed: int, count: int) -> Quiz:
    """The quiz on a rule file; see ``cunwu.quiz``."""
    name = str(about)
    if count < 1:
        raise UsageError("至少要出一题。", "A quiz has at least one question.")
    path = locate(name)
    title = opened([name]).heads[-1].title if path is not None else opened([]).head(name).title
    return Quiz(f"{title}：违反了哪一条？", questions(name, seed, count))


def _followed(result: CheckResult) -> Procedure | None:
    """The procedure that a case follows: the one that it names, else the first that has a norm for it."""
    found = procedures_of(result)
    named = result.record.facts.get(PROCEDURE)
    return next((one for one in found if one.name == named), found[0] if found else None)


def _list(rules: Rules) -> tuple[str | Path, ...]:
    return (rules,) if isinstance(rules, str | Path) else tuple(rules or ())
