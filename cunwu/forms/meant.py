"""Which form is meant: that of a ruleset, of a procedure or of one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cunwu.errors import UsageError
from cunwu.forms.live import LiveForm
from cunwu.work import Work, opened
from dsl.diagnostics.suggest import nearest
from dsl.norms.link import link
from dsl.norms.nodes import ACTOR, DATE, OUTCOME, PROCEDURE
from engine.forms.form import Column, form_of
from engine.records.vocabulary import DOCUMENTS, NOTE, SOURCE, STEP
from rulesets.loader import bundled_ids, locate

if TYPE_CHECKING:
    from datetime import date

    from cunwu.catalogue import Catalogue
    from dsl.model.nodes import Procedure

_USUAL = (DATE, ACTOR, DOCUMENTS)
"""Fields that every step is asked for."""
_SELDOM = (SOURCE, NOTE, DATE)
"""Fields of the record that are offered, but not shown at once."""


def live_form(about: str | Path, rules: Sequence[str | Path], as_of: date) -> LiveForm:
    """The form for a ruleset (id, title or path), a procedure, or a step (决议, or 五议决策法·决议).

    Procedures and steps are sought in ``rules``, in all bundled rulesets without any. Raises RulesError for a rule
    file with mistakes, UsageError for a name that means nothing or several things.
    """
    name = str(about).strip()
    path = locate(name)
    catalogue = opened([name] if path is not None else rules)
    if path is None and not any(name in (head.id, head.title) for head in catalogue.heads):
        ruleset, procedure, step = _found(name, catalogue)
        return _made(_files(ruleset, rules), as_of, ruleset, procedure, step)
    ruleset = catalogue.heads[-1].id if path is not None else catalogue.head(name).id
    return _made([name] if path is not None else _files(ruleset, rules), as_of, ruleset, None, "")


def _files(ruleset: str, rules: Sequence[str | Path]) -> Sequence[str | Path]:
    return rules or (ruleset,)


def _found(name: str, catalogue: Catalogue) -> tuple[str, Procedure, str]:
    """The ruleset and procedure that a name means, and the step where it means one."""
    named, _, inner = name.rpartition("·")
    procedures = [(ruleset.id, one) for ruleset in catalogue.rulesets for one in ruleset.procedures]
    whole = [(ruleset, one, "") for ruleset, one in procedures if name in (one.name, f"{ruleset}:{one.name}")]
    steps = [
        (ruleset, one, step.name)
        for ruleset, one in procedures
        for step in one.steps
        if step.name == (inner or name) and (not named or named in (one.name, f"{ruleset}:{one.name}"))
    ]
    found = whole or steps
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{one.name}·{step}" if step else f"{ruleset}:{one.name}" for ruleset, one, step in found)
        raise UsageError(f"“{name}”可以指{len(found)}个：{listed}。请写全名。", f"“{name}” can mean: {listed}.")
    known = [*(one.name for _, one in procedures), *(head.title for head in catalogue.heads)]
    near = nearest(name, [*known, *(step.name for _, one in procedures for step in one.steps)])
    raise UsageError(
        f"没有叫“{name}”的规则集、程序或者步骤。" + (f"是不是“{near}”？" if near else "用 cunwu rules 可以看到全部。"),
        f"No ruleset, procedure or step is called “{name}”." + (f" Did you mean “{near}”?" if near else ""),
    )


def _made(rules: Sequence[str | Path], as_of: date, ruleset: str, procedure: Procedure | None, step: str) -> LiveForm:
    work = Work.open(rules, as_of, {})
    catalogue = work.catalogue
    head = catalogue.head(ruleset)
    named = (ruleset,) if ruleset in bundled_ids() else ()
    programs = link(catalogue.programs).programs
    whole = form_of(catalogue.rulesets, programs, named, (head.title,))
    prefix = f"{procedure.name}·" if procedure else ""
    own = [
        replace(one, norms=tuple(norm for norm in one.norms if norm.name.startswith(prefix)))
        for one in programs
        if one.ruleset == ruleset
    ]
    small = form_of(catalogue.rulesets, own, named, (head.title,))
    names = [one.name for one in procedure.steps] if procedure else _acts(small.course)
    steps = {one: _fields_of(one, small.course) for one in ([step] if step else names)}
    main = tuple(one.field.name for one in small.cases if one.field and one.field.name not in _SELDOM)
    begin = {
        "record": {PROCEDURE: procedure.name} if procedure else {},
        "events": [{STEP: step}] if step else [],
    }
    title = "·".join(filter(None, (procedure.name if procedure else head.title, step)))
    return LiveForm(title, work, whole, main, steps, begin)


def _acts(course: Iterable[Column]) -> list[str]:
    """The acts of which a norm reads something."""
    return list(dict.fromkeys(step for column in course for step in column.steps))


def _fields_of(step: str, course: Iterable[Column]) -> tuple[str, ...]:
    names = (one.field.name for one in course if one.field and (one.field.name in _USUAL or step in one.steps))
    return tuple(dict.fromkeys(name for name in names if name not in (STEP, OUTCOME)))
