"""The public functions. Each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cunwu.cases.book import CaseBook
    from cunwu.catalogue import Catalogue
    from cunwu.pictures import ComparedMap, Drawing
    from cunwu.result import CheckResult
    from cunwu.rule_text import RuleText
    from cunwu.views import Explanation, ProcedureMap
    from engine.records.nodes import DecisionRecord

    Record = DecisionRecord | Mapping[str, Any] | Path | str
    Rules = str | Path | Iterable[str | Path] | None


def check(
    record: Record,
    *,
    rules: Rules = None,
    as_of: date | str | None = None,
    readings: Mapping[str, bool] | None = None,
) -> CheckResult:
    """Put a record next to the rules.

    ``record`` is a path, YAML or JSON text, a mapping or a DecisionRecord; of a
    workbook with several cases, the path of one of them (记录.xlsx#A01).
    ``rules`` are ids of bundled rulesets or paths of rule files; without them
    those that the record names (规则), else all bundled ones. ``as_of`` is the
    day of the check (审查日), today where it isn't given. ``readings`` choose
    among readings that a statute leaves open.

    Raises RecordError where the record can't be read, RulesError where the
    rules can't; both say everything that is wrong.
    """
    from cunwu.work import checked

    return checked(record, _list(rules), day_of(as_of), readings or {})


def check_all(
    records: Path | str,
    *,
    rules: Rules = None,
    as_of: date | str | None = None,
    readings: Mapping[str, bool] | None = None,
) -> tuple[CheckResult, ...]:
    """Put every record in a file next to the rules: all cases of a workbook, in its order.

    For the other arguments see ``check``. Raises RecordError where one of them
    can't be read; it says everything that is wrong with any of them.
    """
    from cunwu.work import all_checked

    return all_checked(str(records), _list(rules), day_of(as_of), readings or {})


def explain(
    record: Record,
    norm: str,
    *,
    rules: Rules = None,
    as_of: date | str | None = None,
    readings: Mapping[str, bool] | None = None,
) -> Explanation:
    """All steps of the reasoning by which ``norm`` was judged on ``record``, and what would have turned the verdict.

    ``norm`` is an id, a name or the unique end of one. Raises as ``check``
    does, and UsageError where there is no such norm.
    """
    from cunwu.views import Explanation
    from cunwu.work import Work

    work = Work.open(_list(rules), day_of(as_of), readings or {})
    return Explanation.of(work, work.check(record), norm)


def rules(rules: Rules = None) -> Catalogue:
    """The rulesets, their norms and procedures: the bundled ones, or those named."""
    from cunwu.work import opened

    return opened(_list(rules))


def map(
    name: str = "",
    *,
    record: Record | None = None,
    step: str = "",
    narrow: bool = False,
    rules: Rules = None,
    as_of: date | str | None = None,
) -> ProcedureMap | Drawing:
    """The map of a procedure; where a record is given with its case on it, and what may come next.

    ``name`` may also be a matter of a list of powers, or the list; with a record it may be left out. ``step``: only
    that step of the procedure, with all that is asked of it. ``narrow``: fit for a phone.

    Raises UsageError where there is nothing of that name; as ``check`` does for a record.
    """
    from cunwu.pictures import map_of, step_map
    from cunwu.views import ProcedureMap
    from cunwu.work import Work, opened

    if record is None:
        catalogue = opened(_list(rules))
        return step_map(catalogue.procedure(name), step) if step else map_of(catalogue, name, narrow=narrow)
    work = Work.open(_list(rules), day_of(as_of), {})
    drawn = ProcedureMap.of(work, work.check(record), name, narrow=narrow)
    return step_map(drawn.procedure, step, drawn.result) if step else drawn


def timeline(record: Record, *, rules: Rules = None, as_of: date | str | None = None) -> Drawing:
    """A case on its days: what happened, what is due by when, what may come next. Raises as ``check`` does."""
    from cunwu.pictures import timeline_of
    from cunwu.work import Work

    work = Work.open(_list(rules), day_of(as_of), {})
    return timeline_of(work, work.check(record))


def matrix(*records: Record, rules: Rules = None, as_of: date | str | None = None) -> Drawing:
    """The norms by their verdicts, of one record or of several side by side. Raises as ``check`` does."""
    from cunwu.pictures import matrix_of
    from cunwu.work import Work

    work = Work.open(_list(rules), day_of(as_of), {})
    return matrix_of([work.check(record) for record in records])


def compare(before: str, after: str, *, rules: Rules = None, after_rules: Rules = None) -> ComparedMap:
    """Two procedures in one picture: what came in, went, moved or changed.

    ``after_rules`` are those in which ``after`` stands, where they aren't ``rules``. Raises UsageError where there
    is no such procedure.
    """
    from cunwu.pictures import ComparedMap
    from cunwu.work import opened

    catalogue = opened(_list(rules))
    other = opened(_list(after_rules)) if after_rules is not None else catalogue
    return ComparedMap(catalogue.procedure(before), other.procedure(after))


def casebook(register: Path | str, *, rules: Rules = None, who: str = "", create: bool = True) -> CaseBook:
    """The register (台账) of live cases at a path or a ``postgresql:`` URL; it is made where there is none.

    ``who`` tells, the computer's user where it isn't given; ``rules`` as in ``check``.
    Raises RegisterError where it can't be opened, RulesError where the rules can't be used.
    """
    from cunwu.cases.book import book_of

    return book_of(register, _list(rules), who, create=create)


def source(name: str) -> RuleText:
    """The text of a rule file, by the id of a bundled ruleset or by its path; a notebook shows it in colour.

    Raises RulesError where there is none, or it is no text.
    """
    from cunwu.rule_text import RuleText

    return RuleText.of(name)


def day_of(as_of: date | str | None) -> date:
    """The day of the check: today where none is given. Raises UsageError for a text that is no day."""
    if as_of is None:
        return datetime.now().astimezone().date()
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    from cunwu.errors import UsageError
    from dsl.literals import day

    found = day(as_of)
    if isinstance(found, date):
        return found
    raise UsageError(
        f"“{as_of}”不是日期。请写成 2024-03-05 或者 2024年3月5日。",
        f"“{as_of}” is no day. Write 2024-03-05 or 2024年3月5日.",
    )


def _list(rules: Rules) -> tuple[str | Path, ...]:
    if rules is None:
        return ()
    return (rules,) if isinstance(rules, str | Path) else tuple(rules)
